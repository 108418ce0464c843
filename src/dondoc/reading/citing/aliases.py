"""Tên gọi tắt. / Short names: «(sau đây gọi tắt là Nghị quyết 18)», and mentions by number alone of a document cited before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dondoc.reading.citing.grammar import GAP, Draft
from dondoc.reading.citing.kinds import NEED
from dondoc.reading.citing.laws import title_of

#: «(sau đây gọi tắt là», «(gọi là», «(sau đây viết tắt là»
_DEFINES = re.compile(
    rf"\({GAP}(?:[Ss]au{NEED}đây{NEED}|[Dd]ưới{NEED}đây{NEED})?(?:được{NEED})?(?:gọi(?:{NEED}(?:tắt|chung))?|viết{NEED}tắt){NEED}là{GAP}:?{GAP}[“\"«]?{GAP}\Z"
)
_BRACKET = re.compile(rf"\({GAP}\Z")


def stands_for(text: str, drafts: Sequence[Draft]) -> tuple[list[Draft], list[int | None]]:
    """The drafts, symbols filled in where a definition in the text makes them plain, and for each the place of what it stands for.

    A document named by number alone stands for the one of its kind and number cited before; without a definition its symbol
    stays None, for two documents may share a number. A law named again by title stands for the one pinned down before.
    """
    settled, targets = list(drafts), []
    defined: dict[tuple[str | None, str], int] = {}
    for place, draft in enumerate(drafts):
        target = _target(text, drafts, place)
        targets.append(target)
        number = _plain(draft.number)
        if target is not None and _defining(text, draft):
            defined[draft.kind, number] = target
        meant = defined.get((draft.kind, number)) if draft.number and not draft.symbol else None
        if meant is not None:
            settled[place] = replace(draft, symbol=drafts[meant].symbol)
    return settled, targets


def _target(text: str, drafts: Sequence[Draft], place: int) -> int | None:
    draft = drafts[place]
    if draft.rule == "law-again":
        wanted = title_of(text, draft)
        return next((at for at in range(place) if drafts[at].rule != "law-again" and title_of(text, drafts[at]) == wanted), None)
    if draft.symbol is None and draft.number:
        same = [at for at in range(place) if drafts[at].symbol and _same(drafts[at], draft)]
        return same[0] if len({drafts[at].symbol for at in same}) == 1 else None
    if draft.symbol and _DEFINES.search(text, max(0, draft.start - 40), draft.start):
        return next((at for at in range(place) if drafts[at].symbol == draft.symbol), None)
    return None


def _same(full: Draft, short: Draft) -> bool:
    return full.kind == short.kind and _plain(full.number) == _plain(short.number)


def _plain(number: str | None) -> str:
    return (number or "").lstrip("0")


def _defining(text: str, draft: Draft) -> bool:
    """Whether the mention is itself the definition: «(sau đây gọi tắt là Nghị quyết 18)», «… (Nghị quyết 18)»."""
    before = (max(0, draft.start - 40), draft.start)
    alone = _BRACKET.search(text, *before) and re.compile(rf"{GAP}\)").match(text, draft.end)
    return bool(_DEFINES.search(text, *before) or alone)
