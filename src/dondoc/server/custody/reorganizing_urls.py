"""Địa chỉ các trang sắp xếp tổ chức, bàn giao. / Addresses of the pages of reorganizations and handovers."""

from django.urls import path

from dondoc.server.custody import reorganizing_views as views

app_name = "reorganizing"
urlpatterns = [
    path("sap-xep/", views.reorganizations, name="list"),
    path("sap-xep/<uuid:uid>/", views.reorganization, name="one"),
    path("sap-xep/thanh-lap/", views.plan, {"kind": "found"}, name="found"),
    path("sap-xep/<str:kind>/", views.plan, name="plan"),
    path("<uuid:uid>/chuc-vu/", views.post, name="post"),
    path("ban-giao/<uuid:uid>/", views.hand_over, name="hand_over"),
]
