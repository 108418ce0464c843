"""Việc của phòng quy định. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {"rule.correct": _("Sửa ngày nghỉ, điều chỉnh quy định của cơ quan")}
