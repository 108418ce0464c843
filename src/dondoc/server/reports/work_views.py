"""Bốn danh mục nhiệm vụ và thẻ nhiệm vụ. / The four lists of work and the card of one assignment.

They stand here and not in `assignments` because this is the lowest room that sees both work and reports.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dondoc.server.assignments import queries as work
from dondoc.server.assignments.measures import of_criterion
from dondoc.server.assignments.models import (
    ENDED_STATES,
    OPEN_STATES,
    WORKED_ON,
    Assignment,
    AssignmentState,
    Order,
    OrderState,
    Part,
    Party,
)
from dondoc.server.obligations import queries as obligations
from dondoc.server.organizations import grouping
from dondoc.server.organizations.access import allowed, anywhere
from dondoc.server.organizations.models import Person
from dondoc.server.organizations.queries import members_of
from dondoc.server.reports import actions, chosen, gathered, narrowing, periods, queries, rollups, timeline
from dondoc.server.reports.forms import KeepFilterForm, WorkFilter
from dondoc.server.reports.models import Question, Report

#: States in which work may be given further down.
CASCADING = (*WORKED_ON, AssignmentState.SUSPENDED)


@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """One of the four lists, with filters, its four outcomes above it."""
    which = chosen.which(request.person, request.GET.get("ds", ""))
    today = timezone.localdate()
    given = queries.the_list(request.person, which)
    form = WorkFilter(request.GET, groups=grouping.choices_of(request.person))
    wanted, query = form.wanted(), chosen.filter_words(request.GET.urlencode(), WorkFilter)
    found = gathered.pressing_first(narrowing.narrowed(given, today, wanted))
    context = {
        "which": which,
        "lists": chosen.LISTS,
        "form": form,
        "by_unit": which in chosen.BY_UNIT,
        "gather": chosen.but_for(request.GET, "gom"),
        "order": Order.objects.visible_to(request.person).filter(uid=wanted.order).first() if wanted.order else None,
        "outcomes": queries.outcomes(given, today),
        "may_draft": anywhere(request.person, "order.draft", "order.submit"),
        "shown": narrowing.Shown(wanted, today, query),
        "filtered": wanted != narrowing.Wanted(),
        "query": query,
        "saved": narrowing.saved(request.person),
        "keep_form": KeepFilterForm(),
        "own": next(iter(queries.own_organizations(request.person)), None) if which == "received" else None,
    }
    by_order = form.gathers(which in chosen.BY_UNIT)
    return render(request, "reports/lists.html", context | _page(found, by_order, request, today))


def _page(found: QuerySet[Assignment], by_order: bool, request: HttpRequest, today: date) -> dict[str, object]:
    """One page of the list: a line for each order, or a row for each piece of work."""
    page = Paginator(gathered.orders(found) if by_order else found, 50).get_page(request.GET.get("trang"))
    start = max(page.start_index() - 1, 0)
    return {
        "by_order": by_order,
        "page": page,
        "lines": gathered.gathered(found, list(page), request.person, today) if by_order else [],
        "rows": [] if by_order else queries.rows(found[start : page.end_index()], today),
    }


#: What the card shows of other tables.
_ORDER = (
    "order__document",
    "order__clause",
    "order__authority",
    "order__organization",
    "order__pillar",
    "order__said_by",
    "order__confirmed",
)
_SAID = ("order__said_by", "order__confirmed")
_SHOWN = (*_ORDER, *_SAID, "organization", "head", "doer", "helps__organization", "succeeds__organization")


@require_GET
def card(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One assignment: the words it comes from, who answers, criteria, reports, and all that happened to it."""
    assignment = get_object_or_404(Assignment.objects.visible_to(request.person).select_related(*_SHOWN), uid=uid)
    reports = (
        Report.objects.visible_to(request.person)
        .filter(assignment=assignment)
        .select_related("period", "entered_by", "submitted_by")
        .prefetch_related("evidence__file", "reviews__by")
        .order_by("-period__opens_on", "-version")
    )
    receiving = allowed(request.person, "assignment.receive", assignment.organization)
    today = timezone.localdate()
    asked = work.requests_of(assignment, request.person, today)
    rows = _with_supporters(assignment, request.person, today)
    context = {
        "assignment": assignment,
        "changes": work.deadline_changes(assignment, request.person),
        "obstacles": work.confirmed_obstacles(assignment, request.person),
        "criteria": [of_criterion(row) for row in assignment.order.criteria.all()],
        "versions": list(assignment.order.criteria_versions.all()),
        "may_revise": assignment.order.state == OrderState.ISSUED
        and allowed(request.person, "adjustment.decide", assignment.order.authority),
        "asked": asked,
        "changes_possible": work.possible(assignment, request.person).any,
        "may_ask": allowed(request.person, "adjustment.ask", assignment.organization),
        "may_decide": allowed(request.person, "adjustment.decide", assignment.order.authority),
        "successors": Assignment.objects.visible_to(request.person).filter(succeeds=assignment).select_related("organization"),
        "order": assignment.order,
        "parties": Party.objects.visible_to(request.person).filter(order=assignment.order).select_related("person", "organization"),
        "row": next(row for row in rows if row.uid == assignment.uid),
        "reports": reports,
        "supporters": [row for row in rows if row.uid != assignment.uid],
        "may_cascade": allowed(request.person, "order.draft", assignment.organization) and assignment.state in CASCADING,
        "given_below": Order.objects.visible_to(request.person).filter(above=assignment).count(),
        "events": timeline.of(assignment, list(reports), request.person, [row.uid for row in asked]),
        "may_receive": receiving,
        "members": members_of(assignment.organization) if receiving else [],
        "period": periods.current_period(assignment.organization, today),
        "may_report": allowed(request.person, "report.enter", assignment.organization) or assignment.doer_id == request.person.pk,
    }
    return render(
        request, "reports/card.html", context | _turns(assignment, request.person, today) | _questions(assignment, request.person)
    )


