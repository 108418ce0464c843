"""Việc của phòng quyền. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "grant.see": _("Xem ai được giao quyền gì"),
    "grant.confirm": _("Xác nhận việc giao quyền do người khác đề nghị"),
}

#: Pairs of acts nobody does on the same thing, with the sentence of the rule.
SEPARATED = (("grant.manage", "grant.confirm", _("Người đề nghị giao quyền không tự xác nhận, cũng không giao cho chính mình")),)
