"""Nơi nhận, Kính gửi, người ký. / The foot: recipients, addressees, the signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.reading.contract import Found
from dondoc.reading.lines import Line, Lines, mostly_upper

_RECIPIENTS = re.compile(r"Nơi\s*nhận\s*:?\s*", re.IGNORECASE)
_TO = re.compile(r"(?:Kính\s+gửi|Kính\s+trình)\s*:?\s*", re.IGNORECASE)
_CAPACITY = re.compile(r"(?P<capacity>T/M|TM\.?|K/T|KT\.?|T/L|TL\.?|TUQ\.?|T/U\.?Q|Q\.|QUYỀN)(?=[\s.]|$)\s*\.?\s*")
_SIGNED = re.compile(r"\(?\s*(?:đã\s+ký|đã\s+kí|ký\s+tên|chữ\s+ký|\[\s*ký)[^\n]*", re.IGNORECASE)
_WORD = r"[A-ZĐÀ-ỸƯƠ][a-zđà-ỹươ’']*"
_NAME = re.compile(rf"(?:(?:GS|PGS|TS|ThS|BS|KS|CN)\.?\s*)*{_WORD}(?:\s+{_WORD}){{1,5}}$")
_CAPITAL_NAME = re.compile(r"[A-ZĐÀ-Ỹ]{2,8}(?:\s+[A-ZĐÀ-Ỹ]{1,8}){1,4}$")
_TITLE_WORDS = re.compile(
    r"(?:BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ NHIỆM|CHỦ TỊCH|PHÓ|GIÁM ĐỐC|BÍ THƯ|CHÁNH|TRƯỞNG|THỦ TƯỚNG|CỤC|VỤ|VIỆN|HIỆU|TỔNG|ỦY VIÊN|UỶ VIÊN|THANH TRA|CHỦ|QUYỀN|THƯ KÝ|ĐẠI|TƯỚNG)"
)


@dataclass(frozen=True)
class Listed:
    """Lines of a list and where it stands."""

    lines: tuple[str, ...] = ()
    span: Found | None = None


@dataclass(frozen=True)
class Signed:
    """A signature and where it stands."""

    name: str | None = None
    title: str | None = None
    capacity: str | None = None
    span: Found | None = None


def recipients(lines: Lines) -> Listed:
    """The lines under «Nơi nhận», wrapped lines joined, without dash and final punctuation."""
    start = _recipients_line(lines)
    if start is None:
        return Listed()
    found: list[str] = []
    last = start
    rest = _RECIPIENTS.sub("", start.bare, count=1).strip()
    if rest:
        found.append(rest)
    dashed = False
    for line in lines.all[start.number + 1 :]:
        if line.empty and not found:
            continue
        if line.bar or (line.empty and not _more(lines, line)) or (found and _signs(line)):
            break
        if line.empty or line.rule:
            continue
        bare = line.bare
        if re.match(r"[-–+•]", bare):
            dashed = True
            found.append(re.sub(r"^[-–+•]\s*", "", bare))
        elif found and (dashed or not found[-1].rstrip().endswith((";", "."))) and found[-1]:
            found[-1] = f"{found[-1]} {bare}"
        else:
            found.append(bare)
        last = line
    cleaned = tuple(text for one in found if (text := re.sub(r"[\s;,.:/]+$", "", one).strip(" *_")))
    return Listed(cleaned, Found(start.word_start, last.word_end, "foot.recipients")) if cleaned else Listed()


def _recipients_line(lines: Lines) -> Line | None:
    found = [line for line in lines.all if _RECIPIENTS.match(line.bare) and len(line.bare) < 120]
    if not found:
        pairs = zip(lines.all, lines.all[1:], strict=False)
        found = [after for before, after in pairs if before.bare == "Nơi" and after.bare.lower().startswith("nhận")]
    return found[0] if found else None


def _more(lines: Lines, empty: Line) -> bool:
    """Whether the list goes on after an empty line."""
    following = next((line for line in lines.all[empty.number + 1 : empty.number + 4] if not line.empty), None)
    return following is not None and re.match(r"[-–+•]\s*\S", following.bare) is not None and not following.bar


def _signs(line: Line) -> bool:
    """A line of the signature: capitals that name a power or a post."""
    return mostly_upper(line.bare) and len(line.bare) > 3 and bool(_CAPACITY.match(line.bare) or _TITLE_WORDS.match(line.bare))


def addressees(lines: Lines, top: list[Line]) -> Listed:
    """«Kính gửi: …», one or a list."""
    start = next((line for line in top if _TO.match(line.bare)), None)
    if start is None:
        return Listed()
    rest = _TO.sub("", start.bare, count=1).strip(" :")
    found = [rest] if rest else []
    last = start
    for line in lines.all[start.number + 1 : start.number + 40]:
        if line.empty or line.bar:
            if found:
                following = next((x for x in lines.all[line.number + 1 : line.number + 4] if not x.empty), None)
                if following is None or not re.match(r"[-–]\s*\S", following.bare) or found[-1].endswith("."):
                    break
            continue
        dashed = re.match(r"[-–]\s*", line.bare)
        if dashed:
            found.append(line.bare[dashed.end() :])
        elif found and not found[-1].endswith((".", ";")) and (line.bare[:1].islower() or found[-1].endswith(",")):
            found[-1] = f"{found[-1]} {line.bare}"
        elif found:
            break
        else:
            found.append(line.bare)
        last = line
    cleaned = tuple(text for one in found if (text := one.strip(" ;.,*_")))
    return Listed(cleaned, Found(start.word_start, last.word_end, "head.addressees")) if cleaned else Listed()


def signature(lines: Lines) -> Signed:
    """The last name that stands under a post in capitals, near the recipients or the end."""
    start = _recipients_line(lines)
    region = lines.all[start.number :][:90] if start else lines.all[-60:]
    for place, line in enumerate(region):
        if not _signs(line) or _RECIPIENTS.match(line.bare):
            continue
        signed = _from(region, place)
        if signed.name or signed.title:
            return signed
    return _before(lines, start) if start else Signed()


def _before(lines: Lines, start: Line) -> Signed:
    """Some converters put the signature before «Nơi nhận»."""
    region = lines.all[max(0, start.number - 16) : start.number]
    for place, line in enumerate(region):
        if _signs(line):
            signed = _from(region, place)
            if signed.name:
                return signed
    return Signed()


def _from(region: tuple[Line, ...] | list[Line], place: int) -> Signed:
    """Read a signature that begins at this line: powers and posts in capitals, then the name."""
    capacity: str | None = None
    titles: list[str] = []
    name: str | None = None
    last = region[place]
    for line in region[place : place + 16]:
        bare = line.bare.strip("*_ ,")
        if not bare or line.bar or line.rule or _SIGNED.match(bare):
            if line.bar and (titles and name):
                break
            continue
        power = _CAPACITY.match(bare)
        if mostly_upper(bare) and not (
            titles and _CAPITAL_NAME.match(bare) and not _TITLE_WORDS.match(bare) and not power and _complete(titles)
        ):
            if power:
                capacity = capacity or power["capacity"]
                titles.append("\0" + bare[power.end() :])
            elif titles and titles[-1] and not _TITLE_WORDS.match(bare):
                titles[-1] = f"{titles[-1]} {bare}"
            else:
                titles.append(bare)
            last = line
            continue
        if _NAME.match(bare) or _CAPITAL_NAME.match(bare):
            name, last = bare, line
        break
    title = next((one for one in reversed(titles) if not one.startswith("\0")), None)
    if (title is None and titles and capacity in (None, "Q.", "QUYỀN")) or (title is None and titles and not _is_body(titles[-1])):
        title = titles[-1].strip("\0") or None
    return Signed(name, title.strip(" ,.;") if title else None, capacity, Found(region[place].word_start, last.word_end, "foot.signature"))


def _complete(titles: list[str]) -> bool:
    return bool(titles) and not titles[-1].startswith("\0")


def _is_body(words: str) -> bool:
    """«ỦY BAN NHÂN DÂN», «BAN THƯỜNG VỤ»: for whom one signs is no post."""
    return bool(re.match(r"\0?(?:ỦY BAN|UỶ BAN|BAN |CHÍNH PHỦ|HỘI ĐỒNG|ĐẢNG|TỈNH ỦY|BỘ CHÍNH TRỊ)", words))
