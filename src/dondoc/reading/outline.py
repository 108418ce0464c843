"""Đề cương: phần, chương, mục, điều, khoản, điểm, gạch đầu dòng. / The outline: numbered, lettered and bulleted clauses.

Table cells, the head, recipients, signatures and the clauses of a quoted text are no clauses. An annex is a root of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.reading.contract import Clause, Head, Table
from dondoc.reading.grids import grids
from dondoc.reading.lines import Line, Lines, mostly_upper
from dondoc.reading.outlines.markers import BULLETS, Marker, marker_at
from dondoc.reading.outlines.tree import Node, Tree, close
from dondoc.reading.patterns import lazy

_ANNEX = lazy(r"(?:PHỤ LỤC|Phụ lục|PHỤ LỤC SỐ)(?:\s+(?:SỐ\s+|số\s+)?(?:\d{1,2}|[IVX]{1,5}|[A-Z]))?\s*(?:$|[.:–-])")
_ISSUED_WITH = lazy(r"\(?(?:Ban hành kèm theo|Kèm theo|Ban hành theo|Đính kèm)\b")
_RECIPIENTS = lazy(r"\W{0,3}Nơi\s*nhận\s*[:;.]?", re.IGNORECASE)
#: «- Căn cứ …;» of a Party decision: a reason, no clause
_BASIS = lazy(r"(?:Căn cứ|Xét |Theo đề nghị|Thực hiện (?:Nghị quyết|Chỉ thị|Quyết định|Kết luận|Kế hoạch|Công văn))")
#: a quotation that begins the line, or follows a colon
_QUOTE = lazy(r"(?:^|:\s*)(?P<mark>[“\"])")
#: a quoted text that begins with a clause of its own: «“Điều 10. …», «“3. …», «“b) …»
_QUOTED_MARKER = lazy(r"\s*(?:Đi[ềêè]u\b|Chương\b|Mục\b|Phần\b|\d{1,2}(?:\.\d{1,2})*\s?[.)/,-]|[a-zđ]\d?\s?[).]|[IVX]{1,5}[.\-]|[-+•])")
_LONGEST_QUOTE = 120
_FARTHEST_CLOSE = 12_000
_LONGEST_HEADING = 220
_BLANKS = " \t\n\u00a0*_|"


def outline(text: str, head: Head, tables: tuple[Table, ...] = (), lines: Lines | None = None) -> tuple[Clause, ...]:
    """The tree of marked clauses in reading order. Never raises on content; linear in the length of the text.

    `lines` are those of the text, where another stage needs them too.
    """
    body = _Body(lines or Lines(text), head, tables)
    tree, stops = Tree(), []
    for number, what in body.walk():
        if what is None:
            stops.append(body.lines[number].start)
            tree.part()
        elif tree.flat or not _is_basis(what):
            _note_colon(tree, body.lines, what)
            tree.add(what)
    close(tree.flat, len(text), stops)
    roots = tree.roots[::-1]
    del tree  # of a long text the nodes weigh as much as the clauses: each goes once its clause is made
    return tuple(_clause(text, roots.pop()) for _ in range(len(roots)))


def _is_basis(marker: Marker) -> bool:
    """A bullet before the first clause that names a ground («- Căn cứ Điều lệ Đảng;») is no clause."""
    return marker.kind in BULLETS and _BASIS.match(marker.words) is not None


@dataclass
class _Body:
    """The lines that may hold clauses, and what each begins with."""

    lines: Lines
    head: Head
    tables: tuple[Table, ...]

    def __post_init__(self) -> None:
        spans = self.head.spans
        tops = [span.end for key, span in spans.items() if key in {"subject", "kind", "symbol", "date", "place", "addressees"}]
        self.first = self.lines.number_at(max(tops)) + 1 if tops else 0
        self.skips = self._skips()
        self._skip_starts = [first for first, _last, _parts in self.skips]
        self._skips_end = max((last for _first, last, _parts in self.skips), default=-1)
        self.width = _width(self.lines, self.first)

    def _skips(self) -> list[tuple[int, int, bool]]:
        """Runs of lines without clauses (first, last, whether a new part follows): tables, and the foot."""
        runs = [(grid.first, grid.last, False) for grid in grids(self.lines, self.tables)]
        runs += [(first, last, True) for first, last in self._feet()]
        return sorted(runs)

    def _feet(self) -> Iterator[tuple[int, int]]:
        """The foot of the document: the list of recipients and the signature, wherever they stand to each other."""
        spans = [self.head.spans[key] for key in ("recipients", "signer") if key in self.head.spans]
        for span in spans:
            first, last = self.lines.number_at(span.start), self.lines.number_at(max(span.start, span.end - 1))
            if last >= self.first and last - first < 200:
                yield max(first, self.first), last

    def skipped(self, number: int) -> tuple[int, bool] | None:
        """Cells of tables, recipients and signatures hold no clauses: (last line of the run that holds this one, whether a part ends)."""
        if number > self._skips_end:
            return None
        place = bisect_right(self._skip_starts, number) - 1
        found = [(last, parts) for _first, last, parts in self.skips[max(0, place - 3) : place + 1] if last >= number]
        return (max(last for last, _ in found), any(parts for _, parts in found)) if found else None

    def walk(self) -> Iterator[tuple[int, Marker | None]]:
        """Each line that begins a clause with its marker; None where a new part begins."""
        number, quoted = self.first, 0
        before: Line | None = None
        while number < len(self.lines):
            skip = self.skipped(number)
            if skip is not None:
                if skip[1]:
                    yield number, None
                number, before = skip[0] + 1, None
                continue
            line = self.lines[number]
            if self.lines.blank(number) or line.bar or line.rule:
                before = None
            elif not line.empty:
                before = None if self.lines.raw(number).startswith("\f") else before  # a new page begins
                if number >= quoted:
                    yield from self._line(line, before)
                    quoted = max(quoted, _quote_end(self.lines, line))
                before = line
            number = self._past_list(number) + 1

    def _line(self, line: Line, before: Line | None) -> Iterator[tuple[int, Marker | None]]:
        if _begins_part(line, before):
            yield line.number, None
            return
        marker = marker_at(self.lines, line, before, self.width)
        if marker is not None:
            yield line.number, marker

    def _past_list(self, number: int) -> int:
        """Past a further list of recipients (an attached document has its own)."""
        bare = self.lines[number].bare
        if len(bare) > 60 or not _RECIPIENTS.match(bare):
            return number
        last = number
        for following in range(number + 1, min(len(self.lines), number + 60)):
            bare = self.lines[following].bare
            if bare[:1] in ("-", "+", "•", "–"):
                last = following
            elif bare and self.lines.blank(following - 1):
                break
        return last


def _width(lines: Lines, first: int) -> int:
    """How wide lines are where a converter broke paragraphs: many then begin with a small letter, and none is long. 0 where none are."""
    low, lengths = 0, []
    for number in range(first, min(len(lines), first + 800)):
        words = lines.raw(number).strip(" \t*_|")
        if len(words) > 300:
            return 0
        if words:
            lengths.append(len(words))
            low += words[0].islower() and words[1:2] not in (")", ".")
    return sorted(lengths)[len(lengths) * 9 // 10] if lengths and low > 0.12 * len(lengths) else 0


def _begins_part(line: Line, before: Line | None) -> bool:
    """An annex, or what is issued with the document."""
    bare = line.bare
    if _ANNEX.match(bare) and (len(bare) < 40 or mostly_upper(bare)) and not bare.endswith((",", ";")):
        return before is None or mostly_upper(before.bare) or len(before.bare) < 40 or before.bare.endswith((".", "/."))
    return _ISSUED_WITH.match(bare) is not None and before is not None and mostly_upper(before.bare)


def _quote_end(lines: Lines, line: Line) -> int:
    """The line after a quotation of several lines that this line opens; 0 when it opens none. A quoted text keeps its own clauses."""
    match = _QUOTE.search(line.bare) if "“" in line.bare or '"' in line.bare else None
    if match is None:
        return 0
    marked = _QUOTED_MARKER.match(line.bare, match.end()) is not None
    # far off or never closed is no quotation; looked up at once, so that a text of open quotation marks costs no more
    close = lines.text.find("”" if match["mark"] == "“" else '"', line.end, line.end + _FARTHEST_CLOSE)
    if close < 0:
        return 0
    curved = match["mark"] == "“"
    words = line.bare[match.start("mark") :]
    opened = words.count("“") - words.count("”") if curved else words.count('"') % 2
    for number in range(line.number + 1, min(len(lines), line.number + _LONGEST_QUOTE)) if opened > 0 else ():
        raw = lines.raw(number)
        if not marked and lines.blank(number):
            return number  # words quoted within a paragraph: a closing mark that a scan lost takes no clauses with it
        opened = opened + raw.count("“") - raw.count("”") if curved else (opened + raw.count('"')) % 2
        if opened <= 0:
            return number + 1
    return 0


def _note_colon(tree: Tree, lines: Lines, marker: Marker) -> None:
    """Remember that the words before this marker end with a colon: what follows is then likely a list below them."""
    if tree.last is None or tree.last.children:
        return
    first = tree.last.marker
    number = marker.line - 1
    while number > first.line and lines[number].empty:
        number -= 1
    colon = lines[number].bare.endswith(":")
    if colon and first.kind in BULLETS and any(lines.blank(between) for between in range(first.line, number)):
        # «- Một số nơi còn chậm.», a blank line, «… yêu cầu như sau:», «1. …»: a plain paragraph closes the bullets above it
        colon = False
    tree.last.colon = colon


def _clause(text: str, node: Node) -> Clause:
    marker = node.marker
    own_end = _trim(text, marker.after, node.text_end)
    text_start = own_end - len(text[marker.after : own_end].lstrip(_BLANKS))
    end = own_end if node.end == node.text_end else max(_trim(text, marker.after, node.end), own_end)
    return Clause(
        start=marker.start,
        end=end,
        path=node.path,
        marker=marker.text,
        level=node.level,
        text_start=min(text_start, own_end),
        text_end=own_end,
        heading=_heading(text[text_start:own_end], bool(node.children)),
        children=tuple(_clause(text, child) for child in node.children),
    )


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return end


def _heading(own: str, has_children: bool) -> str | None:
    """The title of a clause: a short first paragraph without a full stop, with something below it, or in capitals."""
    first, _, rest = own[: 4 * _LONGEST_HEADING].partition("\n\n")
    if not rest and not has_children and not mostly_upper(first):
        return None
    words = " ".join(first.replace("*", "").replace("__", "").split())
    if not words or len(words) > _LONGEST_HEADING or words.endswith((".", ";", ",")):
        return None
    return words.rstrip(" :") or None
