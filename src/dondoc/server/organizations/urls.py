"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.organizations import sheet_views, views

app_name = "organizations"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("nguoi/", views.people, name="people"),
    path("nguoi/<uuid:uid>/", views.person, name="person"),
    path("<uuid:uid>/bang-tinh/", sheet_views.sheets, name="sheets"),
    path("<uuid:uid>/bang-tinh/xuat/", sheet_views.export, name="export"),
    path("bang-tinh/<uuid:uid>/", sheet_views.held, name="held"),
    path("<uuid:uid>/", views.page, name="page"),
    path("<uuid:uid>/nhanh/", views.branch, name="branch"),
]
