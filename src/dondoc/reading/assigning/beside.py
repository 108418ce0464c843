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


#: before a bracket: to whom something is sent, an example: «gửi về huyện (Phòng Nội vụ)»
_TO_WHOM = spaced(r"(?<![\w])(?:gửi|qua|liên hệ|như|theo|của|thuộc)(?![\w])[^;.()]{0,60}$")
#: «tại các thôn (Ủy ban nhân dân các xã)»: where, not who
_WHERE = spaced(r"(?<![\w])(?:tại|ở|trên|cho|trong)(?: các| toàn)? +$")
_THERE = (" tại ", " ở ")
_WORD = spaced(r"(?<![\w])[\w]+")
#: behind the bodies nothing but a time
_WHEN_ONLY = spaced(r" *(?:[;,] *(?:hoàn thành|thời gian|thời hạn|trong|trước|xong|quý|tháng|năm|từ|chậm nhất|đến)(?![\w])[^()]*)?$")


def bracketed(prose: Prose, start: int, end: int) -> tuple[Actor, ...]:
    """The bodies that stand alone in the bracket at the end of a task: «Biên soạn tài liệu (Sở Y tế)», «… (Công an tỉnh; quý II)»."""
    close = prose.flat.rfind(")", max(start, end - 3), end)
    opening = prose.flat.rfind("(", start, close) if close > start else -1
    span = phrase_at(prose, opening + 1, close) if opening >= 0 else None
    if span is None or not _WHEN_ONLY.match(prose.low, span[1], close) or _TO_WHOM.search(prose.low, max(start, opening - 80), opening):
        return ()
    return () if _is_named_before(prose, max(start, opening - 60), opening) else split(prose, *span)


def _is_named_before(prose: Prose, start: int, opening: int) -> bool:
    """Whether a body stands right before a bracket, which then tells more of it: «giao Sở Nội vụ (Phòng Tổ chức)»."""
    end = len(prose.flat[:opening].rstrip())
    words = (word.start() for word in _WORD.finditer(prose.flat, start, end) if not _WHERE.search(prose.low, start, word.start()))
    spans = (phrase_at(prose, at, opening) for at in words)
    return any(span is not None and span[1] == end and not stands(_THERE, prose.low, *span) for span in spans)


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
