"""Mọi thay đổi của cây tổ chức. / Every write to the tree, people and rights; what crosses rooms is in `custody`."""

from dondoc.server.organizations.actions.founding import define_group, found, found_first
from dondoc.server.organizations.actions.granting import delegate, end_grant, grant
from dondoc.server.organizations.actions.people import appoint, end_term, enroll, open_post

__all__ = [
    "appoint",
    "define_group",
    "delegate",
    "end_grant",
    "end_term",
    "enroll",
    "found",
    "found_first",
    "grant",
    "open_post",
]
