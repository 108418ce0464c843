"""Hợp đồng nhập khẩu có hiệu lực thật. / The import contracts really hold: a planted import against the floors breaks them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house.source import ROOT


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts on a copy of the source."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(tree / "src")}
    return subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.pyc", "__pycache__", "static", "*.egg-info"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_an_import_against_the_floors_fails(copy: Path) -> None:
    with (copy / "src/dondoc/server/documents/rows.py").open("a", encoding="utf-8") as out:
        out.write("\nfrom dondoc.server.assignments import models as upward\n")
    done = lint(copy)
    assert done.returncode != 0
    assert "dondoc.server.documents is not allowed to import dondoc.server.assignments" in done.stdout


def test_an_app_without_a_floor_fails(copy: Path) -> None:
    (copy / "src/dondoc/server/attic").mkdir()
    (copy / "src/dondoc/server/attic/__init__.py").write_text('"""Gác xép. / An attic."""\n', "utf-8")
    done = lint(copy)
    assert done.returncode != 0
    assert "attic" in done.stdout


def test_the_library_may_not_use_django(copy: Path) -> None:
    with (copy / "src/dondoc/worktime/days.py").open("a", encoding="utf-8") as out:
        out.write("\nimport django\n")
    assert lint(copy).returncode != 0
