"""Tệp thành trang giấy: chữ, bảng, và vì sao thiếu. / A file becomes paper: text, tables, and why something is missing.

`paper(data, name)` decides the kind by content, never by name, and imports only the reader of that kind. Doors: `paper`,
`kinds.media_type_of`. Limits stand in rules/limits.toml; reasons in `reasons`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import cast

from dondoc.reading.contract import Paper, Reason, Status
from dondoc.reading.formats import ocr
from dondoc.reading.formats.kinds import IMAGES, Kind, kind_of, media_type, named_otherwise
from dondoc.reading.formats.reasons import NotUnderstood, Unsafe, reason
from dondoc.rules.limits import LIMITS, Limits

Reader = Callable[[bytes, Limits], Paper]

#: kind -> module and function; imported when met, because the reader of one kind costs time that the others should not pay
_READERS = {
    Kind.DOC: ("dondoc.reading.formats.doc", "doc"),
    Kind.DOCX: ("dondoc.reading.formats.word", "docx"),
    Kind.HTML: ("dondoc.reading.formats.html", "html"),
    Kind.PDF: ("dondoc.reading.formats.pdf", "pdf"),
    Kind.RTF: ("dondoc.reading.formats.rtf", "rtf"),
    Kind.TEXT: ("dondoc.reading.formats.plain", "plain"),
    **dict.fromkeys(IMAGES, ("dondoc.reading.formats.images", "image")),
}
_PACKAGES = {Kind.XLSX, Kind.PPTX, Kind.ODF, Kind.ZIP}
#: how a kind is called in a sentence
_CALLED = {
    Kind.DOC: "Word 97-2003 (.doc)",
    Kind.DOCX: "Word (.docx)",
    Kind.XLSX: "Excel (.xlsx)",
    Kind.PPTX: "PowerPoint (.pptx)",
    Kind.ODF: "OpenDocument",
    Kind.XLS: "Excel (.xls)",
    Kind.PPT: "PowerPoint (.ppt)",
    Kind.OLE: "Office (OLE)",
    Kind.BINARY: "?",
    Kind.TEXT: "text",
}


def paper(data: bytes, name: str = "", limits: Limits = LIMITS) -> Paper:
    """The file as paper; status and reasons say what is missing. Never raises on content."""
    kind = kind_of(data)
    try:
        found = _with_words(_read(data, kind, limits))
    except Unsafe as refused:
        found = Paper(text="", status=Status.REFUSED, reasons=(refused.reason,))
    except NotUnderstood as unread:
        found = Paper(text="", status=Status.UNREAD, reasons=(unread.reason,))
    notes: tuple[Reason, ...] = ()
    if named_otherwise(name, kind):
        notes = (reason("name-differs", name=name.rpartition(".")[2][:20], kind=called(kind)),)
    return replace(found, media_type=media_type(kind), reasons=found.reasons + notes)


def _with_words(found: Paper) -> Paper:
    if not found.text.strip():
        raise NotUnderstood("no-text")
    return found


def called(kind: Kind) -> str:
    """The name of a kind in a sentence."""
    return _CALLED.get(kind, kind.value.upper())


def _read(data: bytes, kind: Kind, limits: Limits) -> Paper:
    if len(data) > limits.command_bytes:
        raise Unsafe("too-large", size=len(data) // 1_000_000, limit=limits.command_bytes // 1_000_000)
    if kind in IMAGES and not ocr.available():
        raise NotUnderstood("scan")
    if kind in _READERS:
        module, function = _READERS[kind]
        return cast(Reader, getattr(import_module(module), function))(data, limits)
    if kind in _PACKAGES:
        _look_into(data, kind, limits)
    raise _why_not(data, kind)


def _look_into(data: bytes, kind: Kind, limits: Limits) -> None:
    """A package that is not read may still be a bomb: Unsafe then."""
    package = import_module("dondoc.reading.formats.package")
    package.Package(data, called(kind), limits)


def _why_not(data: bytes, kind: Kind) -> NotUnderstood:
    if kind is Kind.EMPTY:
        return NotUnderstood("empty")
    if kind is Kind.OLE and "EncryptedPackage".encode("utf-16-le") in data:
        return NotUnderstood("encrypted")
    return NotUnderstood("kind-other", kind=called(kind))
