"""Việc của phòng việc đến kỳ. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {"obligation.answer": _("Đánh dấu việc đến kỳ đã làm")}
