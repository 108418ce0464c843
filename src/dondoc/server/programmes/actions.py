"""Mọi thay đổi của chuyên đề. / Every write to themes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dondoc.server.journal import actions as journal
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization, Person
from dondoc.server.programmes.models import Pillar, Theme
from dondoc.terms.vietnamese import nfc


@transaction.atomic
def set_theme(*, organization: Organization, year: int, name: str, pillars: list[str], by: Person, at: datetime) -> Theme:
    """Announce the year's theme with its parts, in their order."""
    access.require(by, "theme.set", organization)
    theme = Theme(organization=organization, year=year, name=nfc(name))
    theme.full_clean(exclude=["uid"])
    theme.save()
    Pillar.objects.bulk_create(Pillar(theme=theme, name=nfc(part), position=place) for place, part in enumerate(pillars, start=1))
    journal.write("theme.set", theme, by=by, at=at, payload={"year": year, "name": name, "pillars": pillars})
    return theme
