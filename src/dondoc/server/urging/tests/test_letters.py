"""Công văn, giải trình, danh sách. / The ladder: once a day, fair, signed by persons, seen by those it concerns."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.lifecycle import NotNow
from dondoc.server.assignments import actions as assignments
from dondoc.server.assignments.models import Assignment
from dondoc.server.files.store import open_stored
from dondoc.server.journal.models import Entry
from dondoc.server.notices.models import Notice
from dondoc.server.urging import actions, queries
from dondoc.server.urging.ladder import manner
from dondoc.server.urging.models import LateList, Letter, Urging
from dondoc.server.urging.tests.scene import DEADLINE, at, issued, late, part_of, proposed, run, twice_written_to


@pytest.fixture
def second(cast: Any) -> Letter:
    return twice_written_to(cast)


# letters


def text_of(letter: Any) -> str:
    with open_stored(letter.file.sha256) as stored:
        found = docx.Document(io.BytesIO(stored.read()))
    words = [paragraph.text for paragraph in found.paragraphs]
    words += [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join(words)


def test_one_letter_a_unit_with_all_its_late_work_signed_by_the_office(cast: Any) -> None:
    issued(cast, cast.commune, cast.other_commune)
    issued(cast, deadline=late(3), task="Việc mới quá hạn")
    run(late(5))
    assert Letter.objects.count() == 2
    letter = Letter.objects.get(unit=cast.commune)
    with pytest.raises(PermissionDenied):
        actions.issue_letter(letter, number="12", by=cast.binh, at=at(late(5)))
    with pytest.raises(ValidationError):
        actions.issue_letter(letter, number=" ", by=cast.dung, at=at(late(5)))
    made = actions.issue_letter(letter, number="12", by=cast.dung, at=at(late(5)))
    assert (made.issued_on, made.answer_by) == (late(5), late(10))
    told = text_of(made)
    assert "còn 2 nhiệm vụ do Tỉnh ủy Đông Lĩnh giao đã quá thời hạn" in told
    assert "Văn phòng Tỉnh ủy Đông Lĩnh đề nghị bí thư Đảng ủy xã" in told
    assert "chậm nhất ngày 30/10/2026" in told
    assert "V/v đôn đốc thực hiện nhiệm vụ được giao" in told
    assert "Việc mới quá hạn" in told
    assert "yêu cầu" not in told
    assert "Đặng Thị Hoa" not in told  # never names of officers
    assert Notice.objects.filter(key="letter.issued", person=cast.hoa).count() == 1
    other = Letter.objects.get(unit=cast.other_commune)
    with pytest.raises(ValidationError, match="đã dùng"):
        actions.issue_letter(other, number="12", by=cast.dung, at=at(late(5)))


def confirmed(cast: Any, part: Assignment) -> None:
    """An obstacle of this work, recorded by its unit and confirmed by the leader."""
    told = {"since": late(1), "reason": "Mưa lũ chia cắt"}
    asked = assignments.ask_obstacle(part, **told, by=cast.fresh("hoa"), at=at(late(5)))
    assignments.decide_obstacle(asked, agree=True, by=cast.an, at=at(late(5)))


def test_a_confirmed_obstacle_changes_what_a_letter_says_not_whether_it_goes(cast: Any, signed_in: Any) -> None:
    kept = part_of(issued(cast))
    issued(cast, task="Việc không vướng")
    letter = proposed(cast)
    confirmed(cast, kept)
    assert "1 nhiệm vụ có trở ngại khách quan" in signed_in("dung").get(f"/don-doc/cong-van/{letter.uid}/").content.decode()
    told = text_of(actions.issue_letter(letter, number="1", by=cast.dung, at=at(late(5))))
    assert "còn 2 nhiệm vụ" in told
    assert "Trong đó, 1 nhiệm vụ có trở ngại khách quan đã được xác nhận." in told
    assert "đề xuất biện pháp tháo gỡ" in told
    assert f"Có trở ngại khách quan từ ngày {late(1):%d/%m/%Y}, đã được xác nhận" in told
    run(late(10))
    second = text_of(actions.issue_letter(Letter.objects.get(state="proposed"), number="2", by=cast.dung, at=at(late(10))))
    assert "giải trình nguyên nhân" in second  # of the other


def test_no_explanation_is_asked_of_what_was_confirmed(cast: Any) -> None:
    part = part_of(issued(cast))
    actions.issue_letter(proposed(cast), number="1", by=cast.dung, at=at(late(5)))
    confirmed(cast, part)
    run(late(10))
    told = text_of(actions.issue_letter(Letter.objects.get(state="proposed"), number="2", by=cast.dung, at=at(late(10))))
    assert "giải trình" not in told
    assert "Các nhiệm vụ này có trở ngại khách quan đã được xác nhận." in told
    assert "báo tình hình, đề xuất biện pháp tháo gỡ và thời hạn hoàn thành" in told


def test_one_letter_a_week_then_the_second_asks_for_an_explanation(cast: Any) -> None:
    issued(cast)
    actions.issue_letter(proposed(cast), number="1", by=cast.dung, at=at(late(5)))
    issued(cast, deadline=late(1), task="Việc khác")
    assert run(late(6)) == 1  # reminded of, but no second letter within the week
    run(late(10))
    letter = Letter.objects.get(state="proposed")
    assert letter.second
    made = actions.issue_letter(letter, number="2", by=cast.dung, at=at(late(10)))
    assert "giải trình nguyên nhân" in text_of(made)
    steps = Urging.objects.filter(letter=made).values_list("assignment__order__task", "step")
    assert sorted(steps) == [("Rà soát hồ sơ", "second"), ("Việc khác", "letter")]


def test_what_was_mended_before_the_signature_needs_no_letter(cast: Any) -> None:
    part = part_of(issued(cast))
    letter = proposed(cast)
    assignments.report_done(part, by=cast.hoa, at=at(late(5)))
    assert actions.issue_letter(letter, number="1", by=cast.dung, at=at(late(5))).state == "dropped"
    issued(cast)
    again = proposed_on(cast, late(6))
    assignments.report_done(part_of(again[0]), by=cast.hoa, at=at(late(6)))
    run(late(7))
    assert Letter.objects.get(pk=again[1].pk).state == "dropped"


def proposed_on(cast: Any, day: date) -> tuple[Any, Letter]:
    run(day)
    letter = Letter.objects.get(state="proposed")
    return letter_work(letter), letter


def letter_work(letter: Letter) -> Any:
    return queries.late_work(letter, late(6))[0].order


def test_rank_and_force_choose_the_manner() -> None:
    unit = {"unit_level": "above_grassroots", "unit_kind": "committee", "unit_line": "party"}
    below = manner(forces=frozenset({"giao"}), second=True, giver_level="province", **unit)
    assert (below.explanation, below.by_order, below.verb) == (True, False, "đề nghị")
    asked = manner(forces=frozenset({"đề nghị"}), second=True, giver_level="province", **unit)
    assert not asked.explanation
    peer = manner(forces=frozenset({"giao"}), second=True, giver_level="province", **(unit | {"unit_level": "province"}))
    assert (peer.explanation, peer.by_order) == (True, True)
    front = manner(forces=frozenset({"giao"}), second=True, giver_level="province", **(unit | {"unit_line": "front"}))
    assert (front.explanation, front.by_order) == (False, True)
    assert not manner(forces=frozenset({"giao"}), second=False, giver_level="province", **unit).by_order


def test_a_peer_gets_its_second_letter_only_by_order(cast: Any) -> None:
    issued(cast, cast.inspection)
    actions.issue_letter(proposed(cast), number="1", by=cast.dung, at=at(late(5)))
    run(late(10))
    letter = Letter.objects.get(state="proposed")
    with pytest.raises(ValidationError, match="theo chỉ đạo"):
        actions.issue_letter(letter, number="2", by=cast.dung, at=at(late(10)))
    with pytest.raises(PermissionDenied):
        actions.order_letter(letter, by=cast.dung, at=at(late(10)))
    actions.order_letter(letter, by=cast.an, at=at(late(10)))
    assert "T/L" in text_of(actions.issue_letter(letter, number="2", by=cast.dung, at=at(late(10))))


def test_an_explanation_is_given_judged_and_given_anew(cast: Any, second: Letter) -> None:
    noon = at(late(11))
    with pytest.raises(PermissionDenied):
        actions.explain(second, words="x", by=cast.lan, at=noon)
    with pytest.raises(ValidationError):
        actions.explain(second, words=" ", by=cast.hoa, at=noon)
    said = actions.explain(second, words="Cán bộ chuyển công tác", by=cast.hoa, at=noon)
    with pytest.raises(NotNow):
        actions.explain(second, words="lần nữa", by=cast.hoa, at=noon)
    with pytest.raises(PermissionDenied):
        actions.judge(said, accepted=True, by=cast.binh, at=noon)
    with pytest.raises(ValidationError):
        actions.judge(said, accepted=False, by=cast.dung, at=noon)
    actions.judge(said, accepted=False, words="Chưa nêu thời hạn", by=cast.dung, at=noon)
    again = actions.explain(second, words="Xong trước 30/11", by=cast.hoa, at=noon)
    actions.judge(again, accepted=True, by=cast.dung, at=noon)
    second.refresh_from_db()
    assert second.state == "settled"
    assert Assignment.objects.get().deadline_on == DEADLINE  # late stays late
    (row,) = queries.counts(cast.dung, date(2026, 1, 1), date(2026, 12, 31))
    assert (row.unit, row.reminders, row.letters, row.seconds, row.explained, row.accepted) == (cast.commune, 1, 1, 1, 2, 1)


def test_the_first_letter_asks_for_no_explanation(cast: Any) -> None:
    issued(cast)
    made = actions.issue_letter(proposed(cast), number="1", by=cast.dung, at=at(late(5)))
    with pytest.raises(ValidationError):
        actions.explain(made, words="x", by=cast.hoa, at=at(late(6)))


# telephone


def test_a_call_is_noted_and_takes_the_unit_off_the_list_of_calls(cast: Any) -> None:
    order = issued(cast)
    part = part_of(order)
    assert [row.parts for row in queries.desk(cast.binh, late(3)).calls] == [(part,)]
    assert queries.desk(cast.binh, late(2)).calls == ()
    with pytest.raises(PermissionDenied):
        actions.record_call([part], spoken_with="đ/c Hoa", by=cast.hoa, at=at(late(3)))
    with pytest.raises(ValidationError):
        actions.record_call([part], spoken_with=" ", by=cast.binh, at=at(late(3)))
    actions.record_call([part], spoken_with="đ/c Bí thư", promised_on=late(6), by=cast.binh, at=at(late(3)))
    assert queries.desk(cast.binh, late(3)).calls == ()
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    assert entry.action == "urging.call"


# the list


def test_units_are_told_two_working_days_before_and_may_mend(cast: Any) -> None:
    first, second = issued(cast, task="Một"), issued(cast, task="Hai")
    run(late(15))
    made = LateList.objects.get()
    assert (made.announced_on, made.hand_on) == (late(15), late(17))
    told = Notice.objects.get(key="list.announced")
    assert (told.person, told.words["count"]) == (cast.hoa, 2)
    with pytest.raises(ValidationError, match="báo trước"):
        actions.hand_list(made, by=cast.dung, at=at(late(16)))
    assignments.report_done(part_of(first), by=cast.hoa, at=at(late(16)))
    run(late(17))
    assert Notice.objects.filter(key="list.ready", person=cast.dung).count() == 1
    with pytest.raises(PermissionDenied):
        actions.hand_list(made, by=cast.binh, at=at(late(17)))
    handed = actions.hand_list(made, by=cast.dung, at=at(late(17)))
    told_words = text_of(handed)
    assert "Hai" in told_words
    assert "còn 1 nhiệm vụ" in told_words
    assert Notice.objects.filter(key="list.handed", person=cast.an).count() == 1
    assert second.assignments.count() == 1


def test_a_list_nobody_is_left_on_is_dropped(cast: Any) -> None:
    order = issued(cast)
    run(late(15))
    assignments.report_done(part_of(order), by=cast.hoa, at=at(late(16)))
    assert actions.hand_list(LateList.objects.get(), by=cast.dung, at=at(late(17))).state == "dropped"
