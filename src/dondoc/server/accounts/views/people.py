"""Người dùng: mời, khóa, cấp lại lối vào. / Users, for who looks after accounts: invite, lock, make a sign-in anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.accounts import actions, queries, resetting
from dondoc.server.accounts.forms import ClaimForm, InviteForm, PeopleFilter, ReasonForm
from dondoc.server.accounts.models import Account
from dondoc.server.organizations.access import anywhere
from dondoc.server.organizations.models import Person
from dondoc.server.organizations.queries import seats
from dondoc.server.rights.proving import proved_again


def _row(request: HttpRequest, uid: UUID) -> queries.Row:
    """A person whose account this administrator looks after; nobody else is there."""
    person = queries.one_looked_after(request.person, uid)
    if person is None:
        raise Http404
    return queries.rows(request.person, [person])[0]


def _account(request: HttpRequest, uid: UUID) -> Account:
    found = _row(request, uid).account
    if found is None:
        raise Http404
    return found


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Persons and their accounts."""
    if not anywhere(request.person, "account.invite"):
        raise Http404
    form = PeopleFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.looked_after(request.person, **wanted), 50).get_page(request.GET.get("trang"))
    return render(request, "accounts/people.html", {"form": form, "page": page, "rows": queries.rows(request.person, page)})


@never_cache
@require_GET
def person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One person's account and what can be done with it."""
    return _page(request, _row(request, uid))


def _page(request: HttpRequest, row: queries.Row, status: int = 200, **forms: Form) -> HttpResponse:
    shown: dict[str, Any] = {
        "row": row,
        "seats": seats(row.person),
        "openid": settings.OPENID,
        "invite": InviteForm(),
        "claim": ClaimForm(),
        "reason": ReasonForm(),
        "own": row.person == request.person,
    }
    return render(request, "accounts/person.html", shown | forms, status=status)


@never_cache
@require_POST
@proved_again
def invite(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Make the account and show its one-time link, once."""
    row, form = _row(request, uid), InviteForm(request.POST)
    held = seats(row.person)
    if row.account is not None or not held:
        raise Http404
    if not form.is_valid():
        return _page(request, row, 422, invite=form)
    at = timezone.now()
    try:
        account, token = actions.invite(
            person=row.person, username=form.cleaned_data["username"], organization=held[0].organization, by=request.person, at=at
        )
    except ValidationError as error:
        form.add_error("username", error.messages)
        return _page(request, row, 422, invite=form)
    return _link(request, account, token, at)


@never_cache
@require_POST
@proved_again
def invite_again(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A new link for somebody who has set no password yet."""
    account, at = _account(request, uid), timezone.now()
    try:
        token = actions.invite_again(account, by=request.person, at=at)
    except ValidationError as error:
        return _refused(request, error, uid)
    return _link(request, account, token, at)


def _link(request: HttpRequest, account: Account, token: str, at: datetime) -> HttpResponse:
    address = f"{settings.INSTANCE.address}{reverse('accounts:accept', kwargs={'token': token})}"
    return render(request, "accounts/link.html", {"account": account, "address": address, "until": at + actions.VALID})


def _refused(request: HttpRequest, error: ValidationError, uid: UUID) -> HttpResponse:
    messages.error(request, " ".join(error.messages))
    return redirect("accounts:person", uid=uid)


def _done(request: HttpRequest, words: str, who: Person) -> HttpResponse:
    messages.success(request, words)
    return redirect("accounts:person", uid=who.uid)


@require_POST
@proved_again
def lock(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The account opens nothing any more, at once."""
    account = _account(request, uid)
    try:
        actions.lock(account, by=request.person, at=timezone.now())
    except ValidationError as error:
        return _refused(request, error, uid)
    return _done(request, _("Đã khóa tài khoản; các phiên đang mở đã kết thúc."), account.person)


@require_POST
@proved_again
def unlock(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The account opens again."""
    account = actions.unlock(_account(request, uid), by=request.person, at=timezone.now())
    return _done(request, _("Đã mở lại tài khoản."), account.person)


@require_POST
@proved_again
def claim(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Tie the account to the person the outer provider knows."""
    row, form = _row(request, uid), ClaimForm(request.POST)
    if row.account is None or not settings.OPENID:
        raise Http404
    if form.is_valid():
        try:
            actions.set_claim(row.account, claim=form.cleaned_data["claim"], by=request.person, at=timezone.now())
        except ValidationError as error:
            form.add_error("claim", error.messages)
    if form.errors:
        return _page(request, row, 422, claim=form)
    return _done(request, _("Đã ghi nhận. Hệ thống chỉ giữ mã băm, không giữ mã này."), row.person)


@require_POST
@proved_again
def propose_reset(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say that this person has lost the way in; a second administrator decides."""
    row, form = _row(request, uid), ReasonForm(request.POST)
    if row.account is None:
        raise Http404
    if not form.is_valid():
        return _page(request, row, 422, reason=form)
    try:
        resetting.propose(row.account, reason=form.cleaned_data["reason"], by=request.person, at=timezone.now())
    except ValidationError as error:
        return _refused(request, error, uid)
    return _done(request, _("Đã đề nghị cấp lại. Cần một quản trị khác xác nhận."), row.person)
