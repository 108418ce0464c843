"""Cả chuỗi đọc. / The whole chain: paper -> head -> outline -> citations -> assignments -> findings."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256

from dondoc import __version__
from dondoc.reading.asjson import Json, to_json
from dondoc.reading.assignments import assignments, directs
from dondoc.reading.citations import citations
from dondoc.reading.contract import Paper, Reading, Source, Status
from dondoc.reading.findings import findings
from dondoc.reading.formats import paper
from dondoc.reading.formats.plain import whole_lines
from dondoc.reading.formats.reasons import reason
from dondoc.reading.head import head
from dondoc.reading.lines import Lines
from dondoc.reading.outline import outline
from dondoc.reading.secrecy import secret_mark
from dondoc.rules.limits import LIMITS, Limits


def read(data: bytes, name: str = "", limits: Limits = LIMITS) -> Reading:
    """Read one file. Never raises on content: status and reasons say what was refused, not understood or left out.

    A document marked secret gives a reading that holds nothing but the word: no name, hash, number or text.
    """
    found = paper(data, name, limits)
    source = Source(
        name=name or None,
        sha256=sha256(data).hexdigest(),
        media_type=found.media_type,
        bytes=len(data),
        pages=len(found.pages) or None,
        encoding=found.encoding,
        ocr=found.ocr,
    )
    return read_paper(found, source)


def read_text(text: str, name: str = "") -> Reading:
    """Read a text that is no file: pasted words. Its source has neither hash nor size."""
    found = Paper(text=whole_lines(text))
    return read_paper(found, Source(name=name or None, media_type="text/plain", ocr=False))


def read_as_json(data: bytes, name: str = "", ocr_pages: int | None = None) -> Json:
    """What the confined child does: `read`, as the contract prints it. ocr_pages: scanned pages recognised, where somebody waits."""
    return to_json(read(data, name, LIMITS if ocr_pages is None else replace(LIMITS, ocr_pages=ocr_pages)))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the search for cycles: a reading makes many small lasting things and no cycles, and to go through them again and again
    costs a third of its time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_undisturbed()
def read_paper(found: Paper, source: Source) -> Reading:
    """The stages after the paper."""
    if found.status in (Status.REFUSED, Status.UNREAD):
        return Reading(status=found.status, source=source, reasons=found.reasons, reader=__version__)
    if mark := secret_mark(found.text, found.aside, found.pages):
        return Reading(status=Status.REFUSED, source=Source(), reasons=(reason("secret", mark=mark),), reader=__version__)
    text = found.text
    lines = Lines(text)
    title = head(text, found.tables, lines)
    clauses = outline(text, title, found.tables, lines)
    del lines  # of a long text they weigh as much as all that is found in it
    work = assignments(text, title, clauses, found.tables)  # before the citations: it needs the most room
    mentions = citations(text, title)
    reading = Reading(
        status=found.status,
        source=source,
        text=text,
        reasons=found.reasons,
        head=title,
        outline=directs(clauses, work),
        citations=mentions,
        assignments=work,
        reader=__version__,
    )
    return replace(reading, findings=findings(reading))
