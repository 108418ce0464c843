"""Mọi thay đổi của cây tổ chức. / Every write to the tree, people and rights; what crosses rooms is in `custody`."""

from dondoc.server.organizations.actions.founding import define_group, found, found_first
from dondoc.server.organizations.actions.granting import carry_rights, delegate, end_grant, grant
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
    end_link,
    has_come,
    join_party_organization,
    link,
    move,
    rename,
    revive,
    succeed,
    unsucceed,
)

__all__ = [
    "add_to_group",
    "appoint",
    "carry_import",
    "carry_rights",
    "close_post",
    "correct",
    "define_group",
    "delegate",
    "drop_import",
    "end",
    "end_grant",
    "end_link",
    "end_term",
    "enroll",
    "found",
    "found_first",
    "grant",
    "has_come",
    "hold_import",
    "join_party_organization",
    "link",
    "move",
    "note_export",
    "open_post",
    "rename",
    "rename_person",
    "revive",
    "standing",
    "succeed",
    "unsucceed",
]
