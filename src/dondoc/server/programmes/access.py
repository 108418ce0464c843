"""Việc của phòng chuyên đề. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {"theme.set": _("Đặt chuyên đề của năm và các trụ cột")}
