"""Việc của phòng minh bạch. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "record.see": _("Mở hồ sơ của người khác (mỗi lần mở đều ghi lại, người ấy thấy)"),
    "record.correct": _("Trả lời yêu cầu đính chính hồ sơ"),
    "retention.propose": _("Đề nghị xóa dữ liệu hết thời hạn lưu"),
    "retention.confirm": _("Xác nhận xóa dữ liệu hết thời hạn lưu"),
}

#: Pairs of acts nobody does on the same thing, with the sentence of the rule.
SEPARATED = (("retention.propose", "retention.confirm", _("Người đề nghị xóa dữ liệu không tự xác nhận")),)
