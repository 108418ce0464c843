"""Bảng của nhật ký. / Tables of the journal (security.md 2.4). Entries never change: triggers of the database refuse it."""

from __future__ import annotations

import uuid

from django.db import models


class Recorded(models.Model):
    """A thing the journal can name: by a public id that says nothing and cannot be guessed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Entry(models.Model):
    """One act. Actor and object are UUIDs without foreign keys: the row outlives what it speaks of."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(db_index=True)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.UUIDField(db_index=True)
    payload_hash = models.CharField(max_length=64)
    prev = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "journal_entry"
        ordering = ["seq"]


class Content(models.Model):
    """What the act said, apart from the chain so that it can be erased while the chain still verifies."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="content")
    payload = models.TextField()
    salt = models.CharField(max_length=64)

    class Meta:
        db_table = "journal_content"


class SentForm(models.Model):
    """A form that took effect: its key, who sent it, the entry it caused, and where its answer led."""

    key = models.UUIDField()
    actor = models.UUIDField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)
    location = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "journal_sent_form"
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="a_form_takes_effect_once")]


class Checkpoint(Recorded):
    """The head of the journal at a number of entries, signed by the instance's key: one a day, and one every thousand entries."""

    size = models.PositiveBigIntegerField(unique=True)
    head = models.CharField(max_length=64)
    at = models.DateTimeField()
    key = models.CharField(max_length=64)  # the public key, hex
    note = models.TextField()  # the signed note (marks.py), as it is sent

    class Meta:
        db_table = "journal_checkpoint"
        ordering = ["size"]
