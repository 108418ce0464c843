"""Các việc của phòng văn bản. / The acts of documents."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.lifecycle import NotNow
from dondoc.server.documents import actions, queries
from dondoc.server.documents.actions.intake import held_files, let_go
from dondoc.server.documents.lifecycle import INCOMING, OUTGOING, PROPOSAL
from dondoc.server.documents.models import Document, DocumentState, Minute, ProposalState, StoredReading
from dondoc.server.documents.tests.papers import TEXT, reading
from dondoc.server.files.models import StoredFile
from dondoc.server.journal.models import Content, Entry

SCAN = ("but-phe.png", b"\x89PNG but phe", "image/png")


def upload(data: bytes = TEXT.encode(), name: str = "tb.txt", **changes: Any) -> actions.Upload:
    return actions.Upload(name, data, reading(**changes))


@pytest.mark.parametrize("table", [INCOMING, OUTGOING, PROPOSAL])
def test_every_state_can_be_reached(table: Any) -> None:
    assert table.reachable() == table.states()


def test_the_tables_name_the_states_of_the_rows() -> None:
    assert INCOMING.states() | OUTGOING.states() == set(DocumentState.values)
    assert PROPOSAL.states() == set(ProposalState.values)


def test_taking_in_keeps_the_bytes_the_reading_and_makes_the_rows(cast: Any, received: Document) -> None:
    main = received.attachments.get()
    assert (main.role, main.file.size, main.file.media_type) == ("main", len(TEXT.encode()), "text/plain")
    assert (received.state, received.symbol, received.signer_name) == ("received", "214-TB/VPTU", "Hoàng Văn Dũng")
    assert [clause.path for clause in received.clauses.all()] == ["I", "II", "II/1", "II/2", "II/2/-1", "II/2/-2", "II/3", "II/4"]
    assert received.clauses.get(path="II/2/-1").parent == received.clauses.get(path="II/2")
    assert all(received.text[row.start : row.end] for row in received.proposals.all())
    assert received.readings.get().data["text"] == TEXT
    assert Entry.objects.filter(action="document.take_in", object_id=received.uid).count() == 1


@pytest.mark.parametrize("who", ["binh", "hoa", "xuan", "phuc", "an"])
def test_only_the_records_clerk_takes_in_and_registers(cast: Any, received: Document, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.take_in(cast.province, main=upload(), by=cast.people[who], at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.register(received, by=cast.people[who], at=cast.noon)


def test_of_a_refused_secret_only_time_person_and_word_remain(cast: Any) -> None:
    actions.refuse(cast.province, word="MẬT", by=cast.chi, at=cast.noon)
    with pytest.raises(ValidationError):
        actions.take_in(cast.province, main=upload(status="refused"), by=cast.chi, at=cast.noon)
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    entry = Entry.objects.get(action="document.refuse")
    assert entry.object_id == cast.province.uid
    assert Content.objects.get(entry=entry).payload == '{"word":"MẬT"}'


@pytest.mark.parametrize("status", ["unread", "partial"])
def test_what_was_not_read_whole_needs_a_declaration(cast: Any, status: str) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.take_in(cast.province, main=upload(status=status), by=cast.chi, at=cast.noon)
    assert refused.value.code == "undeclared"
    assert not StoredFile.objects.exists()
    kept = actions.take_in(cast.province, main=upload(status=status), declared=True, by=cast.chi, at=cast.noon)
    assert '"declared":true' in Content.objects.get(entry__object_id=kept.uid).payload


def test_held_files_go_after_a_day(cast: Any) -> None:
    for data in (b"one", b"two"):
        folder = actions.hold_back("Công văn.pdf", data, "key")
    assert held_files("key") == [("Công văn.pdf", b"one"), ("Công văn.pdf", b"two")]
    assert actions.purge_held(cast.noon) == 0
    old = (cast.noon - timedelta(hours=25)).timestamp()
    os.utime(folder, (old, old))
    assert actions.purge_held(cast.noon) == 1
    assert held_files("key") == []
    let_go("key")


def test_the_book_counts_on_and_refuses_a_number_twice(cast: Any, document: Document) -> None:
    assert (document.book_number, document.state) == (1, "registered")
    other = actions.take_in(cast.province, main=upload(b"x"), by=cast.chi, at=cast.noon)
    with pytest.raises(ValidationError, match="Số 1"):
        actions.register(other, book_number=1, by=cast.chi, at=cast.noon)
    assert actions.register(other, by=cast.chi, at=cast.noon).book_number == 2
    with pytest.raises(NotNow):
        actions.register(other, by=cast.chi, at=cast.noon)


def test_a_document_of_our_own_is_issued_by_its_number(cast: Any) -> None:
    ours = actions.take_in(cast.province, main=upload(), direction="outgoing", by=cast.chi, at=cast.noon)
    assert ours.state == "signed"
    issued = actions.register(ours, dated=date(2026, 11, 20), by=cast.chi, at=cast.noon)
    assert (issued.state, issued.book_number, issued.dated) == ("issued", 1, date(2026, 11, 20))


def test_a_citation_finds_its_document_whichever_came_first(cast: Any, document: Document) -> None:
    assert document.citations.get().target is None
    resolution = actions.take_in(cast.province, main=upload(b"nq"), by=cast.chi, at=cast.noon)
    actions.register(resolution, symbol="15-NQ/TU", by=cast.chi, at=cast.noon)
    assert document.citations.get().target == resolution
    later = actions.take_in(cast.province, main=upload(b"later"), by=cast.chi, at=cast.noon)
    assert later.citations.get().target == resolution
    assert [row.target for row in queries.citations(document, cast.fresh("chi"))] == [resolution]
    assert [row.target for row in queries.citations(document, cast.fresh("xuan"))] == [None]


def test_correcting_the_head_says_why_and_keeps_what_was(cast: Any, document: Document) -> None:
    with pytest.raises(ValidationError):
        actions.correct_head(document, reason=" ", symbol="215-TB/VPTU", by=cast.chi, at=cast.noon)
    actions.correct_head(document, reason="Gõ nhầm", symbol="215-TB/VPTU", by=cast.binh, at=cast.noon)
    payload = Content.objects.get(entry__action="document.correct_head").payload
    assert '["214-TB/VPTU","215-TB/VPTU"]' in payload
    with pytest.raises(PermissionDenied):
        actions.correct_head(document, reason="x", symbol="1", by=cast.hoa, at=cast.noon)


def test_duplicates_by_symbol_and_day_or_by_file_but_never_hidden_ones(cast: Any, document: Document) -> None:
    twin = actions.take_in(cast.province, main=upload(), by=cast.chi, at=cast.noon)
    assert list(queries.duplicates(cast.fresh("chi"), twin)) == [document]
    assert not queries.duplicates(cast.fresh("xuan"), twin).exists()
    for row in (document, twin):
        Document.objects.filter(pk=row.pk).update(dated=date(2026, 11, 20))
    other = actions.take_in(cast.province, main=upload(b"scan"), by=cast.chi, at=cast.noon)
    assert not queries.duplicates(cast.fresh("chi"), other).exists()
    Document.objects.filter(pk=other.pk).update(dated=date(2026, 11, 20))
    other.refresh_from_db()
    assert set(queries.duplicates(cast.fresh("chi"), other)) == {document, twin}


def test_reading_again_changes_nothing_confirmed(cast: Any, document: Document) -> None:
    row = document.proposals.first()
    actions.edit_proposal(row, words="Rà soát hồ sơ", by=cast.binh, at=cast.noon)
    newer = reading(reader="2.0")
    newer["assignments"] = newer["assignments"][1:]
    newer["head"] = newer["head"] | {"symbol": "215-TB/VPTU"}
    actions.reread(document, data=newer, by=cast.binh, at=cast.noon)
    found = queries.differences(document)
    assert found is not None
    assert [key for key, _was, _now in found.head] == ["symbol"]
    assert (len(found.assignments_gone), found.assignments_new, found.same) == (1, [], False)
    document.refresh_from_db()
    assert (document.symbol, document.proposals.count()) == ("214-TB/VPTU", 4)
    assert document.proposals.get(pk=row.pk).words == "Rà soát hồ sơ"
    assert StoredReading.objects.get(document=document, current=True).reader == "1.0"


def test_a_clause_may_direct_or_not_with_a_reason(cast: Any, document: Document) -> None:
    clause = document.clauses.get(path="II/4")
    with pytest.raises(ValidationError):
        actions.set_directs(clause, directs=False, reason="", by=cast.binh, at=cast.noon)
    assert not actions.set_directs(clause, directs=False, reason="Chỉ nêu chung", by=cast.binh, at=cast.noon).directs
    with pytest.raises(PermissionDenied):
        actions.set_directs(clause, directs=True, reason="x", by=cast.chi, at=cast.noon)


def test_mending_the_outline_moves_what_stands_under(cast: Any, document: Document) -> None:
    bullet = document.clauses.get(path="II/2/-2")
    actions.correct_clause(bullet, marker="2b-", level=2, reason="Đọc nhầm cấp", by=cast.binh, at=cast.noon)
    bullet.refresh_from_db()
    assert bullet.parent == document.clauses.get(path="II")
    assert document.clauses.get(path="II/2/-1").parent == document.clauses.get(path="II/2")


def test_a_missed_clause_is_divided_off(cast: Any, document: Document) -> None:
    bullet = document.clauses.get(path="II/2/-1")
    offset = document.text.index("báo cáo hằng tháng")
    made = actions.divide_clause(bullet, at_offset=offset, reason="Hai ý", by=cast.binh, at=cast.noon)
    bullet.refresh_from_db()
    assert document.text[made.start : made.text_end] == "báo cáo hằng tháng."
    assert document.text[bullet.start : bullet.text_end] == "- Kiểm tra đột xuất;"
    assert (made.parent, made.position) == (bullet.parent, bullet.position + 1)
    assert [clause.path for clause in document.clauses.all()][-3:] == ["II/2/-2", "II/3", "II/4"]
    with pytest.raises(ValidationError):
        actions.divide_clause(bullet, at_offset=bullet.start, reason="x", by=cast.binh, at=cast.noon)


def test_work_by_hand_stands_under_the_innermost_clause(cast: Any, document: Document) -> None:
    span = queries.located(document, "Công  khai kết\nquả kiểm tra.")
    assert span is not None
    made = actions.make_by_hand(document, start=span[0], end=span[1], by=cast.binh, at=cast.noon)
    assert (made.clause.path, made.words, made.by_hand) == ("II/2/-2", "Công khai kết quả kiểm tra.", True)
    for start, end in ((5, 5), (-1, 4), (0, 10**9)):
        with pytest.raises(ValidationError):
            actions.make_by_hand(document, start=start, end=end, by=cast.binh, at=cast.noon)


def test_joining_and_splitting_keep_what_was(cast: Any, document: Document) -> None:
    second, third = document.proposals.all()[1:3]
    whole = actions.join_proposals([third, second], by=cast.binh, at=cast.noon)
    assert whole.lead == ["Ủy ban Kiểm tra Tỉnh ủy"]
    assert whole.words.startswith("Ủy ban Kiểm tra")
    assert set(whole.made_of.all()) == {second, third}
    with pytest.raises(ValidationError):
        actions.join_proposals([whole], by=cast.binh, at=cast.noon)
    parts = actions.split_proposal(whole, pieces=["Kiểm tra đột xuất", "Việc thêm bằng tay", " "], by=cast.binh, at=cast.noon)
    assert document.text[parts[0].start : parts[0].end] == "Kiểm tra đột xuất"
    assert (parts[1].start, parts[1].end) == (whole.start, whole.end)
    with pytest.raises(NotNow):
        actions.split_proposal(whole, pieces=["a", "b"], by=cast.binh, at=cast.noon)


def test_dismissing_needs_a_reason_and_can_be_undone(cast: Any, document: Document) -> None:
    row = document.proposals.first()
    with pytest.raises(ValidationError):
        actions.decide_proposal(row, act="dismiss", by=cast.binh, at=cast.noon)
    actions.decide_proposal(row, act="dismiss", reason="Đã làm", by=cast.binh, at=cast.noon)
    again = actions.decide_proposal(row, act="reopen", by=cast.binh, at=cast.noon)
    assert (again.state, again.reason, again.decided_by) == ("open", "", None)


def test_dispositions_say_why_and_loose_clauses_are_counted(cast: Any, document: Document) -> None:
    assert queries.loose_clauses().filter(document=document).count() == 6
    clause = document.clauses.get(path="II/4")
    for kind in ("no_action", "covered"):
        with pytest.raises(ValidationError):
            actions.dispose(clause, kind=kind, reason=" ", by=cast.binh, at=cast.noon)
    made = actions.dispose(clause, kind="own_plan", by=cast.binh, at=cast.noon)
    assert queries.loose_clauses().filter(document=document).count() == 5
    actions.end_disposition(made, by=cast.binh, at=cast.noon)
    assert queries.loose_clauses().filter(document=document).count() == 6


def test_a_leader_speaks_or_an_assistant_with_the_scan(cast: Any, document: Document) -> None:
    actions.present(document, leaders=[cast.an], by=cast.chi, at=cast.noon)
    assert cast.an.notices.filter(key="document.present").exists()
    with pytest.raises(ValidationError, match="bản chụp"):
        actions.record_minute(
            document=document, leader=cast.an, post=cast.an_post, words="Đồng ý", given_on=cast.noon.date(), by=cast.nam, at=cast.noon
        )
    with pytest.raises(PermissionDenied):
        actions.record_minute(
            document=document,
            leader=cast.an,
            post=cast.an_post,
            words="Đồng ý",
            given_on=cast.noon.date(),
            scan=SCAN,
            by=cast.chi,
            at=cast.noon,
        )
    typed = actions.record_minute(
        document=document,
        leader=cast.an,
        post=cast.an_post,
        words="Giao VP",
        given_on=cast.noon.date(),
        scan=SCAN,
        by=cast.nam,
        at=cast.noon,
    )
    document.refresh_from_db()
    assert (typed.leader, typed.typed_by, document.state) == (cast.an, cast.nam, "minuted")
    assert cast.binh.notices.filter(key="document.minute").exists()
    with pytest.raises(ValidationError):
        actions.record_minute(
            document=document,
            leader=cast.an,
            post=cast.an_post,
            words="x",
            given_on=cast.noon.date() + timedelta(days=2),
            by=cast.an,
            at=cast.noon,
        )


def test_only_leaders_who_may_speak_are_presented_to(cast: Any, document: Document) -> None:
    with pytest.raises(ValidationError):
        actions.present(document, leaders=[cast.hoa], by=cast.chi, at=cast.noon)
    with pytest.raises(ValidationError):
        actions.present(document, leaders=[], by=cast.chi, at=cast.noon)


def test_a_unit_that_got_it_sees_it_but_not_what_leaders_wrote(cast: Any, document: Document) -> None:
    assert not Document.objects.visible_to(cast.fresh("hoa")).exists()
    actions.record_minute(
        document=document, leader=cast.an, post=cast.an_post, words="Làm gấp", given_on=cast.noon.date(), by=cast.an, at=cast.noon
    )
    made = actions.send(document, organizations=[cast.commune, cast.other_commune], by=cast.chi, at=cast.noon)
    assert len(made) == 2
    assert actions.send(document, organizations=[cast.commune], by=cast.chi, at=cast.noon) == []
    assert Document.objects.visible_to(cast.fresh("hoa")).get() == document
    assert cast.hoa.notices.filter(key="document.send").exists()
    assert not Minute.objects.visible_to(cast.fresh("hoa")).exists()
    assert [row.organization for row in queries.receipts(document, cast.fresh("hoa"))] == [cast.commune]
    assert queries.receipts(document, cast.fresh("oanh")).count() == 2
    got = actions.acknowledge(document, organization=cast.commune, by=cast.hoa, at=cast.noon)
    assert got.received_by == cast.hoa
    with pytest.raises(PermissionDenied):
        actions.acknowledge(document, organization=cast.commune, by=cast.xuan, at=cast.noon)
    with pytest.raises(ValidationError):
        actions.acknowledge(document, organization=cast.headless, by=cast.oanh, at=cast.noon)


def test_states_move_by_their_table_and_right(cast: Any, document: Document) -> None:
    with pytest.raises(PermissionDenied):
        actions.advance(document, act="close", by=cast.hoa, at=cast.noon)
    assert actions.advance(document, act="close", by=cast.binh, at=cast.noon).state == "closed"
    with pytest.raises(NotNow):
        actions.advance(document, act="route", by=cast.binh, at=cast.noon)
