"""Cơ quan ban hành và cơ quan chủ quản. / Who issues a document, and the body above: the names of the head's left column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dondoc.reading.contract import Found
from dondoc.reading.heads.rows import Label, Row
from dondoc.reading.kinds import kind_of
from dondoc.reading.lines import flat, mostly_upper
from dondoc.reading.patterns import lazy

#: Words an agency's name begins with, in flat letters (a scan loses marks): a line that begins so starts a new name.
_BEGINS = lazy(
    r"(?:bo|so|ban|uy ban|ubnd|hdnd|hoi dong|van phong|cuc|tong cuc|chi cuc|tinh uy|thanh uy|huyen uy|thi uy|quan uy|dang uy|"
    r"dang bo|chi bo|dang doan|hoi|doan|tinh doan|thanh doan|lien doan|truong|dai hoc|hoc vien|vien|toa an|chinh phu|thu tuong|quoc hoi|"
    r"chu tich nuoc|cong an|phong|trung tam|ngan hang|tap doan|tong cong ty|cong ty|thanh tra|kiem toan|mat tran|uy ban mttq|"
    r"bo chi huy|bao hiem|kho bac|thue|hai quan|doi|tram|benh vien|dai|bao|quy|to cong tac|tieu ban)\b"
)
#: A name that is not whole without what stands below it.
_OPEN = lazy(
    r"(?:^(?:bo|so|ban|cuc|vien|hoi|uy|tong|tong cuc|chi cuc|uy ban|hoi dong|van|phong|trung tam|cong an|doan|dang uy|dang bo|bo chi huy|"
    r"bao hiem|toa an|van phong chinh|ngan hang|ban chi dao|ban quan ly)$|"
    r"(?:nhan dan|va|cua|chi dao|cho|ve|cong tac|nhan|nha nuoc|trung uong doan|quan ly|du an)$)"
)
#: Names that say nothing without the body above: «VĂN PHÒNG» of the Province, of the Central Committee.
_OF_ABOVE = lazy(
    r"(?:van phong|ban to chuc|ban tuyen giao|ban tuyen giao va dan van|ban dan van|ban noi chinh|ban kinh te|uy ban kiem tra|"
    r"ban xay dung dang|ban chinh sach, chien luoc|ban doi ngoai|co quan uy ban kiem tra|dang uy cac co quan dang)$"
)
_COMMITTEE = lazy(r"(?P<level>ban chap hanh trung uong|tinh uy|thanh uy|huyen uy|thi uy|quan uy|dang uy|dang bo)\b")
_LEVELS = {
    "tinh uy": "Tỉnh ủy",
    "thanh uy": "Thành ủy",
    "huyen uy": "Huyện ủy",
    "thi uy": "Thị ủy",
    "quan uy": "Quận ủy",
    "dang uy": "Đảng ủy",
}
#: a body that speaks for the whole committee, as the title or the signature prints it
_COLLECTIVE = lazy(r"(?:bo chinh tri|ban bi thu|ban thuong vu|thuong truc|ban chap hanh)[^\n]{0,60}")
#: two names run into one line by a converter
_RUN_ON = lazy(r"(?<=\w)\s(?=(?:(?<!TỔNG )(?<!CHI )CỤC|TỔNG CỤC|CHI CỤC|SỞ|BAN QUẢN LÝ|PHÒNG)\s)")
#: a motto that a scan spoiled, run into the name beside it
_MOTTO = lazy(r"\s[|_\s]*c[oo]ng\s+h\w{1,3}\b")
_EDGES = lazy(r"^[\W\d_]+|[\W_]+$")
_ABOVE_ANOTHER = lazy(r"(?:bo|ubnd|uy ban nhan dan|tong cuc|cuc|so)\s+\S+\s+\S+")
_PLACE_LINE = lazy(r"(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|xa|phuong|dac khu|thi tran|viet nam)\b")
_NOTIFIES = lazy(r"(?:^|\n)[\s*_]*(?P<who>Văn phòng [^\n,.;]{3,60}?)\s+(?:xin\s+)?(?:trân trọng\s+)?thông\s+báo")


#: what only a head has
_SIGNS = {Label.STATE, Label.PARTY, Label.SLOGAN, Label.SYMBOL, Label.DAY}


_LONGEST_CRUMB = 60


class _Name(NamedTuple):
    words: str
    start: int
    end: int
    cell: int


def issuer(
    text: str, rows: Sequence[Row], last: int | None, subject: str | None, power: str | None, spans: dict[str, Found]
) -> tuple[str | None, str | None]:
    """(parent, issuer). `last` is the row of the kind, `power` the collective named in the signature («BAN THƯỜNG VỤ»)."""
    names = _names(text, rows, last)
    if not names:
        return None, _closing_words(text, spans) if last is not None else None
    spans["issuer"] = Found(names[-1].start, names[-1].end, "head.issuer.printed")
    own, above = names[-1].words, names[-2].words if len(names) > 1 else None
    own = _fuller(rows, last, own)
    if above and _OF_ABOVE.match(flat(own)):
        return above, _of_above(own, above)
    if (level := _COMMITTEE.match(flat(own))) is not None:
        speaker = _speaker(own, level["level"], subject, power)
        return (own, speaker) if speaker else (above, own)
    return above, own


#: «GIÁM ĐỐC SỞ TÀI CHÍNH ĐÔNG LĨNH», «CHI CỤC TRƯỞNG CHI CỤC KIỂM LÂM TỈNH ĐÔNG LĨNH»: the post, then its body in full
_DECIDER = lazy(
    r"(?:GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|TRƯỞNG BAN|HIỆU TRƯỞNG|VIỆN TRƯỞNG) (?P<body>\S.*)$"
)
_NEAR_KIND, _MOST_MORE = 14, 6


def _fuller(rows: Sequence[Row], last: int | None, own: str) -> str:
    """The name of the body as the line that says who decides prints it, where that line only says more: its territory.

    «SỞ TÀI CHÍNH» in the column, «GIÁM ĐỐC SỞ TÀI CHÍNH ĐÔNG LĨNH» under the subject: the Sở Tài chính Đông Lĩnh speaks; «CHI CỤC KIỂM
    LÂM», «CHI CỤC TRƯỞNG CHI CỤC KIỂM LÂM TỈNH ĐÔNG LĨNH»: that of the province.
    """
    for row in rows[last + 1 : last + _NEAR_KIND] if last is not None else ():
        said = _DECIDER.match(row.words) if row.label is Label.WORDS and row.upper else None
        if said and flat(said["body"]).startswith(flat(own) + " ") and len(said["body"].split()) - len(own.split()) <= _MOST_MORE:
            return said["body"].strip(" .,:")
    return own


def printed(text: str, rows: Sequence[Row]) -> str | None:
    """The most specific name in the head as printed, for whoever must know it in other words of the title."""
    names = _names(text, rows, None)
    return names[-1].words if names else None


def _names(text: str, rows: Sequence[Row], last: int | None) -> list[_Name]:
    """The names above the symbol: capitals, before the day, the kind and «Kính gửi»."""
    found: list[_Name] = []
    signs = any(row.label in _SIGNS for row in rows)
    for place, row in enumerate(rows if signs or last is not None else ()):
        stop = (last is not None and place >= last) or row.label in (Label.SYMBOL, Label.DAY, Label.TO)
        prose = row.label is Label.WORDS and not row.upper and len(row.words) > _LONGEST_CRUMB
        if (stop and (found or row.label is not Label.DAY)) or (found and prose):
            break
        if row.label is not Label.WORDS or not _is_name(row):
            continue
        for words, a, b in _run_on(row):
            if found and a >= found[-1].end and _joins(text, found[-1], words, a, row.cell):
                found[-1] = _Name(f"{found[-1].words} {words}", found[-1].start, b, row.cell)
            else:
                found.append(_Name(words, a, b, row.cell))
    whole = [name for name in found if len(name.words) > 2]
    if whole and not _BEGINS.match(flat(whole[0].words)) and (len(whole) > 1 or not signs):
        whole = whole[1:]  # crumbs of a stamp, a title
    return _with_office(whole)


#: «ĐOÀN KIỂM TRA / THEO QUYẾT ĐỊNH / SỐ 15/QĐ-SCT»: by what a team was set up, no part of its name
_SET_UP_BY = lazy(r"(?:(?:thanh lap )?theo (?:quyet dinh|qd)|so \d)")


def _is_name(row: Row) -> bool:
    """The name of who issues stands above the symbol in capitals, and is neither the name of a kind nor longer than a line."""
    words = row.words
    if _SET_UP_BY.match(flat(words)):
        return False
    letters = sum(char.isalpha() for char in words)
    return letters >= 2 and mostly_upper(words) and kind_of(words) is None and len(words) < 160 and ":" not in words


def _run_on(row: Row) -> list[tuple[str, int, int]]:
    """The names in one row: «BỘ TÀI CHÍNH TỔNG CỤC THUẾ» holds two."""
    spoiled = _MOTTO.search(flat(row.words))
    words = _EDGES.sub("", row.words[: spoiled.start()] if spoiled else row.words)
    match = _RUN_ON.search(words)
    if match is None or not _ABOVE_ANOTHER.match(flat(words[: match.start()])):
        return [(words, row.start, row.end)]
    cut = row.start + match.start()
    return [(words[: match.start()], row.start, cut), (words[match.end() :], cut + 1, row.end)]


def _joins(text: str, before: _Name, words: str, start: int, cell: int) -> bool:
    """Whether a line goes on with the name before it."""
    low, above = flat(words), flat(before.words)
    broken = text.rfind("\n", before.start, start)
    if before.cell == cell and broken > 0 and text.count("**", max(0, before.start - 2), broken) % 2:
        return True  # one run of bold goes over the line break
    if not _BEGINS.match(low):
        return True
    return _OPEN.search(above) is not None and before.cell == cell and not (above.endswith("nhan dan") and not _PLACE_LINE.match(low))


def _with_office(names: list[_Name]) -> list[_Name]:
    """«VĂN PHÒNG» above another name is broken off from it: «VĂN PHÒNG / CHÍNH PHỦ»."""
    if len(names) > 1 and flat(names[-2].words) == "van phong":
        joined = _Name(f"{names[-2].words} {names[-1].words}", names[-2].start, names[-1].end, names[-1].cell)
        return [*names[:-2], joined]
    return names


def _of_above(own: str, above: str) -> str:
    """«VĂN PHÒNG» under «TỈNH ỦY ĐÔNG LĨNH» is «Văn phòng Tỉnh ủy»."""
    level = _COMMITTEE.match(flat(above))
    name = own.capitalize() if mostly_upper(own) else own
    name = name.replace(" dân vận", " Dân vận").replace("Ban tổ", "Ban Tổ").replace("Ban tuyên", "Ban Tuyên").replace("Ban nội", "Ban Nội")
    name = name.replace("kiểm tra", "Kiểm tra").replace("Ban dân", "Ban Dân")
    if level is None:
        return f"{name} {above}"
    if level["level"] == "ban chap hanh trung uong":
        return f"{name} Trung ương Đảng" if flat(own) == "van phong" else f"{name} Trung ương"
    return f"{name} {_LEVELS.get(level['level'], above)}"


def _speaker(own: str, level: str, subject: str | None, power: str | None) -> str | None:
    """A committee prints its name; who speaks is said by the title («CỦA BỘ CHÍNH TRỊ») or the signature («T/M BAN THƯỜNG VỤ»)."""
    of = re.match(r"của\s+(?P<who>.+?)(?:\s+(?:về|tại|đối với|trong|khóa|khoá|lần)\b|\s*[(“\"]|$)", subject or "", re.IGNORECASE)
    who = of["who"] if of and _COLLECTIVE.match(flat(of["who"])) else power
    if not who or not _COLLECTIVE.match(flat(who)):
        return None
    if flat(who).startswith("ban chap hanh"):
        return None
    name = "Thường trực" if flat(who) == "thuong truc" else _capitalized(who)
    return name if level == "ban chap hanh trung uong" or len(who.split()) > 3 else f"{name} {_LEVELS.get(level, own)}"


def _capitalized(who: str) -> str:
    """«BỘ CHÍNH TRỊ, BAN BÍ THƯ» -> «Bộ Chính trị, Ban Bí thư»."""
    if not mostly_upper(who):
        return who
    words = who.lower()
    proper = {"bộ chính trị": "Bộ Chính trị", "ban bí thư": "Ban Bí thư", "ban thường vụ": "Ban Thường vụ", "thường trực": "Thường trực"}
    for small, large in {**proper, "tỉnh ủy": "Tỉnh ủy", "tỉnh uỷ": "Tỉnh uỷ", "thành ủy": "Thành ủy", "đảng ủy": "Đảng ủy"}.items():
        words = words.replace(small, large)
    return words


def _closing_words(text: str, spans: dict[str, Found]) -> str | None:
    """A document without a printed issuer: «Văn phòng … thông báo ý kiến kết luận …» at its end names it."""
    found = list(_NOTIFIES.finditer(text, max(0, len(text) - 8000)))
    if not found:
        return None
    spans["issuer"] = Found(*found[-1].span("who"), "head.issuer.closing-words")
    return " ".join(found[-1]["who"].split())
