"""Loại tệp theo nội dung, không theo tên. / The kind of a file by its content and structure, never by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from dondoc.reading.patterns import lazy


class Kind(StrEnum):
    """What the bytes are. The value is the name used in messages."""

    EMPTY = "empty"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODF = "odf"
    ZIP = "zip"
    PDF = "pdf"
    RTF = "rtf"
    OLE = "ole"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    GIF = "gif"
    HTML = "html"
    XML = "xml"
    MHTML = "mhtml"
    TEXT = "text"
    BINARY = "binary"


MEDIA_TYPES = {
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.ODF: "application/vnd.oasis.opendocument.text",
    Kind.ZIP: "application/zip",
    Kind.PDF: "application/pdf",
    Kind.RTF: "application/rtf",
    Kind.DOC: "application/msword",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.PPT: "application/vnd.ms-powerpoint",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.TIFF: "image/tiff",
    Kind.GIF: "image/gif",
    Kind.HTML: "text/html",
    Kind.XML: "application/xml",
    Kind.MHTML: "message/rfc822",
    Kind.TEXT: "text/plain",
}

IMAGES = frozenset({Kind.PNG, Kind.JPEG, Kind.TIFF, Kind.GIF})

#: endings that a kind may rightly bear; others are told to the person, and the file is served under its true kind
ENDINGS = {
    Kind.DOCX: {".docx", ".docm", ".dotx", ".dotm"},
    Kind.XLSX: {".xlsx", ".xlsm"},
    Kind.PPTX: {".pptx", ".pptm"},
    Kind.ODF: {".odt", ".ods", ".odp"},
    Kind.ZIP: {".zip"},
    Kind.PDF: {".pdf"},
    Kind.RTF: {".rtf", ".doc"},
    Kind.DOC: {".doc", ".dot"},
    Kind.XLS: {".xls"},
    Kind.PPT: {".ppt"},
    Kind.PNG: {".png"},
    Kind.JPEG: {".jpg", ".jpeg"},
    Kind.TIFF: {".tif", ".tiff"},
    Kind.GIF: {".gif"},
    Kind.HTML: {".html", ".htm", ".xhtml"},
    Kind.XML: {".xml"},
    Kind.MHTML: {".mht", ".mhtml", ".eml"},
    Kind.TEXT: {".txt", ".md", ".markdown", ".text", ".csv", ".log"},
}

_MAGIC = (
    (b"{\\rtf", Kind.RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLE),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
)
#: other programs' files that would pass for text by accident
_OTHER = (b"MZ", b"\x7fELF", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"%!PS", b"\xca\xfe\xba\xbe", b"RIFF", b"OggS", b"ID3")
_OLE_STREAMS = (
    ("EncryptedPackage", Kind.OLE),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("PowerPoint Document", Kind.PPT),
)
#: how a PDF may be preceded: the readers of PDF accept its header within the first 1,024 bytes
_PDF_WITHIN = 1024

_HTML_START = lazy(
    rb"\s*(?:<!--.{0,4000}?-->\s*)*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|title|meta|table|div|p|span|a|b|i|u|img|script|style|iframe|svg|object|embed|link|base"
    rb"|font|center|form|input|video|audio|h[1-6]|ul|ol|br|hr|marquee|math|frameset|bgsound|isindex|xss)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = lazy(rb"\s*<(?:\?xml|!doctype|!--|[a-z_][\w.:-]*\s[^>]{0,300}xmlns)", re.IGNORECASE)
_MIME_START = lazy(rb"(?:[A-Za-z-]+:[^\n]*\n[ \t]?){0,20}?mime-version:", re.IGNORECASE)
#: control characters that no text has (tab, breaks, form feed and escape aside); VISCII uses six of them for capitals
_CONTROLS = bytes(sorted(set(range(32)) - {2, 5, 6, 9, 10, 11, 12, 13, 20, 25, 26, 27, 30}))
_TEXT_PROBE = 65_536
_HIGH_HALVES = frozenset({0x00, 0x01, 0x03, 0x1E, 0x20})
_LOW_HALVES = frozenset({0x09, 0x0A, 0x0D, *range(0x20, 0x100)})
_CONTROLS_ALLOWED = 0.002


def kind_of(data: bytes) -> Kind:
    """What the bytes are by their beginning and structure; Kind.BINARY when nothing known."""
    if not data:
        return Kind.EMPTY
    head = data[:_PDF_WITHIN]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _ole(data) if kind is Kind.OLE else kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    if b"%PDF-" in head:
        return Kind.PDF
    return Kind.BINARY if head.startswith(_OTHER) else _textual(data)


def _ole(data: bytes) -> Kind:
    """Old Office files are one container; the names of its streams, in UTF-16, tell the program."""
    found = [kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data]
    return found[0] if found else Kind.OLE


def _zip(data: bytes) -> Kind:
    """The part names stand in the central directory at the end, uncompressed."""
    if data[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument" in data[:120]:
        return Kind.ODF
    if b"[Content_Types].xml" not in data:
        return Kind.ZIP
    for folder, kind in ((b"word/", Kind.DOCX), (b"xl/", Kind.XLSX), (b"ppt/", Kind.PPTX)):
        if folder in data:
            return kind
    return Kind.ZIP


def _textual(data: bytes) -> Kind:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_utf16(data):
        probe = _narrow(data)
    else:
        probe = data[:_TEXT_PROBE].removeprefix(b"\xef\xbb\xbf")
        if len(probe) - len(probe.translate(None, _CONTROLS)) > _CONTROLS_ALLOWED * len(probe):
            return Kind.BINARY
    if _HTML_START.match(probe):
        return Kind.HTML
    if _XML_START.match(probe):
        return Kind.HTML if b"<html" in probe[:4096].lower() else Kind.XML
    return Kind.MHTML if _MIME_START.match(probe) else Kind.TEXT


def _narrow(data: bytes) -> bytes:
    """The beginning of a UTF-16 text as bytes that the patterns can read."""
    big = data.startswith(b"\xfe\xff") or (not data.startswith(b"\xff\xfe") and data[:1] == b"\0")
    return data[: 2 * _TEXT_PROBE].decode("utf-16-be" if big else "utf-16-le", "replace").lstrip("\ufeff").encode("utf-8", "replace")


def looks_utf16(data: bytes) -> bool:
    """UTF-16 without a mark: nearly every second byte is the high half of a Latin or Vietnamese letter, the others are no controls."""
    probe = data[: min(len(data), 4096) & ~1]
    if len(probe) < 8 or b"\0" not in probe:
        return False
    sides = (probe[::2], probe[1::2])
    return any(_most(sides[at], _HIGH_HALVES, 0.9) and _most(sides[1 - at], _LOW_HALVES, 0.8) for at in (0, 1))


def _most(data: bytes, wanted: frozenset[int], least: float) -> bool:
    return sum(byte in wanted for byte in data) >= least * len(data)


def media_type_of(data: bytes) -> str:
    """The media type of the content, `application/octet-stream` when unknown."""
    return media_type(kind_of(data))


def media_type(kind: Kind) -> str:
    """The media type of a kind."""
    return MEDIA_TYPES.get(kind, "application/octet-stream")


def named_otherwise(name: str, kind: Kind) -> bool:
    """Whether the ending of the name promises another kind than the content is."""
    ending = PurePath(name).suffix.lower()
    return bool(ending) and kind in ENDINGS and ending not in ENDINGS[kind] and any(ending in ends for ends in ENDINGS.values())
