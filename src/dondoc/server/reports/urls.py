"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import URLPattern

app_name = "reports"
urlpatterns: list[URLPattern] = []
