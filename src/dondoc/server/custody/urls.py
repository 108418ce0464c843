"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.custody import views

app_name = "custody"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("doi-chieu/", views.compare, name="compare"),
    path("xuat/", views.export, name="export"),
]
