"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class AccountsConfig(AppConfig):
    """The room as Django knows it."""

    name = "dondoc.server.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Its two-person act, by name, since the tables exist only now."""
        import_string("dondoc.server.accounts.resetting.register")()
