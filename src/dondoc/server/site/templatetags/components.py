"""Các thành phần của trang. / Components of pages: each a tag with a template of its own, used the same way everywhere."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from dondoc.server.site.panels import gathered

register = template.Library()

#: status key -> (class, icon, word); days are said only where they mean something.
STATUSES = {
    "not_given": ("new", "circle", gettext_lazy("Chưa giao")),
    "not_named": ("unnamed", "circle-dot", gettext_lazy("Chưa phân công người thực hiện")),
    "in_hand": ("doing", "progress", gettext_lazy("Đang thực hiện")),
    "soon": ("soon", "clock", gettext_lazy("Sắp đến hạn")),
    "late": ("late", "alert", gettext_lazy("Quá hạn")),
    "wait_confirm": ("wait", "hourglass", gettext_lazy("Chờ xác nhận")),
    "wait_superior": ("wait", "hourglass", gettext_lazy("Chờ ý kiến cấp trên")),
    "suspended": ("paused", "pause", gettext_lazy("Tạm dừng")),
    "done": ("done", "circle-check", gettext_lazy("Hoàn thành đúng hạn")),
    "done_late": ("donelate", "circle-check", gettext_lazy("Hoàn thành, quá hạn")),
    "withdrawn": ("paused", "arrow-back", gettext_lazy("Đã thu hồi")),
    "cancelled": ("paused", "x", gettext_lazy("Đã hủy")),
    "passed_on": ("paused", "arrow-right", gettext_lazy("Đã chuyển giao")),
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decoration unless it has a label."""
    source = f"{static('vendor/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="ic" role="img" aria-label="{}"><use href="{}"/></svg>', label, source)
    return format_html('<svg class="ic" aria-hidden="true"><use href="{}"/></svg>', source)


@register.simple_tag
def status(key: str, days: int = 0) -> SafeString:
    """A status badge: shape, word and fill, so that it survives grey print and colour blindness."""
    look, shape, word = STATUSES[key]
    text = str(word)
    if key in ("late", "done_late"):
        text = ngettext("%(word)s %(days)s ngày", "%(word)s %(days)s ngày", days) % {"word": word, "days": days}
    return format_html('<span class="st st-{}">{} {}</span>', look, icon(shape), text)


@register.simple_tag
def state_badge(look: str, shape: str, word: str) -> SafeString:
    """A badge for the state of another thing, in the looks of `STATUSES`."""
    return format_html('<span class="st st-{}">{} {}</span>', look, icon(shape), word)


@register.simple_tag
def progress(done: int, total: int) -> SafeString:
    """A figure with its bar: «71/124 (57%)»."""
    share = round(100 * done / total) if total else 0
    return format_html(
        '<span class="figure"><progress max="{}" value="{}" aria-hidden="true"></progress> {}/{} ({}%)</span>',
        total or 1,
        done,
        done,
        total,
        share,
    )


@register.inclusion_tag("site/components/tile.html")
def tile(value: int | str, label: str, url: str = "", kind: str = "") -> dict[str, Any]:
    """A number that opens what it counts."""
    return {"value": value, "label": label, "url": url, "kind": kind}


@register.inclusion_tag("site/components/field.html")
def field(bound: BoundField, hint: str = "", source: str = "", doubtful: bool = False) -> dict[str, Any]:
    """A field with label, hint and error beside it. `doubtful`: a machine filled it and a person should look; `source`: its words."""
    widget = bound.field.widget
    css = "form-select" if getattr(widget, "input_type", "") == "select" else "form-control"
    checkbox = getattr(widget, "input_type", "") == "checkbox" and not hasattr(widget, "subwidgets_many")
    described = " ".join(
        name for name, there in ((f"{bound.auto_id}_hint", hint or bound.help_text), (f"{bound.auto_id}_err", bound.errors)) if there
    )
    attrs: dict[str, str | bool] = {} if checkbox else {"class": css}
    if described:
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "hint": hint or bound.help_text,
        "checkbox": checkbox,
        "source": source,
        "doubtful": doubtful,
    }


