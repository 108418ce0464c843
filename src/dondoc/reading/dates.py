"""Ngày, tháng, quý, năm viết trong văn bản. / Days, months, quarters and years as official texts write them.

Doors: `moments(text)` finds all, `moment_at(text, position)` reads one that begins there, `day_at` only a day.
Emphasis marks and line breaks may stand between the words; offsets are those of the text given.
Always day before month (format-state 6). A date that no calendar holds is kept with `problem`, never mended.

>>> [(found.text, found.last.isoformat()) for found in moments("xong trước ngày 15/10/2014, chậm nhất quý IV/2014")]
[('ngày 15/10/2014', '2014-10-15'), ('quý IV/2014', '2014-12-31')]
>>> moments("trong tháng 9", year=2014)[0].last
datetime.date(2014, 9, 30)
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dondoc.reading.patterns import lazy

#: between the words of one date: blanks, a line break, emphasis marks; bounded, so that no input is worse than linear
GAP = r"[\s*_\u00a0]{0,6}"
_NEED = r"[\s*_\u00a0]{1,6}"
#: «/», «-», «.», the dashes of word processors, with blanks around («06 / 7 /2005», «01-10-1997», «4.10.2023»)
_STROKE = rf"{GAP}[/.\-\u2010-\u2015\u2212]{GAP}"
_YEAR = r"(?:1[89]|20|21)\d{2}"
#: years are written after «năm» or a stroke: «tháng 9 năm 2014», «tháng 9/2014»
_OF_YEAR = rf"(?:{GAP},?{GAP}năm{_NEED}|{_STROKE})(?P<of_%s>{_YEAR})(?![\d/])"

#: «ngày 22 tháng 11 năm 2025», «22 tháng 11 năm 2025» (a scan: «ngay 22 …»); the year may be left out after «ngày»
_LONG = rf"(?:ng[àa]y{_NEED})?(?P<d1>\d{{1,2}}){_NEED}tháng{_NEED}(?P<m1>\d{{1,2}}){GAP},?{GAP}năm{_NEED}(?P<y1>{_YEAR})(?!\d)"
_LONG_BARE = rf"ngày{_NEED}(?P<d2>\d{{1,2}}){_NEED}tháng{_NEED}(?P<m2>\d{{1,2}})(?!\d)(?:{_STROKE}(?P<y2>{_YEAR})(?![\d/]))?"
#: «22/11/2025», «ngày 4.10.2023», «01-10-1997»; not inside a longer number («05/2/2025/TT-…»)
_SHORT = rf"(?:ngày{_NEED})?(?P<d3>\d{{1,2}}){_STROKE}(?P<m3>\d{{1,2}}){_STROKE}(?P<y3>{_YEAR})(?![\d/])"
#: «ngày 30/11»: day and month alone need the word, for «24/24», «10/10 điểm», «30/4» are no dates of a task
_SHORT_BARE = rf"ngày{_NEED}(?P<d4>\d{{1,2}}){GAP}[/\-]{GAP}(?P<m4>\d{{1,2}})(?![\d/]|-\d)"
#: «tháng 9», «tháng 9/2014»; not «3 tháng 2 ngày», a length of time
_MONTH = rf"(?<!\d\s)tháng{_NEED}(?P<month>\d{{1,2}})(?!\d)(?!{GAP}tháng)(?:{_OF_YEAR % 'month'})?"
_QUARTER = rf"qu[ýí]{_NEED}(?P<quarter>IV|I{{1,3}}|[1-4])(?!\w)(?:{_OF_YEAR % 'quarter'})?"
#: «6 tháng đầu năm 2026», «sáu tháng cuối năm»
_HALF = rf"(?:0?6|sáu){_NEED}tháng{_NEED}(?P<half>đầu|cuối){_NEED}năm(?:{_NEED}(?P<yh>{_YEAR})(?!\d))?"
#: «năm 2014»; not the first year of a range («năm 2021 - 2025» is a period, not a time limit)
_WHOLE = rf"năm{_NEED}(?P<yy>{_YEAR})(?!\d|{GAP}[-–—]{GAP}\d)"

_FORMS = rf"{_LONG}|{_SHORT}|{_LONG_BARE}|{_SHORT_BARE}|{_HALF}|{_MONTH}|{_QUARTER}|{_WHOLE}"
_MOMENT = lazy(rf"(?<![\w/.\-+])(?:{_FORMS})", re.IGNORECASE)
#: no moment without a figure, but quarters in Roman numbers and the half year in words: the dear pattern is tried only there
#: (a pattern that begins with one set of letters is looked for many times faster than one with two beginnings)
_FIGURE = lazy(rf"[\dqQsS](?:(?<=\d)\d*|(?<=[qQ])(?:u[ýí]|U[ÝÍ])(?={_NEED}[ivIV])|(?<=[sS])(?:áu|ÁU)(?={_NEED}[tT]))")
#: the words that may stand before the figure of a moment, by their last letter, and the widest gap between
_WORDS = {
    word[-1]: (word, word[0].swapcase() + word[1:]) for word in ("ngày", "NGÀY", "tháng", "THÁNG", "quý", "QUÝ", "quí", "QUÍ", "năm", "NĂM")
}
_WIDEST = 6
#: a day or month that begins a moment has no more figures
_LONGEST_DAY = 2
_DAY = lazy(rf"(?:{_LONG}|{_SHORT}|{_LONG_BARE}|{_SHORT_BARE})", re.IGNORECASE)
#: the groups that hold a year
_YEARS = ("y1", "y2", "y3", "of_month", "of_quarter", "yh", "yy")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


class Precision(StrEnum):
    """How exact the words are."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Moment(NamedTuple):
    """A day or period as printed; `first` and `last` its days, both None when `problem` says why.

    `problem`: "impossible" (no such day: 31/02/2025) or "no-year" (none printed, none given).
    `year_printed` is False when the caller's year was used.
    """

    start: int
    end: int
    text: str
    precision: Precision
    first: date | None
    last: date | None
    year_printed: bool
    problem: str | None = None


