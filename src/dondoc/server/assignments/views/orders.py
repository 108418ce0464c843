"""Một lệnh giao việc. / One order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dondoc.server.assignments import queries
from dondoc.server.assignments.models import STANDING, Order, OrderState, Party
from dondoc.server.assignments.views.finding import order_or_404, sees_whole
from dondoc.server.organizations.access import allowed
from dondoc.server.organizations.models import Person


@require_GET
def order(request: HttpRequest, uid: UUID) -> HttpResponse:
    """An order: words, criteria, bodies with their states, what happened."""
    found, person = order_or_404(request, uid), request.person
    whole = sees_whole(found, person)
    context: dict[str, Any] = {
        "order": found,
        "whole": whole,
        "page": queries.order_page(found, person, whole=whole),
        "may_withdraw": found.state == OrderState.ISSUED and _may_end(found, person),
        "may_issue": bool(queries.possible_to_issue([found], person)),
        "parties": Party.objects.visible_to(person).filter(order=found).select_related("person", "organization"),
        "may_name": whole and found.state in STANDING and allowed(person, _naming(found), found.organization),
        "may_draft": whole and allowed(person, "order.draft", found.organization),
    }
    return render(request, "assignments/order.html", context)


def _naming(order: Order) -> str:
    return "order.issue" if order.state == OrderState.ISSUED else "order.draft"


def _may_end(order: Order, person: Person) -> bool:
    return allowed(person, "order.approve", order.authority) or allowed(person, "order.issue", order.organization)
