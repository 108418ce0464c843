"""Các trang văn bản, và những gì người nhập sai. / Pages of documents, and what is sent wrongly to them."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfWriter

from dondoc.rules.limits import LIMITS
from dondoc.server.accounts.models import Account
from dondoc.server.documents import actions
from dondoc.server.documents.models import Document, Minute
from dondoc.server.documents.tests.papers import TEXT, reading, word_file
from dondoc.server.files.models import StoredFile
from dondoc.server.journal.models import Entry


def file(data: bytes | str = TEXT, name: str = "thong-bao.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def body(response: Any) -> str:
    return str(response.content.decode())


def form(cast: Any, **fields: Any) -> dict[str, Any]:
    return {"organization": str(cast.province.uid), "form_key": str(uuid.uuid4()), **fields}


def head(**fields: Any) -> dict[str, Any]:
    return {"kind": "TB", "symbol": "214-TB/VPTU", "dated": "20/11/2026", "subject": "kết luận", "form_key": str(uuid.uuid4()), **fields}


@pytest.mark.usefixtures("hand_read")
def test_a_clerk_takes_in_looks_at_the_head_and_registers(cast: Any, signed_in: Any) -> None:
    browser = signed_in("chi")
    assert "Kéo tệp văn bản" in body(browser.get("/van-ban/moi/"))
    sent = browser.post("/van-ban/moi/", form(cast, main=file(), annexes=[file("phụ lục", "phu-luc.txt")]))
    document = Document.objects.get()
    assert sent.headers["Location"] == f"/van-ban/{document.uid}/dang-ky/"
    assert [row.role for row in document.attachments.all()] == ["main", "annex"]
    page = body(browser.get(sent.headers["Location"]))
    assert "Cần xem lại" in page
    assert "214-TB/VPTU" in page
    assert "tách nhiệm vụ" not in page.split("Phần đầu văn bản")[1].split("</form>")[0]  # a records clerk decides no tasks
    done = browser.post(f"/van-ban/{document.uid}/dang-ky/", head())
    assert done.headers["Location"] == f"/van-ban/{document.uid}/"
    document.refresh_from_db()
    assert (document.state, document.book_number, f"{document.dated:%d/%m/%Y}") == ("registered", 1, "20/11/2026")
    assert "đã được đăng ký trước đó" in body(browser.get(f"/van-ban/{document.uid}/dang-ky/", follow=True))


@pytest.mark.usefixtures("hand_read")
def test_a_double_click_takes_in_once(cast: Any, signed_in: Any) -> None:
    browser, key = signed_in("chi"), str(uuid.uuid4())
    answers = [browser.post("/van-ban/moi/", form(cast, main=file(), form_key=key)).headers["Location"] for _ in range(2)]
    assert Document.objects.count() == 1
    assert answers[0] == answers[1]


def test_a_number_taken_meanwhile_keeps_what_was_typed(cast: Any, signed_in: Any, document: Document) -> None:
    other = actions.take_in(cast.province, main=actions.Upload("b.txt", b"b", reading()), by=cast.chi, at=cast.noon)
    answer = signed_in("chi").post(f"/van-ban/{other.uid}/dang-ky/", head(book_number="1", subject="tự gõ"))
    assert answer.status_code == 422
    assert "trong sổ đã có văn bản khác" in body(answer)
    assert "tự gõ" in body(answer)
    other.refresh_from_db()
    assert other.state == "received"


def test_a_wrong_day_is_said_with_an_example(cast: Any, signed_in: Any, received: Document) -> None:
    answer = signed_in("chi").post(f"/van-ban/{received.uid}/dang-ky/", head(dated="31/02/2026", subject="giữ chữ này"))
    assert answer.status_code == 422
    assert "ví dụ 24/11/2026" in body(answer)
    assert "giữ chữ này" in body(answer)


def test_an_overlong_field_is_refused_and_kept(cast: Any, signed_in: Any, received: Document) -> None:
    answer = signed_in("chi").post(f"/van-ban/{received.uid}/dang-ky/", head(symbol="x" * 61))
    assert answer.status_code == 422
    assert "x" * 61 in body(answer)
    assert Document.objects.get().state == "received"


def test_duplicates_are_warned_and_may_go_on(cast: Any, signed_in: Any, document: Document) -> None:
    twin = actions.take_in(cast.province, main=actions.Upload("tb.txt", TEXT.encode(), reading()), by=cast.chi, at=cast.noon)
    browser = signed_in("chi")
    assert "Có thể đã có văn bản này" in body(browser.get(f"/van-ban/{twin.uid}/dang-ky/"))
    assert browser.post(f"/van-ban/{twin.uid}/dang-ky/", head()).status_code == 302


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Chọn tệp văn bản, hoặc dán nguyên văn"),
        ({"main": file(), "pasted": "chữ"}, "giữ lại một trong hai"),
        ({"main": SimpleUploadedFile("a.txt", b"x" * (LIMITS.upload_bytes + 1))}, "nặng 25 MB"),
    ],
)
def test_a_form_sent_wrongly_says_what_to_do(cast: Any, signed_in: Any, fields: dict[str, Any], words: str) -> None:
    answer = signed_in("chi").post("/van-ban/moi/", form(cast, **fields))
    assert answer.status_code == 422
    assert words in body(answer)
    assert not Document.objects.exists()


def encrypted_pdf() -> bytes:
    """A PDF with a password, made here."""
    made, paper = io.BytesIO(), PdfWriter()
    paper.add_blank_page(200, 200)
    paper.encrypt("mật khẩu")
    paper.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "vi", "en"),
    [
        ("a.docx", b"", "Tệp rỗng", "The file is empty"),
        ("a.mp3", b"ID3" + b"\0\1\2" * 40, "không phải văn bản đọc được", "no document that can be read"),
        ("a.pdf", encrypted_pdf(), "mật khẩu", "password"),
    ],
)
def test_what_cannot_be_read_waits_outside_the_store(cast: Any, signed_in: Any, name: str, data: bytes, vi: str, en: str) -> None:
    browser = signed_in("chi")
    asked = browser.post("/van-ban/moi/", form(cast, main=file(data, name)))
    address = asked.headers["Location"]
    assert vi in body(browser.get(address))
    Account.objects.filter(username="chi").update(language="en")
    assert en in body(browser.get(address))
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    assert browser.post(address, {"form_key": str(uuid.uuid4())}).status_code == 422
    assert not Document.objects.exists()
    stranger = signed_in("khanh")
    assert stranger.get(address).status_code == 404
    kept = browser.post(address, {"declared": "on", "form_key": str(uuid.uuid4())})
    document = Document.objects.get()
    assert kept.headers["Location"] == f"/van-ban/{document.uid}/dang-ky/"
    assert document.attachments.get().file.size == len(data)
    assert browser.get(address).status_code == 404


def test_a_file_can_be_dropped_instead(cast: Any, signed_in: Any) -> None:
    browser = signed_in("chi")
    address = browser.post("/van-ban/moi/", form(cast, main=file(b"", "a.docx"))).headers["Location"]
    browser.post(address, {"drop": "1", "form_key": str(uuid.uuid4())})
    assert browser.get(address).status_code == 404
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("how", ["file", "pasted"])
def test_a_secret_document_leaves_nothing(cast: Any, signed_in: Any, how: str) -> None:
    secret = f"TỈNH ỦY ĐÔNG LĨNH\nMẬT\n{TEXT}"
    sent = {"main": file(secret)} if how == "file" else {"pasted": secret}
    answer = signed_in("chi").post("/van-ban/moi/", form(cast, **sent))
    assert answer.status_code == 422
    assert "dấu độ mật" in body(answer)
    assert "rà soát toàn bộ hồ sơ" not in body(answer)
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    refused = Entry.objects.get(action="document.refuse")
    assert refused.content.payload == '{"word":"MẬT"}'


@pytest.mark.parametrize("data", [TEXT.encode(), word_file()], ids=["txt", "docx"])
def test_the_reader_fills_the_head(cast: Any, signed_in: Any, data: bytes) -> None:
    answer = signed_in("chi").post("/van-ban/moi/", form(cast, main=file(data, "tb")))
    assert answer.status_code == 302
    document = Document.objects.get()
    assert document.symbol == "214-TB/VPTU"
    assert document.proposals.exists()
    assert all(document.text[row.start : row.end].strip() for row in document.proposals.all())


def test_a_document_in_another_language_is_kept_without_work(cast: Any, signed_in: Any) -> None:
    words = "Dear colleagues,\n\nThe meeting of the working group is moved to Tuesday. Please bring the figures.\n\nYours sincerely\n"
    answer = signed_in("chi").post("/van-ban/moi/", form(cast, pasted=words))
    document = Document.objects.get()
    assert answer.headers["Location"] == f"/van-ban/{document.uid}/dang-ky/"
    assert (document.symbol, document.proposals.count()) == ("", 0)


def test_a_leader_writes_and_an_assistant_types_for_the_leader(cast: Any, signed_in: Any, document: Document) -> None:
    address = f"/van-ban/{document.uid}/y-kien/"
    own = {"post": cast.an_post.pk, "words": "Giao Văn phòng", "given_on": "01/01/2026", "form_key": str(uuid.uuid4())}
    assert signed_in("an").post(address, own).status_code == 302
    nam = signed_in("nam")
    assert "Nhập thay ý kiến chỉ đạo" in body(nam.get(address))
    own["form_key"] = str(uuid.uuid4())
    bare = nam.post(address, own)
    assert bare.status_code == 422
    assert "kèm bản chụp bút phê" in body(bare)
    assert "Giao Văn phòng" in body(bare)
    own |= {"form_key": str(uuid.uuid4()), "scan": file(b"\x89PNG\r\n\x1a\nphoto", "but-phe.png")}
    assert nam.post(address, own).status_code == 302
    typed = Minute.objects.get(typed_by=cast.nam)
    page = body(signed_in("binh").get(f"/van-ban/{document.uid}/"))
    assert "Đỗ Hoài Nam nhập thay" in page
    assert signed_in("binh").get(f"/van-ban/but-phe/{typed.uid}/").status_code == 200
    assert signed_in("chi").get(address).status_code == 404


def test_presenting_sending_and_acknowledging(cast: Any, signed_in: Any, document: Document) -> None:
    chi, at = signed_in("chi"), f"/van-ban/{document.uid}"
    assert chi.post(f"{at}/trinh/", {"form_key": str(uuid.uuid4())}).status_code == 422
    assert chi.post(f"{at}/trinh/", {"leaders": str(cast.an.uid), "form_key": str(uuid.uuid4())}).status_code == 302
    assert "Đảng ủy xã An Bình" in body(chi.get(f"{at}/gui/"))
    assert chi.post(f"{at}/gui/", {"form_key": str(uuid.uuid4())}).status_code == 422
    assert chi.post(f"{at}/gui/", {"to": [str(cast.commune.uid), "rác"], "form_key": str(uuid.uuid4())}).status_code == 302
    hoa = signed_in("hoa")
    assert "chưa xác nhận đã nhận" in body(hoa.get(f"{at}/"))
    hoa.post(f"{at}/da-nhan/", {"form_key": str(uuid.uuid4())})
    assert document.distributions.get().received_by == cast.hoa
    page = body(hoa.get(f"{at}/"))
    assert "Diễn biến" not in page
    assert "Đối chiếu" not in page


def test_the_list_searches_without_marks_and_counts_loose_clauses(cast: Any, signed_in: Any, document: Document) -> None:
    binh = signed_in("binh")
    assert "còn 6 nội dung" in body(binh.get("/van-ban/?q=cai+cach+ket+luan"))
    assert "Không có văn bản nào khớp" in body(binh.get("/van-ban/?q=khong+co+chu+nay"))
    assert "214-TB/VPTU" in body(binh.get("/van-ban/?loose=on&state=open"))
    assert "ví dụ 24/11/2026" in body(binh.get("/van-ban/?since=32/1/2026"))
    assert "214-TB/VPTU" not in body(binh.get("/van-ban/?ds=di"))
    assert "còn 6 nội dung" not in body(signed_in("chi").get("/van-ban/"))


def test_queries_of_the_list_and_of_the_page_do_not_grow(
    cast: Any, signed_in: Any, document: Document, django_assert_max_num_queries: Any
) -> None:
    binh = signed_in("binh")
    binh.get("/van-ban/")
    with CaptureQueriesContext(connection) as few:
        binh.get("/van-ban/")
    for number in range(8):
        more = actions.take_in(cast.province, main=actions.Upload("x.txt", b"%d" % number, reading()), by=cast.chi, at=cast.noon)
        actions.register(more, by=cast.chi, at=cast.noon)
    with django_assert_max_num_queries(len(few)):
        binh.get("/van-ban/")
    actions.send(document, organizations=[cast.commune, cast.other_commune, cast.headless], by=cast.chi, at=cast.noon)
    with django_assert_max_num_queries(32):
        binh.get(f"/van-ban/{document.uid}/")


def test_reading_again_shows_the_differences(cast: Any, signed_in: Any, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = reading(reader="2.0")
    newer["assignments"] = newer["assignments"][:2]
    monkeypatch.setattr("dondoc.server.documents.views.read", lambda _name, _data: newer)
    binh = signed_in("binh")
    binh.post(f"/van-ban/{document.uid}/doc-lai/", {"form_key": str(uuid.uuid4())})
    assert "bộ đọc mới không thấy" in body(binh.get(f"/van-ban/{document.uid}/khac-biet/"))
    assert document.proposals.count() == 4


@pytest.mark.parametrize(
    ("who", "path", "words"),
    [
        ("chi", "/van-ban/", "Incoming documents"),
        ("chi", "/van-ban/moi/", "New document"),
        ("chi", "/van-ban/{uid}/", "What happened"),
        ("chi", "/van-ban/{uid}/sua/", "Reason for the correction"),
        ("an", "/van-ban/{uid}/y-kien/", "Instruction"),
        ("chi", "/van-ban/{uid}/trinh/", "Present to"),
        ("chi", "/van-ban/{uid}/gui/", "Send the document"),
        ("binh", "/van-ban/{uid}/khac-biet/", "Read again"),
    ],
)
def test_pages_in_english(cast: Any, signed_in: Any, document: Document, who: str, path: str, words: str) -> None:
    browser = signed_in(who)
    Account.objects.filter(username=who).update(language="en")
    assert words in body(browser.get(path.format(uid=document.uid)))


@pytest.mark.parametrize("who", ["xuan", "lan", "thu", "phuc"])
def test_a_stranger_finds_nothing(cast: Any, signed_in: Any, document: Document, who: str) -> None:
    minute = actions.record_minute(
        document=document,
        leader=cast.an,
        post=cast.an_post,
        words="x",
        given_on=cast.noon.date(),
        scan=("a", b"b", "image/png"),
        by=cast.an,
        at=cast.noon,
    )
    browser, at = signed_in(who), f"/van-ban/{document.uid}"
    file_at = f"/van-ban/tep/{document.attachments.get().uid}/"
    for path in ("/", "/dang-ky/", "/sua/", "/y-kien/", "/trinh/", "/gui/", "/khac-biet/", "/doi-chieu/", "/doi-chieu/in/"):
        assert browser.get(at + path).status_code == 404, path
    for path in ("/da-nhan/", "/doc-lai/", "/phu-luc/", "/ket-thuc/", "/doi-chieu/chon/", "/doi-chieu/lap-viec/"):
        assert browser.post(at + path, {"form_key": str(uuid.uuid4())}).status_code == 404, path
    assert browser.get(file_at).status_code == 404
    assert browser.get(f"/van-ban/but-phe/{minute.uid}/").status_code == 404
    listed = browser.get("/van-ban/?q=cai+cach")
    assert listed.status_code == 404 or "214-TB/VPTU" not in body(listed)


def test_a_file_comes_as_a_download_and_only_to_those_entitled(cast: Any, signed_in: Any, document: Document) -> None:
    answer = signed_in("binh").get(f"/van-ban/tep/{document.attachments.get().uid}/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == TEXT.encode()


def test_an_annex_is_added_or_refused(cast: Any, signed_in: Any, document: Document) -> None:
    chi, at = signed_in("chi"), f"/van-ban/{document.uid}/phu-luc/"
    chi.post(at, {"annex": file("phụ lục", "pl.txt"), "declared": "on", "form_key": str(uuid.uuid4())})
    assert document.attachments.count() == 2
    chi.post(at, {"annex": file("UBND TỈNH\nTUYỆT MẬT\nPhụ lục", "pl.txt"), "form_key": str(uuid.uuid4())})
    assert document.attachments.count() == 2
    assert Entry.objects.filter(action="document.refuse").count() == 1
