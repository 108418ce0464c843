"""Bước xác nhận thứ hai: ứng dụng mã, khóa truy cập, mã dự phòng. / The second factor: codes of an app, passkeys, recovery codes."""

from __future__ import annotations

from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.server.accounts import sealing
from dondoc.server.accounts.models import Account
from dondoc.server.organizations.access import needs_second_factor

#: What is a factor by itself; recovery codes stand in for one of them.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's second factor with our words, our seal, and the rule that who needs one keeps one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("Mã chưa đúng hoặc đã hết hạn. Đề nghị nhập mã mới."),
        "cannot_delete_authenticator": gettext_lazy(
            "Vai trò của đồng chí cần bước xác nhận thứ hai. Thêm cách khác trước khi bỏ cách này."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Sealed by the instance's key, which is not in the database."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed. Under another key nothing that a code could ever match."""
        found = sealing.unseal(encrypted_text)
        if found is None:
            raise self.validation_error("incorrect_code")
        return found

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor of a person whose role asks for one stays."""
        account = authenticator.user
        return not must_have(account) or len(factors(account)) > 1

    def get_totp_issuer(self) -> str:
        """The name an authenticator app shows."""
        return f"dondoc {urlsplit(settings.INSTANCE.address).hostname}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are bound to the instance's own name, not to whatever name a request carries."""
        host = urlsplit(settings.INSTANCE.address).hostname or ""
        return {"id": host, "name": f"dondoc {host}"}

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        """«Khóa 1», «Khóa 2» until its owner names it."""
        return _("Khóa %(n)s") % {"n": len(factors(user, type)) + 1}


def factors(account: Account, *kinds: str) -> list[Authenticator]:
    """The account's own factors, of these kinds or of all that count by themselves."""
    return list(Authenticator.objects.filter(user=account, type__in=kinds or FACTORS).order_by("created_at"))


def must_have(account: Account) -> bool:
    """Whether a role of this person asks for a factor. The demo, whose passwords are printed, asks for none."""
    return not settings.DEMO and needs_second_factor(account.person)