@register.inclusion_tag("site/components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """All errors of the page with links to their fields, announced at once."""
    errors = [(bound.auto_id, bound.label, text) for form in forms for bound in form for text in bound.errors]
    general = [text for form in forms for text in form.non_field_errors()]
    return {"errors": errors, "general": general}


@register.inclusion_tag("site/components/empty.html")
def empty_state(text: str, url: str = "", label: str = "") -> dict[str, str]:
    """What will be here, and the next act."""
    return {"text": text, "url": url, "label": label}


@register.inclusion_tag("site/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], name: str = "trang") -> dict[str, Any]:
    """Links to other pages that keep the filters. name: of the page's number in the address, where one page turns several lists."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    return {"page": page, "query": query.urlencode(), "name": name}


@register.simple_tag
def form_key() -> SafeString:
    """The key that makes a form take effect once (journal.keys)."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid.uuid4())


@register.inclusion_tag("site/components/picker.html")
def organization_picker(
    name: str, groups: Iterable[Any], places: Iterable[Any], chosen: Iterable[str] = (), legend: str = "", find: bool = True
) -> dict[str, Any]:
    """Choose bodies: groups as chips, branches by kind, a filter without marks. Posts the chosen public ids under `name`.

    Groups have uid, name, size; places are organizations. A branch is open where something in it is chosen, or where it is short.
    """
    picked = {str(uid) for uid in chosen}
    return {
        "name": name,
        "groups": groups,
        "branches": _branches(places, picked),
        "chosen": picked,
        "legend": legend,
        "find": find,
        "uid": uuid.uuid4().hex[:8],
    }


def _branches(places: Iterable[Any], picked: set[str]) -> list[dict[str, Any]]:
    """Places by their kind, in the order they came: name, places, and whether the branch is shown open."""
    kinds: dict[str, list[Any]] = {}
    for place in places:
        kinds.setdefault(str(place.get_kind_display()), []).append(place)
    return [
        {"name": name, "places": held, "open": len(held) <= 12 or any(str(place.uid) in picked for place in held)}
        for name, held in kinds.items()
    ]


@register.inclusion_tag("site/components/timeline.html")
def timeline(events: Iterable[Any]) -> dict[str, Any]:
    """Who did what, when, in what words; newest first. Events have at, who, what, words."""
    return {"events": events}


@register.filter
def date_long(day: date | None) -> str:
    """«thứ Tư, 25/11/2026»; «Wednesday, 25/11/2026»."""
    if day is None:
        return ""
    return f"{weekday(day)}, {day:%d/%m/%Y}"


@register.filter
def weekday(day: date) -> str:
    """«thứ Tư»; «Wednesday»."""
    if get_language() == "en":
        return str(date_format(day, "l"))
    return ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[day.weekday()]


_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)|Q(?P<quarter>\d)|H(?P<half>\d)|W(?P<week>\d\d)))?")


@register.filter
def period_name(key: str) -> str:
    """A period in words: «2026-11» -> «tháng 11/2026», «2026-Q4» -> «quý IV/2026», «2026-H2», «2026», «2026-W48», a day; else itself."""
    if (found := _PERIOD.fullmatch(key)) is None:
        return "/".join(reversed(key.split("-"))) if re.fullmatch(r"\d{4}-\d\d-\d\d", key) else key
    year = found["year"]
    if found["quarter"]:
        return _("quý %(n)s/%(year)s") % {"n": ("I", "II", "III", "IV")[int(found["quarter"]) - 1], "year": year}
    if found["half"]:
        return (_("6 tháng đầu năm %(year)s") if found["half"] == "1" else _("6 tháng cuối năm %(year)s")) % {"year": year}
    if found["week"]:
        return _("tuần %(n)s/%(year)s") % {"n": found["week"], "year": year}
    return _("tháng %(n)s/%(year)s") % {"n": found["month"], "year": year} if found["month"] else _("năm %(year)s") % {"year": year}


@register.filter
def day(value: date | None) -> str:
    """«25/11/2026», the same in both languages."""
    return f"{value:%d/%m/%Y}" if value else ""


@register.filter
def file_size(size: int) -> str:
    """«24 KB», «3,2 MB»."""
    if size < 1_000_000:
        return _("%(n)s KB") % {"n": max(1, round(size / 1000))}
    return _("%(n)s MB") % {"n": f"{size / 1_000_000:.1f}".replace(".", "," if get_language() == "vi" else ".")}


@register.filter
def at_key(table: dict[str, Any], key: Any) -> Any:
    """A value of a table by a key known only here."""
    return table.get(key)


@register.filter
def at_place(rows: Sequence[Any], place: int) -> Any:
    """The row at this place, counted from 0."""
    return rows[place]


@register.simple_tag(takes_context=True)
def panels(context: template.Context, thing: Any) -> SafeString:
    """What higher rooms show of a thing on the page of a lower room (site.panels); with the request, since a panel may hold a form."""
    request = context["request"]
    shown = (render_to_string(panel.template, panel.context, request) for panel in gathered(thing, context["person"]))
    return format_html_join("", "{}", ((text,) for text in shown))
