"""Lưu có hạn, xóa bằng hai người, đếm trước khi xóa. / Kept for a time, counted before, erased by two."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from dondoc.server.journal import chain
from dondoc.server.journal.models import Content, Entry
from dondoc.server.journal.queries import export_lines
from dondoc.server.notices import actions as notices
from dondoc.server.notices.models import Notice
from dondoc.server.privacy import actions
from dondoc.server.privacy.retention import ACCESS_ACTS, KINDS, due
from dondoc.server.rights import actions as rights


def old_things(cast: Any) -> None:
    """A notice and a record opened two years ago, a session of yesterday; the same of today."""
    then = cast.noon - timedelta(days=800)
    for at in (then, cast.noon):
        notices.tell([cast.hoa], key="document.send", words={"document": "Kế hoạch"}, path="/", at=at)
        actions.open_record(cast.hoa, by=cast.fresh("oanh"), at=at)
    Session.objects.create(session_key="cu", session_data="", expire_date=timezone.now() - timedelta(days=2))
    Session.objects.create(session_key="moi", session_data="", expire_date=timezone.now() + timedelta(days=1))


def test_the_dry_run_counts_and_touches_nothing(cast: Any) -> None:
    old_things(cast)
    on = timezone.localdate(cast.noon)
    found = {key: due(kind, on=on, organization=cast.province).count for key, kind in KINDS.items()}
    assert (found["sessions"], found["notices"], found["access"]) == (1, 1, 1)
    assert Notice.objects.count() == 2


def test_two_persons_erase_what_is_over_and_the_chain_still_verifies(cast: Any) -> None:
    old_things(cast)
    row = actions.propose_retention(
        cast.province, kinds=["notices", "access", "sessions"], reason="Định kỳ", by=cast.fresh("phuc"), at=cast.noon
    )
    assert Notice.objects.filter(key="document.send").count() == 2
    with pytest.raises(PermissionDenied):
        rights.confirm(row, shown=row.frozen_hash, by=cast.fresh("phuc"), at=cast.noon)
    with pytest.raises(PermissionDenied):
        rights.confirm(row, shown=row.frozen_hash, by=cast.fresh("oanh"), at=cast.noon)
    rights.confirm(row, shown=row.frozen_hash, by=cast.fresh("dung"), at=cast.noon)
    assert Notice.objects.filter(key="document.send").count() == 1
    assert set(Session.objects.values_list("session_key", flat=True)) == {"moi"}
    assert Entry.objects.filter(action="record.open").count() == 2
    assert Content.objects.filter(entry__action="record.open").count() == 1
    verdict = chain.verify(list(export_lines("thử")))
    assert (verdict.ok, verdict.erased) == (True, 1)


def test_nothing_is_erased_beyond_what_was_proposed(cast: Any) -> None:
    old_things(cast)
    row = actions.propose_retention(cast.province, kinds=["notices"], reason="Định kỳ", by=cast.fresh("phuc"), at=cast.noon)
    rights.confirm(row, shown=row.frozen_hash, by=cast.fresh("dung"), at=cast.noon)
    assert Session.objects.count() == 2
    assert not Content.objects.filter(entry__action="record.open").count() < 2


@pytest.mark.parametrize("who", ["an", "binh", "dung", "oanh", "hoa", "xuan"])
def test_only_who_looks_after_retention_proposes(cast: Any, who: str) -> None:
    old_things(cast)
    with pytest.raises(PermissionDenied):
        actions.propose_retention(cast.province, kinds=["notices"], reason="Định kỳ", by=cast.fresh(who), at=cast.noon)


def test_wrong_proposals_are_refused(cast: Any) -> None:
    with pytest.raises(ValidationError, match="Không có dữ liệu"):
        actions.propose_retention(cast.province, kinds=["invitations"], reason="Định kỳ", by=cast.fresh("phuc"), at=cast.noon)
    old_things(cast)
    with pytest.raises(ValidationError, match="ít nhất một"):
        actions.propose_retention(cast.province, kinds=["khác"], reason="Định kỳ", by=cast.fresh("phuc"), at=cast.noon)
    with pytest.raises(ValidationError, match="cơ quan cao nhất"):
        actions.propose_retention(cast.commune, kinds=["notices"], reason="Định kỳ", by=cast.fresh("phuc"), at=cast.noon)


def test_every_access_act_has_only_access_in_its_content() -> None:
    assert "grant.give" not in ACCESS_ACTS
    assert "countersign.confirm" not in ACCESS_ACTS


def test_the_page_counts_and_proposes(cast: Any, signed_in: Any) -> None:
    old_things(cast)
    address = reverse("privacy:retention")
    for who in ("an", "binh", "oanh", "hoa", "xuan"):
        assert signed_in(who).get(address).status_code == 404
    assert "Gửi đề nghị xóa" not in signed_in("dung").get(address).content.decode()
    phuc = signed_in("phuc")
    assert "12 tháng" in phuc.get(address).content.decode()
    assert phuc.post(address, {"kinds": ["notices"], "reason": ""}).status_code == 422
    assert phuc.post(address, {"kinds": ["notices"], "reason": "Định kỳ"}).status_code == 302
