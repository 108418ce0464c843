"""Danh mục mà một địa chỉ hỏi. / The list an address asks for, for rooms above that send it elsewhere."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from dondoc.server.organizations import grouping
from dondoc.server.organizations.models import Person
from dondoc.server.reports import chosen, narrowing
from dondoc.server.reports.forms import WorkFilter
from dondoc.server.reports.queries import the_list


def asked_list(query: str, person: Person, on: date) -> chosen.Parts:
    """The list these words of an address show this person: which of the four, narrowed as its filters say."""
    told = QueryDict(query)
    which = chosen.which(person, told.get("ds", "") or "")
    return narrowing.narrowed(the_list(person, which), on, WorkFilter(told, groups=grouping.choices_of(person)).wanted())


def address(query: str) -> str:
    """The address of that list, without anything that is no filter."""
    return f"/nhiem-vu/?{chosen.filter_words(query, WorkFilter)}"
