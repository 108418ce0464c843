"""Địa chỉ các trang báo cáo. / Addresses of the pages of reports."""

from django.urls import path

from dondoc.server.reports import reply_views, views

app_name = "reports"
urlpatterns = [
    path("", views.start, name="start"),
    path("xem-xet/", views.queue, name="queue"),
    path("xem-xet/xac-nhan/", views.accept_chosen, name="accept_chosen"),
    path("hoi/<uuid:uid>/", reply_views.ask, name="ask"),
    path("tra-loi/<uuid:uid>/", reply_views.answer, name="answer"),
    path("kho-khan/", reply_views.asked, name="asked"),
    path("phieu/<uuid:uid>/tra-loi/", reply_views.reply, name="reply"),
    path("phieu/<uuid:uid>/", views.report, name="report"),
    path("minh-chung/<uuid:uid>/", views.evidence, name="evidence"),
    path("minh-chung/<uuid:uid>/bo/", views.drop_evidence, name="drop_evidence"),
    path("ban-in/<uuid:uid>/", views.printed, name="printed"),
    path("ban-in/<uuid:uid>/ban-ky/", views.scan, name="scan"),
    path("<str:key>/<uuid:unit>/", views.unit, name="unit"),
    path("<str:key>/<uuid:unit>/bang.xlsx", views.sheet, name="sheet"),
    path("<str:key>/<uuid:unit>/bang/", views.from_sheet, name="from_sheet"),
    path("<str:key>/<uuid:unit>/nop/", views.submit, name="submit"),
    path("<str:key>/<uuid:unit>/in/", views.print_report, name="print"),
]
