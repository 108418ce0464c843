"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.accounts import views

app_name = "accounts"
urlpatterns = [path("moi/<str:token>/", views.accept, name="accept")]
