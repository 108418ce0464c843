"""Bảng của cây tổ chức. / The tables: the tree, people and posts, rights, groups."""

from dondoc.server.organizations.models.batches import ImportBatch, ImportState
from dondoc.server.organizations.models.groups import Group, GroupQuerySet
from dondoc.server.organizations.models.people import Person, PersonKind, PersonQuerySet, Post, Term
from dondoc.server.organizations.models.rights import Delegation, Grant, Reach
from dondoc.server.organizations.models.tree import (
    Category,
    FormerName,
    IdentityCode,
    Kind,
    Level,
    Line,
    Link,
    LinkKind,
    Organization,
    OrganizationQuerySet,
    Placement,
    Succession,
    SuccessionKind,
)

__all__ = [
    "Category",
    "Delegation",
    "FormerName",
    "Grant",
    "Group",
    "GroupQuerySet",
    "IdentityCode",
    "ImportBatch",
    "ImportState",
    "Kind",
    "Level",
    "Line",
    "Link",
    "LinkKind",
    "Organization",
    "OrganizationQuerySet",
    "Person",
    "PersonKind",
    "PersonQuerySet",
    "Placement",
    "Post",
    "Reach",
    "Succession",
    "SuccessionKind",
    "Term",
]
