"""Bảng trạng thái. / State tables: the engine, and every table of the server."""

from __future__ import annotations

import pytest

from dondoc.lifecycle import Lifecycle, NotNow

TABLE = Lifecycle(
    {("received", "accept"): "accepted", ("received", "refuse"): "closed", ("accepted", "answer"): "closed"},
    start="received",
)


def test_an_act_moves_the_state() -> None:
    assert TABLE.after("received", "accept") == "accepted"
    assert TABLE.allows("accepted", "answer")
    assert not TABLE.allows("closed", "answer")


def test_an_act_out_of_its_time_says_what_is_possible() -> None:
    with pytest.raises(NotNow) as told:
        TABLE.after("received", "answer")
    assert (told.value.act, told.value.state, told.value.possible) == ("answer", "received", ("accept", "refuse"))
    assert "accept, refuse" in str(told.value)
    with pytest.raises(NotNow, match="nothing"):
        TABLE.after("closed", "answer")


def test_states_acts_and_ends() -> None:
    assert TABLE.states() == TABLE.reachable() == {"received", "accepted", "closed"}
    assert TABLE.acts("received") == ("accept", "refuse")
    assert TABLE.ends() == {"closed"}


def test_an_unreachable_state_is_seen() -> None:
    lost = Lifecycle({("a", "go"): "b", ("c", "go"): "b"}, start="a")
    assert lost.states() - lost.reachable() == {"c"}


def test_the_diagram_has_every_arrow() -> None:
    lines = TABLE.diagram().splitlines()
    assert lines[:2] == ["stateDiagram-v2", "  [*] --> received"]
    assert len(lines) == 2 + len(TABLE.table)
    assert "  accepted --> closed: answer" in lines
