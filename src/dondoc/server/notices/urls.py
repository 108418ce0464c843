"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("da-doc/", views.read, name="read"),
]
