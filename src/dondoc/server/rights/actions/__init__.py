"""Mọi thay đổi của phòng quyền. / Every write of this room."""

from dondoc.server.rights.actions.countersigning import confirm, expire_due, propose, refuse, withdraw
from dondoc.server.rights.actions.granting import can_confirm, confirmer_ever, give_first, propose_grant, take_back_grant

__all__ = [
    "can_confirm",
    "confirm",
    "confirmer_ever",
    "expire_due",
    "give_first",
    "propose",
    "propose_grant",
    "refuse",
    "take_back_grant",
    "withdraw",
]
