"""Django's name for this room. / Tên phòng đối với Django."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class SiteConfig(AppConfig):
    """The top floor: when the server starts it gathers acts into roles and hands them down."""

    name = "dondoc.server.site"
    label = "site"

    def ready(self) -> None:
        """Register the roles once all rooms are known; by name, since the rooms' tables exist only now."""
        import_string("dondoc.server.site.roles.register")()
