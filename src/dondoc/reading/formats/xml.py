"""XML không DTD, không thực thể, không mạng. / XML without DTD, entities or network."""

from __future__ import annotations

from lxml import etree

from dondoc.reading.formats.reasons import NotUnderstood, Unsafe
from dondoc.reading.patterns import lazy

_DOCTYPES = (b"<!DOCTYPE", b"<!ENTITY")
#: the same words in UTF-16, which a byte search would miss
_WIDE = tuple(word.decode().encode(code) for word in _DOCTYPES for code in ("utf-16-le", "utf-16-be"))
#: UTF-7, EBCDIC and other disguises under which a DOCTYPE would not be seen
_DECLARED = lazy(rb"""^[\xef\xbb\xbf\s]*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_PLAIN = {b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252", b"windows-1258", b"utf8"}


def refuse_doctype(data: bytes) -> None:
    """Unsafe for a DOCTYPE or an entity, also in UTF-16, and for an encoding under which they would not be seen."""
    declared = _DECLARED.match(data)
    words = (*_DOCTYPES, *_WIDE) if b"\0" in data else _DOCTYPES
    if any(word in data for word in words) or (declared and declared.group(1).lower() not in _PLAIN):
        raise Unsafe("doctype")


def parse(data: bytes, kind: str) -> etree._Element:
    """The root element. Unsafe for a DOCTYPE, an entity or too deep nesting; NotUnderstood for malformed XML."""
    refuse_doctype(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise Unsafe("too-deep") from None
        raise NotUnderstood("damaged", kind=kind) from None
    except ValueError:
        raise NotUnderstood("damaged", kind=kind) from None
