"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import URLPattern

app_name = "notices"
urlpatterns: list[URLPattern] = []
