"""Danh mục và thẻ nhiệm vụ, dưới /nhiem-vu/. / The lists and the card of work, under /nhiem-vu/."""

from django.urls import path

from dondoc.server.reports import work_views

app_name = "work"
urlpatterns = [
    path("", work_views.lists, name="lists"),
    path("viec/<uuid:uid>/", work_views.card, name="card"),
    path("viec/<uuid:uid>/tong-hop/", work_views.rollup, name="rollup"),
    path("lenh/<uuid:uid>/tong-hop/", work_views.order_rollup, name="order_rollup"),
]
