"""Mỗi hàng rào, với một bài đối chứng. / Each fence, with a control: the same mischief succeeds outside the child."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.confine import fences, run, seccomp
from dondoc.confine.protocol import Bounds
from dondoc.confine.tests import probes

PROBES = "dondoc.confine.tests.probes:"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these limits exist on Linux only")
TIGHT = Bounds(cpu_seconds=1, wall_seconds=3.0, steps=3, output_bytes=1_000_000)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        yield server


def test_a_function_gets_the_bytes_and_its_arguments(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"12345")
    assert run(f"{PROBES}size", file, arguments={"factor": 2}).result == {"bytes": 10}
    assert run(f"{PROBES}size", b"123").result == {"bytes": 3}
    assert run(probes.size, b"").result == {"bytes": 0}


def test_a_large_file_passes_whole() -> None:
    assert run(f"{PROBES}size", b"x" * 20_000_000).result == {"bytes": 20_000_000}


def test_nothing_of_ours_is_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_SECRET_KEY", "do not tell")
    found = run(f"{PROBES}environment", b"").result
    assert "DONDOC_SECRET_KEY" not in found["env"]
    assert set(found["env"]) <= {"LANG", "LC_CTYPE", "SYSTEMROOT", "MALLOC_MMAP_THRESHOLD_"}
    assert found["isolated"] == 1
    assert found["session"]
    assert found["cwd"] == os.path.abspath(os.sep)


def test_a_failure_is_told_without_the_words_of_the_file() -> None:
    outcome = run(f"{PROBES}fail", "tối mật".encode())
    assert (outcome.ended, outcome.result) == ("failed", None)
    assert outcome.error.startswith("ValueError probes.py:")
    assert "secret" not in outcome.error


def test_what_is_printed_is_no_result() -> None:
    assert run(f"{PROBES}chatter", b"").result == "true"


def test_an_unknown_function_fails() -> None:
    assert run("dondoc.confine.tests.probes:missing", b"").ended == "failed"
    assert run("dondoc.missing:missing", b"").ended == "failed"


def test_a_missing_file_is_the_callers_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run(f"{PROBES}size", tmp_path / "none")


@LINUX
def test_cpu_time_ends() -> None:
    outcome = run(f"{PROBES}loop", b"", bounds=Bounds(cpu_seconds=1, wall_seconds=60))
    assert (outcome.ended, outcome.limit) == ("killed", "cpu")


def test_wall_time_ends() -> None:
    outcome = run(f"{PROBES}sleep", b"", bounds=Bounds(wall_seconds=0.8))
    assert (outcome.ended, outcome.limit) == ("killed", "wall")
    assert outcome.seconds < 10


def test_each_step_has_its_own_time_but_not_without_end() -> None:
    work = {"seconds": 0.9, "count": 4}
    assert run(f"{PROBES}steps", b"", arguments=work, bounds=Bounds(wall_seconds=2.5, steps=9)).result == 4
    outcome = run(f"{PROBES}steps", b"", arguments={"seconds": 1.0, "count": 30}, bounds=Bounds(wall_seconds=2.5, steps=2))
    assert (outcome.ended, outcome.limit) == ("killed", "wall")


@LINUX
def test_memory_ends() -> None:
    outcome = run(f"{PROBES}allocate", b"")
    assert (outcome.ended, outcome.limit) == ("killed", "memory")
    assert probes.allocate(b"") == 1 << 30  # the control: outside there is room


def test_a_flood_of_output_ends() -> None:
    outcome = run(f"{PROBES}flood", b"", bounds=Bounds(output_bytes=1_000_000))
    assert (outcome.ended, outcome.limit) == ("killed", "output")
    assert run(f"{PROBES}flood", b"").ended == "done"


@pytest.mark.parametrize("death", ["die", "crash"])
def test_a_death_of_the_child_is_told(death: str) -> None:
    assert run(f"{PROBES}{death}", b"").ended == "crashed"


@LINUX
def test_network_programs_writing_and_signals_are_forbidden(tmp_path: Path, listener: socket.socket) -> None:
    (tmp_path / "old").write_text("whole")
    port = listener.getsockname()[1]
    with subprocess.Popen(["/bin/sleep", "30"]) as victim:
        told = {"folder": str(tmp_path), "port": port, "victim": victim.pid}
        outcome = run(f"{PROBES}attempts", b"", arguments=told)
        alive = victim.poll() is None
        victim.kill()
    assert {"network", "memory", "cpu", "files", "calls", "parent"} <= set(outcome.holds)
    assert outcome.confined
    assert {name for name, happened in outcome.result.items() if happened == "done"} == set()
    assert alive
    assert [file.name for file in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old").read_text() == "whole"
    with pytest.raises(TimeoutError):
        listener.accept()


@LINUX
def test_the_same_attempts_succeed_outside(tmp_path: Path, listener: socket.socket) -> None:
    """The control: without fences every attempt would have worked, so the test above tests the fences."""
    (tmp_path / "old").write_text("whole")
    code = "import json, sys; from dondoc.confine.tests.probes import attempts; print(json.dumps(attempts(b'', **json.loads(sys.argv[1]))))"
    with subprocess.Popen(["/bin/sleep", "30"]) as victim:
        told = json.dumps({"folder": str(tmp_path), "port": listener.getsockname()[1], "victim": victim.pid})
        source = Path(probes.__file__).parents[3]
        done = subprocess.run(
            [sys.executable, "-c", code, told], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(source)}
        )
        victim.kill()
    happened = json.loads(done.stdout.strip().splitlines()[-1])
    # unlink comes before rename, so the file is gone by then
    assert {name for name, how in happened.items() if how != "done"} == {"rename"}


@LINUX
@pytest.mark.parametrize(("mode", "left"), [(0o755, True), (0o700, False)])
def test_root_becomes_a_user_that_owns_nothing(mode: int, left: bool) -> None:
    """Where everybody may read the program; one in root's own folder cannot be left, and the child says so."""
    if os.geteuid() != 0 or not Path("/usr/bin/python3").exists():
        pytest.skip("needs root and the system's python3")
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are root's alone
        source = Path(folder) / "source"
        shutil.copytree(Path(fences.__file__).parents[1], source / "dondoc", ignore=shutil.ignore_patterns("server", "__pycache__"))
        Path(folder).chmod(0o755)
        source.chmod(mode)
        code = f"import os, sys; sys.path.insert(0, {str(source)!r})\n"
        code += "from dondoc.confine import fences; print(fences._own_user(), os.getuid())"
        done = subprocess.run(["/usr/bin/python3", "-I", "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the system's python3 cannot load the package: {done.stderr[-200:]}")
    told, user = done.stdout.split()
    assert told == str(left)
    assert (int(user) >= 65534) == left


def test_the_filter_names_each_call_once() -> None:
    machine = {"audit": 1, "other_table": 2, "open": 3, "openat": 4}
    assert len(seccomp.program(machine, [7, 8])) == 8 * (6 + 2 * 2 + 2 * 5 + 1)


def test_runs_at_once_do_not_mix() -> None:
    started = time.monotonic()
    assert [run(f"{PROBES}size", b"x" * count).result["bytes"] for count in range(3)] == [0, 1, 2]
    assert time.monotonic() - started < 60


def test_all_steps_together_end_too() -> None:
    """Each step stays within its own time; together they would take six seconds."""
    work = {"seconds": 0.4, "count": 15}
    outcome = run(f"{PROBES}steps", b"", arguments=work, bounds=Bounds(wall_seconds=5.0, steps=99, total_seconds=1.2))
    assert (outcome.ended, outcome.limit) == ("killed", "total")
    assert outcome.seconds < 3
    assert run(f"{PROBES}steps", b"", arguments={"seconds": 0.1, "count": 3}, bounds=Bounds(total_seconds=30)).ended == "done"
