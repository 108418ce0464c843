"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The room as Django knows it."""

    name = "dondoc.server.reports"
    default_auto_field = "django.db.models.BigAutoField"
