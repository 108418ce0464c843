"""Phát hiện giúp văn thư. / Findings that help a clerk: what does not fit, is missing, or must be made concrete.

Each has its place in the text, a code, a severity (info, warning, error) and a sentence in both languages. A finding proposes, a person
decides: nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from dondoc.reading.checking.layout import departures
from dondoc.reading.checking.markers import broken
from dondoc.reading.checking.recipients import left_out
from dondoc.reading.checking.sentences import english_kind, finding, vietnamese_kind
from dondoc.reading.citations import settle
from dondoc.reading.citing.kinds import agree, kind_of_symbol
from dondoc.reading.contract import Assignment, Citation, Finding, Found, Reading, Status
from dondoc.reading.dates import Precision, moments
from dondoc.reading.kinds import kind_name
from dondoc.reading.patterns import lazy

__all__ = ["findings"]

_SECRET = lazy(r"^[ \t|*_]*(?P<mark>TUYỆT MẬT|TỐI MẬT|MẬT)[ \t|*_]*$", re.MULTILINE)


def findings(reading: Reading, lookup: Callable[[str], object] | None = None) -> tuple[Finding, ...]:
    """All findings of a reading, in order of the text; empty when nothing was read (unread, refused).

    `lookup` is a register as `citations.settle` takes it; without one, whether a citation is known is not asked.
    """
    if reading.status in (Status.UNREAD, Status.REFUSED):
        return ()
    found = [
        *_kinds(reading),
        *_days(reading),
        *_head(reading),
        *_work(reading),
        *left_out(reading),
        *broken(reading.text, reading.outline),
        *_secret(reading.text),
        *departures(reading),
        *(_unresolved(reading, lookup) if lookup else ()),
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.code)))


def _kinds(reading: Reading) -> Iterator[Finding]:
    """«Chỉ thị số 40-KH/TU»: KH is a plan. Of the head and of every citation whose kind was written out."""
    head = reading.head
    span = head.spans.get("symbol") or Found(0, 0, "")
    if head.kind and head.symbol and head.kind != "CV" and not agree(head.kind, head.symbol):
        yield _mismatch(head.kind, head.symbol, span.start, span.end)
    for citation in reading.citations:
        kind, symbol = citation.kind, citation.symbol
        if citation.rule == "symbol" and kind and symbol and not _letter(citation) and not agree(kind, symbol):
            yield _mismatch(kind, symbol, citation.start, citation.end)


def _letter(citation: Citation) -> bool:
    """A letter of the State names its body first: in «công văn số 5106/CT-CS» CT is a tax department, no directive."""
    return citation.kind == "CV" and "/" in (citation.symbol or "").split("-")[0]


def _mismatch(kind: str, symbol: str, start: int, end: int) -> Finding:
    stated = kind_of_symbol(symbol) or ""
    return finding(
        "kind-symbol-mismatch",
        start,
        end,
        kind=vietnamese_kind(kind, kind_name(kind)),
        kind_en=english_kind(kind),
        symbol=symbol,
        stated=vietnamese_kind(stated, kind_name(stated)),
        stated_en=english_kind(stated),
    )


def _days(reading: Reading) -> Iterator[Finding]:
    """Days no calendar holds, and documents cited that are younger than the one citing."""
    for moment in moments(reading.text):
        if moment.problem == "impossible" and moment.precision is not Precision.YEAR:
            yield finding("date-impossible", moment.start, moment.end, words=" ".join(moment.text.split()))
    issued = reading.head.date
    for citation in reading.citations:
        if issued and citation.date and citation.date > issued:
            yield finding("date-later-than-document", citation.start, citation.end, day=_day(citation.date), issued=_day(issued))


def _head(reading: Reading) -> Iterator[Finding]:
    head = reading.head
    if head.kind and not head.number:
        span = head.spans.get("symbol") or head.spans.get("kind") or Found(0, 0, "")
        yield finding("number-missing", span.start, span.end)


def _work(reading: Reading) -> Iterator[Finding]:
    """Work that nobody could call done, and deadlines that have passed before the document was issued."""
    issued = reading.head.date
    for assignment in reading.assignments:
        deadline = assignment.deadline
        if not _measured(assignment):
            yield finding("task-without-measure", assignment.start, assignment.end)
        if deadline and deadline.date and issued and deadline.date < issued:
            yield finding("deadline-before-issue", deadline.start, deadline.end, day=_day(deadline.date), issued=_day(issued))


def _measured(assignment: Assignment) -> bool:
    return bool(assignment.deadline or assignment.cadence or assignment.criteria or assignment.quantity or assignment.product)


def _secret(text: str) -> Iterator[Finding]:
    """A line that bears nothing but a grade, further down than the reader's own check of the head reaches."""
    for match in _SECRET.finditer(text):
        yield finding("secret-mark", match.start("mark"), match.end("mark"), words=match["mark"])


def _unresolved(reading: Reading, lookup: Callable[[str], object]) -> Iterator[Finding]:
    known = settle(reading.citations, lookup)
    for citation in reading.citations:
        if citation not in known and citation.alias_of is None:
            yield finding("citation-unresolved", citation.start, citation.end, words=" ".join(citation.text.split()))


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"
