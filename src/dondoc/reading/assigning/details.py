"""Các trường còn lại của một việc. / The remaining fields of a piece of work: time, cadence, quantity, product, criteria, confidence."""

from __future__ import annotations

import re
from functools import lru_cache

from dondoc.reading.assigning.cadence import cadence
from dondoc.reading.assigning.deadlines import deadline
from dondoc.reading.assigning.drafts import Draft
from dondoc.reading.assigning.measures import criteria, product, quantities
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.contract import Assignment, Force, Head, Quote
from dondoc.reading.patterns import lazy

#: how far each way of reading is to be trusted, measured on the development set
_TRUST = {
    "order": 0.95,
    "body-must": 0.94,
    "body-deed": 0.9,
    "body-colon-deed": 0.92,
    "body-adjunct-deed": 0.88,
    "table-row": 0.93,
    "plan-lines": 0.9,
    "deed": 0.85,
    "thing-must": 0.7,
}


_RECURRING = frozenset({"yearly", "half-yearly", "quarterly", "monthly", "weekly"})


def year_of(prose: Prose, head: Head) -> int | None:
    """The year that stands in where none is printed: the document's own, else the first printed after «ngày … tháng …»."""
    if head.date:
        return head.date.year
    match = re.search(r"(?:năm|/) *((?:19|20)\d{2})", prose.low[:6000])
    return int(match.group(1)) if match else None


def complete(prose: Prose, draft: Draft, head: Head, year: int | None) -> Assignment:
    """The assignment of a draft."""
    start, end = _tidy(prose, draft.start, draft.end)
    reach = draft.reach or (start, end)
    time = draft.time
    often = (cadence(prose, *time, field=True) if time else None) or cadence(prose, *reach)
    # «hằng năm, trước ngày 30 tháng 11»: a day without year beside a cadence comes again each year
    own_year = None if often and often.every in _RECURRING else year
    limit = (deadline(prose, *time, year=own_year, field=True) if time else None) or deadline(prose, *reach, year=own_year)
    made = _quote(prose, draft.product) or product(prose, start, end)
    return Assignment(
        start=start,
        end=end,
        text=prose.text[start:end],
        rule=draft.rule,
        clause=draft.clause,
        lead=draft.lead,
        support=draft.support,
        force=draft.force or _force(prose, draft, head),
        source=draft.source,
        deadline=limit,
        cadence=often,
        quantity=quantities(prose, start, end),
        criteria=criteria(prose, start, end),
        product=made,
        confidence=_confidence(draft.rule, bool(draft.lead)),
    )


def _tidy(prose: Prose, start: int, end: int) -> tuple[int, int]:
    """Without blanks and the strokes that close a document."""
    start, end = prose.trim(start, end)
    while end > start and prose.flat[end - 1] in "/ ;" and prose.flat[start:end].rstrip().endswith(("./", ";")):
        end -= 1
    return prose.trim(start, end)


def _quote(prose: Prose, span: tuple[int, int] | None) -> Quote | None:
    if span is None or span[0] >= span[1]:
        return None
    return Quote(span[0], span[1], prose.text[span[0] : span[1]])


_HELP_ALONE = lazy(r"(?:tiếp tục |chủ động )?phối hợp\b")


def _force(prose: Prose, draft: Draft, head: Head) -> Force:
    """Where no order word stands: help alone is «phối hợp», «phải» demands, a directive demands, everything else gives."""
    if _HELP_ALONE.match(prose.low[draft.start : draft.start + 40]):
        return Force.COORDINATE
    if draft.modal or head.kind in {"CT", "CĐ"}:
        return Force.DEMAND
    return Force.ASSIGN


@lru_cache(maxsize=256)  # there are fewer rules
def _confidence(rule: str, named: bool) -> float:
    """The trust of the rule, less where nobody is named."""
    base = next((value for begin, value in _TRUST.items() if rule.startswith(begin)), 0.6)
    return round(base if named else base - 0.15, 2)
