"""Phân quyền, ủy quyền. / Grants and delegations."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.journal.models import Recorded
from dondoc.server.organizations.models.people import Person, Post
from dondoc.server.organizations.models.tree import Organization


class Reach(models.TextChoices):
    """How far a grant goes from its node."""

    OWN = "own", _("Tại chính cơ quan")
    BELOW = "below", _("Các cơ quan cấp dưới")
    BOTH = "both", _("Tại cơ quan và cấp dưới")


class Grant(Recorded):
    """A role held by a post at a node. Rows store the role's key; what the role may do stands in `site/roles.py`."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="grants")
    reach = models.CharField(max_length=10, choices=Reach.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_open_grant", fields=["post", "role", "organization", "reach"], condition=Q(until=None)),
            models.CheckConstraint(name="grant_reach_listed", condition=Q(reach__in=Reach.values)),
            models.CheckConstraint(name="grant_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]


class Delegation(Recorded):
    """The rights of a post, lent to a person for a time (thừa lệnh, ủy quyền), on a named basis."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    role = models.CharField(max_length=40)  # one of the roles granted to the post
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(name="delegation_names_its_basis", condition=~Q(basis="")),
            models.CheckConstraint(name="delegation_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]
