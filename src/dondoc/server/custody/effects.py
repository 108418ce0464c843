"""Phương án làm gì, nói bằng lời. / What a plan does, in sentences: the preview, the countersign and the page all say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from dondoc.server.custody.plans import Plan

#: How many names a sentence lists.
_NAMES = 6


def sentences(plan: Plan, done: Mapping[str, Any]) -> list[str]:
    """Sentences of what was done, or would be: founded, renamed, moved, passed on, continued, ended."""
    said = [_("Thành lập %(name)s, trực thuộc %(parent)s.") % body for body in done["founded"]]
    if old := done.get("renamed"):
        said.append(_("%(old)s đổi tên thành %(new)s.") % {"old": old["name"], "new": plan.name})
    said += _moved(done["moved"])
    for passed in done["passed"]:
        said += _passed(passed)
    said += [_("Chức vụ %(title)s cùng người giữ tiếp tục tại %(to)s.") % post for post in done["posts"]]
    if done["ended"]:
        told = {"names": _list(body["name"] for body in done["ended"]), "day": f"{plan.on:%d/%m/%Y}"}
        said.append(_("%(names)s kết thúc hoạt động, từ ngày %(day)s không còn.") % told)
        if holders := sum(body.get("holders", 0) for body in done["ended"]):
            said.append(_("Chức vụ của %(n)s người tại các cơ quan kết thúc cũng kết thúc.") % {"n": holders})
    return said


def _moved(rows: Iterable[Mapping[str, str]]) -> list[str]:
    by_parent: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_parent[row["to"]].append(row["name"])
    return [
        _("%(n)s cơ quan chuyển về trực thuộc %(to)s: %(names)s.") % {"n": len(names), "to": to, "names": _list(names)}
        for to, names in by_parent.items()
    ]


def _passed(told: Mapping[str, Any]) -> list[str]:
    said = [
        _("%(n)s nhiệm vụ đang mở của %(source)s chuyển cho %(to)s.") % {"n": to["count"], "source": told["source"], "to": to["name"]}
        for to in told["to"]
    ]
    if told["joined"]:
        said.append(
            _("%(n)s nhiệm vụ của %(source)s nhập vào nhiệm vụ cùng nội dung mà cơ quan tiếp nhận đang thực hiện.")
            % {"n": told["joined"], "source": told["source"]}
        )
    if told["orders"]:
        said.append(
            _("%(n)s lệnh giao việc do %(source)s giao, theo dõi chuyển cho cơ quan kế thừa theo dõi.")
            % {"n": told["orders"], "source": told["source"]}
        )
    return said


def _list(names: Iterable[str]) -> str:
    every = list(names)
    shown = ", ".join(every[:_NAMES])
    return shown if len(every) <= _NAMES else _("%(names)s và %(n)s cơ quan khác") % {"names": shown, "n": len(every) - _NAMES}
