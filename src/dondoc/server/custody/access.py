"""Việc của phòng lưu giữ. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "journal.read": _("Xem nhật ký"),
    "organization.confirm": _("Xác nhận việc sắp xếp tổ chức do người khác đề nghị"),
    "journal.export": _("Xuất nhật ký để kiểm tra"),
}
