"""Sửa lịch làm việc, dưới /quy-dinh/. / Correcting the working calendar, under /quy-dinh/."""

from django.urls import path

from dondoc.server.assignments.views import calendar

app_name = "calendar"
urlpatterns = [
    path("lich/ngay/", calendar.day, name="day"),
    path("lenh/<uuid:uid>/moc/", calendar.event, name="event"),
]
