"""Mỗi yêu cầu mang người đang làm việc và ngôn ngữ của người ấy. / Each request carries its person and that person's language."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from dondoc.server.accounts.factors import factors, must_have
from dondoc.server.accounts.models import Account
from dondoc.server.organizations.access import serves
from dondoc.server.organizations.models import Person

#: What stays open to a person without a post: the own record, its export and corrections, the own account, help, and what needs nobody.
LEFT_OPEN = (
    "/ho-so-cua-toi/",
    "/tai-khoan/",
    "/huong-dan/",
    "/moi/",
    "/thong-bao/lich/",
    "/trao-doi/moc/",
    "/api/",
    "/ngon-ngu/",
    "/static/",
    "/khoe",
)
#: Where a person goes who still has to set a second factor up: the own account, the way out, and what needs nobody.
SETTING_UP = ("/tai-khoan/", "/moi/", "/ngon-ngu/", "/static/", "/khoe")


class PersonMiddleware:
    """Sets `request.person` (an unsaved person, who sees nothing, when nobody is signed in) and the language of the page.

    The browser's own language is not asked: an office PC with English Windows must still get Vietnamese.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user if isinstance(request.user, Account) or request.user.is_authenticated else None
        request.person = account.person if account else Person()
        language = account.language if account else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "vi")
        language = language if language in dict(settings.LANGUAGES) else "vi"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or language)  # a machine may ask for another
        return response


def only_who_serves(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Rights follow posts: whoever holds none any more, with the account still open, is shown the own record and nothing else.

    What such a person once took in, did or was named in is not opened by it either (docs/decisions). A new page is closed until named.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.person.pk or request.path.startswith(LEFT_OPEN) or serves(request.person):
            return get_response(request)
        if request.path == "/":
            return redirect("/ho-so-cua-toi/")
        raise Http404

    return middleware


def second_factor_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whose role asks for a second factor and who has none is led to set it up, and can do nothing else till then.

    Asked at each request until the session is known to belong to somebody who has one: a role given today binds today.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, Account) and not request.user.is_authenticated:
            return get_response(request)
        if request.session.get("second_factor") or request.path.startswith(SETTING_UP):
            return get_response(request)
        if must_have(request.user):
            if not factors(request.user):
                return redirect("mfa_index")
            request.session["second_factor"] = True
        return get_response(request)

    return middleware
