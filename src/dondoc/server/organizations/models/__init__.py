"""Bảng của cây tổ chức. / The tables: the tree, people and posts, rights, groups."""

from dondoc.server.organizations.models.groups import Group, GroupQuerySet
from dondoc.server.organizations.models.people import Person, PersonKind, PersonQuerySet, Post, Term
from dondoc.server.organizations.models.rights import Delegation, Grant, Reach
from dondoc.server.organizations.models.tree import Category, Kind, Level, Line, Organization, OrganizationQuerySet, Placement

__all__ = [
    "Category",
    "Delegation",
    "Grant",
    "Group",
    "GroupQuerySet",
    "Kind",
    "Level",
    "Line",
    "Organization",
    "OrganizationQuerySet",
    "Person",
    "PersonKind",
    "PersonQuerySet",
    "Placement",
    "Post",
    "Reach",
    "Term",
]
