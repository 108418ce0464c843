"""Bản cài mới chỉ có một người quản trị: giao quyền lần đầu. / A new instance has one administrator: the first grant."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dondoc.server.journal.models import Entry
from dondoc.server.organizations.models import Grant
from dondoc.server.rights import actions


def asked(cast: Any, post: Any, role: str = "head_of_office") -> dict[str, Any]:
    return {
        "post": post,
        "role": role,
        "organization": cast.province,
        "reach": "both",
        "since": cast.noon.date(),
        "until": None,
        "reason": "Quyết định phân công",
        "at": cast.noon,
    }


@pytest.fixture
def alone(cast: Any) -> Any:
    """As after `dondoc init`: nobody was ever given a role that confirms."""
    Grant.objects.filter(role__in=[role for role in Grant.objects.values_list("role", flat=True) if actions.can_confirm(role)]).delete()
    return cast


def test_the_first_who_confirms_is_given_by_one_and_then_never_again(alone: Any) -> None:
    given = actions.give_first(**asked(alone, alone.dung_post), by=alone.fresh("phuc"))
    assert Entry.objects.filter(action="grant.first").count() == 1
    with pytest.raises(ValidationError, match="người thứ hai"):
        actions.give_first(**asked(alone, alone.an_post, "leader"), by=alone.fresh("phuc"))
    actions.take_back_grant(given, reason="Nhầm người", by=alone.fresh("phuc"), at=alone.noon)
    with pytest.raises(ValidationError, match="người thứ hai"):  # taken back is not never given
        actions.give_first(**asked(alone, alone.an_post, "leader"), by=alone.fresh("phuc"))


def test_only_such_a_role_to_somebody_else_by_who_manages_grants(alone: Any) -> None:
    with pytest.raises(ValidationError, match="người thứ hai"):
        actions.give_first(**asked(alone, alone.dung_post, "monitoring_officer"), by=alone.fresh("phuc"))
    with pytest.raises(ValidationError, match="tự giao"):
        actions.give_first(**asked(alone, alone.phuc_post), by=alone.fresh("phuc"))
    for who in ("xuan", "binh", "khanh"):
        with pytest.raises(PermissionDenied):
            actions.give_first(**asked(alone, alone.dung_post), by=alone.fresh(who))
    for wrong in ({"reach": "everywhere"}, {"until": alone.noon.date() - timedelta(days=1)}):
        with pytest.raises(ValidationError):
            actions.give_first(**asked(alone, alone.dung_post) | wrong, by=alone.fresh("phuc"))
    assert not Entry.objects.filter(action="grant.first").exists()


def test_where_somebody_confirms_it_is_closed(cast: Any) -> None:
    with pytest.raises(ValidationError, match="người thứ hai"):
        actions.give_first(**asked(cast, cast.binh_post, "leader"), by=cast.fresh("phuc"))


def test_the_page_of_a_new_instance(alone: Any, signed_in: Any) -> None:
    address = f"/vai-tro-quyen/tai/{alone.province.uid}/giao/?cua={alone.office.uid}"
    data = {
        "post": str(alone.dung_post.uid),
        "role": "head_of_office",
        "reach": "both",
        "since": alone.noon.strftime("%d/%m/%Y"),
        "until": "",
        "reason": "Quyết định phân công",
    }
    text = signed_in("phuc").post(address, data, follow=True).content.decode()
    assert "Từ nay mọi việc giao quyền cần người này xác nhận" in text
    assert Grant.objects.filter(post=alone.dung_post, role="head_of_office").exists()
