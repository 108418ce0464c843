"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig


class UrgingConfig(AppConfig):
    """The room as Django knows it."""

    name = "dondoc.server.urging"
    default_auto_field = "django.db.models.BigAutoField"
