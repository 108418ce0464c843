"""Thể thức theo ngày của văn bản. / Layout as the guide in force on the document's day asks (rules/layout.toml); sure points only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.checking.sentences import finding
from dondoc.reading.contract import Finding, Found, Head, Reading
from dondoc.reading.patterns import lazy
from dondoc.rules import RULES, Dated

_DAY = lazy(r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm", re.IGNORECASE)
_NUMBER = lazy(r"(?P<number>\d+)(?P<separator>[-/])")


def departures(reading: Reading) -> Iterator[Finding]:
    """What in head and foot is not as the guide of the day asks; nothing for a document without a day or of unknown system."""
    if reading.head.date is None or reading.head.system not in {"party", "state"}:
        return
    yield from _symbol(reading.head)
    yield from _day(reading)
    yield from _capacity(reading.head)
    yield from _end(reading)


def _rule(key: str, head: Head) -> Dated | None:
    """The rule in force on the document's day, None before the first."""
    try:
        return RULES[key].at(head.date) if head.date else None
    except LookupError:
        return None


def _span(head: Head, name: str) -> Found:
    return head.spans.get(name) or Found(0, 0, "")


def _symbol(head: Head) -> Iterator[Finding]:
    found = _NUMBER.match(head.symbol or "")
    if not found or not head.symbol:
        return
    span = _span(head, "symbol")
    separator = _rule(f"layout_{head.system}_separator", head)
    if separator and found["separator"] != separator.value:
        words = {"symbol": head.symbol, "separator": separator.value, "source": separator.source}
        yield finding("layout-symbol-separator", span.start, span.end, **words)
    digits = _rule("layout_least_number_digits", head)
    if digits and len(found["number"]) < digits.value:
        yield finding("layout-number-digits", span.start, span.end, symbol=head.symbol, source=digits.source)


def _day(reading: Reading) -> Iterator[Finding]:
    span = _span(reading.head, "date")
    printed = _DAY.search(reading.text, span.start, span.end)
    rule = _rule("layout_last_month_with_zero", reading.head)
    if not printed or not rule:
        return
    day, month = printed["day"], printed["month"]
    short = (len(day) == 1) or (len(month) == 1 and int(month) <= rule.value)
    if short:
        yield finding("layout-date-digits", printed.start(), printed.end(), words=" ".join(printed[0].split()), source=rule.source)


def _capacity(head: Head) -> Iterator[Finding]:
    """«TM.» under a Party document, «T/M» under one of the State; other forms are left alone."""
    capacity = head.signer.capacity
    other = _rule(f"layout_{'state' if head.system == 'party' else 'party'}_capacities", head)
    own = _rule(f"layout_{head.system}_capacities", head)
    if capacity and own and other and capacity in other.value and capacity not in own.value:
        span = _span(head, "signer")
        yield finding("layout-capacity", span.start, span.end, capacity=capacity, allowed=", ".join(own.value), source=own.source)


def _end(reading: Reading) -> Iterator[Finding]:
    rule = _rule("layout_party_end", reading.head) if reading.head.system == "party" else None
    at = reading.text.rfind("./.") if rule else -1
    if rule and at >= 0:
        yield finding("layout-end", at, at + 3, source=rule.source)
