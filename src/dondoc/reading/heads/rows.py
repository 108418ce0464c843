"""Hàng của phần đầu, mỗi hàng biết mình là gì. / Rows of the head: passages cut at what is known by its form.

Motto, number and symbol, place and day, «Kính gửi» and the mark of urgency are known by their form wherever they stand, even when a
converter ran two columns into one line. What is left over are rows of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from dondoc.reading.heads.passages import Parted, Passage
from dondoc.reading.lines import LOWER, UPPER, flat, mostly_upper
from dondoc.reading.patterns import lazy


class Label(StrEnum):
    """What a row is."""

    WORDS = "words"
    RULE = "rule"
    STATE = "state"  # the motto of the State
    PARTY = "party"  # «ĐẢNG CỘNG SẢN VIỆT NAM»
    SLOGAN = "slogan"  # «Độc lập - Tự do - Hạnh phúc»
    SYMBOL = "symbol"
    DAY = "day"
    TO = "to"  # «Kính gửi:»
    URGENCY = "urgency"


class Row(NamedTuple):
    """A line of the head, or a piece of it."""

    label: Label
    words: str
    start: int
    end: int
    parted: Parted
    cell: int
    framed: bool

    @property
    def upper(self) -> bool:
        """Whether it stands in capitals."""
        return mostly_upper(self.words)


#: «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM», marks of letters lost or not, over two lines or not
_STATE = lazy(r"cong[\s|]+h\w{1,3}[\s|]+xa\s+h\w{1,2}\s+chu\s+ng\w{1,4}\s+vi\w{1,2}(?:\s+nam?)?")
_PARTY = lazy(r"dang\s+cong\s+san\s+viet\s+nam")
_SLOGAN = lazy(r"doc\s+lap\s*[-–—_.]?\s*t(?:[uy]\s+do\s*[-–—_.]?\s*hanh\s+phuc|\w\s+\w{2}\s*[-–—_.]?\s*\w{3,6}\s+phuc)")
_RULES = lazy(r"[-–—_=]{3,}")
#: one group of a symbol: «CT», «TTg», «BNN&MT», «2020», «QH15», «HĐND.VX»
_GROUP = r"[A-ZĐƯ0-9][A-Za-zĐđƯư0-9.]*(?:&\s?[A-ZĐ]\w*)*"
#: groups are joined by a hyphen or a stroke; blanks may stand around it when capitals follow, so that «… - Hà Nội, ngày» stays out
_JOINED = rf"\s?(?:/{{1,2}}|[-–—])(?:{_GROUP}|\s(?=[A-ZĐƯ]{{2}}|QyĐ|TTr|CTr){_GROUP})"
_OF_LAW = r"(?:(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Lệnh|LUẬT|NGHỊ QUYẾT|PHÁP LỆNH)\s+)"
#: «Số: 634/TB-VPCP», «Số 21-TB/VPTU», «Luật số: 24/2018/QH14», a draft's «Số:    /KH-SCT»
SYMBOL = lazy(
    rf"(?:{_OF_LAW}[Ss][ốôóỐ]\s*[:.;]?|S[ốôó]\s*[:.;]?|SỐ\s*[:.;])\s*"
    rf"(?P<symbol>(?P<number>\d{{1,6}}[a-zA-Z]?|\d{{1,3}} \d{{1,3}}|[.…_\s]{{0,40}})\s?(?:{_JOINED}){{1,8}})"
)
#: a number a scan spoiled («Số: 4#4ÿ /TCT-DNNCN»): the symbol as printed, no number
_SPOILED = lazy(rf"[Ss][ốôóéỐ]\s*[:.;]\s*(?P<symbol>(?P<number>[^\s/]{{1,8}})\s?(?:{_JOINED}){{1,8}})")
#: a symbol alone on its line
_LONELY = lazy(rf"(?P<symbol>(?P<number>\d{{1,6}}[a-zA-Z]?)(?:{_JOINED}){{1,8}})(?=\n|$)")
_HAND = r"[^\s,;]{0,4}|[.…_\s]{1,20}"
#: «ngày 05 tháng 02 năm 2026»; day and month may be left blank in a draft
_LONG_DAY = rf"[Nn]g[àa]y\s*,?(?P<d>{_HAND})\s*th[áa]ng[}})\]]?\s*(?P<m>{_HAND})\s*n[ăa]m\s*(?P<y>\d{{1,4}}|[.…_]{{1,10}})?"
_SHORT_DAY = r"[Nn]gày\s*(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4})"
#: a day that a scan spoiled («ngày Od thang 42. néim 2022») still tells that a place stands before it
_LOST_DAY = r"[Nn]g[àa]y\S{0,3}\s?\S{1,6}\s?\S{0,6}\s?\S{0,3}\s?n\S{0,3}m\s+\d{4}"
DAY = lazy(rf"{_LONG_DAY}|{_SHORT_DAY}|{_LOST_DAY}")
#: a place before the day: «Hà Nội», «Thành phố Hồ Chí Minh», «TP. Cao Lãnh»
PLACE = lazy(
    r"(?!(?:Chiều|Sáng|Tối|Trưa|Ngày|Trong|Vào|Từ|Đến|Trước|Sau|Luật|Kèm|Hôm|Kể|Tính|Bắt|Như|Theo|Căn|Hết|Khoảng)\b)"
    r"(?:(?:Thành phố|thành phố|TP\.?|Tp\.?|Tỉnh|Xã|Phường|Thị xã|Huyện|Quận|Đặc khu|Thị trấn)\s+)?"
    rf"(?:[{UPPER}][\w’'.]*(?:[\s-]+[{UPPER}][\w’']*){{0,5}}|[{UPPER}][{LOWER}]+\s[{LOWER}]{{2,6}})$"  # «Hà nội» of older papers
)
#: columns set close run into one: «V/v báo cáo quý I Đông Lĩnh, ngày 03 tháng 3 năm 2026»; crumbs of a stamp before the place
_BESIDE_SUBJECT = lazy(rf"(?:V/v\b.*?|[^,]{{1,4}})\s(?P<place>[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+){{0,3}})$")
_TO = lazy(r"[`'.“”\s]{0,4}(?:K[íi]nh\s+(?:g[ửu]i|tr[ìi]nh))\s*:?")
#: «THỦ TƯỚNG CHÍNH PHỦ điện:», a telegram's way to name whom it is sent to
_WIRED = lazy(r"[^\n:]{3,80}\s(?:điện|gửi)\s*:(?=\s*(?:\n|$))")
_URGENCY = lazy(r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)(?:\s+HẸN GIỜ)?(?=\s*(?:\n|$))")
#: words a preamble opens with: whatever follows is no head
OPENER = lazy(
    r"(?:Căn cứ|Xét |Theo |Thực hiện|Triển khai|Tiếp theo|Để |Nhằm |Qua |Sau khi|Sau thời gian|Trong |Trước |Từ |Vừa qua|Thời gian|"
    r"Hiện nay|Ngày \d|Sáng |Chiều |Năm \d|Trên cơ sở|Phát huy|Được |Thừa |Tại |Hôm nay|Nhân dịp|Vào |Với |Về việc này|Trả lời|Phúc đáp|"
    r"Ủy ban nhân dân|UBND|Bộ [A-Z]|Sở [A-Z]|Thủ tướng|Chính phủ|Ban [A-Z]|Văn phòng|Tổng cục|Cục )"
)
_MOST_ROWS = 160


@dataclass
class _Cutter:
    label: Label
    find: Callable[[str, int], tuple[int, int] | None]
    once: bool = True
    head_only: bool = False  # not once the preamble has begun


def rows(parts: Iterable[Passage]) -> Iterator[Row]:
    """The rows of the head in reading order; at most so many that a page of heads fits."""
    done: set[Label] = set()
    count = 0
    begun = False
    for passage in parts:
        pieces = [(Label.WORDS, 0, len(passage.words))]
        first = passage.words.split("\n", 1)[0]
        begun = begun or (OPENER.match(first) is not None and not mostly_upper(first[:60]))
        for cutter in _CUTTERS:
            if cutter.label not in done and not (begun and cutter.head_only):
                pieces = list(_cut(passage.words, pieces, cutter, done))
        for label, a, b in pieces:
            for row in _rows(passage, label, a, b):
                yield row
                count += 1
        if count > _MOST_ROWS:
            return


def _cut(words: str, pieces: list[tuple[Label, int, int]], cutter: _Cutter, done: set[Label]) -> Iterator[tuple[Label, int, int]]:
    for label, a, b in pieces:
        at = a
        while label is Label.WORDS and cutter.label not in done and at < b:
            found = cutter.find(words[:b], at)
            if found is None:
                break
            if found[0] > at:
                yield Label.WORDS, at, found[0]
            yield cutter.label, *found
            at = found[1]
            if cutter.once:
                done.add(cutter.label)
        if at < b:
            yield label, at, b


def _rows(passage: Passage, label: Label, a: int, b: int) -> Iterator[Row]:
    """A piece as rows: words are parted at line breaks, what is known by its form stays whole."""
    if label is Label.RULE:
        yield Row(label, "", passage.origin[a], passage.origin[b - 1] + 1, Parted.RULE, passage.cell, passage.framed)
        return
    at, origin, parted = a, passage.origin, passage.parted
    if parted is not Parted.LINE and a and passage.words[:a].strip():
        parted = Parted.LINE
    for line in passage.words[a:b].split("\n") if label is Label.WORDS else [passage.words[a:b]]:
        if words := line.strip():
            start = at + line.find(words)
            yield Row(label, words, origin[start], origin[start + len(words) - 1] + 1, parted, passage.cell, passage.framed)
            parted = Parted.LINE
        at += len(line) + 1


def _known(pattern: re.Pattern[str], *, upper: bool = False) -> Callable[[str, int], tuple[int, int] | None]:
    """Finds a form in flat letters; `upper` wants capitals, so that «nước Cộng hòa …» in a sentence is none."""

    def find(words: str, at: int) -> tuple[int, int] | None:
        for match in pattern.finditer(_flat(words), at):
            if not upper or mostly_upper(words[match.start() : match.end()]):
                return match.span()
        return None

    return find


#: all forms are looked for in the same words, one after another
_flat = lru_cache(maxsize=2)(flat)


@lru_cache(maxsize=4)
def _beginnings(words: str, at: int) -> tuple[int, ...]:
    """Where lines begin, blanks and empty lines passed over; the first is what a cut left over."""
    first = _BLANKS.match(words, at)
    return tuple(match.end() for match in (first, *_BREAKS.finditer(words, first.end()))) if first else ()


_BLANKS, _BREAKS = lazy(r"\s*(?=\S)"), lazy(r"\n\s*(?=\S)")


def _plain(pattern: re.Pattern[str], *cues: str) -> Callable[[str, int], tuple[int, int] | None]:
    """Finds a form that begins a line, or what a cut left over. Whatever matches holds one of the cues."""

    def find(words: str, at: int) -> tuple[int, int] | None:
        if cues and not any(cue in words for cue in cues):
            return None
        return next((match.span() for start in _beginnings(words, at) if (match := pattern.match(words, start)) is not None), None)

    return find


_SYMBOLS = (_plain(SYMBOL), _plain(_SPOILED), _plain(_LONELY))


def _symbol(words: str, at: int) -> tuple[int, int] | None:
    return next((found for find in _SYMBOLS if (found := find(words, at)) is not None), None)


def _place_and_day(words: str, at: int) -> tuple[int, int] | None:
    """«Hà Nội, ngày 22 tháng 11 năm 2025», the place perhaps over two lines; a day without a place only when alone on its line."""
    for match in DAY.finditer(words, at):
        before = words[at : match.start()].rstrip(" \n,.;:-–—")
        if len(words[at : match.start()]) - len(before) > 6:
            continue
        line = before.rfind("\n") + 1
        wrapped = " ".join(before.split())
        if before and PLACE.match(wrapped) and len(wrapped) < 40:
            return at + len(before) - len(before.lstrip()), match.end()
        if before[line:] and PLACE.match(" ".join(before[line:].split())) and len(before) - line < 40:
            return at + line, match.end()
        beside = _BESIDE_SUBJECT.match(before[line:])
        if beside is not None:
            return at + line + beside.start("place"), match.end()
        if not before[line:].strip() and match.start() == at + len(words[at : match.start()].rstrip()) and words[match.end() :][:1] in "\n":
            return match.span()
    return None


_CUTTERS = (
    _Cutter(Label.RULE, _known(_RULES), once=False),
    _Cutter(Label.STATE, _known(_STATE, upper=True)),
    _Cutter(Label.PARTY, _known(_PARTY, upper=True)),
    _Cutter(Label.SLOGAN, _known(_SLOGAN)),
    _Cutter(Label.SYMBOL, _symbol, head_only=True),
    _Cutter(Label.DAY, _place_and_day, head_only=True),
    _Cutter(Label.TO, _plain(_TO, "Kính", "Kinh")),
    _Cutter(Label.TO, _plain(_WIRED, "điện", "gửi")),
    _Cutter(Label.URGENCY, _plain(_URGENCY, "TỐC", "KHẨN")),
)
