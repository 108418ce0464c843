"""Việc của phòng bảng nối cột. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "column_map.use": _("Xuất, nhập bảng nhiệm vụ theo mẫu của hệ thống khác"),
    "column_map.set": _("Đặt bảng nối cột với hệ thống khác"),
}
