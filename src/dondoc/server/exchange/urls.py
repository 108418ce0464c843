"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.exchange import views

app_name = "exchange"
urlpatterns = [
    path("nhat-ky/cap-duoi/", views.heads, name="heads"),
    path("nhat-ky/cap-duoi/<str:origin>/", views.anchors, name="anchors"),
    path("trao-doi/moc/", views.keep, name="keep"),
]
