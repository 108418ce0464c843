"""Khóa của phòng tài khoản: giữ kín những gì nằm trong cơ sở dữ liệu. / Sealing what the database holds, by a key it does not hold.

The key is a file of the instance's folder (`Instance.key`), in no database and no backup: who steals one of these has no secret of
an authenticator app and no name by which the outer provider knows a person. Without the file codes are refused as wrong codes are.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _part(purpose: str) -> bytes:
    """A key of its own for each purpose."""
    return hmac.new(settings.SIGN_IN_KEY, purpose.encode(), hashlib.sha256).digest()


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_part("second factor")))


def seal(text: str) -> str:
    """Encrypted and authenticated, as text."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """What was sealed; None under another key, or when it was touched."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def claim_hash(issuer: str, claim: str) -> str:
    """64 hex digits by which a person of the outer provider is found again; the claim itself (a citizen's number, perhaps) is not kept."""
    told = b"".join(len(part).to_bytes(4, "big") + part for part in (issuer.encode(), claim.strip().encode()))
    return hmac.new(_part("claim"), told, hashlib.sha256).hexdigest()
