"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class RightsConfig(AppConfig):
    """The room as Django knows it; its own two-person act is registered when it starts."""

    name = "dondoc.server.rights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """By name, since the tables exist only now."""
        import_string("dondoc.server.rights.actions.granting.register")()
