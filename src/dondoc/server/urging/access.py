"""Việc của phòng đôn đốc. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "urging.see": _("Xem việc đôn đốc và số lần đôn đốc theo đơn vị"),
    "urging.prepare": _("Gọi điện đôn đốc, chuẩn bị công văn"),
    "urging.sign": _("Ký công văn đôn đốc, xem xét giải trình"),
    "urging.order": _("Cho ý kiến công văn yêu cầu giải trình, nhận danh sách việc quá hạn"),
    "explanation.give": _("Giải trình của đơn vị"),
}
