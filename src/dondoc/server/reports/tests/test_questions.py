"""Hỏi và trả lời. / Question and answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from dondoc.lifecycle import NotNow
from dondoc.server.assignments.models import Assignment
from dondoc.server.reports import actions
from dondoc.server.reports.models import Question
from dondoc.server.reports.tests.conftest import give

pytestmark = pytest.mark.django_db


def test_the_other_side_answers_once_and_a_stranger_finds_nothing(cast: Any, signed_in: Any) -> None:
    part = Assignment.objects.get(order=give(cast, "Rà soát hộ nghèo", cast.commune))
    deadline, unit, officer = part.deadline_on, signed_in("khanh"), signed_in("binh")
    assert unit.post(reverse("reports:ask", args=[part.uid]), {"words": " "}).status_code == 302
    assert not Question.objects.exists()
    assert unit.post(reverse("reports:ask", args=[part.uid]), {"words": "Tính cả hộ cận nghèo?"}).status_code == 302
    asked = Question.objects.get()
    assert asked.by_unit
    with pytest.raises(PermissionDenied):
        actions.answer(asked, words="Có", by=cast.fresh("hoa"), at=cast.noon)  # of the same side
    with pytest.raises(ValidationError):
        actions.answer(asked, words="", by=cast.fresh("binh"), at=cast.noon)
    card = reverse("work:card", args=[part.uid])
    assert "Gửi trả lời" in officer.get(card).content.decode()
    assert officer.post(reverse("reports:answer", args=[asked.uid]), {"words": "Có, tính cả."}).status_code == 302
    assert "Có, tính cả." in unit.get(card).content.decode()
    with pytest.raises(NotNow):
        actions.answer(asked, words="Lần nữa", by=cast.fresh("binh"), at=cast.noon)
    part.refresh_from_db()
    assert part.deadline_on == deadline
    for stranger in ("xuan", "lan"):
        browser = signed_in(stranger)
        assert browser.post(reverse("reports:ask", args=[part.uid]), {"words": "x"}).status_code == 404
        assert browser.post(reverse("reports:answer", args=[asked.uid]), {"words": "x"}).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.ask(part, words="x", by=cast.fresh("chi"), at=cast.noon)
