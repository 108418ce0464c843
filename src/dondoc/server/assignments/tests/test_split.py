"""Trang đối chiếu. / The split view: from the words of the document to drafts, by the pages alone."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dondoc.server.accounts.models import Account
from dondoc.server.assignments import actions
from dondoc.server.assignments.models import Order
from dondoc.server.assignments.split_queries import marked, view_of
from dondoc.server.documents import actions as documents
from dondoc.server.documents import queries
from dondoc.server.documents.models import Document, Proposal
from dondoc.server.documents.tests.papers import TEXT, reading


@pytest.fixture
def document(cast: Any) -> Document:
    taken = documents.take_in(cast.province, main=documents.Upload("tb.txt", TEXT.encode(), reading()), by=cast.chi, at=cast.noon)
    return documents.register(taken, by=cast.chi, at=cast.noon)


@pytest.fixture
def at(document: Document) -> str:
    return f"/van-ban/{document.uid}/doi-chieu/"


def body(response: Any) -> str:
    return str(response.content.decode())


def sent(**fields: Any) -> dict[str, Any]:
    return {"form_key": str(uuid.uuid4()), **fields}


def test_both_sides_are_there_with_their_links(signed_in: Any, document: Document, at: str) -> None:
    page = body(signed_in("binh").get(at))
    assert "Tìm thấy 4 nội dung giao việc trong văn bản." in page
    assert "Còn 6 nội dung chỉ đạo chưa giao và chưa ghi lý do." in page
    assert "Mục II, điểm 2, ý 1" in page
    assert '<mark class="w-lead">Đảng ủy xã An Bình</mark>' in page
    assert '<mark class="w-time">trước ngày 15/12/2026</mark>' in page
    assert "<mark>Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Thông báo này.</mark>" in page
    for node in queries.split_view(document).nodes:
        assert f'id="c-{node.clause.position}" data-clause="{node.clause.uid}"' in page
    assert "style=" not in page
    assert " onclick" not in page


def test_the_left_side_holds_every_word_once(document: Document) -> None:
    split = queries.split_view(document)
    shown = "".join([split.before, *(node.own_text for node in split.nodes), *(piece.text for piece in split.after)])
    assert "".join(shown.split()) == "".join(TEXT.split())


def test_taking_all_makes_drafts_and_leads_to_the_table(signed_in: Any, document: Document, at: str) -> None:
    binh = signed_in("binh")
    binh.post(f"{at}chon/", sent(take="all"))
    assert Order.objects.filter(document=document).count() == 4
    page = body(binh.get(at))
    assert "Còn 2 nội dung chỉ đạo" in page
    assert f"/nhiem-vu/phan-cong/{document.uid}/" in page
    assert "Chọn cả" not in page


def test_taking_one_once_even_when_pressed_twice(signed_in: Any, document: Document, at: str) -> None:
    binh, row = signed_in("binh"), Proposal.objects.filter(document=document).first()
    same = sent(take=str(row.uid))
    first, second = binh.post(f"{at}chon/", same), binh.post(f"{at}chon/", same)
    assert first.headers["Location"] == f"{at}#v-{row.uid}"
    assert second.status_code == 302
    again = binh.post(f"{at}chon/", sent(take=str(row.uid)), follow=True)
    assert "đã được xử lý trước đó" in body(again)
    assert Order.objects.count() == 1


def test_editing_then_taking(signed_in: Any, document: Document, at: str) -> None:
    binh, row = signed_in("binh"), document.proposals.all()[1]
    address = f"{at}de-xuat/{row.uid}/"
    fields = {"act": "edit", "words": "Kiểm tra 05 xã", "lead": "Ủy ban Kiểm tra Tỉnh ủy\n\n", "criteria": "Đủ 05 xã\nCó kết luận"}
    wrong = binh.post(address, sent(deadline_on="31/2/2027", **fields))
    assert wrong.status_code == 422
    assert "ví dụ 24/11/2026" in body(wrong)
    assert "Kiểm tra 05 xã" in body(wrong)
    long = binh.post(address, sent(**(fields | {"words": "x" * 4001})))
    assert long.status_code == 422
    binh.post(address, sent(deadline_on="28/02/2027", deadline_bound="before", then_take="1", **fields))
    order = Order.objects.get()
    assert (order.task, order.bound, f"{order.deadline_on:%d/%m/%Y}") == ("Kiểm tra 05 xã", "before", "28/02/2027")
    assert [row.text for row in order.criteria.all()] == ["Đủ 05 xã", "Có kết luận"]
    assert "ở ít nhất 05 xã, phường" in body(binh.get(at))  # the document's own words stay beside the edited ones
    assert binh.get(address).status_code == 302


def test_the_forms_come_alone_when_asked_for_by_script(signed_in: Any, document: Document, at: str) -> None:
    binh, row = signed_in("binh"), document.proposals.first()
    alone = body(binh.get(f"{at}de-xuat/{row.uid}/", HTTP_HX_REQUEST="true"))
    whole = body(binh.get(f"{at}de-xuat/{row.uid}/"))
    assert "<html" not in alone
    assert 'name="act" value="edit"' in alone
    assert "<html" in whole
    clause = document.clauses.get(path="II/4")
    assert "<html" not in body(binh.get(f"{at}noi-dung/{clause.uid}/", HTTP_HX_REQUEST="true"))


def test_dismissing_asks_why_and_can_be_opened_again(signed_in: Any, document: Document, at: str) -> None:
    binh, row = signed_in("binh"), document.proposals.first()
    address = f"{at}de-xuat/{row.uid}/"
    assert binh.post(address, sent(act="dismiss", reason=" ")).status_code == 422
    binh.post(address, sent(act="dismiss", reason="Đã giao năm trước"))
    page = body(binh.get(at))
    assert "1 nội dung không giao" in page
    assert "Đã giao năm trước" in page
    binh.post(f"{at}chon/", sent(reopen=str(row.uid)))
    row.refresh_from_db()
    assert row.state == "open"


def test_splitting_and_joining(signed_in: Any, document: Document, at: str) -> None:
    binh, rows = signed_in("binh"), list(document.proposals.all())
    one = binh.post(f"{at}de-xuat/{rows[2].uid}/", sent(act="divide", pieces="Kiểm tra đột xuất;"))
    assert one.status_code == 422
    binh.post(f"{at}de-xuat/{rows[2].uid}/", sent(act="divide", pieces="Kiểm tra đột xuất;\nbáo cáo hằng tháng."))
    parts = document.proposals.filter(rule="split")
    assert [TEXT[part.start : part.end] for part in parts] == ["Kiểm tra đột xuất;", "báo cáo hằng tháng."]
    alone = binh.post(f"{at}chon/", sent(join="1", proposal=str(parts[0].uid)), follow=True)
    assert "từ hai đề xuất trở lên" in body(alone)
    binh.post(f"{at}chon/", sent(join="1", proposal=[str(part.uid) for part in parts]))
    assert document.proposals.get(rule="joined").words == "Kiểm tra đột xuất; báo cáo hằng tháng."


def test_work_from_a_clause_and_from_words(signed_in: Any, document: Document, at: str) -> None:
    binh, clause = signed_in("binh"), document.clauses.get(path="II/4")
    binh.post(f"{at}noi-dung/{clause.uid}/", sent(act="work"))
    assert clause.proposals.get().words == "Các cơ quan báo chí tuyên truyền việc làm tốt."
    answer = binh.post(f"{at}lap-viec/", sent(words="Công khai\n kết quả   kiểm tra."))
    made = document.proposals.get(words="Công khai kết quả kiểm tra.")
    assert answer.headers["Location"].endswith(f"#v-{made.uid}")
    lost = binh.post(f"{at}lap-viec/", sent(words="câu không có trong văn bản"))
    assert lost.status_code == 422
    assert "Không tìm thấy đoạn chữ này" in body(lost)
    assert "câu không có trong văn bản" in body(lost)


def test_words_are_looked_for_in_the_clause_they_were_chosen_in(document: Document) -> None:
    later = document.clauses.get(path="II/3")
    found = queries.located(document, "Tỉnh ủy", later)
    assert found is not None
    assert later.start < found[0] < later.end
    assert queries.located(document, "Tỉnh ủy") != found


def test_a_clause_without_work_says_why(signed_in: Any, cast: Any, document: Document, at: str) -> None:
    binh, clause = signed_in("binh"), document.clauses.get(path="II/4")
    address = f"{at}noi-dung/{clause.uid}/"
    assert binh.post(address, sent(act="dispose", kind="no_action", reason="")).status_code == 422
    unknown = binh.post(address, sent(act="dispose", kind="covered", reason="Đã giao", symbol="9-XX/TU"))
    assert "Không tìm thấy văn bản số này" in body(unknown)
    other = documents.take_in(cast.province, main=documents.Upload("k.txt", b"k", reading()), by=cast.chi, at=cast.noon)
    documents.register(other, symbol="9-KH/TU", by=cast.chi, at=cast.noon)
    binh.post(address, sent(act="dispose", kind="covered", reason="Đã giao trong kế hoạch", symbol="9-KH/TU"))
    made = clause.dispositions.get()
    assert (made.kind, made.covers) == ("covered", other.uid)
    assert "Còn 5 nội dung chỉ đạo" in body(binh.get(at))
    binh.post(address, sent(act="end", disposition=str(made.uid)))
    assert "Còn 6 nội dung chỉ đạo" in body(binh.get(at))


def test_what_directs_is_set_and_cleared_with_a_reason(signed_in: Any, document: Document, at: str) -> None:
    binh = signed_in("binh")
    for path, left in (("II/4", 5), ("I", 6)):
        clause = document.clauses.get(path=path)
        assert binh.post(f"{at}noi-dung/{clause.uid}/", sent(act="directs", reason="")).status_code == 422
        binh.post(f"{at}noi-dung/{clause.uid}/", sent(act="directs", reason="Xem lại"))
        assert f"Còn {left} nội dung chỉ đạo" in body(binh.get(at))


def test_the_outline_is_mended_on_the_page(signed_in: Any, document: Document, at: str) -> None:
    binh, clause = signed_in("binh"), document.clauses.get(path="II/2/-2")
    binh.post(f"{at}noi-dung/{clause.uid}/", sent(act="outline", marker="2b-", level="2", reason="Đọc nhầm"))
    assert "Mục II, điểm 2b" in body(binh.get(at))
    first = document.clauses.get(path="II/2/-1")
    nowhere = binh.post(f"{at}noi-dung/{first.uid}/", sent(act="divide", first_words="Công khai", reason="x"))
    assert "giữa nội dung đang mở" in body(nowhere)
    binh.post(f"{at}noi-dung/{first.uid}/", sent(act="divide", first_words="báo cáo hằng", reason="Hai ý"))
    assert document.clauses.get(by_hand=True).parent == first.parent


def test_a_dropped_draft_can_be_opened_again(signed_in: Any, cast: Any, document: Document, at: str) -> None:
    binh, row = signed_in("binh"), document.proposals.first()
    order = actions.take(row, by=cast.binh, at=cast.noon)
    assert binh.post(f"{at}chon/", sent(reopen=str(row.uid))).status_code == 404
    actions.discard(order, by=cast.binh, at=cast.noon)
    assert "Đã bỏ dự kiến" in body(binh.get(at))
    assert binh.post(f"{at}chon/", sent(reopen=str(row.uid))).status_code == 302
    assert view_of(document, cast.fresh("binh")).split.open[0] == row


def test_a_leader_reads_and_does_not_decide(signed_in: Any, document: Document, at: str) -> None:
    an, row = signed_in("an"), document.proposals.first()
    page = body(an.get(at))
    assert "Đảng ủy xã An Bình" in page
    assert 'name="take"' not in page
    assert an.post(f"{at}chon/", sent(take=str(row.uid))).status_code == 403
    row.refresh_from_db()
    assert row.state == "open"


@pytest.mark.parametrize("who", ["chi", "hoa", "lan", "xuan", "phuc"])
def test_others_find_nothing_even_when_the_document_was_sent_to_them(
    signed_in: Any, cast: Any, document: Document, at: str, who: str
) -> None:
    documents.send(document, organizations=[cast.commune], by=cast.chi, at=cast.noon)
    browser, row, clause = signed_in(who), document.proposals.first(), document.clauses.first()
    for path in ("", "in/", f"de-xuat/{row.uid}/", f"noi-dung/{clause.uid}/"):
        assert browser.get(at + path).status_code == 404
    for path in ("chon/", "lap-viec/", f"de-xuat/{row.uid}/", f"noi-dung/{clause.uid}/"):
        assert browser.post(at + path, sent(take="all", act="work")).status_code == 404
    assert not Order.objects.exists()


def test_a_proposal_of_another_document_is_not_found_here(signed_in: Any, cast: Any, document: Document, at: str) -> None:
    other = documents.take_in(cast.province, main=documents.Upload("k.txt", b"k", reading()), by=cast.chi, at=cast.noon)
    binh = signed_in("binh")
    assert binh.get(f"{at}de-xuat/{other.proposals.first().uid}/").status_code == 404
    assert binh.get(f"/van-ban/{other.uid}/doi-chieu/").status_code == 404  # not registered: no work yet


def test_the_print_is_a_table_of_clauses_and_tasks(signed_in: Any, document: Document, at: str) -> None:
    page = body(signed_in("binh").get(f"{at}in/"))
    assert page.count("<tr>") == 9
    assert "Chưa giao và chưa ghi lý do" in page


def test_queries_do_not_grow_with_the_document(signed_in: Any, cast: Any, document: Document, at: str) -> None:
    binh = signed_in("binh")
    binh.get(at)
    with CaptureQueriesContext(connection) as few:
        binh.get(at)
    text = TEXT * 12
    data = reading(text=TEXT)
    long, step = {**data, "text": text, "outline": [], "assignments": []}, len(TEXT)
    for turn in range(12):
        moved = [_moved(node, turn * step, f"{turn}.") for node in data["outline"]]
        long["outline"] += moved
        long["assignments"] += [
            {**row, "start": row["start"] + turn * step, "end": row["end"] + turn * step, "clause": f"{turn}.{row['clause']}"}
            for row in data["assignments"]
        ]
    other = documents.take_in(cast.province, main=documents.Upload("d.txt", text.encode(), long), by=cast.chi, at=cast.noon)
    documents.register(other, by=cast.chi, at=cast.noon)
    with CaptureQueriesContext(connection) as many:
        page = body(binh.get(f"/van-ban/{other.uid}/doi-chieu/"))
    assert page.count("<article") == 48
    assert "Mục lục" in page
    assert len(many) <= len(few)


def _moved(node: dict[str, Any], by: int, prefix: str) -> dict[str, Any]:
    places = {key: node[key] + by for key in ("start", "end", "text_start", "text_end")}
    return {**node, **places, "path": prefix + node["path"], "children": [_moved(child, by, prefix) for child in node["children"]]}


def test_words_of_a_proposal_are_marked_by_what_they_told(document: Document) -> None:
    row = document.proposals.first()
    words = marked(row)
    assert "".join(word.text for word in words) == row.words
    assert [word.text for word in words if word.role == "lead"] == ["Đảng ủy xã An Bình", "Đảng ủy xã Bình Minh"]


def test_the_page_in_english(signed_in: Any, document: Document, at: str) -> None:
    browser = signed_in("binh")
    Account.objects.filter(username="binh").update(language="en")
    page = body(browser.get(at))
    assert "4 passages that order work were found." in page
    assert "6 directing clauses are neither assigned nor explained." in page
    assert "Section II, point 2, dash 1" in page
    assert "Take all 4" in page


def test_work_of_an_annex_leads_to_its_own_words(signed_in: Any, document: Document, at: str) -> None:
    page = body(signed_in("binh").get(at))
    assert "phụ lục" not in page.lower()
    split = queries.split_view(document)
    row = document.proposals.order_by("start").last()
    assert row is not None
    row.start, row.end, row.clause = split.end + 3, split.end + 12, None
    row.save()
    words = document.text[row.start : row.end]
    page = body(signed_in("binh").get(at))
    assert '<details class="before" id="c-after" open>' in page
    assert f'<mark id="w-{row.start}" data-clause="w-{row.start}">{words}</mark>' in page
    assert f'href="?o=van-ban#w-{row.start}"' in page
    assert page.count(f'data-clause="w-{row.start}"') == 2  # the words and the row are lit together
    assert "Nơi nhận, người ký, phụ lục" in page
