"""Trang tính con người: mỗi dòng một người ở một chức vụ. / The sheet of people: each row a person in a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from dondoc.server.organizations.import_places import Places
from dondoc.server.organizations.import_rows import PEOPLE, Change, Checked, Holding, Standing, day_of
from dondoc.terms.vietnamese import fold


class People:
    """The sheet of people: one row a person in a post."""

    def __init__(self, standing: Standing, found: Checked, places: Places, on: date) -> None:
        self.standing, self.found, self.places, self.on = standing, found, places, on
        self.names: dict[str, list[str]] = {}
        self.held: dict[tuple[str, str], list[Holding]] = {}
        self.heads: dict[str, Holding] = {}
        self.seen: dict[str, int] = {}
        for term in standing.terms.values():
            self.held.setdefault((term.place, fold(term.title)), []).append(term)
            if term.is_head:
                self.heads[term.place] = term

    def take(self, number: int, said: Mapping[str, str]) -> None:
        """One row: a term that is there, or a new one."""
        before = len(self.found.faults)
        since, until = day_of(said.get("since", "")), day_of(said.get("until", ""))
        for key, title in (("full_name", "Họ và tên *"), ("title", "Chức vụ *")):
            if not said.get(key):
                self._fault(number, title, _("Thiếu nội dung ô này."))
        if since is None or (said.get("until") and until is None):
            self._fault(number, "Từ ngày *" if since is None else "Đến ngày", _("Ghi ngày dạng 01/07/2025."))
        elif until is not None and until < since:
            self._fault(number, "Đến ngày", _("Đến ngày trước từ ngày. Đổi lại cho đúng."))
        place = self._place(number, said.get("place", ""))
        if len(self.found.faults) > before or since is None:
            return
        row = Holding(
            person=said.get("person", ""),
            full_name=" ".join(said["full_name"].split()),
            place=place,
            title=said["title"],
            is_head=_yes(said.get("is_head", "")),
            acting=_yes(said.get("acting", "")),
            since=since,
            until=until,
            term=said.get("term", ""),
            row=number,
        )
        if row.term:
            self._compare(row)
        else:
            self._seat(row, _yes(said.get("concurrent", "")))

    def _fault(self, number: int, column: str, reason: str) -> None:
        self.found.fault(PEOPLE, number, column, reason)

    def _place(self, number: int, text: str) -> str:
        found = self.places.find(text) if text else []
        if len(found) != 1:
            told = {"text": text[:80]}
            none = _("Không tìm thấy “%(text)s”. Kiểm tra tên, hoặc thêm dòng cho cơ quan đó.") % told
            many = _("Có nhiều cơ quan tên “%(text)s”. Chọn tên kèm cơ quan cấp trên trong danh sách của ô.") % told
            self._fault(number, "Cơ quan *", many if found else none)
            return ""
        return found[0]

    def _compare(self, row: Holding) -> None:
        old = self.standing.terms.get(row.term)
        if old is None or old.person != row.person:
            self._fault(row.row, "Mã nhiệm kỳ", _("Mã này không có trong phạm vi được nhập. Nhiệm kỳ mới thì để trống ô mã."))
            return
        if row.term in self.seen:
            self._fault(row.row, "Mã nhiệm kỳ", _("Mã này đã có ở dòng %(row)s. Xóa mã ở dòng chép thêm.") % {"row": self.seen[row.term]})
            return
        self.seen[row.term] = row.row
        fixed = (old.place, old.is_head, old.acting, old.until)
        if fixed != (row.place, row.is_head, row.acting, row.until):
            reason = _("Đổi cơ quan, thôi giữ hoặc đổi phụ trách cần bàn giao: dùng trang của người đó, mục Thôi giữ, bàn giao.")
            self._fault(row.row, "Đến ngày" if old.until != row.until else "Cơ quan *", reason)
            return
        changed = [("full_name", old.person, old.full_name, row.full_name), ("title", row.term, old.title, row.title)]
        changed.append(("since", row.term, f"{old.since:%d/%m/%Y}", f"{row.since:%d/%m/%Y}"))
        mine = [Change(PEOPLE, row.row, key, what, before, after) for what, key, before, after in changed if before != after]
        self.found.changes += mine
        self.found.unchanged += not mine

    def _seat(self, row: Holding, concurrent: bool) -> None:
        """A new term: of a person that is there by code, of one of an earlier row by «kiêm nhiệm», else of a new person."""
        known = self.names.setdefault(fold(row.full_name), [])
        if concurrent and not row.person:
            if len(known) != 1:
                reason = _("“Kiêm nhiệm” cần đúng một dòng trước cùng họ tên; ở đây có %(n)s.") % {"n": len(known)}
                self._fault(row.row, "Kiêm nhiệm", reason)
                return
            row.person = known[0]
        elif not row.person:
            row.person = f"row:{row.row}"
            known.append(row.person)
        if row.is_head and (other := self.heads.get(row.place)) and fold(other.title) != fold(row.title):
            told = {"title": other.title, "place": self.places.all[row.place].name}
            self._fault(row.row, "Đứng đầu", _("%(place)s đã có chức vụ đứng đầu là %(title)s.") % told)
            return
        if row.is_head:
            self.heads.setdefault(row.place, row)
        self.held.setdefault((row.place, fold(row.title)), []).append(row)
        self.found.seated.append(row)

    def settle(self) -> None:
        """The head's post has one holder at a time; nobody holds the same post twice at once."""
        for terms in self.held.values():
            mine: dict[str, list[Holding]] = {}
            heads: list[Holding] = []
            for row in terms:
                if row.row and not row.term:
                    self._alone(row, mine.get(row.person, []), heads)
                mine.setdefault(row.person, []).append(row)
                if row.is_head and not row.acting:
                    heads.append(row)

    def _alone(self, row: Holding, mine: Sequence[Holding], heads: Sequence[Holding]) -> None:
        if other := next((one for one in mine if _meet(row, one)), None):
            told = {"person": other.full_name, "day": f"{other.since:%d/%m/%Y}"}
            self._fault(row.row, "Chức vụ *", _("%(person)s đã giữ chức vụ này từ %(day)s.") % told)
        elif row.is_head and not row.acting and (other := next((one for one in heads if _meet(row, one)), None)):
            told = {"person": other.full_name, "day": f"{other.since:%d/%m/%Y}"}
            reason = _("Chức vụ đứng đầu do %(person)s giữ từ %(day)s. Ghi ngày kết thúc, hoặc đánh dấu phụ trách.")
            self._fault(row.row, "Đứng đầu", reason % told)


def _yes(text: str) -> bool:
    return fold(text) in ("x", "co", "yes", "1", "dung")


def _meet(one: Holding, other: Holding) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)
