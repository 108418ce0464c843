"""Hồ sơ của tôi: đủ, ai mở cũng để lại dấu, yêu cầu đính chính có người trả lời. / The own record."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from dondoc.lifecycle import NotNow
from dondoc.server.journal.models import Entry
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Person
from dondoc.server.privacy import actions, inventory, queries
from dondoc.server.privacy.models import CorrectionRequest


def test_the_record_holds_what_is_recorded(cast: Any, work: dict[str, Any], signed_in: Any) -> None:
    found = queries.record(cast.fresh("an"))
    assert [one.by for one in found.for_me] == ["Đỗ Hoài Nam"]
    assert found.for_me[0].scan == "but-phe.txt"
    assert {one.what for one in found.named} >= {"Lãnh đạo cho ý kiến chỉ đạo"}
    assert [str(one.role) for one in found.held] == ["Lãnh đạo cho ý kiến, duyệt phân công"]
    page = signed_in("hoa").get(reverse("privacy:own")).content.decode()
    assert "Kết quả thực hiện nhập thay" in page
    assert "Bùi Quốc Khánh" in page


def test_opening_the_record_of_another_always_leaves_a_trace(cast: Any, signed_in: Any) -> None:
    address = reverse("privacy:other", kwargs={"uid": cast.hoa.uid})
    before = Entry.objects.filter(action="record.open").count()
    assert signed_in("oanh").get(address).status_code == 200
    assert Entry.objects.filter(action="record.open", actor=cast.oanh.uid, object_id=cast.hoa.uid).count() == before + 1
    assert "Vũ Kim Oanh" in signed_in("hoa").get(reverse("privacy:own")).content.decode()
    assert [line.who for line in queries.record(cast.fresh("hoa")).opened] == ["Vũ Kim Oanh"]


def test_a_page_whose_trace_cannot_be_kept_is_not_shown(cast: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in("oanh")
    browser.raise_request_exception = False

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no room for another entry")

    monkeypatch.setattr("dondoc.server.journal.actions.write", broken)
    answer = browser.get(reverse("privacy:other", kwargs={"uid": cast.hoa.uid}))
    assert answer.status_code == 500
    assert "Đặng Thị Hoa" not in answer.content.decode()


@pytest.mark.parametrize("who", ["an", "binh", "chi", "nam", "phuc", "khanh", "lan", "thu", "xuan"])
def test_without_the_right_the_record_of_another_does_not_exist(cast: Any, signed_in: Any, who: str) -> None:
    assert signed_in(who).get(reverse("privacy:other", kwargs={"uid": cast.hoa.uid})).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.open_record(cast.hoa, by=cast.fresh(who), at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.export_record(cast.hoa, form="json", by=cast.fresh(who), at=cast.noon)
    assert not Entry.objects.filter(action="record.open").exists()


def test_the_export_is_whole_and_holds_no_secret(cast: Any, work: dict[str, Any], signed_in: Any) -> None:
    browser = signed_in("khanh")
    cast.khanh.account.set_password("mot-mat-khau-dai")
    cast.khanh.account.save()
    browser.force_login(cast.khanh.account)
    answer = browser.post(reverse("privacy:export"), {"form": "json"})
    told = json.loads(answer.content)
    entry = Entry.objects.get(action="record.export")
    assert told["journal_entry"] == entry.seq
    assert told["person"]["full_name"] == "Bùi Quốc Khánh"
    assert {row["as"] for row in told["tables"]["reports.report"]["rows"]} == {"Người nhập báo cáo"}
    assert told["tables"]["reports.report"]["rows"][0]["id"] == str(work["bao-cao"].uid)
    assert len(told["journal_by_you"]) == Entry.objects.filter(actor=cast.khanh.uid).count()
    text = answer.content.decode()
    assert cast.khanh.account.password not in text
    assert "Đã rà soát 12 việc" not in text  # the report's words may be somebody else's; its id leads to it
    page = browser.post(reverse("privacy:export"), {"form": "html"})
    assert "Hồ sơ của Bùi Quốc Khánh" in page.content.decode()
    assert page["Content-Disposition"].startswith("attachment")


def test_every_link_to_a_person_is_counted(cast: Any, work: dict[str, Any]) -> None:
    """By construction: over all tables, a row that names the person is in the export."""
    for person in (cast.binh, cast.chi, cast.hoa):
        told = queries.told.rows_naming(person)
        for model in inventory.tables():
            for field, links in inventory.columns(model).items():
                if links and model._meta.get_field(field).related_model is Person:
                    rows = model._default_manager.filter(**{field: person}).count()
                    given = [
                        row
                        for row in told.get(model._meta.label_lower, {"rows": []})["rows"]
                        if row["as"] == inventory.load()[model._meta.label_lower].personal[field]
                    ]
                    assert len(given) == rows, (person, model, field)


def ask(cast: Any, **changes: Any) -> CorrectionRequest:
    told = {"about": "posts", "words": "Nhiệm kỳ từ 01/3/2021.", "addressee": cast.dung, "by": cast.fresh("hoa"), "at": cast.noon}
    return actions.ask_correction(**told | changes)


def test_a_correction_is_answered_by_a_named_person(cast: Any, signed_in: Any) -> None:
    assert set(queries.addressees(cast.fresh("hoa"))) == {cast.dung, cast.phuc}
    row = ask(cast)
    assert row.last_day > cast.noon.date() + timedelta(days=9)
    assert "Đặng Thị Hoa" in signed_in("dung").get(reverse("privacy:own")).content.decode()
    with pytest.raises(ValidationError):
        actions.answer_correction(row, corrected=False, answer=" ", by=cast.fresh("dung"), at=cast.noon)
    for who in ("an", "oanh", "lan", "khanh", "xuan", "hoa"):
        with pytest.raises(PermissionDenied):
            actions.answer_correction(row, corrected=True, answer="Đã sửa", by=cast.fresh(who), at=cast.noon)
    done = actions.answer_correction(row, corrected=True, answer="Đã sửa nhiệm kỳ.", by=cast.fresh("dung"), at=cast.noon)
    assert (done.state, done.words) == ("corrected", "Nhiệm kỳ từ 01/3/2021.")
    with pytest.raises(NotNow):
        actions.withdraw_correction(row, by=cast.fresh("hoa"), at=cast.noon)
    page = reverse("privacy:correction", kwargs={"uid": row.uid})
    assert "Đã sửa nhiệm kỳ." in signed_in("hoa").get(page).content.decode()
    for who in ("an", "lan", "khanh", "xuan", "oanh"):
        assert signed_in(who).get(page).status_code == 404


@pytest.mark.parametrize("wrong", [{"words": " "}, {"about": "khác"}, {"addressee": "lan"}, {"addressee": "hoa"}])
def test_a_wrong_request_is_refused(cast: Any, wrong: dict[str, str]) -> None:
    changes = {key: cast.people[value] if key == "addressee" else value for key, value in wrong.items()}
    with pytest.raises(ValidationError):
        ask(cast, **changes)


def test_asking_and_answering_on_the_pages(cast: Any, signed_in: Any) -> None:
    form = {"about": "posts", "words": "Sai ngày", "addressee": str(cast.dung.uid)}
    hoa = signed_in("hoa")
    assert hoa.post(reverse("privacy:ask"), form | {"words": ""}).status_code == 422
    assert hoa.post(reverse("privacy:ask"), form).status_code == 302
    row = CorrectionRequest.objects.get()
    page = reverse("privacy:correction", kwargs={"uid": row.uid})
    assert signed_in("dung").post(page, {"answer": "Đúng như quyết định", "outcome": "declined"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("declined", cast.dung)
    again = ask(cast)
    assert hoa.post(reverse("privacy:withdraw", kwargs={"uid": again.uid})).status_code == 302


def test_a_right_lent_is_shown_with_its_basis(cast: Any) -> None:
    organizations.delegate(
        post=cast.hoa_post,
        person=cast.khanh,
        role="unit_head",
        since=date(2026, 1, 1),
        until=None,
        basis="Giấy số 01",
        by=cast.founder,
        at=cast.noon,
    )
    assert [one.basis for one in queries.record(cast.fresh("khanh")).held if one.basis] == ["Giấy số 01"]
