"""Địa chỉ các trang báo cáo. / Addresses of the pages of reports."""

from django.urls import path

from dondoc.server.reports import correction_views, reply_views, review_views, signed_views, views

app_name = "reports"
urlpatterns = [
    path("", views.start, name="start"),
    path("xem-xet/", review_views.queue, name="queue"),
    path("xem-xet/xac-nhan/", review_views.accept_chosen, name="accept_chosen"),
    path("xem-xet/tra-lai/", review_views.return_chosen, name="return_chosen"),
    path("xem-xet/de-nghi/", review_views.propose_chosen, name="propose_chosen"),
    path("dinh-chinh/", correction_views.waiting, name="corrections"),
    path("dinh-chinh/<uuid:uid>/", correction_views.correction, name="correction"),
    path("phieu/<uuid:uid>/dinh-chinh/", correction_views.correct, name="correct"),
    path("ban-ky/<str:key>/", signed_views.signed, name="signed"),
    path("hoi/<uuid:uid>/", reply_views.ask, name="ask"),
    path("tra-loi/<uuid:uid>/", reply_views.answer, name="answer"),
    path("kho-khan/", reply_views.asked, name="asked"),
    path("phieu/<uuid:uid>/tra-loi/", reply_views.reply, name="reply"),
    path("phieu/<uuid:uid>/", review_views.report, name="report"),
    path("minh-chung/<uuid:uid>/", views.evidence, name="evidence"),
    path("minh-chung/<uuid:uid>/bo/", views.drop_evidence, name="drop_evidence"),
    path("ban-in/<uuid:uid>/", signed_views.printed, name="printed"),
    path("ban-in/<uuid:uid>/ban-ky/", signed_views.scan, name="scan"),
    path("<str:key>/<uuid:unit>/", views.unit, name="unit"),
    path("<str:key>/<uuid:unit>/bang.xlsx", views.sheet, name="sheet"),
    path("<str:key>/<uuid:unit>/bang/", views.from_sheet, name="from_sheet"),
    path("<str:key>/<uuid:unit>/nop/", views.submit, name="submit"),
    path("<str:key>/<uuid:unit>/in/", signed_views.print_report, name="print"),
]
