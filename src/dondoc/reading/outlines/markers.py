"""Dấu mục đầu dòng. / Markers: «Phần thứ nhất», «Chương I», «Điều 5.», «I.», «1-», «1.1.», «a)», «-», «+», «*».

A line may begin like a clause and yet only go on with the line above, which a converter broke. Where that is not plain from the line
above (no full stop, no blank line), the marker is unsure and counts only if it carries on a series.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from sys import intern
from typing import NamedTuple

from dondoc.reading.lines import LOWER, UPPER, Line, Lines, mostly_upper
from dondoc.reading.patterns import lazy


class Marker(NamedTuple):
    """A line that begins with a marker of a class; `value` its place in a series (0 for bullets)."""

    kind: str
    rank: int
    family: str
    value: int
    text: str
    start: int
    after: int
    line: int
    sure: bool
    words: str  # what follows on the line


#: of the words after a marker only the first are asked for; whole they would be a second copy of the text
_KEPT = 30


class _Class(NamedTuple):
    kind: str
    rank: int  # custom's order: a smaller one stands higher
    family: str
    pattern: re.Pattern[str]
    value: Callable[[str], int]


#: the Vietnamese alphabet; some count on with «f)» before «g)»
LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}
_ORDINALS = {
    flat: value
    for value, words in enumerate(
        ["nhất", "hai nhì", "ba", "tư bốn", "năm", "sáu", "bảy bẩy", "tám", "chín", "mười"],
        start=1,
    )
    for flat in words.split()
}


def roman(word: str) -> int:
    """«XIV» -> 14; 0 when it is none."""
    total, before = 0, 0
    for letter in reversed(word.lower()):
        value = _ROMANS.get(letter, 0)
        if not value:
            return 0
        total, before = (total - value, before) if value < before else (total + value, value)
    return total


def _number(marker: str) -> int:
    digits = re.search(r"\d+", marker)
    return int(digits[0]) if digits else 0


def _last_number(marker: str) -> int:
    return int(re.findall(r"\d+", marker)[-1])


def _titled(marker: str) -> int:
    word = marker.split()[-1].strip(".:-–)").lower()
    return int(word) if word.isdigit() else _ORDINALS.get(word) or roman(word)


def _letter(marker: str) -> int:
    letter = next((char for char in marker.lower() if char.isalpha()), "c" if "©" in marker else "a")
    return LETTERS.find("g" if letter == "f" else letter) + 1


def _roman(marker: str) -> int:
    return roman("".join(char for char in marker if char.isalpha()))


def _misread(marker: str) -> int:
    """«IIL.» -> 3, «VH.» -> 7: a scan takes two strokes for «H», the last one for «L» or «T»."""
    strokes = "".join(char for char in marker if char.isalnum())
    return roman(strokes.replace("H", "II").translate({ord(char): "I" for char in "LTl1"}))


def _misread_number(marker: str) -> int:
    """«5, Rà soát …»: the comma a scan makes of a dot; counts only after «4.»."""
    return _number(marker)


def _none(_marker: str) -> int:
    return 0


_R = r"(?:X{0,3}(?:IX|IV|VI{0,3}|I{1,3})|X{1,3})"
_r = r"(?:x{0,2}(?:ix|iv|vi{0,3}|i{1,3})|x{1,2})"
#: after a marker of one sign: a blank or words at once, never a further digit («1.5 tỷ»)
_THEN = r"(?!\d)(?=\s|[^\W\d_]|[“\"'(\[]|$)"
#: «1.1- Về phát triển kinh tế», «2.3/ Tổ chức …»: the Party's dash behind a decimal, before a capital
_DASHED = rf"\s?[-–/](?=\s*[{UPPER}“\"])"
_END = rf"(?=\s*(?:[-–.:]\s*)?(?:$|[{UPPER}“\"(]))"
_CLASSES = tuple(
    _Class(kind, rank, family, lazy(pattern), value)
    for kind, rank, family, pattern, value in (
        ("part", 1, "part", rf"(?:PHẦN|Phần)\s+(?:(?:thứ|THỨ|Thứ)\s+\w+|{_R}|\d{{1,2}}|[A-D])\b[.:]?{_END}", _titled),
        ("chapter", 2, "chapter", rf"(?:CHƯƠNG|Chương)\s+(?:(?:thứ|THỨ)\s+\w+|{_R}|\d{{1,2}})\b[.:]?{_END}", _titled),
        ("section", 3, "section", rf"(?:MỤC|Mục)\s+(?:\d{{1,2}}|{_R})\b[.:]?{_END}", _titled),
        ("subsection", 4, "subsection", rf"(?:TIỂU MỤC|Tiểu mục)\s+(?:\d{{1,2}}|{_R})\b[.:]?{_END}", _titled),
        ("article", 5, "article", r"(?:ĐIỀU|[ĐÐ]iều|[ĐÐ]iêu)\s+\d{1,3}[a-z]?(?:\s?[.:](?!\d)|(?=\s*$))", _number),
        ("decimal-4", 12, "decimal", rf"\d{{1,2}}(?:\.\d{{1,2}}){{3}}(?:[.)]?{_THEN}|{_DASHED})", _last_number),
        ("decimal-3", 11, "decimal", rf"\d{{1,2}}(?:\.\d{{1,2}}){{2}}(?:[.)]?{_THEN}|{_DASHED})", _last_number),
        ("decimal-2", 10, "decimal", rf"\d{{1,2}}\.\d{{1,2}}(?:[.)]{_THEN}|{_DASHED}|(?=\s+[{UPPER}“\"]))", _last_number),
        ("number-dot", 9, "number", rf"\d{{1,3}}\s?\.{_THEN}", _number),
        ("number-dash", 9, "number", rf"\d{{1,2}}\s?[-–](?=\s+\D|[{UPPER}])", _number),
        ("number-slash", 9, "number", rf"\d{{1,2}}\s?/(?=\s+\D|[{UPPER}])", _number),
        ("number-paren", 9, "number", rf"\d{{1,3}}\s?\){_THEN}", _number),
        ("number-dot", 9, "number", rf"\d{{1,2}},(?=\s+(?!Điều|Khoản|Mục|Chương|Phần)[{UPPER}][{LOWER}])", _misread_number),
        ("roman", 7, "roman", rf"{_R}\s?(?:[.)/]{_THEN}|[-–](?=\s|[{UPPER}]))", _roman),
        ("roman", 7, "roman", rf"[IVXTH][IVXLTHl1]{{1,4}}\s?\.(?=\s+[{UPPER}]{{2}})", _misread),
        #: «I.1. Về kinh tế», «A.2- Yêu cầu»: the part's own sign before the number
        ("roman-decimal", 8, "roman-decimal", rf"(?:{_R}|[A-H])\.\d{{1,2}}(?:[.)]{_THEN}|{_DASHED}|(?=\s+[{UPPER}“\"]))", _last_number),
        ("capital", 6, "capital", rf"[A-HK]\s?[./)\-–](?=\s+[{UPPER}“])", _letter),
        ("paren-number", 13, "paren-number", rf"\(\d{{1,2}}\){_THEN}", _number),
        ("paren-roman", 15, "paren-roman", rf"\({_r}\){_THEN}", _roman),
        ("paren-letter", 14, "paren-letter", rf"\([{LETTERS}]\){_THEN}", _letter),
        ("small-roman", 15, "small-roman", rf"(?:i{{2,3}}|iv|vi{{0,3}}|ix|i)\s?[.)]{_THEN}", _roman),
        ("letter-paren", 13, "letter", rf"[{LETTERS}f©]\d?\s?\){_THEN}", _letter),
        ("letter-dot", 13, "letter", rf"[a-hkđ]\.(?=\s*[{UPPER}])", _letter),
        ("letter-dash", 13, "letter", rf"[a-hkđ]\s?[-–/](?=\s*[{UPPER}])", _letter),
        ("dash", 17, "dash", r"[-–—−‒](?![-–—\d])(?=\s*\S)|[-–—](?=\s+\S|$)", _none),
        ("plus", 18, "plus", r"\+(?=\s*[^\s+\d]|\s+\S)", _none),
        ("dot", 18, "dot", r"[•●▪■◦○·❖➢✓►◆▫➔\uf020-\uf0ff](?=\s*\S)", _none),
        ("arrow", 18, "dot", rf"(?:Ø|ü|Ü|§|o)(?=\s+[{UPPER}])", _none),
    )
)
#: a scan may have misread these: they count only as the next of their series
_GUESSED = (_misread, _misread_number)
_UNIT_WORDS = frozenset({"Điều", "ĐIỀU", "Chương", "CHƯƠNG", "Phần", "PHẦN", "Mục", "MỤC"})
BULLETS = frozenset({"dash", "plus", "dot", "arrow", "star"})
_STAR_RANK = 16
_LETTERED = {"part", "chapter", "section", "subsection", "article", "roman", "roman-decimal", "capital", "small-roman", "letter"}
_FIRST = lazy(r"[\dIVXA-HK(Đa-zđ\-–—−‒+•●▪■◦○·❖➢✓►◆▫➔\uf020-\uf0ffØüÜ§CcPpMmTtÐ]")
_STOPS, _AFTER_STOP, _NOTE = tuple(".;:!?…»]"), " *_\"”')", lazy(r"\.\d{1,3}$")
_UNITS = lazy(r"\s*(?:%|‰|tỷ\b|triệu\b|nghìn\b|ha\b|km\b|m2\b|m3\b|người\b|USD\b|đồng\b|kV\b|MW\b)")
#: «giai đoạn 2021 / - 2025 …», «từ ngày 01 / - 15 tháng 3»: a span of years or days broken over two lines is no bullet
_BEGINS_PERIOD, _ENDS_PERIOD = lazy(r"\d[\s*_]*$"), lazy(r"\d{1,4}(?!\d)(?!\s*[.)])")
_CAPITAL_DASH = lazy(rf"[-–]\s*[{UPPER}]")
#: «(tại điểm 1.2⏎Mục III Bản Thỏa thuận)», «theo khoản 2⏎Điều 5. …»: a pinpoint broken over two lines
_PINPOINT = lazy(r"\b(?:điểm|khoản|tiết|mục|điều|chương|phần|tiểu mục)\s+[\w.]{1,6},?$", re.IGNORECASE)
#: «Điều 2. Đối tượng, phạm vi và thời hạn kiểm tra⏎1. Đối tượng …»: a title needs no stop before its first clause
_TITLE_ABOVE = lazy(r"(?:ĐIỀU|[ĐÐ]iều|MỤC|Mục|CHƯƠNG|Chương)\s+(?:\d{1,3}|[IVX]{1,5})\s?[.:]\s*\S")
#: «vùng dân tộc thiểu số», «chuyển đổi số» end a line well; «Quyết định số» does not
_THINGS = "thiểu|dân|đổi|chỉ|tế|thuật|ký|hội|nghệ|tầng|liệu|đa|hệ|tỷ|tảng|quyền|phủ|dục"
_NOT_A_THING = "".join(rf"(?<!\b{word} )" for word in _THINGS.split("|"))
#: a line that ends so is not at its end
_LINKING = (
    *("và", "của", "về", "cho", "với", "theo", "trên", "tại", "các", "những", "là", "đến", "từ", "ở", "do", "khoản", "điểm", "mục"),
    *("điều", "hoặc", "để", "được", "như", "nhằm", "trong", "ngoài", "không", "đã", "sẽ", "phải", "cần", "một", "hai"),
)
_LINKS = (*_LINKING, "số", *",-–/“(&")
_HANGS = lazy(rf"(?:\b(?:{'|'.join(_LINKING)}|{_NOT_A_THING}số)|[,\-–/“(&])$", re.IGNORECASE)

#: no word by which a line hangs is longer; and with the word before it
_LONGEST_LINK = 5
_LAST_WORDS = 24


def marker_at(lines: Lines, line: Line, before: Line | None, width: int) -> Marker | None:
    """The marker a line begins with. `before` is the line above when nothing parts them; `width` that of broken lines, 0 if none are."""
    star = _star(lines, line)
    if star is not None:
        return star
    if before is not None and before.bare in _UNIT_WORDS:
        return None
    bare = line.bare
    if bare in _UNIT_WORDS:  # «Điều / 2. Phạm vi»: the title's word and its number broken apart
        bare = f"{bare} {lines[line.number + 1].bare if line.number + 1 < len(lines) else ''}"
    for one in _candidates(bare[:1]):
        match = one.pattern.match(bare)
        if match is None or not _is_clause(lines, line, one, bare[match.end() :]):
            continue
        words = bare[match.end() :].strip()
        text = intern(match[0].strip())  # a long document has few different ones
        after = _after(lines.text, line.word_start, len(text) if text.isprintable() and " " not in text else len("".join(text.split())))
        value = one.value(text)
        first = before is not None and value == 1 and one.family in {"number", "letter"} and _TITLE_ABOVE.match(before.bare)
        sure = one.value not in _GUESSED and (
            before is None or bool(first) or _emphasised(lines, line, one) or _ended(before, one, words, width)
        )
        return Marker(one.kind, one.rank, one.family, value, text, line.word_start, after, line.number, sure, words[:_KEPT])
    return None


@cache
def _candidates(first: str) -> tuple[_Class, ...]:
    """The classes whose markers may begin with a sign."""
    if first.isdigit():
        return tuple(one for one in _CLASSES if one.family in {"decimal", "number"})
    if first == "(":
        return tuple(one for one in _CLASSES if one.family.startswith("paren"))
    if first == "©":  # what a scan makes of «c)»
        return tuple(one for one in _CLASSES if one.family == "letter")
    if first == "o":  # what a symbol font leaves of a ring
        return tuple(one for one in _CLASSES if one.family in _LETTERED or one.kind == "arrow")
    if first.isalpha() and first not in "ØüÜ":
        return tuple(one for one in _CLASSES if one.family in _LETTERED) if _FIRST.match(first) else ()
    return tuple(one for one in _CLASSES if one.kind in BULLETS) if _FIRST.match(first) else ()


def _is_clause(lines: Lines, line: Line, one: _Class, rest: str) -> bool:
    """A marker is followed by words, on its own line or, when it stands alone, on the next; «1.5 tỷ» and «2021 - 2025» are none."""
    words = rest.strip()
    if not words:
        following = next((lines[n] for n in range(line.number + 1, min(len(lines), line.number + 4)) if not lines.blank(n)), None)
        return following is not None and not following.bar and following.bare[:1].isalnum() and not following.bare[:1].islower()
    if one.kind == "dash" and _ENDS_PERIOD.match(words) and _BEGINS_PERIOD.search(lines.raw(line.number - 1) if line.number else ""):
        return False
    return not (one.family == "decimal" and _UNITS.match(rest))


def _after(text: str, start: int, count: int) -> int:
    """The offset after `count` letters, emphasis, escapes and blanks not counted."""
    at = start
    while count and at < len(text):
        if not text[at].isspace() and text[at] not in "*\\":
            count -= 1
        at += 1
    return at


def _emphasised(lines: Lines, line: Line, one: _Class) -> bool:
    """«**II. Nội dung**»: bold that begins with the marker begins a clause; so does whatever follows the end of a bold or italic title."""
    if one.kind not in BULLETS and lines.raw(line.number).lstrip().startswith(("**", "#")):
        return True
    above = lines.raw(line.number - 1).rstrip() if line.number else ""
    return above.endswith("*") and len(above) > 2


def _ended(before: Line, one: _Class, words: str, width: int) -> bool:
    """Whether the line above is at its end, so that this one begins something."""
    above = before.bare
    if one.kind == "dash" and words[:1].islower() and _CAPITAL_DASH.match(above) and not _is_ended(above):
        return False  # «- Đơn vị phối hợp: Sở Y tế, Vụ Tổ chức⏎- cán bộ, Cục …»: a name with a dash broken over two lines
    if one.family in {"part", "chapter", "section", "subsection", "article"} and _PINPOINT.search(above[-24:]):
        return False
    if _is_ended(above) or mostly_upper(above):
        return True
    if not width:
        return above.endswith(",") or not _hangs(above)
    if one.family in {"part", "chapter"}:
        return len(above) < 50
    if not words or _hangs(above):
        return False
    return len(above) < 0.7 * width and words[:1].isupper()


def _hangs(words: str) -> bool:
    return words[-_LONGEST_LINK:].lower().endswith(_LINKS) and _HANGS.search(words, max(0, len(words) - _LAST_WORDS)) is not None


def _is_ended(words: str) -> bool:
    """Whether a line ends with a stop, the number of a note, or the end of a quotation, perhaps before emphasis or a bracket."""
    bare = words.rstrip(_AFTER_STOP)
    return bare.endswith(_STOPS) or "”" in words[len(bare) :] or _NOTE.search(bare[-5:]) is not None


def _star(lines: Lines, line: Line) -> Marker | None:
    """«* Yêu cầu chung: …»: a star that closes no emphasis in its paragraph is a bullet."""
    raw = lines.raw(line.number)
    stripped = raw.lstrip()
    if not stripped.startswith("*") or stripped.startswith("**") or not line.bare or line.rule or line.bare == "*":
        return None
    spaced = stripped[1:2].isspace()
    stars = stripped.count("*") - 1
    for number in range(line.number + 1, min(len(lines), line.number + 8)):
        raw_line = lines.raw(number).strip()
        if raw_line in ("", "|"):
            break
        stars += raw_line.removeprefix("* ").count("*")
    if stars % 2 or (stars and not spaced):
        return None  # «*Nơi nhận:*», «* (Kèm theo …)*»: emphasis
    start = line.start + len(raw) - len(stripped)
    return Marker("star", _STAR_RANK, "star", 0, "*", start, start + 1, line.number, True, line.bare[:_KEPT])
