"""Địa chỉ các trang bảng nối cột, dưới /nhiem-vu/. / Addresses of the pages of column maps, under /nhiem-vu/."""

from django.urls import path

from dondoc.server.columnmaps import views

app_name = "columnmaps"
urlpatterns = [
    path("bang-noi/", views.maps, name="maps"),
    path("bang-noi/moi/", views.new, name="new"),
    path("bang-noi/nhap/<uuid:uid>/", views.table, name="table"),
    path("bang-noi/<uuid:uid>/", views.one, name="map"),
    path("bang-noi/<uuid:uid>/sua/", views.edit, name="edit"),
    path("bang-noi/<uuid:uid>/xuat/", views.export, name="export"),
]
