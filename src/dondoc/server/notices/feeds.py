"""Lịch .ics mà chương trình lịch lấy về bằng địa chỉ riêng. / The calendar a program fetches under a secret address.

All-day events with an alarm two days before. What leaves says no more than that something falls due and where to read it, unless an
administrator allowed the words ([calendar] words in instance.toml).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from dondoc.server.notices.models import Day

PRODUCT = "-//dondoc//thoi han nhiem vu//VI"
NEUTRAL = "Đến hạn một nhiệm vụ"
BEFORE = timedelta(days=2)


def hashed(secret: str) -> str:
    """What is kept of a secret address."""
    return hashlib.sha256(secret.encode()).hexdigest()


def ics(days: Iterable[Day], *, name: str, address: str, words: bool, at: datetime) -> bytes:
    """The calendar's bytes. address: of the instance; words: whether events bear what the work is."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"value": "DURATION"})
    for day in days:
        calendar.add_component(_event(day, address, words, at))
    return bytes(calendar.to_ical())


def _event(day: Day, address: str, words: bool, at: datetime) -> Event:
    event = Event()
    title = f"Hạn: {day.words}" if words else NEUTRAL
    event.add("uid", f"{day.thing}@{address.split('://')[-1]}")
    event.add("summary", title)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("dtstamp", at)
    event.add("last-modified", day.changed_at)
    event.add("sequence", int(day.changed_at.timestamp()) % 2_000_000_000)
    event.add("url", f"{address}{day.path}")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -BEFORE)
    event.add_component(alarm)
    return event
