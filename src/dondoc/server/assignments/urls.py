"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import URLPattern

app_name = "assignments"
urlpatterns: list[URLPattern] = []
