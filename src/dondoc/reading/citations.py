"""Văn bản được viện dẫn. / The documents a text cites: `citations(text, head)`; `settle` says which document each one means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dondoc.reading.citing.aliases import stands_for
from dondoc.reading.citing.grammar import Draft, bare
from dondoc.reading.citing.laws import again, amending_start, laws
from dondoc.reading.citing.numbers import numbers, standards
from dondoc.reading.citing.relations import Said, pinpoint, relation, title
from dondoc.reading.citing.resolution import settle
from dondoc.reading.citing.sessions import sessions
from dondoc.reading.citing.symbols import is_link, odd_symbols, printed_symbol, symbols
from dondoc.reading.citing.tails import complete
from dondoc.reading.contract import Citation, Head

__all__ = ["citations", "settle"]


def citations(text: str, head: Head) -> tuple[Citation, ...]:
    """Every mention of another document, in order of the text; offsets are those of `text`.

    `head` is the head of the citing document, whose own number is no citation. What counts, and where a citation ends,
    follows the annotators' guideline: from the kind word to the last word that identifies. `rule` names the form found:
    symbol, list, bare (a symbol without kind word), odd (a number of no known form), number (without symbol), plenum, congress,
    meeting, law, law-again, standard.
    `relation`: basis, implements, continues, guides, amends, replaces, repeals, consolidates, annex-of, answers, follows,
    reviews, refers, or None.
    """
    numbered = [_from_its_beginning(text, draft) for draft in symbols(text)]
    titled = [complete(text, draft) for draft in laws(text)]
    drafts = _apart([*numbered, *sessions(text), *standards(text), *titled, *odd_symbols(text), *numbers(text)])
    printed = head.symbol or printed_symbol(text)
    own = _alike(printed) if printed else None
    drafts = [draft for draft in _apart([*drafts, *again(text, drafts)]) if not _own(draft, own, head)]
    settled, targets = stands_for(text, _issuers_shared(text, drafts))
    return _finished(text, settled, targets)


def _from_its_beginning(text: str, draft: Draft) -> Draft:
    start = amending_start(text, draft)
    return draft if start == draft.start else draft._replace(start=start)


def _apart(drafts: Iterable[Draft]) -> list[Draft]:
    """In order of the text, none over another; among two that overlap the one given first stays."""
    kept: list[tuple[int, Draft]] = []
    for rank, draft in sorted(enumerate(drafts), key=lambda pair: (pair[1].start, pair[0])):
        if kept and draft.start < kept[-1][1].end:
            if rank < kept[-1][0]:
                kept[-1] = (rank, draft)
            continue
        kept.append((rank, draft))
    return [draft for place, (_, draft) in enumerate(kept) if not (place and _entitles(kept[place - 1][1], draft))]


def _entitles(before: Draft, draft: Draft) -> bool:
    """«Thông báo số … của Văn phòng Kết luận Phiên họp lần thứ tư …»: a meeting right after a citation is the title of that."""
    return draft.rule == "meeting" and before.symbol is not None and 0 <= draft.start - before.end <= 2


def _alike(symbol: str) -> str:
    return bare(symbol).upper().lstrip("0")


def _own(draft: Draft, own: str | None, head: Head) -> bool:
    """The document's own number, as in «(Kèm theo Kế hoạch số …)» above its annex."""
    if own is None:
        return False
    if draft.symbol:
        return _alike(draft.symbol) == own
    return draft.rule == "number" and draft.kind == head.kind and bool(draft.number) and draft.number == head.number


def _issuers_shared(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """«Chỉ thị số 27-CT/TU và Chỉ thị số 30-CT/TU của Ban Thường vụ Tỉnh ủy»: the last of a list names the body for all."""
    shared = list(drafts)
    for place in range(len(shared) - 2, -1, -1):
        this, after = shared[place], shared[place + 1]
        if this.issuer is None and after.issuer and this.kind == after.kind and is_link(text, this.end, after.start):
            shared[place] = this._replace(issuer=after.issuer)
    return shared


def _finished(text: str, drafts: Sequence[Draft], targets: Sequence[int | None]) -> tuple[Citation, ...]:
    """Relation, pinpoint and title added; each needs to know where its neighbours stand."""
    done: list[Citation] = []
    floor, said = 0, Said()
    for place, (draft, target) in enumerate(zip(drafts, targets, strict=True)):
        ceiling = drafts[place + 1].start if place + 1 < len(drafts) else len(text)
        said = relation(text, draft.start, draft.end, floor=floor, before=said)
        done.append(
            Citation(
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
                title=title(text, draft.end, ceiling=ceiling),
                relation=said.relation,
                pinpoint=pinpoint(text, draft.start, floor=floor),
                alias_of=target,
            )
        )
        floor = draft.end
    return tuple(done)
