"""Bảng quyền, là dữ liệu: `matrix.txt`. / The matrix as data: every address, method, role and relation, and what is answered.

A line: address, method, the roles that are answered alike (or «*», all others), then one code for each relation of `world.RELATIONS`.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.access.world import RELATIONS

FILE = Path(__file__).with_name("matrix.txt")
#: (address, method, role, relation) -> code
Cells = dict[tuple[str, str, str, str], int]


def read(roles: list[str]) -> Cells:
    """Every cell of the file, «*» spelled out."""
    cells: Cells = {}
    rows = [line.split() for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for name, method, who, *codes in sorted(rows, key=lambda row: row[2] == "*"):
        for role in roles if who == "*" else who.split(","):
            for relation, code in zip(RELATIONS, codes, strict=True):
                cells.setdefault((name, method, role, relation), int(code))
    return cells


def write(cells: Cells, roles: list[str]) -> None:
    """The file anew, roles with equal rows together; the most common row is «*»."""
    lines = ["# T-A1. address, method, roles, then: " + " ".join(RELATIONS)]
    for name, method in sorted({key[:2] for key in cells}):
        alike: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
        for role in roles:
            alike[tuple(cells[name, method, role, relation] for relation in RELATIONS)].append(role)
        ordered = sorted(alike.items(), key=lambda item: len(item[1]))
        for place, (codes, who) in enumerate(ordered):
            told = "*" if place == len(ordered) - 1 else ",".join(sorted(who))
            lines.append(f"{name} {method} {told}  {' '.join(map(str, codes))}")
    FILE.write_text("\n".join(lines) + "\n", "utf-8")
