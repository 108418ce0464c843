"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class ExchangeConfig(AppConfig):
    """The room as Django knows it."""

    name = "dondoc.server.exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What a token may be asked for, told to the accounts."""
        import_string("dondoc.server.exchange.access.register")()
