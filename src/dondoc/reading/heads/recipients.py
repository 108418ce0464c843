"""Nơi nhận và Kính gửi. / Recipients and addressees: the lists a document is sent by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dondoc.reading.contract import Found
from dondoc.reading.heads.passages import Parted, Passage
from dondoc.reading.heads.rows import OPENER, Label, Row
from dondoc.reading.lines import LOWER, UPPER, flat, mostly_upper
from dondoc.reading.patterns import lazy

#: «Nơi nhận:», and what scans make of it («Noi nhận», «Not nhận», «Nơi nhân»)
LABEL = lazy(r"[“\"'`(]?N[ơoờớòóọ][iíìlt]\s*nh[ậâaạàáãăắ][nm]\s*[:;.]?\s*", re.IGNORECASE)
#: «- », «+ », «• »; some scans read «~»
BULLET = lazy(r"[-–—+•*~●▪](?!-)\s*(?=\S)")
#: a bullet whose words stand on the next line
_LONELY_BULLET = lazy(r"^([-–—+•])\n(?=\S)", re.MULTILINE)
#: inside one line: «Nơi nhận: - Như trên; - Lưu: VT.»
_INNER_BULLET = lazy(r"(?<=[;,.])\s+[-–]\s+(?=\S)|(?<=[;])\s+(?=Lưu\b)")
#: what a converter ran in from the right column: «- Như trên; PHÓ CHỦ TỊCH»
_RUN_IN = lazy(
    rf"(?<![,:])\s+(?:(?:(?:TM|KT|TL|TUQ|Q)(?:\.|(?=\s[{UPPER}]{{3}}))|T/M|K/T|T/L).*|(?:PHÓ |QUYỀN |Q\. ?)?"
    r"(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|TỔNG CỤC TRƯỞNG|"
    rf"CỤC TRƯỞNG|CHÁNH VĂN PHÒNG|CHỦ NHIỆM|BÍ THƯ|TRƯỞNG BAN|VỤ TRƯỞNG|CHI CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|CHÁNH THANH TRA)(?:\s[{UPPER} ,]*)?)$"
)
#: after the end of an entry only what the other column holds: «- Các Phó Giám đốc Sở; CHÁNH VĂN PHÒNG», a stamp's crumb «; ff»
_OTHER_COLUMN = lazy(rf"(?<=;)\s+(?:[{UPPER}]{{2,}}(?:[ ~-]+[{UPPER}]{{2,}}){{2,7}}|(?![A-ZĐ]{{2}})[^\w\s]?\s?\w{{1,2}})$")
#: «- Văn phòng Tỉnh ủy; Trần Văn Bình»: the signer's name beside the list
_NAME_BESIDE = lazy(rf"(?<=;)\s+(?P<family>[{UPPER}][{LOWER}]*)(?:\s[{UPPER}][{LOWER}]+){{1,3}}$")
#: family names, to know a name in capitals from a post
SURNAMES = frozenset(
    "".join(
        "NGUYỄN TRẦN LÊ PHẠM HOÀNG HUỲNH PHAN VŨ VÕ ĐẶNG BÙI ĐỖ HỒ NGÔ DƯƠNG LÝ ĐÀO ĐINH TRỊNH LƯƠNG MAI CAO TÔ TẠ HÀ LÂM "
        "ĐOÀN TRƯƠNG QUÁCH THÁI CHÂU LƯU PHÙNG KIỀU VƯƠNG NÔNG LÒ VI GIÀNG LÊU SÙNG VÀNG THÀO HỨA TỐNG THÂN NGHIÊM LẠI "
        "CHU TRIỆU BẾ MA Y LỤC ĐÀM ĐIỀU "
    ).split()
)
_BARE_SURNAMES = frozenset(flat(name).upper() for name in SURNAMES)
_TRAILING = lazy(r"[\s;,.:/*_]+$")
_KEPT = lazy(r"l[ưu]u\b", re.IGNORECASE)
_LONG_LINE = 60
_OPEN_END = lazy(r"\b(?:các|những|và|của|thành|ủy ban|hội đồng)$", re.IGNORECASE)
#: «Ủy ban nhân dân tỉnh / Đông Lĩnh»: a name broken before its place
_OF_PLACE = lazy(r"\b(?:tỉnh|thành phố|huyện|xã|phường|quận|thị xã)$", re.IGNORECASE)
_PROPER = lazy(rf"(?:[{UPPER}]\w*[ ,.;]*){{1,5}}$")


class Listed(NamedTuple):
    """Entries of a list and where it stands."""

    lines: tuple[str, ...] = ()
    span: Found | None = None


def recipients(parts: Sequence[Passage]) -> Listed:
    """The entries under «Nơi nhận»: wrapped lines joined, without bullet and final punctuation. `parts` begin with the label."""
    gathered = _Gathered()
    for number, part in enumerate(parts):
        if number and not _goes_on(gathered, part):
            break
        words = part.words
        skip = 0
        if number == 0:
            gathered.start = part.start
            if label := LABEL.match(words):
                skip = label.end()
                gathered.end = part.origin[label.end() - 1] + 1
        if not _take(gathered, part, skip):
            break
    return gathered.listed("foot.recipients")


@dataclass
class _Gathered:
    items: list[str] | None = None
    start: int = 0
    end: int = 0
    bulleted: bool = False
    signed: bool = False  # a line of the signature stood among the entries

    def add(self, words: str, end: int, *, new: bool) -> None:
        self.items = self.items or []
        if new or not self.items:
            self.items.append(words)
        else:
            self.items[-1] = f"{self.items[-1]} {words}"
        self.end = end

    def closed(self) -> bool:
        """The copy kept at the office is the last entry."""
        return (
            bool(self.items) and self.items is not None and _KEPT.match(self.items[-1]) is not None and self.items[-1].endswith((".", ")"))
        )

    def listed(self, rule: str) -> Listed:
        if self.items and len(self.items) > 1 and self.bulleted and _crumb(self.items[0]):
            del self.items[0]
        clean = tuple(words for item in self.items or () if (words := _TRAILING.sub("", item).strip(" *_")))
        return Listed(clean, Found(self.start, self.end, rule)) if clean else Listed()


def _goes_on(gathered: _Gathered, part: Passage) -> bool:
    """Whether the list goes on in the next passage: not past its cell, past a blank line only with a bullet."""
    if part.parted in (Parted.CELL, Parted.RULE):
        return not gathered.items and part.parted is Parted.CELL
    return not gathered.items or BULLET.match(part.words) is not None or gathered.items[-1].endswith(",")


def _take(gathered: _Gathered, part: Passage, skip: int) -> bool:
    """Take the lines of a passage; False when the list ended in it."""
    at = 0
    whole = _LONELY_BULLET.sub(r"\1 ", part.words)  # as long as before: offsets stay
    for line in whole.split("\n"):
        begin, at = max(at, skip), at + len(line) + 1
        if begin >= at - 1:
            continue
        words = whole[begin : at - 1]
        if signs(words) and not BULLET.match(words):
            if gathered.items or not part.framed:
                gathered.signed = bool(gathered.items)
                continue
            return False
        words = words[: run_in(words)]
        if not words.strip() or (gathered.signed and _of_the_signature(words)):
            continue
        if not _line(gathered, words, part.origin[begin + len(words) - 1] + 1):
            return False
    return True


def _of_the_signature(words: str) -> bool:
    """After the signer's post among the entries: a name, or what a scan made of the stamp between post and name."""
    bare = words.strip(" -–•'\"‘’`.,*")
    if sum(char.isalpha() for char in bare) <= _STAMP:
        return True
    name = bare.split()
    return 1 < len(name) < 6 and is_surname(name[0]) and all(word[:1].isupper() for word in name)


