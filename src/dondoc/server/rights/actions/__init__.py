"""Mọi thay đổi của phòng quyền. / Every write of this room."""

from dondoc.server.rights.actions.countersigning import confirm, expire_due, propose, refuse, withdraw
from dondoc.server.rights.actions.granting import propose_grant, take_back_grant

__all__ = ["confirm", "expire_due", "propose", "propose_grant", "refuse", "take_back_grant", "withdraw"]
