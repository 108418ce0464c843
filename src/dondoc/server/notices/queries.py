"""Đọc thông báo: câu được ghép khi hiện, theo ngôn ngữ người đọc. / Reads of notices; the sentence is made when shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dondoc.server.notices.models import Notice
from dondoc.server.organizations.models import Person

SENTENCES = {
    "countersign.proposed": _("Có việc chờ đồng chí xác nhận: %(act)s."),
    "countersign.confirmed": _("Đề nghị của đồng chí đã được xác nhận: %(act)s."),
    "countersign.refused": _("Đề nghị của đồng chí không được xác nhận: %(act)s."),
    "countersign.expired": _("Đề nghị của đồng chí quá hạn xác nhận, không còn hiệu lực: %(act)s."),
    "correction.asked": _("%(person)s yêu cầu đính chính hồ sơ."),
    "correction.corrected": _("Hồ sơ của đồng chí đã được đính chính."),
    "correction.declined": _("Yêu cầu đính chính của đồng chí đã được trả lời."),
    "journal.split_view": _("Cảnh báo: nhật ký của %(origin)s mâu thuẫn với mã đã giữ."),
    "journal.contradicted": _("Cảnh báo: %(keeper)s giữ một mã khác của nhật ký này."),
    "document.present": _("Văn bản trình đồng chí cho ý kiến: %(document)s"),
    "document.minute": _("Lãnh đạo đã cho ý kiến chỉ đạo trên văn bản %(document)s."),
    "document.send": _("Có văn bản gửi đến đơn vị: %(document)s"),
    "submission.made": _("Có %(count)s nhiệm vụ trình đồng chí cho ý kiến."),
    "submission.approve": _("Lãnh đạo đã duyệt %(count)s nhiệm vụ."),
    "submission.return": _("Lãnh đạo trả lại %(count)s nhiệm vụ để hoàn thiện."),
    "report.reply": _("Khó khăn, kiến nghị đã được trả lời: %(task)s"),
    "order.said": _("Có nhiệm vụ đã giao theo chỉ đạo bằng lời của đồng chí, chờ xác nhận."),
    "order.confirmed": _("Chỉ đạo bằng lời đã được xác nhận: %(task)s"),
    "order.oversees": _("Đồng chí được phân công phụ trách %(count)s nhiệm vụ."),
    "order.monitors": _("Đồng chí được phân công theo dõi %(count)s nhiệm vụ."),
    "order.informed": _("Cơ quan, đơn vị được gửi để biết %(count)s nhiệm vụ."),
    "order.issued": _("Đơn vị được giao %(count)s nhiệm vụ mới."),
    "order.withdrawn": _("Đã thu hồi nhiệm vụ: %(task)s"),
    "order.cancelled": _("Đã hủy nhiệm vụ: %(task)s"),
    "adjustment.asked": _("%(unit)s đề nghị điều chỉnh nhiệm vụ: %(task)s"),
    "extension.agreed": _("Đã đồng ý gia hạn: %(task)s"),
    "extension.refused": _("Không đồng ý gia hạn: %(task)s"),
    "suspension.agreed": _("Đã tạm dừng nhiệm vụ: %(task)s"),
    "suspension.refused": _("Không xác nhận tạm dừng: %(task)s"),
    "lead_change.refused": _("Không điều chỉnh cơ quan chủ trì: %(task)s"),
    "assignment.resumed": _("Nhiệm vụ được thực hiện lại: %(task)s"),
    "assignment.passed_on": _("Nhiệm vụ đã chuyển giao cho cơ quan khác: %(task)s"),
    "assignment.reopened": _("Nhiệm vụ được mở lại: %(task)s"),
    "assignment.doer": _("Đồng chí được phân công thực hiện: %(task)s"),
    "assignment.taken_over": _("Đơn vị tiếp nhận %(count)s nhiệm vụ của %(source)s."),
    "assignment.handed_over": _("Đồng chí %(source)s bàn giao %(count)s nhiệm vụ của đơn vị."),
    "urging.digest": _("Cần chú ý: %(soon)s việc sắp đến hạn, %(late)s việc quá hạn."),
    "urging.by_hand": _("%(who)s đề nghị báo cáo kết quả %(count)s nhiệm vụ quá hạn."),
    "urging.by_hand_said": _("%(who)s đề nghị báo cáo kết quả %(count)s nhiệm vụ quá hạn: “%(words)s”"),
    "letter.proposed": _("Có %(count)s công văn đôn đốc chờ ký."),
    "letter.ordered": _("Lãnh đạo đồng ý gửi công văn đôn đốc %(unit)s."),
    "letter.issued": _("Đơn vị nhận công văn đôn đốc số %(number)s."),
    "letter.explained": _("%(unit)s đã giải trình, chờ xem xét."),
    "explanation.accepted": _("Giải trình theo công văn số %(number)s được chấp nhận."),
    "explanation.refused": _("Giải trình theo công văn số %(number)s chưa được chấp nhận, đề nghị bổ sung."),
    "list.announced": _(
        "%(count)s việc quá hạn sẽ có trong danh sách báo cáo Thường trực từ ngày %(day)s, nếu chưa báo cáo trước ngày đó."
    ),
    "list.ready": _("Danh sách việc quá hạn đến ngày báo cáo."),
    "list.handed": _("Có danh sách %(count)s việc quá hạn báo cáo đồng chí."),
    "report.submitted": _("%(unit)s đã nộp %(count)s báo cáo, chờ xem xét."),
    "report.proposed": _("Có báo cáo của %(unit)s chờ xác nhận."),
    "report.accept": _("Báo cáo đã được xác nhận: %(task)s"),
    "report.return": _("Báo cáo được trả lại để bổ sung: %(task)s"),
}


@dataclass(frozen=True)
class Line:
    """A notice as a page shows it."""

    at: datetime
    sentence: str
    path: str
    unread: bool


def unread_count(person: Person) -> int:
    """How many notices this person has not read."""
    return Notice.objects.visible_to(person).filter(read_at=None).count()


def lines(notices: Iterable[Notice]) -> list[Line]:
    """Notices in the reader's language."""
    return [Line(row.at, str(SENTENCES[row.key]) % row.words, row.path, row.read_at is None) for row in notices if row.key in SENTENCES]