_STAMP = 3


def is_surname(word: str) -> bool:
    """Whether a word is a family name, marks or none: «Trân» of a scan is «Trần»."""
    return flat(word).upper() in _BARE_SURNAMES


def _crumb(words: str) -> bool:
    """What stood beside the label in the other column: the capitals of a post a scan spoiled, signs of a stamp."""
    letters = sum(char.isalpha() for char in words)
    return letters < 0.6 * len(words.replace(" ", "")) or any(sign in words for sign in "„#£¬<>{}|\\")


def run_in(words: str) -> int:
    """Where on a line of the list the words of the other column begin, its length when there are none."""
    found = _RUN_IN.search(words) or _OTHER_COLUMN.search(words)
    name = None if found else _NAME_BESIDE.search(words)
    if name is not None and name["family"].upper() in SURNAMES:
        return name.start()
    return found.start() if found else len(words)


def _line(gathered: _Gathered, words: str, end: int) -> bool:
    bullet = BULLET.match(words)
    if bullet is None and gathered.closed():
        return False
    gathered.bulleted = gathered.bulleted or bullet is not None
    pieces = _INNER_BULLET.split(words[bullet.end() :] if bullet else words)
    ended = bool(gathered.items) and gathered.items is not None and gathered.items[-1].rstrip().endswith((";", "."))
    gathered.add(pieces[0], end, new=bullet is not None or (ended and not gathered.bulleted))
    for piece in pieces[1:]:
        gathered.add(piece, end, new=True)
    return True


