"""Biểu mẫu các bên của nhiệm vụ. / What the page of an order's parties accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.actions import Parties
from dondoc.server.assignments.day_fields import DAY, DAY_ERROR
from dondoc.server.organizations.grouping import Chip
from dondoc.server.organizations.models import Organization, Person


class PartiesForm(forms.Form):
    """The leader in charge, the officer, the supporters' last day; bodies for information are ticked beside it."""

    oversees = forms.ChoiceField(label=_("Lãnh đạo phụ trách"), required=False)
    monitors = forms.ChoiceField(label=_("Chuyên viên theo dõi"), required=False)
    support_on = forms.DateField(label=_("Hạn riêng của đơn vị phối hợp"), widget=DAY, error_messages=DAY_ERROR, required=False)

    def __init__(
        self,
        *args: Any,
        leaders: Iterable[Person],
        officers: Iterable[Person],
        places: Mapping[str, Organization],
        informed: Sequence[str],
        groups: Sequence[Chip],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.people = {str(person.uid): person for person in (*leaders, *officers)}
        self.places, self.informed, self.groups = places, informed, groups
        for name, persons in (("oversees", leaders), ("monitors", officers)):
            choices = [("", "—"), *((str(person.uid), person.full_name) for person in persons)]
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=choices, required=False)

    def chosen(self) -> list[str]:
        """The bodies ticked, as posted with groups become bodies, or as they stand."""
        told = self.informed if self.is_bound else self.initial.get("informed", [])
        return [uid for uid in told if uid in self.places]

    def parties(self) -> Parties:
        """What the act takes."""
        data = self.cleaned_data
        informed = tuple(self.places[uid] for uid in self.chosen())
        return Parties(self.people.get(data["oversees"]), self.people.get(data["monitors"]), informed, data["support_on"])
