"""Mã truy cập của tôi, cho máy làm thay. / One's own tokens, by which machines act as oneself."""

from __future__ import annotations

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dondoc.server.accounts import actions, queries
from dondoc.server.accounts.forms import TokenForm
from dondoc.server.accounts.models import Account
from dondoc.server.rights.proving import proved_again

#: How long a token lives unless its owner says otherwise.
USUAL = timedelta(days=90)


@never_cache
@require_GET
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens a person has made, and the form for another."""
    return _page(request, TokenForm(initial={"last_day": timezone.localdate() + USUAL}))


def _page(request: HttpRequest, form: TokenForm, status: int = 200) -> HttpResponse:
    found = queries.own_tokens(cast(Account, request.user), timezone.now())
    return render(request, "accounts/tokens.html", {"tokens": found, "form": form}, status=status)


@never_cache
@require_POST
@proved_again
def make(request: HttpRequest) -> HttpResponse:
    """Make a token and show its secret, once."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        token, secret = actions.make_token(**form.cleaned_data, by=request.person, at=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, form, 422)
    return render(request, "accounts/token.html", {"token": token, "secret": secret, "last_day": form.cleaned_data["last_day"]})


@require_POST
def revoke(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The token opens nothing any more."""
    token = queries.own_token(cast(Account, request.user), uid)
    if token is None:
        raise Http404
    actions.revoke_token(token, by=request.person, at=timezone.now())
    messages.success(request, _("Đã thu hồi mã “%(name)s”.") % {"name": token.name})
    return redirect("accounts:tokens")
