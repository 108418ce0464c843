"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    """The room as Django knows it."""

    name = "dondoc.server.custody"
    default_auto_field = "django.db.models.BigAutoField"
