"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig


class ColumnmapsConfig(AppConfig):
    """The room as Django knows it."""

    name = "dondoc.server.columnmaps"
    default_auto_field = "django.db.models.BigAutoField"
