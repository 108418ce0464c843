"""Chỗ ươm: mỗi tệp một tiến trình, hàng rào như nhau. / The nursery: a process for each file, the same fences, and no file lost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.confine.keeper import Keeper
from dondoc.confine.protocol import Bounds

PROBES = "dondoc.confine.tests.probes:"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the nursery is of Linux; elsewhere each child is started by itself")


@pytest.fixture(scope="module")
def keeper() -> Iterator[Keeper]:
    with Keeper("dondoc.confine.tests.probes") as kept:
        yield kept


def children(parent: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def born(keeper: Keeper) -> dict[str, int]:
    """Who a child is and whose, told by itself."""
    told: dict[str, int] = keeper.run(f"{PROBES}born", b"").result
    return told


def kill_soon(keeper: Keeper, times: int, *, nursery: bool = False) -> threading.Thread:
    """Kill the child that holds the file (or the nursery), each a little after it was born."""
    told = born(keeper)
    parent, seen = told["parent"], {told["pid"]}

    def hunt() -> None:
        for _ in range(times):
            until = time.monotonic() + 20
            while not (young := set(children(parent)) - seen) and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(0.05)
            seen.update(young)
            os.kill(parent if nursery else young.pop(), signal.SIGKILL)

    hunter = threading.Thread(target=hunt)
    hunter.start()
    return hunter


def test_each_file_has_a_child_of_its_own_with_nothing_of_ours(keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_SECRET_KEY", "a key")
    (tmp_path / "file").write_bytes(b"12345")
    one, two = keeper.run(f"{PROBES}born", tmp_path / "file").result, keeper.run(f"{PROBES}born", b"").result
    assert one["pid"] != two["pid"]
    assert one["parent"] == two["parent"] != os.getpid()
    assert (one["bytes"], two["bytes"]) == (5, 0)
    assert "DONDOC_SECRET_KEY" not in one["env"]
    assert len(two["descriptors"]) <= 6  # the three every process has, the answers, the silence, the list itself
    with pytest.raises(FileNotFoundError):
        keeper.run(f"{PROBES}born", tmp_path / "none")


@pytest.mark.parametrize(
    ("probe", "bounds", "ended", "limit"),
    [
        ("loop", Bounds(cpu_seconds=1, wall_seconds=60), "killed", "cpu"),
        ("sleep", Bounds(wall_seconds=0.5), "killed", "wall"),
        ("allocate", Bounds(), "killed", "memory"),
        ("flood", Bounds(output_bytes=1_000_000), "killed", "output"),
        ("fail", Bounds(), "failed", None),
        ("die", Bounds(), "crashed", None),
    ],
)
def test_limits_hold_for_each_file_and_stop_no_other(keeper: Keeper, probe: str, bounds: Bounds, ended: str, limit: str | None) -> None:
    outcome = keeper.run(f"{PROBES}{probe}", b"words", bounds=bounds)
    assert outcome.peak_bytes is not None
    assert 1_000_000 < outcome.peak_bytes < Bounds().memory_bytes
    assert (outcome.ended, outcome.limit) == (ended, limit)
    assert "words" not in outcome.error
    assert keeper.run(f"{PROBES}size", b"abc").result == {"bytes": 3}


def test_the_fences_are_those_of_a_child_started_by_itself(keeper: Keeper, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("whole")
    with socket.socket() as server, subprocess.Popen(["/bin/sleep", "30"]) as victim:
        server.bind(("127.0.0.1", 0))
        server.listen()
        told = {"folder": str(tmp_path), "port": server.getsockname()[1], "victim": victim.pid}
        outcome = keeper.run(f"{PROBES}attempts", b"", arguments=told)
        alive = victim.poll() is None
        victim.kill()
    assert {"network", "memory", "cpu", "files", "calls", "parent"} <= set(outcome.holds)
    assert {name for name, happened in outcome.result.items() if happened == "done"} == set()
    assert alive
    assert [file.name for file in tmp_path.iterdir()] == ["old"]


def test_a_file_whose_child_was_killed_is_given_to_another(keeper: Keeper) -> None:
    before = keeper.resubmitted
    hunter = kill_soon(keeper, 1)
    outcome = keeper.run(f"{PROBES}nap", b"", arguments={"seconds": 1.0})
    hunter.join()
    assert outcome.ended == "done"
    assert keeper.resubmitted == before + 1


def test_a_file_that_costs_three_children_is_given_up() -> None:
    with Keeper() as keeper:
        hunter = kill_soon(keeper, 3)
        outcome = keeper.run(f"{PROBES}nap", b"", arguments={"seconds": 15})
        hunter.join()
        assert (outcome.ended, outcome.error) == ("crashed", "exit -9")


def test_the_nursery_itself_is_started_anew() -> None:
    with Keeper() as keeper:
        first = born(keeper)["parent"]
        hunter = kill_soon(keeper, 1, nursery=True)
        assert keeper.run(f"{PROBES}nap", b"", arguments={"seconds": 1.0}).ended == "done"
        hunter.join()
        assert born(keeper)["parent"] != first


def test_a_nursery_that_cannot_live_leaves_the_file_to_a_child_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    def stillborn(*words: str, **streams: object) -> subprocess.Popen[bytes]:
        started.append(words)
        return subprocess.Popen(["/bin/false"])

    monkeypatch.setattr("dondoc.confine.keeper.start", stillborn)
    with Keeper() as keeper:
        assert keeper.run(f"{PROBES}size", b"abc").result == {"bytes": 3}
    assert len(started) == 20


def test_a_module_that_is_not_installed_stops_nothing() -> None:
    with Keeper("no_such_module") as keeper:
        assert keeper.run(f"{PROBES}size", b"abc").result == {"bytes": 3}


def test_nothing_stays_behind() -> None:
    with Keeper() as keeper:
        number = born(keeper)["parent"]
        assert Path(f"/proc/{number}").exists()
    assert not Path(f"/proc/{number}").exists()
