"""Lời trích từ luật không giao việc. / Words quoted from a law give no work.

«Điều 5 Nghị định … quy định: “Điều 5. Cơ quan thuế có trách nhiệm …”»: what stands between the marks recites; the order comes after them.
"""

from __future__ import annotations

from dondoc.reading.assigning.frames import Walk
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.units import Unit
from dondoc.reading.patterns import lazy

#: «[5] Tỷ lệ thủ tục … đạt 69%; các tỉnh còn dưới 90% gồm …»: a note at the end tells, whatever verbs it has
_NOTE = lazy(r"\[\d{1,3}\] ")


def quoted(state: Walk, unit: Unit) -> bool:
    """Words quoted from a law give no work: a paragraph that opens with a quotation mark, until it is closed."""
    words = state.prose.flat[unit.start : unit.end]
    state.noting = (state.noting and (unit.clause is None or unit.clause.marker.startswith("("))) or (
        words[0] == "[" and bool(_NOTE.match(words))
    )
    if state.noting:
        return True
    if unit.start < state.quoted_until:
        return True
    letter = unit.first and unit.clause is not None and state.head.kind == "CV"
    before = state.prose.flat[max(0, unit.start - _MARKER) : unit.start] if letter else ""
    opened = before.rfind("“")
    if opened >= 0 and "”" not in before[opened:]:
        state.quoted_until = _closes_at(state.prose, unit.start)
        return True
    if words[0] in '“"' and not unit.first and (len(words) > _SHORT or (words[0] == "“" and "”" not in words)):
        state.quoted_until = _closes_at(state.prose, unit.start + 1) if words[0] == "“" else unit.start
        return True
    return False


#: how far before the words of a clause a mark may stand: «“Điều 12. …»
_MARKER = 30
#: a short title in quotation marks is none of a law's clauses
_SHORT = 60
#: how far the end of a quotation is looked for
_QUOTATION = 12_000


def _closes_at(prose: Prose, at: int) -> int:
    """Where the quotation opened before `at` ends; `at` itself when it is never closed, or another is opened before."""
    end = prose.flat.find("”", at, at + _QUOTATION)
    return end if end >= 0 and prose.flat.find("“", at, end) < 0 else at
