"""Bảng có kẻ đường. / Ruled tables: rules that meet make a grid; where a rule is missing between two cells, they are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dondoc.reading.formats.pdf.ruling import Rule, Rules
from dondoc.reading.formats.pdf.words import Word

#: how far from each other the ends of rules that meet may be, in points
_MEET = 3.0
_MOST_RULES = 3_000
#: a rule parts two cells when it covers this share of their common side
_COVERS = 0.6

Place = tuple[int, int]  # row, column


@dataclass
class Grid:
    """A table on a page. `xs` from the left, `ys` from the top; `cells`: for each row and column the first place of its merged cell."""

    xs: list[float]
    ys: list[float]
    cells: list[list[Place]]
    words: dict[Place, list[Word]] = field(default_factory=dict)

    def place_of(self, word: Word) -> Place | None:
        """The cell a word stands in, by the middle of the word; None outside."""
        column = _slot(self.xs, (word.left + word.right) / 2)
        row = _slot([-y for y in self.ys], -(word.base + 0.3 * word.size))
        return None if column is None or row is None else self.cells[row][column]


def grids(rules: Rules) -> list[Grid]:
    """The tables the rules make, from the top; frames of one cell are none."""
    if len(rules.across) < 2 or len(rules.down) < 2 or len(rules.across) + len(rules.down) > _MOST_RULES:
        return []
    found = [_grid(across, down) for across, down in _joined(rules)]
    return sorted((grid for grid in found if grid), key=lambda grid: -grid.ys[0])


def share_out(words: Sequence[Word], tables: Sequence[Grid]) -> list[Word]:
    """Put words into the cells they stand in; the words outside every table are returned."""
    outside = []
    for word in words:
        for table in tables:
            if (place := table.place_of(word)) is not None:
                table.words.setdefault(place, []).append(word)
                break
        else:
            outside.append(word)
    return outside


def _joined(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules in groups that hang together by crossing or touching."""
    group = list(range(len(rules.across) + len(rules.down)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for a, across in enumerate(rules.across):
        for d, down in enumerate(rules.down, start=len(rules.across)):
            if across.start - _MEET <= down.at <= across.end + _MEET and down.start - _MEET <= across.at <= down.end + _MEET:
                group[root(a)] = root(d)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate([*rules.across, *rules.down]):
        groups.setdefault(root(at), ([], []))[at >= len(rules.across)].append(rule)
    return list(groups.values())


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs, ys = _places([rule.at for rule in down]), _places([rule.at for rule in across])[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > 20_000:
        return None
    return Grid(xs, ys, _merged(rows, columns, _open_sides(xs, ys, across, down)))


def _places(values: list[float]) -> list[float]:
    """Values that are one within the tolerance, made one, rising."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _MEET:
            out.append(value)
    return out


def _open_sides(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[tuple[Place, Place]]:
    """Neighbouring places with no rule between them."""
    found: list[tuple[Place, Place]] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if column + 2 < len(xs) and not _covered(down, xs[column + 1], ys[row + 1], ys[row]):
                found.append(((row, column), (row, column + 1)))
            if row + 2 < len(ys) and not _covered(across, ys[row + 1], xs[column], xs[column + 1]):
                found.append(((row, column), (row + 1, column)))
    return found


def _covered(rules: list[Rule], at: float, start: float, end: float) -> bool:
    on = [rule for rule in rules if abs(rule.at - at) <= _MEET]
    return sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in on) >= _COVERS * (end - start)


def _merged(rows: int, columns: int, open_sides: list[tuple[Place, Place]]) -> list[list[Place]]:
    """For each place the first place, in reading order, of the cell it belongs to."""
    first = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(place: Place) -> Place:
        while first[place] != place:
            place = first[place]
        return place

    for one, other in open_sides:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return [[root((row, column)) for column in range(columns)] for row in range(rows)]


def _slot(edges: list[float], value: float) -> int | None:
    """Between which two rising edges a value lies."""
    if not edges[0] <= value <= edges[-1]:
        return None
    return next((at for at in range(len(edges) - 1) if value <= edges[at + 1]), None)
