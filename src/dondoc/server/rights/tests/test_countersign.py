"""Việc cần hai người: người đề nghị không tự xác nhận, nội dung đóng băng, hỏi lại quyền lúc có hiệu lực."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from dondoc.lifecycle import NotNow
from dondoc.server.journal.models import Entry
from dondoc.server.notices.models import Notice
from dondoc.server.organizations import access
from dondoc.server.organizations import actions as organizations
from dondoc.server.organizations.models import Grant
from dondoc.server.rights import actions, jobs, queries, two_person
from dondoc.server.rights.models import Countersign


def give(cast: Any, **changed: Any) -> Countersign:
    """phúc proposes that khánh's post reads documents of An Bình as an inspector does."""
    told = {
        "post": cast.khanh_post,
        "role": "inspector",
        "organization": cast.commune,
        "reach": "own",
        "since": timezone.localdate(cast.noon),
        "until": None,
        "reason": "Công văn số 12",
        "by": cast.fresh("phuc"),
        "at": cast.noon,
    }
    return actions.propose_grant(**told | changed)


def test_nothing_holds_before_a_second_person_confirms(cast: Any) -> None:
    row = give(cast)
    assert not Grant.objects.filter(post=cast.khanh_post, role="inspector").exists()
    assert [person.full_name for person in told_of(row)] == sorted_names(cast, "an", "dung", "hoa")
    done = actions.confirm(row, shown=row.frozen_hash, by=cast.fresh("dung"), at=cast.noon)
    assert (done.state, done.decided_by) == ("confirmed", cast.dung)
    assert access.allowed(cast.fresh("khanh"), "journal.read", cast.commune)
    told = [entry.action for entry in Entry.objects.order_by("seq")][-3:]
    assert told == ["countersign.propose", "grant.give", "countersign.confirm"]
    assert (
        Entry.objects.get(action="grant.give", object_id=Grant.objects.get(post=cast.khanh_post, role="inspector").uid).actor
        == cast.phuc.uid
    )


def told_of(row: Countersign) -> list[Any]:
    notices = Notice.objects.filter(key="countersign.proposed", path=f"/cho-xac-nhan/{row.uid}/").select_related("person")
    return sorted((notice.person for notice in notices), key=lambda person: person.full_name)


def sorted_names(cast: Any, *who: str) -> list[str]:
    return sorted(cast.people[name].full_name for name in who)


def test_the_proposer_cannot_confirm_even_with_the_right(cast: Any) -> None:
    organizations.grant(
        post=cast.phuc_post,
        role="head_of_office",
        organization=cast.province,
        reach="both",
        since=date(2020, 1, 1),
        by=cast.founder,
        at=cast.noon,
    )
    row = give(cast)
    with pytest.raises(PermissionDenied, match="không tự xác nhận"):
        actions.confirm(row, shown=row.frozen_hash, by=cast.fresh("phuc"), at=cast.noon)
    row.refresh_from_db()
    assert row.state == "proposed"
    with pytest.raises(IntegrityError), transaction.atomic():
        Countersign.objects.filter(pk=row.pk).update(state="confirmed", decided_by=cast.phuc, decided_at=cast.noon)


