"""Văn bản được viện dẫn. / The documents a text cites: `citations(text, head)`; `settle` says which document each one means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dondoc.reading.citing.grammar import Draft, bare
from dondoc.reading.citing.kinds import agree
from dondoc.reading.citing.laws import again, amending_start, laws
from dondoc.reading.citing.numbers import numbers, standards
from dondoc.reading.citing.sessions import sessions
from dondoc.reading.citing.symbols import symbols
from dondoc.reading.citing.tails import complete
from dondoc.reading.contract import Citation, Head

__all__ = ["citations"]


def citations(text: str, head: Head) -> tuple[Citation, ...]:
    """Every mention of another document, in order of the text; offsets are those of `text`.

    `head` is the head of the citing document, whose own number is no citation. What counts, and where a
    citation ends, follows the annotators' guideline; `rule` names the form it was found by.
    """
    numbered = [replace(draft, start=amending_start(text, draft)) for draft in symbols(text)]
    titled = [complete(text, draft) for draft in laws(text)]
    drafts = _apart([*numbered, *sessions(text), *standards(text), *titled, *numbers(text)])
    drafts = _apart([*drafts, *again(text, drafts)])
    return tuple(_citation(text, draft) for draft in drafts if not _own(draft, head))


def _apart(drafts: Iterable[Draft]) -> list[Draft]:
    """In order of the text, none over another; among two that overlap the one found first stays."""
    taken: list[Draft] = []
    for draft in drafts:
        taken.append(draft)
    ranked = sorted(enumerate(taken), key=lambda pair: (pair[1].start, pair[0]))
    kept: list[tuple[int, Draft]] = []
    for rank, draft in ranked:
        if kept and draft.start < kept[-1][1].end:
            if rank < kept[-1][0]:
                kept[-1] = (rank, draft)
            continue
        kept.append((rank, draft))
    return [draft for _, draft in kept]


def _own(draft: Draft, head: Head) -> bool:
    """The document's own number, as in «(Kèm theo Kế hoạch số …)» above its annex."""
    if not head.symbol:
        return False
    own = bare(head.symbol).upper().lstrip("0")
    if draft.symbol:
        return bare(draft.symbol).upper().lstrip("0") == own
    return draft.rule == "number" and draft.kind == head.kind and bool(draft.number) and draft.number == head.number


def _citation(text: str, draft: Draft) -> Citation:
    return Citation(
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        rule=draft.rule,
        kind=draft.kind,
        symbol=draft.symbol,
        number=draft.number,
        date=draft.date,
        issuer=draft.issuer,
        term=draft.term,
    )
