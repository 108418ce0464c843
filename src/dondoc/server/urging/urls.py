"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.urging import views

app_name = "urging"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("xem-truoc/", views.preview, name="preview"),
    path("theo-don-vi/", views.counts, name="counts"),
    path("nhac/", views.nudge, name="nudge"),
    path("goi-dien/", views.call, name="call"),
    path("cong-van/<uuid:uid>/", views.letter, name="letter"),
    path("cong-van/<uuid:uid>/tep/", views.letter_file, name="letter_file"),
    path("danh-sach/<uuid:uid>/", views.late_list, name="late_list"),
    path("danh-sach/<uuid:uid>/tep/", views.list_file, name="list_file"),
]