#: a line of a signature: a power («TM.», «T/L») or a post in capitals
_SIGNS = lazy(
    r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/U|Q)\b[.\s/]|(?:PHÓ|QUYỀN|BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ NHIỆM|CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|CHÁNH|TRƯỞNG|"
    r"THỦ TƯỚNG|CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|TỔNG|ỦY VIÊN|UỶ VIÊN|CHI CỤC TRƯỞNG|THỐNG ĐỐC|CHỈ HUY|TƯ LỆNH|CHÍNH ỦY|"
    r"THƯỜNG TRỰC|ĐỘI TRƯỞNG|NGƯỜI |THƯ KÝ|CHỦ TRÌ|CHỦ TỌA|ĐẠI DIỆN|HIỆU PHÓ|KẾ TOÁN)"
)
_POWER_ALONE = lazy(r"(?:TM|KT|TL|TUQ)\.|[TK]/[MTL]")
_SIGNS_FLAT = lazy(
    r"(?:(?:tm|kt|tl|tuq)\.|(?:pho |q\. ?)?"
    r"(?:chu tich|giam doc|bo truong|thu truong|thu tuong|tong cuc truong|(?:chi )?cuc truong|vu truong|vien truong|"
    r"hieu truong|chanh van phong|truong ban|truong phong))"
)


def signs(words: str) -> bool:
    """Whether a line belongs to a signature: capitals that name a power or a post."""
    if _POWER_ALONE.fullmatch(words):
        return True
    if not mostly_upper(words) or len(words) < 4 or len(words) > 120:
        return False
    return _SIGNS.match(words) is not None or _SIGNS_FLAT.match(flat(words)) is not None


def addressees(rows: Sequence[Row]) -> Listed:
    """«Kính gửi: …», one body or a list; a telegram's «… điện:» in the same way."""
    place = next((place for place, row in enumerate(rows) if row.label is Label.TO), None)
    if place is None:
        return Listed()
    gathered = _Gathered(start=rows[place].start, end=rows[place].end)
    before = rows[place]
    for row in rows[place + 1 : place + 60]:
        if row.label is not Label.WORDS or not _addressed(gathered, before, row):
            break
        bullet = BULLET.match(row.words)
        gathered.bulleted = gathered.bulleted or bullet is not None
        words = row.words[bullet.end() :] if bullet else row.words
        ended = gathered.items is not None and gathered.items[-1].endswith((";", "."))
        gathered.add(words, row.end, new=bullet is not None or ended)
        before = row
    listed = gathered.listed("head.addressees")
    return listed if listed.span else Listed((), Found(rows[place].start, rows[place].end, "head.addressees"))


def _addressed(gathered: _Gathered, before: Row, row: Row) -> bool:
    """Whether a row still names whom the document is sent to."""
    if gathered.items is None:
        return True
    item = gathered.items[-1]
    if BULLET.match(row.words):
        return gathered.bulleted and not (item.endswith(".") and row.parted is not Parted.LINE and row.cell != before.cell)
    if row.parted is not Parted.LINE or row.cell != before.cell:
        return False
    if item.endswith(".") or (item.endswith(";") and not row.framed and not row.words[:1].islower()):
        return False
    if row.framed or len(item.split()) == 1 or _OPEN_END.search(item) or (_OF_PLACE.search(item) and _PROPER.match(row.words)):
        return True
    return row.words[:1].islower() or item.endswith(",") or (len(before.words) >= _LONG_LINE and not OPENER.match(row.words))
