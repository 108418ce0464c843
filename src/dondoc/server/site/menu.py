"""Thực đơn theo quyền: ai không dùng được thì không thấy. / The menu by right: what one cannot use is not shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.server.organizations.access import anywhere, serves
from dondoc.server.organizations.models import Person


@dataclass(frozen=True)
class Entry:
    """One entry of the menu as a page shows it."""

    label: str
    short: str
    url: str
    icon: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class _Place:
    label: str | Promise
    short: str | Promise
    name: str
    path: str
    icon: str
    acts: tuple[str, ...]  # any of them shows the entry; none: everybody


_PLACES = (
    _Place(_("Hôm nay"), _("Hôm nay"), "home", "/", "home", ()),
    _Place(_("Văn bản"), _("Văn bản"), "documents:list", "/van-ban/", "file-text", ("document.see", "document.register")),
    _Place(_("Nhiệm vụ"), _("Nhiệm vụ"), "work:lists", "/nhiem-vu/", "checklist", ("order.see", "assignment.see")),
    _Place(_("Báo cáo"), _("Báo cáo"), "reports:start", "/bao-cao/", "send", ("report.see", "report.review", "report.confirm")),
    _Place(
        _("Đôn đốc"),
        _("Đôn đốc"),
        "urging:desk",
        "/don-doc/",
        "speakerphone",
        ("urging.see", "urging.prepare", "urging.sign", "urging.order", "explanation.give"),
    ),
    _Place(_("Chờ xác nhận"), _("Xác nhận"), "rights:waiting", "/cho-xac-nhan/", "stamp", ("grant.confirm", "grant.manage")),
    _Place(_("Cơ quan, đơn vị"), _("Đơn vị"), "organizations:tree", "/co-quan-don-vi/", "hierarchy", ()),
    _Place(_("Người dùng"), _("Người dùng"), "accounts:people", "/nguoi-dung/", "users", ("account.invite",)),
    _Place(_("Vai trò và quyền"), _("Quyền"), "rights:roles", "/vai-tro-quyen/", "lock", ("grant.manage", "journal.read")),
    _Place(_("Nhật ký"), _("Nhật ký"), "custody:entries", "/nhat-ky/", "shield", ("journal.read",)),
    _Place(_("Hồ sơ của tôi"), _("Hồ sơ"), "privacy:own", "/ho-so-cua-toi/", "user", ()),
    _Place(_("Hướng dẫn"), _("Thêm"), "help", "/huong-dan/", "book", ()),
)


def entries(person: Person, path: str) -> list[Entry]:
    """The menu of this person, the entry of this page marked."""
    places = _PLACES if serves(person) else [place for place in _PLACES if place.name in ("privacy:own", "help")]
    shown = [place for place in places if not place.acts or anywhere(person, *place.acts)]
    return [
        Entry(str(p.label), str(p.short), reverse(p.name), p.icon, path == p.path if p.path == "/" else path.startswith(p.path))
        for p in shown
    ]
