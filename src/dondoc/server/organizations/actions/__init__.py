"""Mọi thay đổi của cây tổ chức. / Every write to the tree, people and rights; what crosses rooms is in `custody`."""

from dondoc.server.organizations.actions.coding import end_code, give_code
from dondoc.server.organizations.actions.founding import found, found_first
from dondoc.server.organizations.actions.granting import carry_rights, delegate, end_grant, grant
from dondoc.server.organizations.actions.grouping import change_group, define_group, end_group, plain
from dondoc.server.organizations.actions.importing import carry_import, drop_import, hold_import, note_export, standing
from dondoc.server.organizations.actions.people import (
    add_to_group,
    appoint,
    close_post,
    end_term,
    enroll,
    open_post,
    rename_person,
)
from dondoc.server.organizations.actions.placing import (
    correct,
    end,
    has_come,
    move,
    rename,
    revive,
    succeed,
    unsucceed,
)
from dondoc.server.organizations.actions.tying import end_link, link

__all__ = [
    "add_to_group",
    "appoint",
    "carry_import",
    "carry_rights",
    "change_group",
    "close_post",
    "correct",
    "define_group",
    "delegate",
    "drop_import",
    "end",
    "end_code",
    "end_grant",
    "end_group",
    "end_link",
    "end_term",
    "enroll",
    "found",
    "found_first",
    "give_code",
    "grant",
    "has_come",
    "hold_import",
    "link",
    "move",
    "note_export",
    "open_post",
    "plain",
    "rename",
    "rename_person",
    "revive",
    "standing",
    "succeed",
    "unsucceed",
]
