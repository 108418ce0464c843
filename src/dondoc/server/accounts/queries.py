"""Đọc lời mời. / Reads of invitations."""

from __future__ import annotations

from datetime import datetime

from dondoc.server.accounts.actions import token_hash
from dondoc.server.accounts.models import Invitation


def invitation(token: str, at: datetime) -> Invitation | None:
    """The invitation a link opens, while it can be used; whoever holds the link sees it, nobody else."""
    return (
        Invitation.objects.filter(token_hash=token_hash(token), used_at=None, expires_at__gt=at).select_related("account__person").first()
    )
