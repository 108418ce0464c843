"""Việc của phòng quyền. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "grant.see": _("Xem ai được giao quyền gì"),
    "grant.confirm": _("Xác nhận việc giao quyền do người khác đề nghị"),
}
