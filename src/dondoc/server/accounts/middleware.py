"""Mỗi yêu cầu mang người đang làm việc và ngôn ngữ của người ấy. / Each request carries its person and that person's language."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from dondoc.server.accounts.models import Account
from dondoc.server.organizations.models import Person


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
        response.headers.setdefault("Content-Language", language)
        return response
