"""Địa chỉ của đăng nhập, dưới tên mà allauth gọi. / Addresses of sign-in, under the names by which allauth calls them.

Only what is used is here: no registration, no e-mail, no reset by mail. What is not here cannot be asked.
"""

from allauth.account.views import account_inactive
from django.conf import settings
from django.urls import path

from dondoc.server.accounts.views import entering, own

urlpatterns = [
    path("", own.index, name="mfa_index"),
    path("login/", entering.LoginView.as_view(), name="account_login"),
    path("logout/", entering.LogoutView.as_view(), name="account_logout"),
    path("ngung/", account_inactive, name="account_inactive"),
    path("buoc-hai/", entering.SecondFactorView.as_view(), name="mfa_authenticate"),
    path("xac-nhan/", entering.AgainByPasswordView.as_view(), name="account_reauthenticate"),
    path("xac-nhan/ma/", entering.AgainByCodeView.as_view(), name="mfa_reauthenticate"),
    path("mat-khau/", own.PasswordView.as_view(), name="account_change_password"),
    path("mat-khau/dat/", entering.set_password, name="account_set_password"),
    path("ung-dung-ma/them/", own.AddCodesAppView.as_view(), name="mfa_activate_totp"),
    path("ung-dung-ma/bo/", own.RemoveCodesAppView.as_view(), name="mfa_deactivate_totp"),
    path("ma-du-phong/", own.RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("ma-du-phong/moi/", own.NewRecoveryCodesView.as_view(), name="mfa_generate_recovery_codes"),
]
if "webauthn" in settings.MFA_SUPPORTED_TYPES:
    urlpatterns += [
        path("xac-nhan/khoa/", entering.AgainByPasskeyView.as_view(), name="mfa_reauthenticate_webauthn"),
        path("khoa/dang-nhap/", entering.PasskeyLoginView.as_view(), name="mfa_login_webauthn"),
        path("khoa/them/", own.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
        path("khoa/<int:pk>/bo/", own.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    ]
if settings.OPENID:
    urlpatterns += [
        path("ben-ngoai/<str:provider_id>/", entering.provider_login, name="openid_connect_login"),
        path("ben-ngoai/<str:provider_id>/ve/", entering.provider_callback, name="openid_connect_callback"),
        path("ben-ngoai/", entering.provider_cancelled, name="socialaccount_login_cancelled"),
    ]
