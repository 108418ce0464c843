"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.assignments.views import cascade, changes, entering, inbox, issue, orders, parties, submission, table, targets

app_name = "assignments"
urlpatterns = [
    path("phan-cong/", table.drafts, name="drafts"),
    path("phan-cong/<uuid:uid>/", table.table, name="table"),
    path("phan-cong/<uuid:uid>/bang.xlsx", table.sheet, name="sheet"),
    path("phan-cong/<uuid:uid>/them/", table.add, name="add"),
    path("phan-cong/<uuid:uid>/da-chon/", table.selected, name="selected"),
    path("phan-cong/<uuid:uid>/trinh/", table.submit, name="submit"),
    path("don-vi/", targets.targets, name="targets"),
    path("nhap/", entering.enter, name="enter"),
    path("nhap/<uuid:uid>/", entering.enter, name="enter_at"),
    path("cho-xac-nhan/", entering.said, name="said"),
    path("cho-xac-nhan/<uuid:uid>/", entering.confirm, name="confirm_said"),
    path("cac-ben/", parties.parties, name="parties"),
    path("lenh/<uuid:uid>/", orders.order, name="order"),
    path("lenh/<uuid:uid>/sua/", table.row, name="row"),
    path("lenh/<uuid:uid>/tach/", targets.divide, name="divide"),
    path("lenh/<uuid:uid>/bo/", table.discard, name="discard"),
    path("trinh/", submission.submissions, name="submissions"),
    path("trinh/<uuid:uid>/", submission.submission, name="submission"),
    path("trinh/<uuid:uid>/ban-chup/", submission.scan, name="scan"),
    path("giao/<uuid:uid>/", issue.issue, name="issue"),
    path("thu-lai/", issue.take_back, name="take_back"),
    path("tiep-nhan/", inbox.inbox, name="inbox"),
    path("viec/<uuid:uid>/tiep-nhan/", inbox.take_up, name="take_up"),
    path("viec/<uuid:uid>/dieu-chinh/", changes.change, name="change"),
    path("viec/<uuid:uid>/giao-tiep/", cascade.cascade, name="cascade"),
    path("de-nghi/", changes.requests, name="requests"),
    path("de-nghi/<slug:kind>/<uuid:uid>/", changes.decide, name="decide_request"),
    path("de-nghi/<slug:kind>/<uuid:uid>/rut/", changes.drop, name="drop_request"),
]
