"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.rights import grants_views, views

app_name = "rights"
urlpatterns = [
    path("vai-tro-quyen/", grants_views.roles_page, name="roles"),
    path("vai-tro-quyen/nhat-ky/", grants_views.history, name="history"),
    path("vai-tro-quyen/tai/<uuid:uid>/", grants_views.grants, name="grants"),
    path("vai-tro-quyen/tai/<uuid:uid>/giao/", grants_views.give, name="give"),
    path("vai-tro-quyen/thu/<uuid:uid>/", grants_views.take_back, name="take_back"),
    path("cho-xac-nhan/", views.waiting, name="waiting"),
    path("cho-xac-nhan/<uuid:uid>/", views.countersign, name="countersign"),
    path("cho-xac-nhan/<uuid:uid>/xac-nhan/", views.confirm, name="confirm"),
    path("cho-xac-nhan/<uuid:uid>/khong-xac-nhan/", views.refuse, name="refuse"),
    path("cho-xac-nhan/<uuid:uid>/rut/", views.withdraw, name="withdraw"),
]
