"""Ai xem được một thứ, vì sao tôi xem được. / Who sees a thing, and why I do: from the same ways its lists are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import ASSIGNMENT_WAYS, ORDER_WAYS, Assignment, Order
from dondoc.server.documents.models import DOCUMENT_WAYS, Document
from dondoc.server.organizations.models import Person
from dondoc.server.reports.models import REPORT_WAYS, Report
from dondoc.server.rights.seeing import Entrance, Reason, Ways


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its name, what this person may see of it, the ways to it, what to call one and where its page is."""

    name: str | Promise
    visible_to: Callable[[Person], QuerySet[Any]]
    ways: Ways
    title: Callable[[Any], str]
    page: str


KINDS: dict[str, Kind] = {
    "van-ban": Kind(_("Văn bản"), lambda person: Document.objects.visible_to(person), DOCUMENT_WAYS, str, "documents:page"),
    "lenh": Kind(_("Lệnh giao việc"), lambda person: Order.objects.visible_to(person), ORDER_WAYS, str, "assignments:order"),
    "nhiem-vu": Kind(
        _("Nhiệm vụ"),
        lambda person: Assignment.objects.visible_to(person).select_related("order", "organization"),
        ASSIGNMENT_WAYS,
        lambda row: f"{row.order} ({row.organization.called})",
        "work:card",
    ),
    "bao-cao": Kind(
        _("Báo cáo"),
        lambda person: Report.objects.visible_to(person).select_related("assignment__order", "assignment__organization", "period"),
        REPORT_WAYS,
        lambda row: f"{row.assignment.order} ({row.assignment.organization.called}, {row.period})",
        "reports:report",
    ),
}


@dataclass(frozen=True)
class Seen:
    """One thing with both answers."""

    kind: Kind
    thing: Model
    title: str
    why: list[Reason]
    who: list[Entrance]
    persons: int


def seen(kind: Kind, uid: UUID, person: Person) -> Seen | None:
    """Both answers for one thing this person sees; None for one that is not there or not for this person."""
    rows = kind.visible_to(person).filter(uid=uid)
    thing = rows.first()
    if thing is None:
        return None
    one = type(thing)._default_manager.none() | kind.visible_to(person).filter(pk=thing.pk)
    who = kind.ways.who(one)
    persons = {person.pk for entrance in who for person in entrance.persons}
    return Seen(kind, thing, kind.title(thing), kind.ways.why(one, person), who, len(persons))
