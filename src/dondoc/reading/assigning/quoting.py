"""Lời trích từ luật không giao việc. / Words quoted from a law give no work.

«Điều 5 Nghị định … quy định: “Điều 5. Cơ quan thuế có trách nhiệm …”»: what stands between the marks recites; the order comes after them.
"""

from __future__ import annotations

import re

from dondoc.reading.assigning.frames import Walk
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.units import Unit

#: «[5] Tỷ lệ thủ tục … đạt 69%; các tỉnh còn dưới 90% gồm …»: a note at the end tells, whatever verbs it has
_NOTE = re.compile(r"\[\d{1,3}\] ")


def quoted(state: Walk, unit: Unit) -> bool:
    """Words quoted from a law give no work: a paragraph that opens with a quotation mark, until it is closed."""
    words = state.prose.flat[unit.start : unit.end]
    state.noting = (state.noting and (unit.clause is None or unit.clause.marker.startswith("("))) or bool(_NOTE.match(words))
    if state.noting:
        return True
    if state.quoting:
        state.quoting = "”" not in words and not words.rstrip(" ./;").endswith('"')
        return True
    if words[0] in '“"' and not unit.first and len(words) > 60:
        state.quoting = words[0] == "“" and "”" not in words
        return True
    if unit.first and unit.clause is not None and state.head.kind == "CV" and _opens_quotation(state.prose, unit):
        state.quoting = "”" not in words
        return True
    return False


#: how far the end of a quotation is looked for: a mark never closed opens none
_QUOTATION = 12_000


def _opens_quotation(prose: Prose, unit: Unit) -> bool:
    """«“Điều 1. …»: a letter quotes the article of a law, whose clauses then stand in the outline like its own."""
    before = prose.flat[max(0, unit.start - 30) : unit.start]
    opened = before.rfind("“")
    return opened >= 0 and "”" not in before[opened:] and prose.flat.find("”", unit.start, unit.start + _QUOTATION) >= 0
