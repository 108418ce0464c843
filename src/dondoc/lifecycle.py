"""Bảng trạng thái: trạng thái nào, làm việc gì thì sang trạng thái nào.

A state table: it knows no database, prints as a diagram, and is tested whole.
"""

from __future__ import annotations

from collections.abc import Mapping


class NotNow(Exception):
    """The act is right for this person and this thing, but not in the state the thing is in."""

    def __init__(self, act: str, state: str, possible: tuple[str, ...]) -> None:
        super().__init__(f"«{act}» is not possible from «{state}»; possible: {', '.join(possible) or 'nothing'}")
        self.act, self.state, self.possible = act, state, possible


class Lifecycle:
    """`Lifecycle({(state, act): state after})`. States and acts are keys (str); sentences live elsewhere."""

    def __init__(self, table: Mapping[tuple[str, str], str], *, start: str) -> None:
        self.table = dict(table)
        self.start = start

    def states(self) -> set[str]:
        """Every state the table names."""
        return {self.start} | {state for state, _ in self.table} | set(self.table.values())

    def acts(self, state: str) -> tuple[str, ...]:
        """What may be done from this state, in the order of the table."""
        return tuple(act for at, act in self.table if at == state)

    def allows(self, state: str, act: str) -> bool:
        """Whether the act is possible from this state."""
        return (state, act) in self.table

    def after(self, state: str, act: str) -> str:
        """The state after the act; `NotNow` if it is not possible from here."""
        try:
            return self.table[state, act]
        except KeyError:
            raise NotNow(act, state, self.acts(state)) from None

    def ends(self) -> set[str]:
        """States nothing leads out of."""
        return self.states() - {state for state, _ in self.table}

    def reachable(self) -> set[str]:
        """States that can be reached from the start; a test asserts that these are all."""
        seen, todo = {self.start}, [self.start]
        while todo:
            state = todo.pop()
            for act in self.acts(state):
                after = self.table[state, act]
                if after not in seen:
                    seen.add(after)
                    todo.append(after)
        return seen

    def diagram(self) -> str:
        """Mermaid source of the diagram, for the docs."""
        lines = ["stateDiagram-v2", f"  [*] --> {self.start}"]
        lines += [f"  {state} --> {after}: {act}" for (state, act), after in self.table.items()]
        return "\n".join(lines)
