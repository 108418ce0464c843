"""Trang tính cơ quan: từng dòng, rồi quan hệ giữa các dòng. / The sheet of bodies: row by row, then what rows say of each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dondoc.server.organizations.codes import is_code, newer_order
from dondoc.server.organizations.import_rows import CHOICES, PLACE_COLUMNS, PLACES, UNDER, Change, Checked, Place, Standing, day_of, labels
from dondoc.server.organizations.models import Category
from dondoc.terms.vietnamese import fold


class Places:
    """The sheet of bodies: rows taken one by one, references settled at the end."""

    def __init__(self, standing: Standing, found: Checked, on: date) -> None:
        self.standing, self.found, self.on = standing, found, on
        self.all: dict[str, Place] = dict(standing.places)
        self.codes = dict(standing.codes)
        self.seen: dict[str, int] = {}
        self.by_label: dict[str, list[str]] = {}
        self.by_code: dict[str, list[str]] = {}
        self.words = {key: {fold(str(choice.label)): str(choice.value) for choice in choices} for key, choices in CHOICES.items()}

    def take(self, number: int, said: Mapping[str, str]) -> None:
        """One row: a body that is there, or a new one."""
        uid = said.get("uid", "")
        values = self._values(number, said)
        if values is None:
            return
        if not uid:
            key = f"row:{number}"
            self.all[key] = Place(key, said["name"], said.get("parent", ""), values, number)
            self._code(number, key, values["code"], said["name"])
        elif uid in self.seen:
            self.found.fault(
                PLACES, number, "Mã hệ thống", _("Mã này đã có ở dòng %(row)s. Xóa mã ở dòng chép thêm.") % {"row": self.seen[uid]}
            )
        elif uid not in self.standing.places:
            reason = _("Mã này không có trong phạm vi được nhập. Cơ quan mới thì để trống ô mã.")
            self.found.fault(PLACES, number, "Mã hệ thống", reason)
        else:
            self.seen[uid] = number
            self._compare(number, uid, said, values)

    def _values(self, number: int, said: Mapping[str, str]) -> dict[str, Any] | None:
        """The row's values as the table keeps them; None and faults where they are not."""
        values: dict[str, Any] = {key: said.get(key, "") for key in ("name", "short_name", "symbol")}
        before = len(self.found.faults)
        if not values["name"]:
            self.found.fault(PLACES, number, "Tên *", _("Thiếu tên."))
        if not said.get("parent") and said.get("uid", "") != self.standing.top:
            self.found.fault(PLACES, number, "Trực thuộc *", _("Thiếu cơ quan cấp trên."))
        for key in CHOICES:
            values[key] = self._choice(number, key, said.get(key, ""))
        values["code"] = newer_order(said.get("code", ""))
        if values["code"] and not is_code(values["code"]):
            self.found.fault(PLACES, number, "Mã định danh", _("Không đúng dạng mã định danh, ví dụ H05.12.03."))
        values["position"] = int(said.get("position") or 0) if (said.get("position") or "0").isdigit() else -1
        if values["position"] < 0:
            self.found.fault(PLACES, number, "Thứ tự", _("Ghi một số."))
        values["founded_on"] = day_of(said["founded_on"]) if said.get("founded_on") else None
        if said.get("founded_on") and (values["founded_on"] is None or values["founded_on"] > self.on):
            self.found.fault(PLACES, number, "Thành lập ngày", _("Ghi ngày dạng 01/07/2025, không sau hôm nay."))
        return values if len(self.found.faults) == before else None

    def _choice(self, number: int, key: str, text: str) -> str:
        if not text and key == "category":
            return str(Category.AGENCY.value)
        if value := self.words[key].get(fold(text)):
            return value
        title = next(title for name, title, _long in PLACE_COLUMNS if name == key)
        self.found.fault(PLACES, number, title, _("“%(text)s” không có trong danh mục. Chọn trong danh sách của ô.") % {"text": text[:40]})
        return ""

    def _code(self, number: int, key: str, code: str, name: str) -> None:
        if not code:
            return
        owner, called = self.codes.get(code, (key, name))
        if owner != key:
            reason = _("Mã %(code)s đã dùng cho %(place)s. Mỗi mã chỉ dùng cho một cơ quan.") % {"code": code, "place": called}
            self.found.fault(PLACES, number, "Mã định danh", reason)
        self.codes[code] = (key, name)

    def _compare(self, number: int, uid: str, said: Mapping[str, str], values: dict[str, Any]) -> None:
        """What the row changes of a body that is there."""
        old, changed = self.standing.places[uid], False
        for key in ("name", "short_name", "symbol", "code", "level", "category", "position"):
            if old.values[key] != values[key]:
                self.found.changes.append(Change(PLACES, number, uid, key, str(old.values[key]), str(values[key])))
                changed = True
        for key, title in (("line", "Hệ thống *"), ("kind", "Loại *"), ("founded_on", "Thành lập ngày")):
            if old.values[key] != values[key]:
                reason = _("Không sửa được ở đây đối với cơ quan đã có.")
                self.found.fault(PLACES, number, title, reason)
        if values["code"] != old.values["code"]:
            self._code(number, uid, values["code"], values["name"])
        self.found.unchanged += not changed
        self.all[uid] = Place(uid, values["name"], said.get("parent", ""), values, number)

    def settle(self) -> None:
        """Say which body each row stands under; new ones are ordered parents first, circles refused."""
        rows = [place for place in self.all.values() if place.row]
        now = labels(self._standing_parents())
        for key, label in now.items():
            self.by_label.setdefault(fold(label), []).append(key)
        for key, place in self.all.items():  # a name alone will do where only one bears it
            if key not in self.by_label.get(fold(place.name), []) and fold(place.name) != fold(now.get(key, "")):
                self.by_label.setdefault(fold(place.name), []).append(key)
        for key, place in self.all.items():
            if code := place.values.get("code"):
                self.by_code.setdefault(code, []).append(key)
        for place in rows:
            place.parent = self._parent(place)
        self._order([place for place in rows if place.key.startswith("row:")])

    def _standing_parents(self) -> list[Place]:
        """Bodies with the parents that stand; new rows have a label of their own name, with what they were told as parent."""
        bodies = []
        for key, place in self.all.items():
            old = self.standing.places.get(key)
            parent = old.parent if old else next(iter(self.by_name(place.parent)), "")
            bodies.append(Place(key, old.name if old else place.name, parent, {}))
        return bodies

    def by_name(self, text: str) -> list[str]:
        """Keys of bodies whose bare name this is, or begins, before what stands above it."""
        name = fold(text.split(UNDER)[0])
        if not hasattr(self, "_by_name"):
            self._by_name: dict[str, list[str]] = {}
            for key, place in self.all.items():
                self._by_name.setdefault(fold(place.name), []).append(key)
        return self._by_name.get(name, [])

    def find(self, text: str) -> list[str]:
        """Keys of the bodies this label, name or code means."""
        if found := self.by_label.get(fold(text)):
            return found
        return self.by_code.get(newer_order(text), [])[:2]

    def _parent(self, place: Place) -> str:
        old = self.standing.places.get(place.key)
        if place.key == self.standing.top:
            return old.parent if old else ""
        found = self.find(place.parent)
        if old is not None:
            if found != [old.parent]:
                reason = _("Chuyển cơ quan cấp trên là việc sắp xếp tổ chức, cần hai người: dùng trang của cơ quan, mục Sắp xếp.")
                self.found.fault(PLACES, place.row, "Trực thuộc *", reason)
            return old.parent
        if len(found) != 1:
            told = {"text": place.parent[:80]}
            none = _("Không tìm thấy “%(text)s”. Kiểm tra tên, hoặc thêm dòng cho cơ quan đó.") % told
            many = _("Có nhiều cơ quan tên “%(text)s”. Chọn tên kèm cơ quan cấp trên trong danh sách của ô.") % told
            self.found.fault(PLACES, place.row, "Trực thuộc *", many if found else none)
            return ""
        parent = self.all[found[0]]
        if parent.ended:
            reason = _("%(place)s đã kết thúc hoạt động. Chọn cơ quan kế thừa.") % {"place": parent.name}
            self.found.fault(PLACES, place.row, "Trực thuộc *", reason)
        return found[0]

    def _order(self, new: list[Place]) -> None:
        waiting = {place.key: place for place in new if place.parent}
        done: set[str] = set(self.standing.places)
        while ready := [place for place in waiting.values() if place.parent in done]:
            for place in ready:
                done.add(place.key)
                del waiting[place.key]
                self._founded(place)
        for place in waiting.values():
            if self._circles(place, waiting):
                reason = _("Trực thuộc thành vòng: cơ quan này đứng trên chính cấp trên của nó. Sửa một trong các dòng của vòng.")
                self.found.fault(PLACES, place.row, "Trực thuộc *", reason)

    def _circles(self, place: Place, waiting: Mapping[str, Place]) -> bool:
        been, now = {place.key}, place.parent
        while now in waiting:
            if now in been:
                return True
            been.add(now)
            now = waiting[now].parent
        return False

    def _founded(self, place: Place) -> None:
        above, day = self.all[place.parent].values.get("founded_on"), place.values["founded_on"]
        if above and day and day < above:
            reason = _("Thành lập trước cơ quan cấp trên (%(day)s). Kiểm tra lại ngày.") % {"day": f"{above:%d/%m/%Y}"}
            self.found.fault(PLACES, place.row, "Thành lập ngày", reason)
        self.found.founded.append(place)
