"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("lich/<int:year>/", views.calendar, name="calendar"),
    path("lich/<int:year>/dien/", views.seed, name="seed"),
]
