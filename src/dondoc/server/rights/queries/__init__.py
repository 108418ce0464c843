"""Đọc của phòng quyền. / Reads of this room."""

from dondoc.server.rights.queries.granted import (
    Chosen,
    Given,
    Holding,
    change_of,
    clashes,
    given_at,
    grants_seen,
    history,
    holdings,
    offered,
    posts_offered,
)
from dondoc.server.rights.queries.waiting import Shown, confirmers, decided, preview, proposed, shown, steps, waiting

__all__ = [
    "Chosen",
    "Given",
    "Holding",
    "Shown",
    "change_of",
    "clashes",
    "confirmers",
    "decided",
    "given_at",
    "grants_seen",
    "history",
    "holdings",
    "offered",
    "posts_offered",
    "preview",
    "proposed",
    "shown",
    "steps",
    "waiting",
]
