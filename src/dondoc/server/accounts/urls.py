"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import URLPattern

app_name = "accounts"
urlpatterns: list[URLPattern] = []