def moments(text: str, *, year: int | None = None, start: int = 0, end: int | None = None) -> tuple[Moment, ...]:
    """All dates and periods of text[start:end], in order, not overlapping. `year` stands in where none is printed."""
    reached, last = start, len(text) if end is None else end
    found: list[Moment] = []
    for figure in _FIGURE.finditer(text, start, last):
        at = figure.start()
        if at < reached:
            continue
        word = _word_before(text, at)
        match = _MOMENT.match(text, word, last) if reached <= word < at else None
        if match is None and (word < 0 or figure.end() - at <= _LONGEST_DAY):
            match = _MOMENT.match(text, at, last)
        if match:
            found.append(_read(match, year))
            reached = match.end()
    return tuple(found)


def _word_before(text: str, at: int) -> int:
    """Where the «ngày», «tháng», «quý», «năm» begins that stands right before the number at `at`; `at` where none does, -1 where no
    number stands at `at` but «quý», «sáu» itself."""
    if not text[at].isdigit():
        return -1
    end = at
    while end > 0 and at - end < _WIDEST and (text[end - 1] in " *_" or text[end - 1].isspace()):
        end -= 1
    if end == at:
        return at
    return next((end - len(word) for word in _WORDS.get(text[end - 1 : end], ()) if text.startswith(word, end - len(word))), at)


def moment_at(text: str, position: int, *, year: int | None = None) -> Moment | None:
    """The date or period that begins exactly at `position`, or None."""
    match = _MOMENT.match(text, position)
    return _read(match, year) if match else None


def day_at(text: str, position: int, *, year: int | None = None) -> Moment | None:
    """The day («ngày 5/8/2025», «05 tháng 8 năm 2025») that begins exactly at `position`, or None."""
    match = _DAY.match(text, position)
    return _read(match, year) if match else None


def day(year: int, month: int, day_of_month: int) -> date | None:
    """The day, or None when no calendar holds it."""
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def _read(match: re.Match[str], year: int | None) -> Moment:
    precision, printed, limits = _limits(match, year)
    first, last = limits
    problem = None if first else "no-year" if printed is None and year is None else "impossible"
    return Moment(match.start(), match.end(), match[0], precision, first, last, printed is not None, problem)


_Limits = tuple[date | None, date | None]


def _limits(match: re.Match[str], year: int | None) -> tuple[Precision, int | None, _Limits]:
    """What kind of moment, the year printed, its first and last day."""
    last = match.lastgroup or ""  # the forms share no group: the last of one tells which it is
    printed = int(match[last]) if last in _YEARS else None
    known = printed if printed is not None else year
    if last in ("month", "of_month"):
        return Precision.MONTH, printed, _months(known, int(match["month"]), 1)
    if last in ("quarter", "of_quarter"):
        number = _ROMAN.get(match["quarter"].upper()) or int(match["quarter"])
        return Precision.QUARTER, printed, _months(known, 3 * number - 2, 3)
    if last in ("half", "yh"):
        return Precision.HALF, printed, _months(known, 1 if match["half"].lower() == "đầu" else 7, 6)
    if last == "yy":
        return Precision.YEAR, printed, _months(known, 1, 12)
    return Precision.DAY, printed, _one_day(match, last[1:], known)


def _one_day(match: re.Match[str], place: str, year: int | None) -> _Limits:
    found = None if year is None else day(year, int(match[f"m{place}"]), int(match[f"d{place}"]))
    return found, found


def _months(year: int | None, first: int, count: int) -> _Limits:
    """First day of the first month and last day of the last."""
    if year is None or not 1 <= first <= 12:
        return None, None
    final = first + count - 1
    return date(year, first, 1), date(year, final, monthrange(year, final)[1])
