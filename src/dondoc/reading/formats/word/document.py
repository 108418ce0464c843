"""Một văn bản kiểu Word, từ .docx, .doc hay .rtf, thành trang giấy. / A Word-like document becomes paper, whatever file it came from.

Old .doc and .rtf files are brought to the form of .docx first (`older`), so that numbers, merged cells, tracked changes, hidden words and
old fonts have one reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from dondoc.reading.contract import Paper, Status
from dondoc.reading.formats.manuscript import Manuscript
from dondoc.reading.formats.oddities import oddities
from dondoc.reading.formats.word.body import Body
from dondoc.reading.formats.word.names import Names
from dondoc.reading.formats.word.numbering import Numbering
from dondoc.reading.formats.word.styles import Styles
from dondoc.rules.limits import Limits

_PARTIAL = {"characters-left", "cells-left", "embedded"}
_NOT_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


@dataclass
class Parts:
    """The roots of a document: `document` holds the body; `notes` by kind («footnote», «endnote»); `heads` are running heads and feet."""

    names: Names
    document: etree._Element
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    notes: Mapping[str, etree._Element] = field(default_factory=dict)
    heads: Sequence[etree._Element] = ()
    external: bool = False
    embedded: bool = False


def compose(parts: Parts, limits: Limits) -> Paper:
    """The parts as paper, in reading order: body, then notes; running heads stand aside."""
    names = parts.names
    manuscript = Manuscript(limits)
    body = Body(names, Styles(parts.styles, names), Numbering(parts.numbering, names), manuscript)
    for element in parts.document.iterchildren(names.body):
        body.blocks(element)
    _notes(parts, body, manuscript)
    _remarks(parts, body, manuscript)
    text = manuscript.text()
    return Paper(
        text=text,
        status=Status.PARTIAL if _PARTIAL & manuscript.reasons.keys() else Status.READ,
        reasons=(*manuscript.reasons.values(), *oddities(text, manuscript.steering)),
        tables=manuscript.placed_tables(len(text)),
        encoding="+".join(sorted(body.runs.encodings)) or None,
        aside=_aside(parts),
    )


def _notes(parts: Parts, body: Body, manuscript: Manuscript) -> None:
    """Footnotes and endnotes after the text, in the order they are referred to: «[1] …»."""
    names = parts.names
    known: dict[tuple[str, str], etree._Element] = {}
    for kind, root in parts.notes.items():
        for note in root.iterchildren(f"{{{names.namespace}}}{kind}"):
            if note.get(names.type) not in _NOT_NOTES:
                known[kind, note.get(names.id, "")] = note
    referred = list(dict.fromkeys(reference for reference in body.runs.notes if reference in known))
    for number, reference in enumerate(referred, start=1):
        if text := body.note_text(known[reference]):
            if number == 1:
                manuscript.line("")
            manuscript.line(f"[{number}] {text}")


def _remarks(parts: Parts, body: Body, manuscript: Manuscript) -> None:
    if body.runs.hidden:
        manuscript.note("hidden-text", count=body.runs.hidden)
    if body.runs.encodings:
        manuscript.note("legacy-encoding", encoding=", ".join(sorted(body.runs.encodings)))
    if parts.external:
        manuscript.note("external")
    if parts.embedded:
        manuscript.note("embedded")


def _aside(parts: Parts) -> str:
    """Running heads and feet: on the page but not in the text; a secret mark may stand there."""
    names = parts.names
    paragraphs = (paragraph for root in parts.heads for paragraph in root.iter(names.p))
    return "\n".join("".join(text.text or "" for text in paragraph.iter(names.t)) for paragraph in paragraphs)
