"""Số và ngày in ở chỗ khác của phần đầu. / Number and day printed elsewhere in the head than on a line of their own.

What is issued with a decision bears the decision's number, in a remark under its title; a gazette prints both in the title itself.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dondoc.reading.dates import day
from dondoc.reading.patterns import lazy

#: how far down such a remark may stand, in characters
_REACH = 1600
_DOTS = lazy(r"[\s.…_]*(?:…|[._]{2})[\s.…_]*|\s+")
_CODE = r"[A-ZĐ][\w.]{1,7}(?:\s?[-/]\s?[A-ZĐ][\w&]*){0,3}"
_SYMBOL = rf"(?P<symbol>[.…_\s]{{0,12}}\d{{1,5}}[.…_\s]{{0,12}}(?:/\s?\d{{4}}\s?)?[/-]\s?{_CODE})"
_DAY = r"ngày[\s.…_]{0,8}(?P<d>\d{1,2})[\s.…_]{0,8}(?:tháng|/|-)[\s.…_]{0,8}(?P<m>\d{1,2})[\s.…_]{0,8}(?:năm|/|-)[\s.…_]{0,8}(?P<y>\d{4})"
#: «(Ban hành kèm theo Quyết định số: 522/2002/QĐ-UB ngày 07/3/2002 của …)»
_REMARK = lazy(
    rf"\(\s*(?:Ban hành (?:kèm )?theo|Kèm theo)\s+[^\W\d_]+\s[^\W\d_]+(?:\s[^\W\d_]+)?\s+số\s*:?\s*{_SYMBOL}[\s,]*{_DAY}", re.IGNORECASE
)
#: «NGHỊ ĐỊNH / CỦA CHÍNH PHỦ SỐ 29/1998/NĐ-CP NGÀY 11 THÁNG 5 NĂM 1998»
_TITLE = lazy(
    rf"(?:^|\n)[\s*]{{0,60}}(?:[^\W\d_a-zđ]+\s+){{1,8}}SỐ\s*:?\s*{_SYMBOL}[\s,]+"
    r"NGÀY\s+(?P<d>\d{1,2})\s*(?:THÁNG|[/-])\s*(?P<m>\d{1,2})\s*(?:NĂM|[/-])\s*(?P<y>\d{4})"
)
#: a first clause: whatever follows is the body, its remarks are those of annexes
_BODY = lazy(r"\n[\s*]{0,60}(?:Điều \d|Chương [IVX]|CHƯƠNG|Phần |PHẦN |[IVX]{1,4}[.\-] |1[.\-] |Căn cứ|Kính gửi|Nơi nhận)")


class Borrowed(NamedTuple):
    """The symbol, its number, the day and where they stand."""

    symbol: str
    number: str
    day: date | None
    start: int
    end: int


def borrowed(text: str) -> Borrowed | None:
    """Number and day of a remark or a title before the first clause, None without them."""
    body = _BODY.search(text, 0, _REACH)
    reach = body.start() if body else min(len(text), _REACH)
    match = _REMARK.search(text, 0, reach) or _TITLE.search(text, 0, reach)
    if match is None:
        return None
    symbol = _DOTS.sub("", match["symbol"])
    number = re.match(r"\d+", symbol)
    return Borrowed(
        symbol, number[0] if number else "", day(int(match["y"]), int(match["m"]), int(match["d"])), match.start("symbol"), match.end()
    )
