"""Số, ký hiệu và những mẩu chung. / Number and symbol, and pieces shared by all parsers (format-party 3.2, format-state 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from dondoc.reading.citing.kinds import GAP, NEED
from dondoc.reading.patterns import lazy

_UP = "A-ZĐÐƯƠÔÊÂĂ"
#: «QĐ», «UBND», «TTg», «BNN&MT», «BCĐ35»: two capitals begin it, small letters and digits may follow
_CODE = rf"(?:[{_UP}][{_UP}&]|QyĐ|QyC|Ttg|L(?=-CTN))(?:[{_UP}a-zđ0-9]|&\s{{0,2}}(?=[{_UP}])|\.(?=\d{{1,2}}[-/]))*"
#: after the first code even one letter or a letter with digits: «C06», «P», «2025»; never the first letter of a word («Điều»)
_MORE = rf"(?:[{_UP}](?:[{_UP}0-9&](?:[{_UP}a-zđ0-9]|&\s{{0,2}}(?=[{_UP}]))*|(?!\w))|(?:19|20)\d\d(?!\d)|(?<=-)\d{{1,3}}(?![\w/.])|Ttg|QyĐ)"
_SLASH = "[/\u2044]"
_HYPHEN = "[\\-\u2010-\u2014]"
#: a line may break after a separator («TT-\nBTC»), a blank may stand before it, but « - » begins something new
_JOIN = rf"(?:{_HYPHEN}\s{{0,2}}(?:{_HYPHEN})?|[ ]{_HYPHEN}|\s?{_SLASH}\s{{0,2}})"
#: «05», «127», «12a», «66.4», «012»; «số31-QĐ/TW» has lost its blank
#: (the digit comes first, what may not stand before it second: so the scan for it is fast)
NUMBER = r"(?P<number>[0-9](?:(?<![\w./\-]\d)|(?<=[ốỐ]\d))\d{0,4}(?:\.\d{1,2}(?=\s?/))?(?:[a-zđA-ZĐ](?=\s?[/\-]))?)"
#: «27-CT/TU», «16 - HD/BTCTW», «84 QĐ/TWĐTN» (Party); «30/2020/NĐ-CP», «156/QĐ-UBND», «1234/UBND-NC», «91/2025/QH15» (State),
#: «201-CP», «299/TTg» (before 1990), «1025/PLYK/2025»
SYMBOL = (
    rf"{NUMBER}(?:\s?{_SLASH}\s{{0,2}}(?:19|20)\d\s?\d)?(?:\s?(?:{_SLASH}|{_HYPHEN})\s{{0,2}}|\s(?={_CODE}/))"
    rf"(?:{_CODE})(?:{_JOIN}{_MORE})*"
)

BLANKS = lazy(r"[\s*_\u00a0]+")
_STROKES = str.maketrans({"\u2044": "/", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-"})

ROMAN = r"[IVXL]{1,6}(?!\w)"
_PERIOD = rf"\d{{4}}{GAP}[-\u2013]{GAP}\d{{4}}"
#: «khóa XI», «khoá 13», «(khóa XI, XII)», «nhiệm kỳ 2020 - 2025», in brackets or not
TERM = (
    rf"(?:\({GAP})?(?:[Kk]ho[áa]|KHO[ÁA]|[Kk]hóa|KHÓA|[Nn]hiệm{NEED}k[ỳì]|NHIỆM{NEED}KỲ){NEED}"
    rf"(?:thứ{NEED})?(?P<term>{ROMAN}(?:(?:,{NEED}|{NEED}và{NEED}){ROMAN}(?={GAP}[,)]|{NEED}và)){{0,5}}|{_PERIOD}|\d{{1,2}}(?![\d/]))(?:{GAP}\))?"
)


def any_case(words: str) -> str:
    """A pattern of words, each small, with a capital, or all in capitals, and gaps between."""
    return NEED.join(rf"(?:[{word[0].lower()}{word[0].upper()}]{word[1:]}|{word.upper()})" for word in words.split())


_WORDED = rf"(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?:{NEED}(?:một|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín))?)(?!\w)"
ORDINAL = rf"(?:{ROMAN}|\d{{1,2}}(?!\d)|{_WORDED})"
_TIME = rf"{any_case('lần')}{NEED}{any_case('thứ')}{NEED}"
_CENTRAL = rf"(?:(?:{any_case('Ban Chấp hành')}{NEED}|BCH{NEED})?(?:{any_case('Trung ương')}|TW|TƯ)(?:{NEED}{any_case('Đảng')})?)"
#: «Trung ương 4», «Hội nghị Trung ương 9», «Hội nghị TW 8»; «Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng»
PLENUM = (
    rf"(?:(?:{any_case('Hội nghị')}{NEED})?(?:{_TIME})?{_CENTRAL},?{NEED}(?:{_TIME}|số{NEED})?{ORDINAL}"
    rf"|{any_case('Hội nghị')}{NEED}{_TIME}{ORDINAL},?{NEED}(?:{any_case('của')}{NEED})?{_CENTRAL})"
)


class Draft(NamedTuple):
    """A citation being read: what is known before aliases, relations and own references are settled.

    A named tuple, since every citation passes through several of them: replacing a field costs a tenth of a dataclass's.
    """

    start: int
    end: int
    rule: str
    kind: str | None = None
    symbol: str | None = None
    number: str | None = None
    date: date | None = None
    issuer: str | None = None
    term: str | None = None
    #: its kind word is that of an earlier item of the same list
    listed: bool = False


def symbol_end(text: str, start: int, end: int) -> int:
    """Where a symbol found at text[start:end] really ends: a blank lost after it has glued the next word to it.

    >>> symbol_end("26/2015/TT-BTChướng dẫn", 0, 16), symbol_end("18/CT-TTgvề", 0, 10), symbol_end("18/CT-TTg ngày", 0, 9)
    (15, 9, 9)
    """
    at = end
    while at > start and text[at - 1].islower():
        at -= 1
    if at == end or not (text[end : end + 1].isalpha() or end - at > 3):
        return end
    return at + (text[at - 2 : at] in ("TT", "CT") and text[at] in "gr")  # «TTg», «TTr», «CTr» keep theirs


@lru_cache(maxsize=1024)  # each symbol is asked for several times
def bare(text: str) -> str:
    """A symbol as printed, blanks and emphasis removed, all dashes one.

    >>> bare("16 - HD/*BTCTW*")
    '16-HD/BTCTW'
    """
    return "".join(_unmarked(text).split()).translate(_STROKES)


@lru_cache(maxsize=1024)
def squash(text: str) -> str:
    """Words with single blanks, emphasis removed."""
    return intern(" ".join(_unmarked(text).split()))  # names of bodies, most of them again and again


def is_blank(text: str) -> bool:
    """Whether there is nothing but blanks and emphasis."""
    return not text.strip() or not _unmarked(text).strip()


def _unmarked(text: str) -> str:
    """With blanks for the marks of emphasis."""
    return text.replace("*", " ").replace("_", " ")


def two_syllables(text: str, first: str, second: str) -> Iterator[tuple[int, int]]:
    """Spans of a word of two syllables in any case, with blanks, a line break or emphasis between; by plain search, which is
    ten times as fast as a pattern of both."""
    for form in (second, second.capitalize(), second.upper()):
        before = (first.upper(),) if form.isupper() else (first, first.capitalize())
        at = text.find(form)
        while at >= 0:
            floor = max(0, at - len(first) - 4)
            ahead = text[floor:at]
            stripped = ahead.rstrip(" \n\t*_\u00a0")
            start = floor + len(stripped) - len(first)
            if len(stripped) < len(ahead) and stripped.endswith(before) and (start == 0 or not text[start - 1].isalnum()):
                yield start, at + len(form)
            at = text.find(form, at + len(form))
