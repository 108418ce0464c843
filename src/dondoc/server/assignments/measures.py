"""Tiêu chí viết trên một dòng: lời, hoặc lời | đơn vị | gốc | chỉ tiêu. / Criteria as lines of words, measured where they have bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from dondoc.server.assignments.models import Criterion, Order
from dondoc.terms.vietnamese import nfc


@dataclass(frozen=True)
class Measure:
    """One criterion: words alone are a line of a checklist; with a unit it is measured from its base to its target."""

    text: str
    unit: str = ""
    base: Decimal | None = None
    target: Decimal | None = None

    @property
    def measured(self) -> bool:
        """Whether a figure answers it."""
        return bool(self.unit)

    @property
    def kept(self) -> dict[str, str]:
        """As `CriteriaVersion.rows` keeps it."""
        return {"text": self.text, "unit": self.unit, "base": _plain(self.base), "target": _plain(self.target)}

    @property
    def line(self) -> str:
        """As a form shows it."""
        if not self.measured:
            return self.text
        return " | ".join([self.text, self.unit, shown(self.base), shown(self.target)])

    @property
    def said(self) -> str:
        """As a page says it: «Số hộ được cấp nước (hộ): gốc 120, chỉ tiêu 150»."""
        if not self.measured:
            return self.text
        told = [_("gốc %(n)s") % {"n": shown(self.base)}] if self.base is not None else []
        told += [_("chỉ tiêu %(n)s") % {"n": shown(self.target)}] if self.target is not None else []
        return f"{self.text} ({self.unit}){': ' if told else ''}{', '.join(told)}"


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.2f}"


def shown(value: Decimal | None) -> str:
    """A figure as the reader writes it; "" for none."""
    return "" if value is None else str(number_format(value.normalize() + 0, use_l10n=True, force_grouping=True))


def of_row(row: Mapping[str, str]) -> Measure:
    """Out of `CriteriaVersion.rows`."""
    base, target = (Decimal(row[name]) if row.get(name) else None for name in ("base", "target"))
    return Measure(row["text"], row.get("unit", ""), base, target)


def of_criterion(row: Criterion) -> Measure:
    """Out of an order's own row."""
    return Measure(row.text, row.unit, row.base, row.target)


def parsed(line: str) -> Measure:
    """A line of a form. `ValidationError` when a figure is none, or a measured line has no unit."""
    parts = [nfc(part).strip() for part in line.split("|")]
    if len(parts) == 1:
        return Measure(parts[0])
    text, unit, *figures = parts
    if not text or not unit or len(figures) > 2:
        told = _("Tiêu chí đo được viết: nội dung | đơn vị tính | gốc | chỉ tiêu. Xem lại dòng “%(line)s”.")
        raise ValidationError({"criteria": told % {"line": line[:80]}})
    values = [_figure(text, line) for text in figures]
    base, target = (values[0], values[1]) if len(values) == 2 else (None, values[0] if values else None)
    return Measure(text, unit[:60], base, target)


def _figure(text: str, line: str) -> Decimal | None:
    """A number as it is written here: «1.250,5»."""
    if not text:
        return None
    try:
        value = Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        value = Decimal(-1)
    if not 0 <= value < Decimal(10) ** 12:
        raise ValidationError({"criteria": _("Số trong tiêu chí chưa đúng. Xem lại dòng “%(line)s”.") % {"line": line[:80]}})
    return value.quantize(Decimal("0.01"))


def rows_of(order: Order, measures: Iterable[Measure]) -> list[Criterion]:
    """Rows of an order, not yet saved."""
    return [
        Criterion(order=order, position=place, text=one.text, unit=one.unit, base=one.base, target=one.target)
        for place, one in enumerate(measures, start=1)
    ]


def _version(order: Order, on: date) -> Any:
    """The version that stood on a day, None where nothing was ever changed. Uses what was prefetched of criteria_versions."""
    versions: list[Any] = sorted(order.criteria_versions.all(), key=lambda row: row.number)
    return next((row for row in reversed(versions) if row.since is None or row.since <= on), None)


def product_in_force(order: Order, on: date) -> str:
    """What the work was to yield in a period that opened on this day."""
    version = _version(order, on)
    return str(version.product) if version and version.product else order.product


def in_force(order: Order, on: date) -> tuple[Measure, ...]:
    """The criteria a period that opened on this day is judged by. Uses what was prefetched of criteria and criteria_versions."""
    if version := _version(order, on):
        return tuple(of_row(row) for row in version.rows)
    return tuple(of_criterion(row) for row in order.criteria.all())
