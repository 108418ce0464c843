"""Nhận lời mời. / Accepting an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dondoc.server.accounts import actions, queries
from dondoc.server.accounts.forms import FirstPasswordForm


@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Set the first password through a one-time link. A link used, expired or unknown does not exist."""
    found = queries.invitation(token, timezone.now())
    if found is None:
        raise Http404
    form = FirstPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_invitation(token=token, password=form.cleaned_data["password"], at=timezone.now())
        except ValidationError as error:
            form.add_error("password", error.messages)
        else:
            messages.success(request, _("Đã đặt mật khẩu. Mời đăng nhập."))
            return redirect("account_login")
    context = {"form": form, "account": found.account}
    return render(request, "accounts/accept.html", context, status=422 if form.errors else 200)
