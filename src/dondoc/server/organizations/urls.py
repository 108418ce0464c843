"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.organizations import group_views, sheet_views, tie_views, views

app_name = "organizations"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("nguoi/", views.people, name="people"),
    path("nguoi/<uuid:uid>/", views.person, name="person"),
    path("nhom/", group_views.groups, name="groups"),
    path("nhom/moi/", group_views.define, name="define_group"),
    path("nhom/<uuid:uid>/", group_views.group, name="group"),
    path("nhom/<uuid:uid>/sua/", group_views.change, name="change_group"),
    path("nhom/<uuid:uid>/thoi-dung/", group_views.end, name="end_group"),
    path("<uuid:uid>/quan-he/", tie_views.page, name="ties"),
    path("<uuid:uid>/thanh-vien/", tie_views.seats, name="seats"),
    path("<uuid:uid>/bang-tinh/", sheet_views.sheets, name="sheets"),
    path("<uuid:uid>/bang-tinh/xuat/", sheet_views.export, name="export"),
    path("bang-tinh/<uuid:uid>/", sheet_views.held, name="held"),
    path("<uuid:uid>/", views.page, name="page"),
    path("<uuid:uid>/nhanh/", views.branch, name="branch"),
]
