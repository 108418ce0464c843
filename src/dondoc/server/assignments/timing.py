"""Ngày của việc định kỳ: đọc từ câu chữ, nói lại thành câu. / The day of recurring work: read out of words, said in words again."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from dondoc.terms.vietnamese import fold
from dondoc.worktime import Recurrence

#: as written in either language, without marks
WEEKDAYS = (
    "thu hai|thu 2|monday",
    "thu ba|thu 3|tuesday",
    "thu tu|thu 4|wednesday",
    "thu nam|thu 5|thursday",
    "thu sau|thu 6|friday",
    "thu bay|thu 7|saturday",
    "chu nhat|sunday",
)
_DATE = re.compile(r"(?:ngay )?(?P<day>\d{1,2})(?:/| thang )(?P<month>\d{1,2})(?:(?:/| nam )(?P<year>\d{4}))?(?!\d)")
_DAY = re.compile(r"(?<![\d/])(?:ngay )?(?P<day>\d{1,2})(?![\d/]| lan)")
#: «tháng sau», «tháng kế tiếp», «tháng đầu quý sau», «năm sau»: of what follows the period
_NEXT = re.compile(r"(?:thang|quy|nam|ky) (?:sau|ke tiep|tiep theo|lien ke)|next (?:month|year)")


#: where a direction names the day: «trước ngày 25», «chậm nhất ngày 05 tháng sau», «vào thứ Sáu», «trước ngày 30/11»
_NAMED = re.compile(r"\b(?:truoc|cham nhat|vao|den)(?: (?:la|vao))? (?:ngay \d|\d{1,2}/|chieu thu|sang thu|thu |chu nhat)[^.;]{0,40}")


def at_in(every: str, words: str) -> str:
    """The day in each period that the words of a direction name, "" where they name none that exists."""
    found = _NAMED.search(fold(words))
    try:
        return at_of(every, found.group()) if found else ""
    except ValueError:
        return ""


def at_of(every: str, words: str) -> str:
    """The day in each period as `Recurrence` takes it, out of words: «thứ Sáu», «25», «trước ngày 05 tháng sau», «30/11», «15/6, 15/12».

    "" where the words name none. ValueError where what they name does not exist («31/6»).
    """
    said = fold(words)
    if every == "weekly":
        return next((str(n) for n, names in enumerate(WEEKDAYS, start=1) if re.search(rf"\b(?:{names})\b", said)), "")
    if every == "on-dates":
        dated = " ".join(_dated(found, said) for found in _DATE.finditer(said))
        return _checked(every, dated) if dated else ""
    if every not in ("monthly", "quarterly", "half-yearly", "yearly"):
        return ""
    mark = ("<" if re.search(r"\b(?:truoc|before)\b", said) else "") + ("+" if _NEXT.search(said) else "")
    if every == "yearly" and (found := _DATE.search(said)):
        return _checked(every, f"{mark}{int(found['month']):02d}-{int(found['day']):02d}")
    found = _DAY.search(said)
    return _checked(every, f"{mark}{int(found['day']):02d}") if found else ""


def _dated(found: re.Match[str], said: str) -> str:
    before = "<" if said[: found.start()].rstrip(" day").endswith(("truoc", "before")) else ""
    year = f"{found['year']}-" if found["year"] else ""
    return f"{before}{year}{int(found['month']):02d}-{int(found['day']):02d}"


def _checked(every: str, at: str) -> str:
    Recurrence(every, at)
    return at


def said(every: str, at: str) -> str:
    """The day in each period in words, which `at_of` reads back; "" for the period's last day."""
    if not at:
        return ""
    if every == "weekly":
        return (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))[int(at) - 1]
    return ", ".join(_one(every, one) for one in at.split())


def _one(every: str, at: str) -> str:
    day = "/".join(reversed(at.lstrip("<+").split("-")))
    if "+" in at:
        day = _("ngày %(day)s năm sau") % {"day": day} if every == "yearly" else _("ngày %(day)s tháng sau") % {"day": day}
    else:
        day = _("ngày %(day)s") % {"day": day}
    return _("trước %(day)s") % {"day": day} if at.startswith("<") else day
