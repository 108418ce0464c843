"""Chủ trì, phối hợp ghi bên cạnh việc. / Who leads and who helps, said beside the task: in brackets, by labels, after «chủ trì,».

«Rà soát danh mục (Sở Y tế chủ trì, Sở Tài chính phối hợp).», «… (chủ trì: Sở Y tế; phối hợp: các bệnh viện).»,
«Kiểm tra cơ sở. Đơn vị thực hiện: Sở Y tế. Đơn vị phối hợp: Công an tỉnh.»
"""

from __future__ import annotations

from dondoc.reading.assigning.actors import listed, phrase_at, split
from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.fields import Field, inline
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Actor

_CUES = ("chủ trì", "phối hợp", "thực hiện:")
_MARKED = spaced(r"(?:chủ trì|phối hợp|thực hiện)[^:.;,(]{0,24}:")
_OPENS = spaced(r"\( *(?=\w)")
_PRESIDES = spaced(r" *(?:là cơ quan |là đơn vị )?chủ trì(?: thực hiện)?(?: *[,;] *(?:và )?| và | *(?=\)))")
_HELPS = spaced(r" *(?:cùng |là cơ quan |là đơn vị )?phối hợp(?: thực hiện)? *[).;,]")


def beside(prose: Prose, start: int, end: int) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """(lead, support) that a task [start, end) tells beside itself; both empty where it tells none."""
    if not stands(_CUES, prose.low, start, end):
        return (), ()
    lead, support = _labelled(prose, start, end)
    for opening in _OPENS.finditer(prose.flat, start, end):
        ours, theirs = _shared_out(prose, opening.end(), end)
        lead, support = lead or ours, support or theirs
    return lead, support


def _labelled(prose: Prose, start: int, end: int) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """«Đơn vị chủ trì: …», «phối hợp: …» after the words of the task."""
    named: dict[Field, tuple[Actor, ...]] = {}
    for line in inline(prose, start, end) if _MARKED.search(prose.low, start, end) else ():
        if line.field in {Field.LEAD, Field.SUPPORT}:
            named.setdefault(line.field, tuple(listed(prose, line.start, line.end)))
    return named.get(Field.LEAD, ()), named.get(Field.SUPPORT, ())


def _shared_out(prose: Prose, at: int, end: int) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """«(Sở Y tế chủ trì, Sở Tài chính phối hợp)», «(Sở Nội vụ chủ trì)»."""
    first = phrase_at(prose, at, end)
    presides = _PRESIDES.match(prose.low, first[1], end) if first else None
    if first is None or presides is None:
        return (), ()
    second = phrase_at(prose, presides.end(), end)
    helps = second is not None and _HELPS.match(prose.low, second[1], end)
    return split(prose, *first), split(prose, *second) if second and helps else ()
