"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    """The room as Django knows it."""

    name = "dondoc.server.obligations"
    default_auto_field = "django.db.models.BigAutoField"