@pytest.mark.parametrize("who", ["binh", "chi", "nam", "oanh", "khanh", "lan", "thu", "xuan"])
def test_who_lacks_the_right_can_neither_confirm_nor_refuse(cast: Any, who: str) -> None:
    row = give(cast)
    with pytest.raises(PermissionDenied):
        actions.confirm(row, shown=row.frozen_hash, by=cast.fresh(who), at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.refuse(row, reason="Không", by=cast.fresh(who), at=cast.noon)


def test_whom_it_concerns_neither_proposes_nor_confirms(cast: Any) -> None:
    row = give(cast, post=cast.hoa_post)
    with pytest.raises(PermissionDenied, match="liên quan đến chính đồng chí"):
        actions.confirm(row, shown=row.frozen_hash, by=cast.fresh("hoa"), at=cast.noon)
    with pytest.raises(PermissionDenied, match="liên quan đến chính đồng chí"):
        give(cast, post=cast.phuc_post, organization=cast.province)


def test_rights_are_asked_again_when_it_takes_effect(cast: Any) -> None:
    row = give(cast)
    organizations.end_grant(
        cast.phuc_post.grants.get(), until=timezone.localdate(cast.noon) - timedelta(days=1), by=cast.founder, at=cast.noon
    )
    with pytest.raises(PermissionDenied, match="Ngô Hữu Phúc chưa được giao quyền"):
        actions.confirm(row, shown=row.frozen_hash, by=cast.fresh("dung"), at=cast.noon)
    assert not Grant.objects.filter(post=cast.khanh_post, role="inspector").exists()


@pytest.mark.parametrize("changed", ["frozen", "both", "shown"])
def test_what_was_frozen_cannot_be_exchanged(cast: Any, changed: str) -> None:
    row = give(cast)
    shown = row.frozen_hash
    if changed == "shown":
        shown = "0" * 64
    else:
        other = row.frozen.replace('"own"', '"both"')
        again = {"frozen": other}
        if changed == "both":
            _text, shown = two_person.freeze(two_person.thaw(other))
            again["frozen_hash"] = shown
        Countersign.objects.filter(pk=row.pk).update(**again)
    with pytest.raises(ValidationError, match="không khớp"):
        actions.confirm(row, shown=shown, by=cast.fresh("dung"), at=cast.noon)


def test_it_ends_with_its_last_day(cast: Any) -> None:
    row = give(cast)
    late = cast.noon + timedelta(days=9)
    with pytest.raises(NotNow):
        actions.confirm(row, shown=row.frozen_hash, by=cast.fresh("dung"), at=late)
    assert jobs.run(cast.noon) == 0
    assert jobs.run(late) == 1
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("expired", cast.founder)
    assert Notice.objects.filter(person=cast.phuc, key="countersign.expired").exists()
    with pytest.raises(NotNow):
        actions.refuse(row, reason="Muộn", by=cast.fresh("dung"), at=late)


def test_the_last_day_counts_working_days(cast: Any) -> None:
    friday = timezone.make_aware(timezone.datetime(2026, 11, 27, 9))
    row = give(cast, since=date(2026, 11, 27), at=friday)
    assert row.last_day == date(2026, 12, 2)


def test_refused_and_withdrawn_take_no_effect(cast: Any) -> None:
    row = give(cast)
    with pytest.raises(ValidationError):
        actions.refuse(row, reason=" ", by=cast.fresh("dung"), at=cast.noon)
    assert actions.refuse(row, reason="Chưa đủ căn cứ", by=cast.fresh("dung"), at=cast.noon).state == "refused"
    again = give(cast)
    with pytest.raises(PermissionDenied):
        actions.withdraw(again, by=cast.fresh("dung"), at=cast.noon)
    assert actions.withdraw(again, by=cast.fresh("phuc"), at=cast.noon).state == "withdrawn"
    with pytest.raises(NotNow):
        actions.confirm(again, shown=again.frozen_hash, by=cast.fresh("dung"), at=cast.noon)
    assert not Grant.objects.filter(post=cast.khanh_post, role="inspector").exists()


def test_the_same_is_not_proposed_twice(cast: Any) -> None:
    give(cast)
    with pytest.raises(ValidationError, match="đang chờ xác nhận"):
        give(cast)


def test_a_grant_never_goes_beyond_the_giver(cast: Any) -> None:
    organizations.end_grant(cast.phuc_post.grants.get(), until=date(2021, 1, 1), by=cast.founder, at=cast.noon)
    organizations.grant(
        post=cast.phuc_post,
        role="administrator",
        organization=cast.commune,
        reach="own",
        since=date(2021, 1, 2),
        by=cast.founder,
        at=cast.noon,
    )
    assert give(cast).state == "proposed"
    for beyond in ({"reach": "both"}, {"reach": "below"}, {"organization": cast.cell}, {"organization": cast.province}):
        with pytest.raises(PermissionDenied):
            give(cast, **beyond)


@pytest.mark.parametrize(
    "wrong", [{"role": "founder"}, {"role": "khong-co"}, {"reason": "  "}, {"reach": "khắp nơi"}, {"until": date(2021, 1, 1)}]
)
def test_wrong_data_is_refused(cast: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        give(cast, **wrong)


def test_a_grant_is_taken_back_by_one_person_with_a_reason(cast: Any) -> None:
    given = cast.khanh_post.grants.get()
    with pytest.raises(ValidationError):
        actions.take_back_grant(given, reason="", by=cast.fresh("phuc"), at=cast.noon)
    with pytest.raises(PermissionDenied):
        actions.take_back_grant(given, reason="Chuyển việc", by=cast.fresh("hoa"), at=cast.noon)
    actions.take_back_grant(given, reason="Chuyển việc", by=cast.fresh("phuc"), at=cast.noon)
    assert not access.allowed(cast.fresh("khanh"), "report.enter", cast.commune)


def test_pages_show_it_to_those_who_may(cast: Any, signed_in: Any) -> None:
    row = give(cast)
    address = reverse("rights:countersign", kwargs={"uid": row.uid})
    assert [one.row for one in queries.waiting(cast.fresh("dung"), row.last_day)] == [row]
    assert queries.waiting(cast.fresh("phuc"), row.last_day) == []
    page = signed_in("dung").get(address).content.decode()
    assert "Giao vai trò “Ủy ban Kiểm tra, người kiểm tra” cho chức vụ Cán bộ tổng hợp" in page
    assert "Bùi Quốc Khánh" in page
    for who in ("binh", "lan", "xuan", "chi"):
        assert signed_in(who).get(address).status_code == 404
    own = signed_in("phuc").get(address).content.decode()
    assert "Rút đề nghị" in own
    assert reverse("rights:confirm", kwargs={"uid": row.uid}) not in own


def test_confirming_on_the_page(cast: Any, signed_in: Any) -> None:
    row = give(cast)
    confirm = reverse("rights:confirm", kwargs={"uid": row.uid})
    assert signed_in("phuc").post(confirm, {"shown": row.frozen_hash}).status_code == 403
    assert signed_in("oanh").post(confirm, {"shown": row.frozen_hash}).status_code == 403
    assert signed_in("lan").post(confirm, {"shown": row.frozen_hash}).status_code == 404
    signed_in("dung").post(confirm, {"shown": "x"})
    row.refresh_from_db()
    assert row.state == "proposed"
    signed_in("dung").post(confirm, {"shown": row.frozen_hash})
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_refusing_and_withdrawing_on_the_page(cast: Any, signed_in: Any) -> None:
    row, other = give(cast), give(cast, reach="below")
    refuse = reverse("rights:refuse", kwargs={"uid": row.uid})
    assert signed_in("dung").post(refuse, {"reason": ""}).status_code == 422
    assert signed_in("dung").post(refuse, {"reason": "Chưa đủ căn cứ"}).status_code == 302
    assert signed_in("phuc").post(reverse("rights:withdraw", kwargs={"uid": other.uid})).status_code == 302
    assert set(Countersign.objects.values_list("state", flat=True)) == {"refused", "withdrawn"}
    page = signed_in("phuc").get(reverse("rights:waiting")).content.decode()
    assert "Không xác nhận" in page
