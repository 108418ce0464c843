"""Thế giới riêng của một bài thử. / A world of a test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.endurance import apart
from tests.endurance.scene import prepare


@pytest.fixture
def built(cast: Any) -> Any:
    """The cast; each child loads anew whom it needs."""
    return cast


@pytest.fixture
def world(built: Any, tmp_path: Path) -> apart.World:
    """The cast, and twelve pieces of work of An Bình with a period open."""
    made = apart.made(tmp_path / "world")
    apart.run(made, prepare, built)
    return made
