"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.rights import views

app_name = "rights"
urlpatterns = [
    path("cho-xac-nhan/", views.waiting, name="waiting"),
    path("cho-xac-nhan/<uuid:uid>/", views.countersign, name="countersign"),
    path("cho-xac-nhan/<uuid:uid>/xac-nhan/", views.confirm, name="confirm"),
    path("cho-xac-nhan/<uuid:uid>/khong-xac-nhan/", views.refuse, name="refuse"),
    path("cho-xac-nhan/<uuid:uid>/rut/", views.withdraw, name="withdraw"),
]
