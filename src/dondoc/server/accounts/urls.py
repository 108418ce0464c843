"""Địa chỉ các trang. / Addresses of the pages."""

from django.urls import path

from dondoc.server.accounts.views import invitation, own, people, tokens

app_name = "accounts"
urlpatterns = [
    path("moi/<str:token>/", invitation.accept, name="accept"),
    path("tai-khoan/ket-thuc-phien/", own.end_sessions, name="end_sessions"),
    path("tai-khoan/ma-truy-cap/", tokens.tokens, name="tokens"),
    path("tai-khoan/ma-truy-cap/tao/", tokens.make, name="make_token"),
    path("tai-khoan/ma-truy-cap/<uuid:uid>/thu-hoi/", tokens.revoke, name="revoke_token"),
    path("nguoi-dung/", people.people, name="people"),
    path("nguoi-dung/<uuid:uid>/", people.person, name="person"),
    path("nguoi-dung/<uuid:uid>/moi/", people.invite, name="invite"),
    path("nguoi-dung/<uuid:uid>/moi-lai/", people.invite_again, name="invite_again"),
    path("nguoi-dung/<uuid:uid>/khoa/", people.lock, name="lock"),
    path("nguoi-dung/<uuid:uid>/mo/", people.unlock, name="unlock"),
    path("nguoi-dung/<uuid:uid>/ma-ngoai/", people.claim, name="claim"),
    path("nguoi-dung/<uuid:uid>/de-nghi-cap-lai/", people.propose_reset, name="propose_reset"),
]
