"""Văn xuôi của văn bản thành đoạn và câu. / The prose of a document as paragraphs and sentences.

`Prose.flat` has the length of the text: every line break, tab, emphasis mark and odd space becomes one blank, so a pattern needs
no care for them and an offset found in `flat` is an offset of the text. `Prose.low` is `flat` in lower case, in a scanned text
with the marks of its commonest words put right.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.misread import is_scanned, repaired
from dondoc.reading.lines import LOWER, UPPER, lowered
from dondoc.reading.patterns import lazy

if TYPE_CHECKING:
    from dondoc.reading.assigning.sentence import Statement

#: what is layout and never a word: breaks, tabs, the marks of emphasis of a text format, the bars of a converter's table
_BLANKS = "\\\n\r\t\v\f*_|\u00a0\u2002\u2003\u2009\u200b\u00ad\ufeff"

#: a line that is printed but says nothing: rules of dashes, lone bars
_RULE = lazy(r"[\s|*_\-–—=.]*$")

#: what stands at the edge of a page: «--- PAGE BREAK ---», «12», «Trang 3/7»
_PAGE_NUMBER = lazy(r"-* ?(?:[Tt]rang )?\d{1,3}(?: ?/ ?\d{1,3})? ?-*$")
#: a break that a converter left with the number of the page: a sentence, even a name, may go on over it
_PAGE_EDGE = lazy(r"(?:\n[ \t]{0,8}\d{1,3}[ \t]{0,8})?\n[ \t]{0,8}-{2,3} PAGE[^\n]*(?:\s{1,8}\d{1,3}[ \t]{0,8}(?=\n))?")
#: «… báo cáo kết quả.», «… triển khai thực hiện./.», «… gồm:»: a paragraph may end here
_STOP = lazy(r"[.:;!?…]['\"”’)\]]*\s*$")

#: a sentence ends at a stop that a capital, a bracket or a quotation mark follows: «… đúng hạn. Giao Sở Tài chính …»
#: a missing blank is forgiven between a small letter and a capital word: «… kèm theo.Thủ tướng …»
#: (written so that only stops are looked at)
_SENTENCE = lazy(rf"[.!?…](?:(?:(?<=\.)/\.|[.!?…]*)['\"”’)\]]* +(?=[(\[\"“‘]?[{UPPER}])|(?<=[{LOWER}]{{2}}\.)(?=[{UPPER}][{LOWER}]))")

_STOPS = (".", "!", "?", "…")
#: «TP. Đông Lĩnh», «đ/c. An», «v.v. », a lone letter or number before the stop: no end of a sentence
_SHORT = lazy(
    r"(?:\b(?:tp|tx|tt|th|ts|ths|pgs|gs|bs|ks|v\.v|vv|kt|tm|tl|tuq|đ/c|st|mr|ông|bà|no|số)|(?<![\w])[A-ZĐa-zđ0-9]{1,2})$",
    re.IGNORECASE,
)

#: a line that begins so is the head of a sentence, however short it was cut: «Việc đánh giá, xếp loại | Trung tâm …»
_BEGINS_SENTENCE = lazy(r"\s*(?:việc|đối với|trường hợp|khi|nếu|để|nhằm|theo|căn cứ|trên|trong|từ|các|những|mỗi|mọi)\b", re.IGNORECASE)
#: so many sentences and names found are kept
_REMEMBERED = 4_000
#: «Bộ trưởng các Bộ:⏎Xây dựng, Ngoại giao …»: the names go on in the next line
_ANNOUNCES_NAMES = lazy(r"\bcác (?:bộ|tỉnh|thành phố|tập đoàn|tổng công ty)\s*:$")
#: a line of a plan stands by itself: «Cơ quan chủ trì: …», «Đơn vị phối hợp:», «Thời gian hoàn thành: …»
_LABELS_A_LINE = lazy(
    r"(?:(?:Cơ quan|Đơn vị)\s+(?:đầu mối\s+)?(?:chủ trì|phối hợp|thực hiện|tham gia)|Chủ trì|Phối hợp"
    r"|(?:Thời gian|Thời hạn)\s+(?:thực hiện|hoàn thành)"
    r"|Sản phẩm)[^:.;,]{0,24}:"
)
#: a line that ends so goes on: «… phối hợp Sở Nông nghiệp và⏎Phát triển nông thôn»
_HANGING = (" và", " của", " các", " những", " với", " cho", " tại", " thuộc", " hoặc")
#: with fewer lines the width of a page cannot be known
_FEW_LINES = 12
#: lines longer than this are whole paragraphs; shorter ones were cut to fit a page
_PAGE_WIDTH = 120


class Paragraph(NamedTuple):
    """A run of text that stands by itself: [start, end) without blanks at its ends."""

    start: int
    end: int


def _blank(match: re.Match[str]) -> str:
    """Blanks as long as the match, so that offsets stay."""
    return " " * len(match[0])


def _is_furniture(line: str) -> bool:
    """Whether a line is the edge of a page: its number, a break that a converter left, the address of a site."""
    words = line.strip()
    if len(words) <= _LONGEST_PAGE_NUMBER:
        return bool(words) and bool(_PAGE_NUMBER.match(words))
    return words.startswith(("-- PAGE", "--- PAGE")) or "www." in words


_LONGEST_PAGE_NUMBER = 14


class Prose:
    """A text made ready for patterns. Pure, linear in the length of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        flat = _PAGE_EDGE.sub(_blank, text) if "-- PAGE" in text else text
        for blank in _BLANKS:
            flat = flat.replace(blank, " ")
        self.flat = flat
        low = lowered(self.flat)
        self.low = repaired(low) if is_scanned(text) else low
        #: sentences read so far; with the names below what is remembered of the last places, for most are asked again at once
        self.statements: dict[tuple[int, int, bool], Statement] = {}
        #: names of bodies found so far, by the span they were looked for in
        self.phrases: dict[tuple[int, int], tuple[int, int] | None] = {}

    def remember(self) -> None:
        """Keep what was found of the last places only: a long text would take more memory for it than for itself."""
        if len(self.statements) > _REMEMBERED:
            self.statements.clear()
        if len(self.phrases) > _REMEMBERED:
            self.phrases.clear()

    def forget(self) -> None:
        """Keep nothing of what was found: nobody will ask again."""
        self.statements.clear()
        self.phrases.clear()

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Spans of the lines, breaks left out."""
        spans, start = [], 0
        while (end := self.text.find("\n", start)) >= 0:
            spans.append((start, end))
            start = end + 1
        spans.append((start, len(self.text)))
        return spans

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.lines]

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The span without the blanks at its ends."""
        flat = self.flat
        if 0 <= start < end <= len(flat) and not (flat[start].isspace() or flat[end - 1].isspace()):
            return start, end
        piece = flat[start:end]
        return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))

    def paragraphs(self, start: int, end: int, cuts: Collection[int] = ()) -> list[Paragraph]:
        """The paragraphs of [start, end). `cuts` are offsets known to begin a paragraph (markers of clauses)."""
        if not cuts and self.text.find("\n", start, end) < 0:
            return self._line(start, end)
        forced = sorted(cut for cut in cuts if start < cut < end)
        spans: list[Paragraph] = []
        opened: int | None = None
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        previous: tuple[int, int] | None = None
        lines_so_far = 0
        for line_start, line_end in self.lines[max(first, 0) : last]:
            a, b = max(line_start, start), min(line_end, end)
            if _is_furniture(self.text[a:b]):
                continue
            if self._is_rule(a, b):
                self._close(spans, opened, a)
                opened = None
                previous = None
                continue
            if opened is not None and previous is not None and self._breaks(previous, (a, b), lines_so_far):
                self._close(spans, opened, a)
                opened = None
            if opened is None:
                opened, lines_so_far = a, 0
            previous, lines_so_far = (line_start, line_end), lines_so_far + 1
        self._close(spans, opened, end)
        return _cut(self, _over_pages(self, spans), forced)

    def _is_rule(self, start: int, end: int) -> bool:
        """Whether a line is layout only."""
        if start < end and self.text[start].isalnum():
            return False
        return _RULE.match(self.text, start, end) is not None and not self.flat[start:end].strip(" -–—=.")

    def _line(self, start: int, end: int) -> list[Paragraph]:
        """The paragraph of a span within one line."""
        a, b = self.trim(start, end)
        return [] if a >= b or _is_furniture(self.text[start:end]) or self._is_rule(start, end) else [Paragraph(a, b)]

    def _close(self, spans: list[Paragraph], opened: int | None, end: int) -> None:
        if opened is not None:
            a, b = self.trim(opened, end)
            if a < b:
                spans.append(Paragraph(a, b))

    @cached_property
    def _spaced(self) -> bool:
        """Whether blank lines stand between the paragraphs, so that a single break is only the width of the page."""
        blank = self.text.count("\n\n")
        stops = sum(1 for a, b in self.lines if _STOP.search(self.text, a, b))
        return blank >= max(6, 0.55 * stops)

    @cached_property
    def _width(self) -> int:
        """The width to which lines were cut; 0 when lines are whole paragraphs."""
        lengths = sorted(len(self.text[a:b].rstrip()) for a, b in self.lines if b - a > 20)
        if not lengths:
            return 0
        if lengths[-max(1, len(lengths) // 20)] <= _PAGE_WIDTH:
            return lengths[-max(1, len(lengths) // 10)]
        narrow = [length for length in lengths if length <= _PAGE_WIDTH]
        if not narrow or len(lengths) - len(narrow) > max(1, len(lengths) // 20):
            return 0
        width = narrow[-max(1, len(narrow) // 10)]
        return width if self._is_cut(width, len(narrow)) else 0

    def _is_cut(self, width: int, count: int) -> bool:
        """Whether many lines are nearly full and end within a sentence, though a line here and there is longer than a page."""
        lines = (self.text[a:b].rstrip() for a, b in self.lines)
        full = sum(0.8 * width <= len(line) <= _PAGE_WIDTH and line[-1] not in ".;:!?" for line in lines if line)
        return full >= 0.3 * count

    def _breaks(self, one: tuple[int, int], two: tuple[int, int], lines_so_far: int) -> bool:
        """Whether line `two` begins a new paragraph.

        In a text cut to a width a line is the last of its paragraph when the first word of the next would still have fitted.
        """
        ahead = self.flat[two[0] : two[1]].lstrip()
        if not ahead:
            return bool(not self._width)
        if ahead[0] in "CĐTSP" and _LABELS_A_LINE.match(ahead):
            return True
        if not self._width:
            return self._ends(self.text[one[0] : one[1]].rstrip(), ahead)
        if self._shouted(*one) and not self._shouted(*two):
            return True  # a title in capitals, then its text
        if self._spaced:
            return False
        if ahead[0].islower() or ahead[0] in ",.;)":
            return False
        line = self.text[one[0] : one[1]].rstrip()
        room = self._width - len(line) > len(ahead.split(" ", 1)[0]) + 1
        if _STOP.search(line):
            return (room or len(self.lines) < _FEW_LINES) and not _ANNOUNCES_NAMES.search(line.lower())
        return room and lines_so_far > 1 and len(line) < 0.6 * self._width

    @staticmethod
    def _ends(line: str, ahead: str) -> bool:
        """Where lines are whole paragraphs, whether this one is."""
        if line.endswith(_HANGING):
            return False
        return not ahead[0].islower() or (not line.endswith((";", "...", "…")) and bool(_STOP.search(line)))

    def within_quotation(self, start: int, at: int) -> bool:
        """Whether a quotation opened in [start, at) is still open at `at`."""
        return self.flat.rfind("“", start, at) > self.flat.rfind("”", start, at)

    def falls_short(self, start: int, stop: int) -> bool:
        """Whether a line ends long before the width to which lines were cut, and without a stop: a title."""
        line = self.flat[start:stop].rstrip()
        if not self._width or len(line) >= 0.55 * self._width or line.isupper() or line.endswith(","):
            return False
        if "**" in self.text[self.text.rfind("\n", 0, start) + 1 : stop]:
            return False  # marks of emphasis made the first line short
        return not _STOP.search(line) and not _BEGINS_SENTENCE.match(line)

    def _shouted(self, start: int, end: int) -> bool:
        """Whether a line is written in capitals throughout."""
        line = self.text[start:end]
        return line.isupper() and len(line.strip()) > 5

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of the sentences of a paragraph."""
        spans, at = [], start
        if not stands(_STOPS, self.flat, start, end - 1):  # as most: a stop at the end of all parts no sentences
            whole = self.trim(start, end)
            return [whole] if whole[0] < whole[1] else []
        for match in _SENTENCE.finditer(self.flat, start, end):
            if _SHORT.search(self.flat, max(at, match.start() - 8), match.start()) and not match.group().startswith("./."):
                continue
            spans.append(self.trim(at, match.end()))
            at = match.end()
        spans.append(self.trim(at, end))
        return [span for span in spans if span[0] < span[1]]


def _over_pages(prose: Prose, spans: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs that a page or a blank line parts are one: the first has no stop and the second begins small."""
    out: list[Paragraph] = []
    for span in spans:
        before = out[-1] if out else None
        if before and prose.flat[span.start].islower() and not _STOP.search(prose.text[before.end - 3 : before.end]):
            between = prose.text[before.end : span.start].split("\n")
            if all(not line.strip(" \t\f\u00a0*_") or _is_furniture(line) for line in between):
                out[-1] = Paragraph(before.start, span.end)
                continue
        out.append(span)
    return out


def _cut(prose: Prose, spans: list[Paragraph], cuts: list[int]) -> list[Paragraph]:
    """Cut the spans at the offsets known to begin a paragraph."""
    out: list[Paragraph] = []
    for span in spans:
        at = span.start
        for cut in cuts[bisect_right(cuts, span.start) : bisect_left(cuts, span.end)]:
            a, b = prose.trim(at, cut)
            if a < b:
                out.append(Paragraph(a, b))
            at = cut
        a, b = prose.trim(at, span.end)
        if a < b:
            out.append(Paragraph(a, b))
    return out
