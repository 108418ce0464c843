"""Loại tệp theo nội dung. / The kind of a file by content."""

from __future__ import annotations

import pytest

from dondoc.reading.contract import Status
from dondoc.reading.formats import paper
from dondoc.reading.formats.kinds import Kind, kind_of, media_type_of, named_otherwise
from dondoc.reading.formats.tests.making import p, package, pdf, word


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\xef\xbb\xbf%PDF-1.4", Kind.PDF),
        (b"{\\rtf1\\ansi", Kind.RTF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), Kind.DOC),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLE),
        (b"\x89PNG\r\n\x1a\n....", Kind.PNG),
        (b"\xff\xd8\xff\xe0", Kind.JPEG),
        (b"II*\0", Kind.TIFF),
        (b"GIF89a/*", Kind.GIF),
        (b"MZ\x90\0", Kind.BINARY),
        (b"\0\1\2\3" * 50, Kind.BINARY),
        (b"<!DOCTYPE html><p>a", Kind.HTML),
        (b"  <!-- note --><HTML><body>", Kind.HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', Kind.HTML),
        (b"<img src=x onerror=alert(1)>", Kind.HTML),
        (b'<?xml version="1.0"?><note/>', Kind.XML),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", Kind.MHTML),
        ("Kính gửi: Sở Tài chính".encode(), Kind.TEXT),
        ("Kính gửi: Sở Tài chính".encode("utf-16"), Kind.TEXT),
        ("<p>Kính gửi</p>".encode("utf-16"), Kind.HTML),
        ("<tên cơ quan>".encode(), Kind.TEXT),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), Kind.ZIP),
        (package({"[Content_Types].xml": "", "xl/workbook.xml": ""}), Kind.XLSX),
        (package({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), Kind.PPTX),
        (package({"a.txt": "a"}), Kind.ZIP),
    ],
)
def test_the_kind_is_told_by_content(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind


def test_media_types() -> None:
    assert media_type_of(word(p("a"))).endswith("wordprocessingml.document")
    assert media_type_of(b"\0\1\2" * 99) == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "kind", "otherwise"),
    [
        ("a.pdf", Kind.DOCX, True),
        ("a.docx", Kind.DOCX, False),
        ("a", Kind.DOCX, False),
        ("a.xyz", Kind.DOCX, False),
        ("A.DOC", Kind.RTF, False),
    ],
)
def test_a_name_that_says_otherwise(name: str, kind: Kind, otherwise: bool) -> None:
    assert named_otherwise(name, kind) is otherwise


def test_a_wrong_name_is_told_and_the_content_read() -> None:
    found = paper(word(p("Giao Sở Tài chính")), "a.pdf")
    assert found.text == "Giao Sở Tài chính"
    assert [reason.code for reason in found.reasons] == ["name-differs"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"   \n ", "no-text"),
        (b"{\\rtf1 }", "no-text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"MZ\x90\0", "kind-other"),
        (b"%PDF-1.4 nothing", "damaged"),
        (pdf([]), "no-text"),
        (word("", main="application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
        (word(p("a"), extra={"word/vbaProject.bin": "x"}), "macro"),
        (word(p("a"))[:-30], "damaged"),
        (package({"[Content_Types].xml": "", "word/other.xml": ""}), "damaged"),
        (word(""), "no-text"),
    ],
)
def test_unread_says_why(data: bytes, code: str) -> None:
    found = paper(data)
    assert (found.status, found.text) == (Status.UNREAD, "")
    assert [reason.code for reason in found.reasons] == [code]
    assert all(reason.message and reason.message_en for reason in found.reasons)
