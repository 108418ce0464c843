"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("cach-bao-tin/", views.preferences, name="preferences"),
    path("cach-bao-tin/lich/", views.make_feed, name="make_feed"),
    path("cach-bao-tin/lich/<uuid:uid>/thu-hoi/", views.revoke_feed, name="revoke_feed"),
    path("lich/<str:secret>.ics", views.feed, name="feed"),
    path("da-doc/", views.read, name="read"),
]
