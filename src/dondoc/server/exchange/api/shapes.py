"""Dạng của điều gửi lên và trả về. / Shapes of what is sent and answered: strict, so that a mistake is told and not guessed away."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, TypeVar
from uuid import UUID

import ninja
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints

from dondoc.server.exchange.api.problems import Refused
from dondoc.server.organizations.models import Organization, Person

_DAY, _UID = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
#: PostgreSQL takes no NUL in a text.
_PRINTABLE = r"^[^\x00]*$"


def _of_form(pattern: re.Pattern[str]) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise ValueError("not of the form")
        if not isinstance(value, (str, date, UUID)):
            raise ValueError("not a text")
        return value

    return BeforeValidator(check)


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{1,4}", value):
        raise ValueError("not a number")
    return value


Day = Annotated[date, _of_form(_DAY)]
Uid = Annotated[UUID, _of_form(_UID)]
Instant = Annotated[datetime, PlainSerializer(lambda at: at.astimezone(UTC).isoformat().replace("+00:00", "Z"), when_used="json")]
Word = Annotated[str, StringConstraints(max_length=100, pattern=_PRINTABLE)]
Sentences = Annotated[str, StringConstraints(max_length=4000, pattern=_PRINTABLE)]
#: A measured quantity as text, so that no digit is lost on the way.
Quantity = Annotated[str, StringConstraints(pattern=r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?$")]
Limit = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=200)]


class Told(ninja.Schema):
    """An answer."""


class Asked(ninja.Schema):
    """A body sent: no field but these."""

    model_config = ConfigDict(extra="forbid")


class Named(Told):
    """A body or a person, by public id and name."""

    uid: UUID
    name: str


def named(one: Organization | Person) -> Named:
    """The one, as other answers name it."""
    return Named(uid=one.uid, name=str(one))


def plain(value: Decimal | None) -> str | None:
    """A number as its exact text."""
    return None if value is None else f"{value:f}"


Row = TypeVar("Row", bound=Any)


def a_page(found: QuerySet[Row], *, cursor: UUID | None, limit: int, by: str = "pk") -> tuple[list[Row], UUID | None]:
    """So many rows after the one named by the cursor, and the cursor of the next page; None on the last.

    by: a column no two rows share, "-" before it for the other way round.
    """
    column, back = by.removeprefix("-"), by.startswith("-")
    if cursor is not None:
        at = found.filter(uid=cursor).values_list(column, flat=True).first()
        if at is None:
            raise Refused("invalid", _("Không có trang sau vị trí này. Đọc lại từ đầu."))
        found = found.filter(**{f"{column}__{'lt' if back else 'gt'}": at})
    rows = list(found.order_by(by)[: limit + 1])
    return rows[:limit], rows[limit - 1].uid if len(rows) > limit else None
