"""Phương án sắp xếp tổ chức, là dữ liệu thuần. / A plan of reorganization: plain data, frozen, the same in a form, a countersign, a row.

References are public ids; a body that the plan itself founds is «new:1», «new:2» …
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

#: «end this branch with the body above it»
END = "end"


@dataclass(frozen=True)
class NewBody:
    """A body the plan founds. `parent`: a public id. `head`: public id of the person who will answer for it, with the post's title."""

    ref: str
    name: str
    parent: str
    line: str = "party"
    kind: str = "committee"
    level: str = "above_grassroots"
    category: str = "agency"
    short_name: str = ""
    symbol: str = ""
    code: str = ""
    head: str = ""
    head_title: str = ""


@dataclass(frozen=True)
class Plan:
    """What is to happen on a day, on what ground.

    kind: found, rename, move, merge, split, end. sources: bodies it is about. successors: who follows them, the first by default; a source
    among them goes on. work: assignment -> successor, where it is not the default. children: body below a source -> new parent, or `END`;
    by default the first successor. posts: post -> successor where it goes on with its holder; none by default.
    """

    kind: str
    on: date
    basis: str
    sources: tuple[str, ...] = ()
    founded: tuple[NewBody, ...] = ()
    successors: tuple[str, ...] = ()
    by: str = "function"
    work: Mapping[str, str] = field(default_factory=dict)
    children: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    short_name: str = ""
    symbol: str = ""
    parent: str = ""

    def as_data(self) -> dict[str, Any]:
        """What JSON holds."""
        return asdict(self) | {"on": self.on.isoformat()}

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Plan:
        """From what JSON holds. Raises KeyError, TypeError, ValueError on anything else."""
        known = dict(data)
        known |= {
            "on": date.fromisoformat(known["on"]),
            "sources": tuple(known.get("sources", ())),
            "successors": tuple(known.get("successors", ())),
            "founded": tuple(NewBody(**body) for body in known.get("founded", ())),
        }
        return cls(**known)
