"""Bốn danh mục, và danh mục nào được chọn. / The four lists of work, and which of them a page shows."""

from __future__ import annotations

from django.db.models import QuerySet
from django.forms import Form
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import Assignment
from dondoc.server.organizations.access import anywhere
from dondoc.server.organizations.models import Person

Parts = QuerySet[Assignment]

LISTS: dict[str, str | Promise] = {
    "received": _("Cấp trên giao"),
    "given": _("Đã giao cấp dưới"),
    "mine": _("Tôi thực hiện"),
    "followed": _("Tôi theo dõi"),
}
#: As an official paper of the office says which work it is about.
IN_WORDS = {
    "received": "được giao",
    "given": "đã giao các cơ quan, đơn vị",
    "mine": "trực tiếp thực hiện",
    "followed": "được phân công theo dõi",
}
#: Lists whose matrix has a row for each unit; the others have one for each piece of work.
BY_UNIT = ("given", "followed")


def which(person: Person, wanted: str) -> str:
    """The list asked for, else the one a person mostly works with: who gives sees what was given."""
    if wanted in LISTS:
        return wanted
    gives = anywhere(person, "order.see") and not anywhere(person, "report.submit")
    return "given" if gives else "received"


def filter_words(query: str, form: type[Form]) -> str:
    """An address's filter without anything that is none: what was typed into it cannot lead elsewhere."""
    told = QueryDict(query)
    kept = QueryDict(mutable=True)
    for name in ("ds", *form.base_fields):
        if told.get(name):
            kept[name] = told[name]
    return kept.urlencode()


def but_for(told: QueryDict, name: str) -> str:
    """The same page with another value of one choice: an address that ends where the value goes; from its first page on."""
    kept = told.copy()
    for left in (name, "trang"):
        kept.pop(left, None)
    return f"?{kept.urlencode()}{'&' if kept else ''}{name}="