def _questions(assignment: Assignment, person: Person) -> dict[str, object]:
    """What was asked about the work, and as whom this person may ask and answer while it is open."""
    found = Question.objects.visible_to(person).filter(assignment=assignment).select_related("by", "answered_by")
    is_open = assignment.state in OPEN_STATES
    return {
        "questions": found,
        "asks_as_unit": is_open and actions.of_unit(assignment, person),
        "asks_as_giver": is_open and actions.of_giver(assignment, person),
    }


def _turns(assignment: Assignment, person: Person, today: date) -> dict[str, object]:
    """The obligations of recurring work, newest first, and whether this person may answer them."""
    found = obligations.turns([assignment], person, today).get(assignment.pk, []) if assignment.order.cadence else []
    of_unit = person.pk in (assignment.doer_id, assignment.head_id) or allowed(person, "obligation.answer", assignment.organization)
    return {
        "turns": found[::-1],
        "turn_counts": obligations.counted(found) if found else None,
        "may_answer": of_unit and assignment.state in WORKED_ON,
    }


def _with_supporters(assignment: Assignment, person: Person, today: date) -> list[queries.Row]:
    """The row of this work, and of who helps with it: each has an own deadline and answer; a silent one shows as such."""
    shown = Q(pk=assignment.pk)
    if assignment.part == Part.LEAD:
        helping = Q(helps=assignment) | Q(helps=None)
        shown |= helping & Q(order=assignment.order, part=Part.SUPPORT) & ~Q(state__in=ENDED_STATES)
    return queries.rows(Assignment.objects.visible_to(person).filter(shown), today)


@require_GET
def rollup(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How far one piece of work has come, by what was given further down, down to the evidence."""
    related = ("order", "organization")
    assignment = get_object_or_404(Assignment.objects.visible_to(request.person).select_related(*related), uid=uid)
    node = rollups.of_assignment(assignment, request.person, timezone.localdate())
    context = {"assignment": assignment, "order": assignment.order, "percent": node.percent, "sum": node.sum, "nodes": node.below}
    context["may_cascade"] = allowed(request.person, "order.draft", assignment.organization)
    return render(request, "reports/rollup.html", context)


@require_GET
def order_rollup(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How far an order has come at all its bodies."""
    order = get_object_or_404(Order.objects.visible_to(request.person), uid=uid)
    nodes = rollups.of_order(order, request.person, timezone.localdate())
    context = {"order": order, "percent": rollups.mean(nodes), "sum": rollups.spelled(nodes), "nodes": nodes}
    return render(request, "reports/rollup.html", context)
