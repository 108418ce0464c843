"""Địa chỉ các trang và của giao diện cho máy. / Addresses of the pages, and of the interface for machines."""

from django.urls import path

from dondoc.server.exchange import views
from dondoc.server.exchange.api.edge import PREFIX, interface, unknown

app_name = "exchange"
urlpatterns = [
    path("nhat-ky/cap-duoi/", views.heads, name="heads"),
    path("nhat-ky/cap-duoi/<str:origin>/", views.anchors, name="anchors"),
    path("trao-doi/moc/", views.keep, name="keep"),
    path(PREFIX, interface.urls),
    path(f"{PREFIX}<path:path>", unknown, name="unknown"),
]
