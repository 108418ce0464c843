"""Khung trang: thực đơn, người đang làm việc, dấu bản dùng thử. / What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from dondoc.server.notices.queries import unread_count
from dondoc.server.organizations.access import serves
from dondoc.server.organizations.models import Person
from dondoc.server.organizations.queries import seats
from dondoc.server.site import menu
from dondoc.server.site.demo import PASSWORD, sign_ins


def frame(request: HttpRequest) -> dict[str, Any]:
    """Variables of the base page; for somebody not signed in only what the small pages need."""
    person: Person | None = getattr(request, "person", None)
    shown: dict[str, Any] = {"demo": settings.DEMO, "person": person}
    if person is None or person.pk is None:
        return shown | ({"demo_password": PASSWORD, "demo_sign_ins": sign_ins()} if settings.DEMO else {})
    entries = menu.entries(person, request.path)
    held = seats(person)
    return shown | {
        "menu": entries,
        "bar": [*entries[:4], entries[-1]] if len(entries) > 5 else entries,
        "serves": serves(person),
        "unread": unread_count(person),
        "post": held[0].title if held else "",
        "office": held[0].organization.called if held else "",
        "single_keys": request.user.single_keys if request.user.is_authenticated else False,
        "undo": request.session.get("undo"),
    }
