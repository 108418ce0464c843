"""Cấp của các mục, học từ chính văn bản. / Levels, learnt from the document itself.

A class of marker that is open goes back to its level; one met for the first time stands below what it is met under, as far as custom
(Phần, Chương, Mục, Điều, I, 1, a, -) allows. «*» may stand above «-» in one document and below it in another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dondoc.reading.outlines.markers import BULLETS, Marker

#: titles whose order differs from house to house: «I-» above «Điều» in rules of the Party, below it in decisions of the State
_TITLES = frozenset({"article", "capital", "roman"})


@dataclass(slots=True)
class Node:
    """A clause under construction."""

    marker: Marker
    level: int
    path: str
    children: list[Node] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)  # how often a path or bullet was given to a child
    colon: bool = False  # its own words end with a colon before its first child
    text_end: int = 0
    end: int = 0


class Tree:
    """Takes markers in order; `part` begins a part of the document whose clauses are roots of their own (an annex)."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.flat: list[Node] = []
        self._stack: list[Node] = []
        self._counts: dict[str, int] = {}
        self._under: set[tuple[str, str]] = set()  # (class, class it once stood under)
        self._seen: set[str] = set()
        self._right_under: set[tuple[str, str]] = set()  # the same, parents only

    def part(self) -> None:
        """What follows has its own levels."""
        self._stack, self._under, self._right_under, self._seen = [], set(), set(), set()

    @property
    def last(self) -> Node | None:
        """The clause that is open."""
        return self._stack[-1] if self._stack else None

    def add(self, marker: Marker) -> bool:
        """A line that begins like a clause below a line that is not at its end counts only if it carries on the numbering before it."""
        marker = self._told_apart(marker)
        if not marker.sure and not self._carries_on(marker):
            return False
        depth = self._depth(marker)
        self._stack = self._stack[:depth]
        parent = self._stack[-1] if self._stack else None
        if parent is not None:
            self._under |= {(marker.kind, above.marker.kind) for above in self._stack}
            self._right_under.add((marker.kind, parent.marker.kind))
        self._seen.add(marker.kind)
        node = Node(marker, depth + 1, self._path(marker, parent))
        (parent.children if parent else self.roots).append(node)
        self._stack.append(node)
        self.flat.append(node)
        return True

    def _told_apart(self, marker: Marker) -> Marker:
        """«i)» after «h)» is a letter; «C.» after «B.» is a capital, «V.» after «IV.» a roman number."""
        if marker.kind == "small-roman" and marker.value in (1, 5, 10):
            letter = {1: "i", 5: "v", 10: "x"}[marker.value]
            before = self._open("letter-paren")
            if before is not None and before.marker.value == _letter_value(letter) - 1:
                return _as(marker, "letter-paren", 13, "letter", _letter_value(letter))
        if marker.kind == "roman" and len(marker.text.rstrip("./)-– ")) == 1:
            before = self._open("capital")
            value = _letter_value(marker.text[0].lower())
            if before is not None and self._open("roman") is None and before.marker.value == value - 1:
                return _as(marker, "capital", 6, "capital", value)
        return marker

    def _open(self, kind: str) -> Node | None:
        return next((node for node in reversed(self._stack) if node.marker.kind == kind), None)

    def _carries_on(self, marker: Marker) -> bool:
        """Whether an unsure marker is the next of an open series."""
        before = self._open(marker.kind)
        if marker.kind in BULLETS:
            return before is not None and before is self.last and not marker.words[:1].islower()
        return before is not None and marker.value == before.marker.value + 1 and not marker.words[:1].islower()

    def _depth(self, marker: Marker) -> int:
        """How many of the open clauses stay open above the marker."""
        for depth in range(len(self._stack) - 1, -1, -1):
            if self._same_level(self._stack[depth].marker, marker):
                return depth
        depth = len(self._stack)
        while depth and not self._may_stand_under(marker, self._stack[depth - 1], last=depth == len(self._stack)):
            depth -= 1
        return depth

    def _same_level(self, one: Marker, marker: Marker) -> bool:
        if one.kind == marker.kind:
            return True
        carried_on = one.family == marker.family and marker.value == one.value + 1 and marker.value > 1
        return carried_on and one.family != "decimal" and (marker.kind, one.kind) not in self._under

    def _may_stand_under(self, marker: Marker, node: Node, *, last: bool) -> bool:
        above = node.marker
        if (above.kind, marker.kind) in self._under:
            return False
        if (marker.kind, above.kind) in self._under:
            return True
        if above.family == "number" and marker.family == "decimal":
            return _prefix(marker) in (0, above.value)
        if marker.rank > above.rank or (marker.family in _TITLES and above.family in _TITLES and marker.kind not in self._seen):
            return True
        if marker.rank == above.rank and marker.value < 2:
            return True
        return last and node.colon and marker.value < 2 and marker.rank >= 9 and not self._has_place(marker)

    def _has_place(self, marker: Marker) -> bool:
        """Whether its class already stood right under a class that is open."""
        return any((marker.kind, node.marker.kind) in self._right_under for node in self._stack)

    def _path(self, marker: Marker, parent: Node | None) -> str:
        counts = parent.counts if parent else self._counts
        label = " ".join(marker.text.split()).rstrip(" .:/").replace("/", "")
        if marker.kind in BULLETS:
            counts[marker.text] = counts.get(marker.text, 0) + 1
            label = f"{marker.text}{counts[marker.text]}"
        counts[f"={label}"] = again = counts.get(f"={label}", 0) + 1
        label = label if again == 1 else f"{label}~{again}"
        return f"{parent.path}/{label}" if parent else label


def _as(marker: Marker, kind: str, rank: int, family: str, value: int) -> Marker:
    return Marker(kind, rank, family, value, marker.text, marker.start, marker.after, marker.line, marker.sure, marker.words)


def _letter_value(letter: str) -> int:
    return "abcdđeghiklmnopqrstuvxy".find(letter) + 1


def _prefix(marker: Marker) -> int:
    """The first number of «3.1.»."""
    digits = marker.text.split(".")[0]
    return int(digits) if digits.isdigit() else 0


def close(nodes: Iterable[Node], length: int, stops: list[int]) -> None:
    """Give each clause, in order of the text, the end of its own words and of all with its children."""
    flat = list(nodes)
    place = 0
    for number, node in enumerate(flat):
        after = flat[number + 1].marker.start if number + 1 < len(flat) else length
        while place < len(stops) and stops[place] <= node.marker.start:
            place += 1
        node.text_end = min(after, stops[place]) if place < len(stops) else after
    for node in reversed(flat):
        node.end = node.children[-1].end if node.children else node.text_end
