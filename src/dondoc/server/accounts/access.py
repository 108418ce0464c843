"""Việc của phòng tài khoản. / The acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTS = {"account.invite": _("Mời người dùng, khóa tài khoản")}
