"""Bộ lọc đã lưu. / Saved filters."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.server.journal import actions as journal
from dondoc.server.organizations.models import Person
from dondoc.server.reports.models import SavedFilter
from dondoc.terms.vietnamese import nfc

#: More than this nobody finds again.
MOST = 20


@transaction.atomic
def keep_filter(*, name: str, query: str, by: Person, at: datetime) -> SavedFilter:
    """Keep a filter of the lists under a name; the same name again replaces it."""
    called = nfc(name).strip()
    if not called:
        raise ValidationError({"name": _("Ghi tên bộ lọc.")})
    own = SavedFilter.objects.select_for_update().filter(person=by)
    found = own.filter(name=called).first()
    if found is None and own.count() >= MOST:
        raise ValidationError({"name": _("Đã lưu %(n)s bộ lọc; đề nghị bỏ bớt.") % {"n": MOST}})
    row = found or SavedFilter(person=by, name=called)
    row.query = query
    row.save()
    journal.write("filter.keep", row, by=by, at=at, payload={"name": called, "query": query})
    return row


@transaction.atomic
def drop_filter(row: SavedFilter, *, by: Person, at: datetime) -> None:
    """Forget one's own filter."""
    found = SavedFilter.objects.select_for_update().get(pk=row.pk, person=by)
    journal.write("filter.drop", found, by=by, at=at, payload={"name": found.name})
    found.delete()
