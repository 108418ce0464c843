"""Diễn biến của một nhiệm vụ, đọc từ nhật ký. / What happened to an assignment, read from the journal, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.server.assignments.models import Assignment
from dondoc.server.journal.queries import Act, about
from dondoc.server.organizations.models import Person
from dondoc.server.reports.models import Report, ReportCorrection, Review


@dataclass(frozen=True)
class Event:
    """One act as the timeline shows it."""

    at: datetime
    who: str
    what: str | Promise
    words: str


SENTENCES: dict[str, str | Promise] = {
    "order.draft": _("Dự kiến giao"),
    "order.take": _("Chọn từ văn bản"),
    "order.edit": _("Sửa dự kiến"),
    "order.submit": _("Trình lãnh đạo"),
    "order.approve": _("Lãnh đạo duyệt"),
    "order.return": _("Lãnh đạo trả lại để hoàn thiện"),
    "order.issue": _("Giao nhiệm vụ"),
    "order.withdraw": _("Thu hồi nhiệm vụ"),
    "assignment.receive": _("Tiếp nhận"),
    "assignment.name_doer": _("Phân công người thực hiện"),
    "assignment.start": _("Bắt đầu thực hiện"),
    "assignment.report_done": _("Báo cáo hoàn thành"),
    "assignment.send_back": _("Tiếp tục thực hiện"),
    "assignment.accept": _("Xác nhận hoàn thành"),
    "assignment.withdraw": _("Thu hồi nhiệm vụ ở đơn vị này"),
    "assignment.receive_silent": _("Im lặng, coi như đã tiếp nhận"),
    "assignment.resume": _("Thực hiện lại sau khi tạm dừng"),
    "assignment.cascade": _("Giao tiếp cho cấp dưới"),
    "assignment.hand_over": _("Chuyển giao cho cơ quan khác"),
    "assignment.split": _("Tách cho nhiều cơ quan"),
    "assignment.reopen": _("Mở lại nhiệm vụ"),
    "order.cancel": _("Hủy nhiệm vụ"),
    "order.cancel_some": _("Hủy nhiệm vụ ở một số đơn vị"),
    "extension.ask": _("Đề nghị gia hạn"),
    "extension.agree": _("Đồng ý gia hạn"),
    "extension.refuse": _("Không đồng ý gia hạn"),
    "suspension.ask": _("Đề nghị tạm dừng"),
    "suspension.agree": _("Xác nhận tạm dừng"),
    "suspension.refuse": _("Không xác nhận tạm dừng"),
    "suspension.make": _("Tạm dừng"),
    "obstacle.ask": _("Ghi trở ngại khách quan"),
    "obstacle.agree": _("Xác nhận trở ngại khách quan"),
    "obstacle.refuse": _("Không xác nhận trở ngại khách quan"),
    "order.revise_criteria": _("Đổi tiêu chí đánh giá từ kỳ sau"),
    "lead_change.ask": _("Đề nghị điều chỉnh cơ quan chủ trì"),
    "lead_change.agree": _("Đồng ý điều chỉnh cơ quan chủ trì"),
    "lead_change.refuse": _("Không đồng ý điều chỉnh cơ quan chủ trì"),
    "request.drop": _("Rút đề nghị"),
    "obligation.answer_by_report": _("Báo cáo ghi nhận việc đến kỳ"),
    "obligation.reopen": _("Việc đến kỳ mở lại vì báo cáo bị trả lại"),
    "obligation.tell_issue": _("Mở kỳ phát hành"),
    "report.enter": _("Nhập báo cáo"),
    "report.submit": _("Nộp báo cáo"),
    "report.hand_back": _("Chuyển lại cán bộ tổng hợp"),
    "report.propose": _("Đề nghị kết luận"),
    "question.ask": _("Hỏi bên kia"),
    "question.answer": _("Trả lời câu hỏi"),
    "report.reply": _("Trả lời khó khăn, kiến nghị"),
    "report.decide": _("Kết luận đối với báo cáo"),
    "report_correction.enter": _("Nhập đính chính báo cáo"),
    "report_correction.sign": _("Thủ trưởng ký đính chính báo cáo"),
    "report_correction.drop": _("Rút đính chính báo cáo"),
    "report_correction.decide": _("Quyết định về đính chính báo cáo"),
}


def of(assignment: Assignment, reports: Sequence[Report], person: Person, requests: Sequence[UUID] = ()) -> list[Event]:
    """Every act on the assignment, its order and the reports this person may see, on what was asked about it, newest first.

    Four queries."""
    reviews = list(Review.objects.filter(report__in=reports).values_list("uid", flat=True))
    mends = list(ReportCorrection.objects.visible_to(person).filter(report__in=reports).values_list("uid", flat=True))
    acts = about(assignment.order.uid, assignment.uid, *(report.uid for report in reports), *reviews, *mends, *requests)
    names = dict(Person.objects.filter(uid__in={act.actor for act in acts}).values_list("uid", "full_name"))
    return [
        Event(act.at, names.get(act.actor, ""), SENTENCES[act.action], _words(act)) for act in reversed(acts) if act.action in SENTENCES
    ]


def by_day(events: Sequence[Event]) -> list[tuple[date, list[Event]]]:
    """Events under the day they happened on, in the order they came."""
    return [(day, list(of_day)) for day, of_day in groupby(events, key=lambda event: timezone.localdate(event.at))]


def _words(act: Act) -> str:
    payload = act.payload or {}
    said = str(payload.get("reason") or payload.get("words") or payload.get("ground") or "")
    moved = _moved(payload)
    return f"{moved}. {said}" if moved and said else moved or said


def _moved(payload: Mapping[str, Any]) -> str:
    """Both days of an extension asked for or granted: the old one is never lost."""
    before, after = payload.get("deadline"), payload.get("until")
    if not (before and after):
        return ""
    days = {name: date.fromisoformat(str(day)).strftime("%d/%m/%Y") for name, day in (("before", before), ("after", after))}
    return gettext("từ hạn %(before)s đến %(after)s") % days
