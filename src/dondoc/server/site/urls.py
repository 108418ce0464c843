"""Mọi địa chỉ của hệ thống. / Every address; the first segment is the menu word without marks."""

from django.urls import include, path

from dondoc.server.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("khoe", views.alive, name="alive"),
    path("tim-kiem/", views.search, name="search"),
    path("ngon-ngu/", views.language, name="language"),
    path("phim-tat/", views.keys, name="keys"),
    path("huong-dan/", views.help_page, name="help"),
    path("huong-dan/giao-dien/", views.style_guide, name="style_guide"),
    path("tai-khoan/", include("dondoc.server.accounts.entering_urls")),
    path("", include("dondoc.server.accounts.urls")),
    path("", include("dondoc.server.rights.urls")),
    path("", include("dondoc.server.privacy.urls")),
    path("thong-bao/", include("dondoc.server.notices.urls")),
    path("van-ban/", include("dondoc.server.documents.urls")),
    path("van-ban/", include("dondoc.server.assignments.split_urls")),
    path("nhiem-vu/", include("dondoc.server.reports.work_urls")),
    path("nhiem-vu/", include("dondoc.server.assignments.urls")),
    path("nhiem-vu/", include("dondoc.server.obligations.urls")),
    path("nhiem-vu/", include("dondoc.server.columnmaps.urls")),
    path("don-doc/", include("dondoc.server.urging.urls")),
    path("quy-dinh/", include("dondoc.server.rulebook.urls")),
    path("quy-dinh/", include("dondoc.server.assignments.calendar_urls")),
    path("bao-cao/", include("dondoc.server.reports.urls")),
    path("co-quan-don-vi/", include("dondoc.server.organizations.urls")),
    path("co-quan-don-vi/", include("dondoc.server.custody.reorganizing_urls")),
    path("nhat-ky/", include("dondoc.server.custody.urls")),
    path("", include("dondoc.server.exchange.urls")),
]

handler400 = "dondoc.server.site.errors.bad_request"
handler403 = "dondoc.server.site.errors.forbidden"
handler404 = "dondoc.server.site.errors.not_found"
handler500 = "dondoc.server.site.errors.broken"
