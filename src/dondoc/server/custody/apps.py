"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class CustodyConfig(AppConfig):
    """The room as Django knows it."""

    name = "dondoc.server.custody"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The acts of this room that take two persons, by name, since the tables exist only now."""
        import_string("dondoc.server.custody.actions.proposing.register")()
