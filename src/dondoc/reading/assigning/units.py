"""Các đoạn theo thứ tự, mỗi đoạn biết mình thuộc mục nào. / Paragraphs in order, each knowing the clause it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from dondoc.reading.assigning.grids import Grid
from dondoc.reading.assigning.prose import Paragraph, Prose
from dondoc.reading.assigning.sentence import Kind
from dondoc.reading.assigning.statements import read
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Clause, Head
from dondoc.reading.patterns import lazy

#: «Nơi nhận:», where the body ends and the recipients begin
_LABEL = lazy(r"nơi\s+nhận\s*[*_]*\s*:", re.IGNORECASE)
_RECIPIENTS = lazy(r"(?:^|[\n|])[\s|*_]{0,60}nơi\s+nhận\s*[*_]*\s*:", re.IGNORECASE)
#: a line break or bar and what may stand between it and the label
_LONGEST_MARK = 61
#: in a scan «Nơi nhận» is often misread: then the body ends at its closing strokes «./.», where only the foot follows
_CLOSED = lazy(
    r"(?:(?<=\./)\.?(?=[^\w\n]{0,12}\n)|(?:^|\n)[\s|*_]{0,60}n[oơớ]i\s+nh[aâậạ][nm][\s*_]*[:;.])(?=[^\f]{0,3000}\Z)", re.IGNORECASE
)


class Unit(NamedTuple):
    """A paragraph. `first` says that it is the one beside its clause's marker; `clause` is None for a paragraph outside all clauses."""

    start: int
    end: int
    clause: Clause | None
    first: bool
    annex: bool = False


class Body(NamedTuple):
    """Where the directing part of a document begins and ends."""

    start: int
    end: int


def body(prose: Prose, head: Head) -> Body:
    """After the printed head, before the recipients. What stands before the head («Xem thêm …» of a web page) is no document."""
    limit = max(2000, len(prose.text) // 2)
    ends = [
        span.end for key, span in head.spans.items() if key in {"symbol", "kind", "date", "place", "subject", "number"} and span.end < limit
    ]
    start = max(ends, default=0)
    match = _recipients(prose, start) or _CLOSED.search(prose.text, start)
    return Body(start, match.start() if match else len(prose.text))


def _recipients(prose: Prose, start: int) -> re.Match[str] | None:
    """The first «Nơi nhận:» that begins a line. Its word is looked for first: most texts hold it once."""
    at = prose.low.find("nơi", start)
    while at >= 0 and not _LABEL.match(prose.text, at):
        at = prose.low.find("nơi", at + 1)
    return _RECIPIENTS.search(prose.text, max(start, at - _LONGEST_MARK)) if at >= 0 else None


def flatten(outline: tuple[Clause, ...]) -> Iterator[Clause]:
    """All clauses, in the order of the text. Iterative: an outline may be deep."""
    stack = list(reversed(outline))
    while stack:
        clause = stack.pop()
        yield clause
        stack.extend(reversed(clause.children))


def units(prose: Prose, outline: tuple[Clause, ...], where: Body, zones: list[Grid]) -> Iterator[Unit]:
    """Every paragraph of the body with its clause, then the clauses of the annexes. Paragraphs in tables of tasks are left out."""
    at = where.start
    owners: list[Clause] = []
    for clause in sorted(flatten(outline), key=lambda c: (c.start, c.level)):
        while owners and owners[-1].end <= clause.start:
            owners.pop()
        if at < clause.start:
            yield from _loose(prose, at, clause.start, owners[-1] if owners else None, where, zones)
        stop = min(clause.text_end, clause.children[0].start) if clause.children else clause.text_end
        yield from _own(prose, clause, stop, where, zones)
        at = max(at, stop)
        owners.append(clause)
    yield from _loose(prose, at, where.end, None, where, zones)


def _own(prose: Prose, clause: Clause, stop: int, where: Body, zones: list[Grid]) -> Iterator[Unit]:
    """The paragraphs of a clause's own text."""
    if clause.start < where.start:
        return
    edge = where.end if clause.start < where.end else len(prose.text)
    parts = prose.paragraphs(clause.text_start, min(stop, edge))
    if parts:
        parts[:1] = titled(prose, parts[0])
    for number, part in enumerate(parts):
        if not _inside(part.start, zones):
            yield Unit(part.start, part.end, clause, number == 0, clause.start >= where.end)


def titled(prose: Prose, part: Paragraph) -> list[Paragraph]:
    """A first line that is a title («4. Sở Xây dựng», «3. Tổ chức thực hiện») apart from the text whose line begins with a capital."""
    reach = min(part.end, part.start + 200)
    if prose.text.find("\n", part.start, reach) < 0:  # as nearly always
        return [part]
    for line_end in _LINE_END.finditer(prose.text, part.start, reach):
        stop, ahead = line_end.span()
        if (
            prose.flat[ahead : ahead + 1].isupper()
            and not prose.flat[ahead : min(ahead + 40, part.end)].isupper()
            and _is_title(prose, part.start, stop, ahead, part.end)
        ):
            return [Paragraph(*prose.trim(part.start, stop)), Paragraph(*prose.trim(ahead, part.end))]
    return [part]


#: a single item may follow a title: «2. Sở Xây dựng⏎- Hướng dẫn …»
_LINE_END = lazy(r"\n\s*(?:[-–+•*] *)?")


def _is_title(prose: Prose, start: int, stop: int, ahead: int, end: int) -> bool:
    """Only a body (and perhaps «Giao»), or the name of a section, with a deed or a body on the next line."""
    if ":" in prose.flat[start:stop] or _UNFINISHED.search(prose.low, start, stop):
        return False
    first = read(prose, start, stop)
    if first.lead and not prose.flat[first.lead[1] : stop].strip(" .:;,"):
        return read(prose, ahead, end).kind is Kind.BARE
    if _SECTION.match(prose.low, start, stop):
        return True
    return prose.falls_short(start, stop) and read(prose, ahead, end).kind in {Kind.BARE, Kind.NAMED, Kind.ORDERED}


#: a line that breaks off inside a name: «…, Sở»
_UNFINISHED = spaced(r"(?<![\w])(?:sở|bộ|ban|ủy|ủy ban|cục|vụ|chi cục|phòng|hội|và|các|của|với|cho|trung tâm|trường)\s*$")
_SECTION = spaced(
    r"(?:tổ chức thực hiện|tổ chức triển khai|nội dung|nhiệm vụ|yêu cầu|mục đích|kinh phí|thời gian|giải pháp)(?: thực hiện)? *$"
)


def _loose(prose: Prose, start: int, end: int, owner: Clause | None, where: Body, zones: list[Grid]) -> Iterator[Unit]:
    """Paragraphs between clauses, of the body only."""
    start, end = max(start, where.start), min(end, where.end)
    if start >= end or not prose.flat[start:end].strip(" -–—.,;:()*"):
        return
    for part in prose.paragraphs(start, end):
        if prose.flat[part.start : part.end].strip(" -–—.,;:()*") and not _inside(part.start, zones):
            yield Unit(part.start, part.end, owner, False)


def _inside(at: int, zones: list[Grid]) -> bool:
    """Whether the place lies in a table of tasks (`zones` are in the order of the text and do not overlap)."""
    number = bisect_right(zones, at, key=lambda zone: zone.start) - 1
    return number >= 0 and at < zones[number].end
