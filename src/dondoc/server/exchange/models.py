"""Bảng của phòng trao đổi. / Tables of this room."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.server.accounts.models import Token
from dondoc.server.journal.models import Checkpoint, Recorded
from dondoc.server.organizations.models import Person


class Keeper(models.TextChoices):
    """Who keeps our heads."""

    PARENT = "parent", _("Hệ thống cấp trên")
    MAILBOX = "mailbox", _("Hòm thư kiểm tra")


class Delivery(Recorded):
    """A checkpoint handed to a keeper: when it was taken, or why not yet."""

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="deliveries")
    keeper = models.CharField(max_length=10, choices=Keeper.choices)
    tried_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-tried_at"]
        constraints = [
            models.CheckConstraint(name="delivery_keeper_listed", condition=Q(keeper__in=Keeper.values)),
            models.UniqueConstraint(name="one_delivery_a_keeper", fields=["checkpoint", "keeper"]),
            models.CheckConstraint(name="delivery_taken_or_refused", condition=Q(taken_at=None) | Q(refusal="")),
        ]


class ChildHead(Recorded):
    """A head an instance below has told us, signed by it. `conflict`: it contradicts what that instance told before."""

    origin = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)
    note = models.TextField()
    received_at = models.DateTimeField()
    conflict = models.BooleanField(default=False)

    class Meta:
        ordering = ["origin", "-size", "-received_at"]
        constraints = [models.UniqueConstraint(name="a_head_is_kept_once", fields=["origin", "size", "head"])]


class KeptAnswer(Recorded):
    """What a change asked for by a machine was answered, under the caller's own key: sent again, it answers the same."""

    key = models.CharField(max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kept_answers")
    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="kept_answers")
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)  # 0 only inside the transaction of the act
    answer = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(name="a_key_takes_effect_once", fields=["person", "key"])]
