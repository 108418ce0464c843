"""Việc của phòng báo cáo. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "report.see": _("Xem báo cáo của đơn vị"),
    "report.enter": _("Nhập kết quả, minh chứng"),
    "report.submit": _("Duyệt và nộp báo cáo của đơn vị"),
    "report.review": _("Xem xét báo cáo, đề nghị xác nhận"),
    "report.confirm": _("Xác nhận kết quả, xác nhận hoàn thành"),
    "period.set": _("Đặt kỳ báo cáo"),
}

#: Pairs of acts nobody does on the same thing, with the sentence of the rule.
SEPARATED = (
    ("report.enter", "report.confirm", _("Người báo cáo không tự xác nhận báo cáo của mình")),
    ("report.review", "report.confirm", _("Người đề nghị xác nhận báo cáo không tự quyết định")),
)
