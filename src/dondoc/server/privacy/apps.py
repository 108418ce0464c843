"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class PrivacyConfig(AppConfig):
    """The room as Django knows it; its two-person acts are registered when it starts."""

    name = "dondoc.server.privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """By name, since the tables exist only now."""
        for room in ("retaining", "erasing"):
            import_string(f"dondoc.server.privacy.actions.{room}.register")()
