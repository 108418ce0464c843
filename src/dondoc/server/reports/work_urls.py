"""Danh mục và thẻ nhiệm vụ, dưới /nhiem-vu/. / The lists and the card of work, under /nhiem-vu/."""

from django.urls import path

from dondoc.server.reports import criteria_views, overview_views, work_views

app_name = "work"
urlpatterns = [
    path("", work_views.lists, name="lists"),
    path("bang-theo-doi/", overview_views.table, name="table"),
    path("bang-theo-doi/<str:key>/<uuid:uid>/", overview_views.cell, name="cell"),
    path("ket-qua/", overview_views.by_unit, name="standing"),
    path("ket-qua/phu-luc-giao-ban.docx", overview_views.annex, name="annex"),
    path("lich/", overview_views.calendar, name="calendar"),
    path("ban-in/<uuid:uid>/", overview_views.sheet, name="sheet"),
    path("bo-loc/", overview_views.keep, name="keep_filter"),
    path("bo-loc/<uuid:uid>/bo/", overview_views.drop, name="drop_filter"),
    path("viec/<uuid:uid>/dien-bien/", overview_views.history, name="history"),
    path("lenh/<uuid:uid>/bang-theo-doi/", overview_views.order_table, name="order_table"),
    path("lenh/<uuid:uid>/thu-hoi/", overview_views.withdraw, name="withdraw"),
    path("lenh/<uuid:uid>/tieu-chi/", criteria_views.criteria, name="criteria"),
    path("viec/<uuid:uid>/", work_views.card, name="card"),
    path("viec/<uuid:uid>/tong-hop/", work_views.rollup, name="rollup"),
    path("lenh/<uuid:uid>/tong-hop/", work_views.order_rollup, name="order_rollup"),
]
