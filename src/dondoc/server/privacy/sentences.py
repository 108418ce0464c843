"""Việc trong nhật ký, bằng lời. / What an entry of the journal says, in words a member understands."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES = {
    "account": gettext_lazy("Tài khoản: mật khẩu, khóa, mở, cấp lại"),
    "account.accept_invitation": gettext_lazy("Đặt mật khẩu đầu tiên"),
    "account.invite": gettext_lazy("Mời dùng hệ thống, mở tài khoản"),
    "account.set_preferences": gettext_lazy("Đổi ngôn ngữ, phím tắt"),
    "assignment": gettext_lazy("Nhiệm vụ: giao, tiếp nhận, thực hiện"),
    "calendar": gettext_lazy("Lịch làm việc"),
    "clause": gettext_lazy("Nội dung của văn bản: đối chiếu, xử lý"),
    "correction": gettext_lazy("Yêu cầu đính chính hồ sơ"),
    "countersign": gettext_lazy("Việc cần hai người: đề nghị, xác nhận"),
    "document": gettext_lazy("Văn bản: tiếp nhận, đăng ký, gửi, chuyển"),
    "evidence": gettext_lazy("Minh chứng của báo cáo"),
    "grant.delegate": gettext_lazy("Ủy quyền"),
    "grant.end": gettext_lazy("Thu quyền"),
    "grant.give": gettext_lazy("Giao quyền"),
    "journal.export": gettext_lazy("Xuất nhật ký để kiểm tra"),
    "minute.record": gettext_lazy("Ghi ý kiến chỉ đạo"),
    "notice.read": gettext_lazy("Đánh dấu thông báo đã đọc"),
    "order": gettext_lazy("Lệnh giao việc: dự kiến, trình, duyệt, giao"),
    "organization": gettext_lazy("Cơ quan, đơn vị: lập, thay đổi"),
    "person.erase": gettext_lazy("Xóa dữ liệu của người đã rời hệ thống"),
    "person.enroll": gettext_lazy("Ghi tên vào hệ thống"),
    "post.open": gettext_lazy("Mở chức vụ"),
    "proposal": gettext_lazy("Đề xuất giao việc từ văn bản"),
    "record.export": gettext_lazy("Xuất hồ sơ"),
    "record.open": gettext_lazy("Mở hồ sơ"),
    "report": gettext_lazy("Báo cáo: nhập, nộp, xem xét, xác nhận"),
    "rule": gettext_lazy("Quy định của cơ quan"),
    "retention.erase": gettext_lazy("Xóa dữ liệu hết thời hạn lưu"),
    "submission": gettext_lazy("Phiếu trình: trình, duyệt, trả lại"),
    "term.begin": gettext_lazy("Bắt đầu giữ chức vụ"),
    "term.end": gettext_lazy("Thôi giữ chức vụ"),
    "unit_report": gettext_lazy("Báo cáo ký giấy của đơn vị"),
    "token": gettext_lazy("Mã truy cập cho máy: tạo, dùng, thu hồi"),
}


def sentence(action: str) -> str:
    """The sentence of this act, else of its kind, else the key itself."""
    kind = action.split(".")[0]
    found = SENTENCES.get(action) or SENTENCES.get(kind)
    return str(found) if found else _("Việc khác: %(action)s") % {"action": action}
