"""Địa chỉ các trang văn bản. / Addresses of the pages of documents."""

from django.urls import path

from dondoc.server.documents import sending_views as sending
from dondoc.server.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.documents, name="list"),
    path("moi/", views.new, name="new"),
    path("moi/<str:key>/xac-nhan/", views.declare, name="declare"),
    path("tep/<uuid:uid>/", views.attachment, name="attachment"),
    path("but-phe/<uuid:uid>/", views.minute_scan, name="minute_scan"),
    path("<uuid:uid>/", views.page, name="page"),
    path("<uuid:uid>/dang-ky/", views.register, name="register"),
    path("<uuid:uid>/sua/", views.correct, name="correct"),
    path("<uuid:uid>/y-kien/", views.minute, name="minute"),
    path("<uuid:uid>/da-nhan/", views.acknowledge, name="acknowledge"),
    path("<uuid:uid>/trinh/", sending.present, name="present"),
    path("<uuid:uid>/gui/", sending.send, name="send"),
    path("<uuid:uid>/phu-luc/", sending.annex, name="annex"),
    path("<uuid:uid>/ket-thuc/", sending.close, name="close"),
    path("<uuid:uid>/doc-lai/", views.reread, name="reread"),
    path("<uuid:uid>/khac-biet/", views.differences, name="differences"),
]
