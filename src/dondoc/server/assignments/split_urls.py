"""Địa chỉ trang đối chiếu, dưới địa chỉ của văn bản. / Addresses of the split view, under those of the document."""

from django.urls import path

from dondoc.server.assignments.views import split

app_name = "split"
urlpatterns = [
    path("<uuid:uid>/doi-chieu/", split.view, name="view"),
    path("<uuid:uid>/doi-chieu/in/", split.printed, name="print"),
    path("<uuid:uid>/doi-chieu/chon/", split.choose, name="choose"),
    path("<uuid:uid>/doi-chieu/lap-viec/", split.words, name="words"),
    path("<uuid:uid>/doi-chieu/de-xuat/<uuid:proposal>/", split.proposal, name="proposal"),
    path("<uuid:uid>/doi-chieu/noi-dung/<uuid:clause>/", split.clause, name="clause"),
]
