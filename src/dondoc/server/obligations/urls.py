"""Địa chỉ các trang việc đến kỳ, dưới /nhiem-vu/. / Addresses of the pages of recurring work, under /nhiem-vu/."""

from django.urls import path

from dondoc.server.obligations import views

app_name = "obligations"
urlpatterns = [
    path("lenh/<uuid:uid>/dinh-ky/", views.series, name="series"),
    path("lenh/<uuid:uid>/dinh-ky/ky-phat-hanh/", views.tell_issue, name="tell_issue"),
    path("den-ky/<uuid:uid>/", views.answer, name="answer"),
    path("den-ky/<uuid:uid>/bo-danh-dau/", views.take_back, name="take_back"),
]
