"""Tên gọi tắt. / Short names: «(sau đây gọi tắt là Nghị quyết 18)», and mentions by number alone of a document cited before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dondoc.reading.citing.grammar import Draft
from dondoc.reading.citing.kinds import GAP, NEED
from dondoc.reading.citing.laws import title_of
from dondoc.reading.patterns import lazy

#: «(sau đây gọi tắt là», «(gọi là», «(sau đây viết tắt là»
_DEFINES = lazy(
    rf"\({GAP}(?:[Ss]au{NEED}đây{NEED}|[Dd]ưới{NEED}đây{NEED})?(?:được{NEED})?(?:gọi(?:{NEED}(?:tắt|chung))?|viết{NEED}tắt){NEED}là{GAP}:?{GAP}[“\"«]?{GAP}\Z"
)
_BRACKET = lazy(rf"\({GAP}\Z")
_CLOSING = lazy(rf"{GAP}\)")


@dataclass
class _Seen:
    """The documents cited so far, by what a later mention may call them; each value is the place of the first."""

    symbols: dict[str, int] = field(default_factory=dict)
    #: the last document of this number, whatever its kind: what «(sau đây gọi tắt là Đề án 06)» may mean
    plain: dict[str, int] = field(default_factory=dict)
    titles: dict[str, int] = field(default_factory=dict)
    #: None: two documents of this kind share the number
    numbers: dict[tuple[str | None, str], int | None] = field(default_factory=dict)
    defined: dict[tuple[str | None, str], int] = field(default_factory=dict)


def stands_for(text: str, drafts: Sequence[Draft]) -> tuple[list[Draft], list[int | None]]:
    """The drafts, symbols filled in where a definition in the text makes them plain, and for each the place of what it stands for.

    A document named by number alone stands for the one of its kind and number cited before; without a definition its symbol
    stays None, for two documents may share a number. A law named again by title stands for the one pinned down before.
    """
    seen, settled, targets = _Seen(), list(drafts), []
    for place, draft in enumerate(drafts):
        target = _target(text, draft, seen)
        targets.append(target)
        if draft.symbol is None and draft.number:
            targets[place], settled[place] = _short(text, drafts, draft, target, seen)
        _remember(text, drafts, place, seen)
    return settled, targets


def _short(text: str, drafts: Sequence[Draft], draft: Draft, target: int | None, seen: _Seen) -> tuple[int | None, Draft]:
    """(what a number alone stands for, the draft with its symbol where a definition of the same kind makes it plain)."""
    name = (draft.kind, (draft.number or "").lstrip("0"))
    if _defining(text, draft):
        target = target if target is not None else seen.plain.get(name[1])
        if target is not None:
            seen.defined.setdefault(name, target)
    meant = seen.defined.get(name)
    if meant is None:
        return target, draft
    return meant, draft._replace(symbol=drafts[meant].symbol) if drafts[meant].kind == draft.kind else draft


def _target(text: str, draft: Draft, seen: _Seen) -> int | None:
    if draft.rule == "law-again":
        return seen.titles.get(title_of(text, draft) or "")
    if draft.symbol is None:
        return seen.numbers.get((draft.kind, draft.number.lstrip("0"))) if draft.number else None
    return seen.symbols.get(draft.symbol) if _DEFINES.search(text, max(0, draft.start - 40), draft.start) else None


def _remember(text: str, drafts: Sequence[Draft], place: int, seen: _Seen) -> None:
    draft = drafts[place]
    title = title_of(text, draft) if draft.rule != "law-again" else None
    if title:
        seen.titles.setdefault(title, place)
    if draft.symbol is None:
        return
    name = (draft.kind, (draft.number or "").lstrip("0"))
    first = seen.numbers.setdefault(name, place)
    if first is not None and drafts[first].symbol != draft.symbol:
        seen.numbers[name] = None
    seen.symbols.setdefault(draft.symbol, place)
    seen.plain[name[1]] = place


def _defining(text: str, draft: Draft) -> bool:
    """Whether the mention is itself the definition: «(sau đây gọi tắt là Nghị quyết 18)», «… (Nghị quyết 18)»."""
    before = (max(0, draft.start - 40), draft.start)
    alone = _BRACKET.search(text, *before) and _CLOSING.match(text, draft.end)
    return bool(_DEFINES.search(text, *before) or alone)
