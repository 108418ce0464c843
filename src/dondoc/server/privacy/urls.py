"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.privacy import views

app_name = "privacy"
urlpatterns = [
    path("ho-so-cua-toi/", views.own, name="own"),
    path("ho-so-cua-toi/xuat/", views.export, name="export"),
    path("ho-so-cua-toi/dinh-chinh/", views.ask, name="ask"),
    path("ho-so-cua-toi/dinh-chinh/<uuid:uid>/", views.correction, name="correction"),
    path("ho-so-cua-toi/dinh-chinh/<uuid:uid>/rut/", views.withdraw, name="withdraw"),
    path("ho-so/<uuid:uid>/", views.other, name="other"),
    path("ai-xem-duoc/<slug:kind>/<uuid:uid>/", views.seen, name="seen"),
    path("luu-giu/", views.retention, name="retention"),
    path("luu-giu/nguoi/<uuid:uid>/", views.erasure, name="erasure"),
]
