"""Tệp Word .docx. / Word files: the package, its main part, its lists, styles and notes, walked by our own hand.

Numbers that Word computes are computed here; tracked changes are read as accepted; hidden text is left out and told.
"""

from __future__ import annotations

from lxml import etree

from dondoc.reading.contract import Paper, Status
from dondoc.reading.formats.manuscript import Manuscript
from dondoc.reading.formats.oddities import oddities
from dondoc.reading.formats.package import Package
from dondoc.reading.formats.reasons import NotUnderstood
from dondoc.reading.formats.word.body import Body
from dondoc.reading.formats.word.names import STRICT, TRANSITIONAL, Names
from dondoc.reading.formats.word.numbering import Numbering
from dondoc.reading.formats.word.styles import Styles
from dondoc.rules.limits import LIMITS, Limits

_PARTIAL = {"characters-left", "cells-left", "embedded"}
_NOT_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


def docx(data: bytes, limits: Limits = LIMITS) -> Paper:
    """A .docx as paper. Unsafe and NotUnderstood as `formats.reasons` says; never another exception on content."""
    package = Package(data, "Word (.docx)", limits)
    _refuse_macros(package)
    package.scan()
    part, relations = _main_part(package)
    root = package.tree(part)
    if root is None:
        raise NotUnderstood("damaged", kind="Word (.docx)")
    names = Names(_namespace(root))
    manuscript = Manuscript(limits)
    related = {kind: target for kind, target, external in relations.values() if not external}
    body = Body(
        names,
        Styles(_related(package, related, "styles"), names),
        Numbering(_related(package, related, "numbering"), names),
        manuscript,
    )
    for element in root.iterchildren(names.body):
        body.blocks(element)
    _notes(package, related, body, names, manuscript)
    _remarks(relations, body, manuscript)
    text = manuscript.text()
    reasons = (*manuscript.reasons.values(), *oddities(text, manuscript.steering))
    return Paper(
        text=text,
        status=Status.PARTIAL if _PARTIAL & manuscript.reasons.keys() else Status.READ,
        reasons=reasons,
        tables=manuscript.placed_tables(len(text)),
        encoding="+".join(sorted(body.runs.encodings)) or None,
        aside=_aside(package, relations, names),
    )


def _refuse_macros(package: Package) -> None:
    """A macro part or a macro-enabled content type, whatever the name of the file says."""
    named = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in package.names)
    if named or b"macroEnabled" in package.part("[Content_Types].xml"):
        raise NotUnderstood("macro")


def _main_part(package: Package) -> tuple[str, dict[str, tuple[str, str, bool]]]:
    """The main part and its relations: the one the package names, else the usual one."""
    named = [target for kind, target, external in package.relations().values() if kind == "officeDocument" and not external]
    part = next((name for name in [*named, "word/document.xml"] if name in package), "")
    if not part:
        raise NotUnderstood("damaged", kind="Word (.docx)")
    return part, package.relations(part)


def _namespace(root: etree._Element) -> str:
    namespace = etree.QName(root).namespace
    if namespace not in (TRANSITIONAL, STRICT):
        raise NotUnderstood("damaged", kind="Word (.docx)")
    return namespace


def _related(package: Package, related: dict[str, str], kind: str) -> etree._Element | None:
    """A side part; one that is damaged is as good as missing, for the words stand in the main part."""
    try:
        return package.tree(related[kind]) if kind in related else None
    except NotUnderstood:
        return None


def _notes(package: Package, related: dict[str, str], body: Body, names: Names, manuscript: Manuscript) -> None:
    """Footnotes and endnotes after the text, in the order they are referred to: «[1] …»."""
    known: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        root = _related(package, related, f"{kind}s")
        for note in () if root is None else root.iterchildren(f"{{{names.namespace}}}{kind}"):
            if note.get(names.type) not in _NOT_NOTES:
                known[kind, note.get(names.id, "")] = note
    referred = list(dict.fromkeys(reference for reference in body.runs.notes if reference in known))
    for number, reference in enumerate(referred, start=1):
        if text := body.note_text(known[reference]):
            if number == 1:
                manuscript.line("")
            manuscript.line(f"[{number}] {text}")


def _remarks(relations: dict[str, tuple[str, str, bool]], body: Body, manuscript: Manuscript) -> None:
    if body.runs.hidden:
        manuscript.note("hidden-text", count=body.runs.hidden)
    if body.runs.encodings:
        manuscript.note("legacy-encoding", encoding=", ".join(sorted(body.runs.encodings)))
    if any(external and kind != "hyperlink" for kind, _, external in relations.values()):
        manuscript.note("external")


def _aside(package: Package, relations: dict[str, tuple[str, str, bool]], names: Names) -> str:
    """Running heads and feet: on the page but not in the text; a secret mark may stand there."""
    lines: list[str] = []
    for kind, target, external in relations.values():
        if kind in ("header", "footer") and not external:
            try:
                root = package.tree(target)
            except NotUnderstood:
                root = None
            for paragraph in () if root is None else root.iter(names.p):
                lines.append("".join(text.text or "" for text in paragraph.iter(names.t)))
    return "\n".join(lines)
