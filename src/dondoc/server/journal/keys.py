"""Khóa của biểu mẫu đang xử lý, để gửi hai lần chỉ có hiệu lực một lần.

The key of the form being handled. The site's middleware sets it for a POST; `actions.write` claims it in the transaction of
the act, so a second sending of the same form cannot take effect, even after a lost answer or a crash.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass
class FormKey:
    """One form sent by one person; `claimed` once an act has taken it in this request."""

    key: UUID
    actor: UUID
    claimed: bool = False


class AlreadyDone(Exception):
    """This very form has had its effect; `location` is where its first answer led, "" while that is not known."""

    def __init__(self, location: str = "") -> None:
        super().__init__("this form was already sent")
        self.location = location


pending: ContextVar[FormKey | None] = ContextVar("dondoc_form_key", default=None)

#: The token by which a machine acts just now; every entry it causes tells it.
token: ContextVar[UUID | None] = ContextVar("dondoc_token", default=None)


@contextmanager
def by_token(uid: UUID) -> Iterator[None]:
    """What is written inside was asked for by a machine with this token."""
    before = token.set(uid)
    try:
        yield
    finally:
        token.reset(before)
