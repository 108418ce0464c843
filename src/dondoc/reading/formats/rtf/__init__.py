"""Tệp RTF. / RTF files: groups, fonts with their character sets, tables, notes and boxes, brought to the form of .docx.

Our own reader: the libraries that strip RTF to text forget fonts, and with them which letters are of TCVN3 or VNI. Numbers of lists are
taken as the writing program printed them for readers that know no lists (`\\listtext`).
"""

from __future__ import annotations

from dondoc.reading.contract import Paper
from dondoc.reading.formats.rtf.reader import Rtf
from dondoc.reading.formats.word.document import Parts, compose
from dondoc.reading.formats.word.older import NAMES
from dondoc.rules.limits import LIMITS, Limits


def rtf(data: bytes, limits: Limits = LIMITS) -> Paper:
    """An RTF file as paper. Unsafe when it is nested beyond any real document; words are taken as far as the file goes."""
    found = Rtf(data, limits).read()
    parts = Parts(
        names=NAMES,
        document=found.document,
        notes={"footnote": found.notes},
        heads=found.heads,
        embedded=found.embedded,
    )
    return compose(parts, limits)
