"""Tệp Word .docx. / Word files: the package, its main part, its lists, styles and notes, walked by our own hand.

Numbers that Word computes are computed here; tracked changes are read as accepted; hidden text is left out and told.
"""

from __future__ import annotations

from lxml import etree

from dondoc.reading.contract import Paper
from dondoc.reading.formats.package import Package
from dondoc.reading.formats.reasons import NotUnderstood
from dondoc.reading.formats.word.document import Parts, compose
from dondoc.reading.formats.word.names import STRICT, TRANSITIONAL, Names
from dondoc.rules.limits import LIMITS, Limits


def docx(data: bytes, limits: Limits = LIMITS) -> Paper:
    """A .docx as paper. Unsafe and NotUnderstood as `formats.reasons` says; never another exception on content."""
    package = Package(data, "Word (.docx)", limits)
    _refuse_macros(package)
    package.scan()
    part, relations = _main_part(package)
    root = package.tree(part)
    if root is None:
        raise NotUnderstood("damaged", kind="Word (.docx)")
    related = {kind: target for kind, target, external in relations.values() if not external}
    notes = {kind: _side(package, related.get(f"{kind}s")) for kind in ("footnote", "endnote")}
    heads = [_side(package, target) for kind, target, external in relations.values() if kind in ("header", "footer") and not external]
    parts = Parts(
        names=Names(_namespace(root)),
        document=root,
        styles=_side(package, related.get("styles")),
        numbering=_side(package, related.get("numbering")),
        notes={kind: found for kind, found in notes.items() if found is not None},
        heads=[found for found in heads if found is not None],
        external=any(external and kind != "hyperlink" for kind, _, external in relations.values()),
    )
    return compose(parts, limits)


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


def _side(package: Package, target: str | None) -> etree._Element | None:
    """A side part; one that is damaged is as good as missing, for the words stand in the main part."""
    try:
        return package.tree(target) if target else None
    except NotUnderstood:
        return None
