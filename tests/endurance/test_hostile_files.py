"""Mọi tệp độc đi qua tiến trình con. / Every hostile file through the child: an answer with a reason for each, figures at the end."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dondoc.reading.confined import confined

HOSTILE = Path(__file__).parents[3] / "shared" / "adversarial"

pytestmark = [
    pytest.mark.endurance,
    pytest.mark.shared,
    pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile files are not beside the project (../shared)"),
]


def test_every_hostile_file_ends_in_the_child_with_a_reason() -> None:
    counts: Counter[str] = Counter()
    slowest, deaths = (0.0, ""), []
    for file in sorted(HOSTILE.rglob("*")):
        if not file.is_file() or file.name == "index.tsv":
            continue
        found = confined(file)
        counts[str(found.data["status"])] += 1
        assert found.data["reasons"] or found.data["status"] == "read", file.name
        if found.outcome and found.outcome.ended != "done":
            deaths.append(f"{file.name}: {found.outcome.ended} {found.outcome.limit or found.outcome.error}")
        slowest = max(slowest, (found.outcome.seconds if found.outcome else 0.0, file.name))
    print(f"{sum(counts.values())} files: {dict(counts)}; slowest {slowest[0]:.1f} s {slowest[1]}; {deaths}")  # noqa: T201 - the figures
    assert set(counts) <= {"read", "partial", "unread", "refused"}
    assert not [death for death in deaths if ": failed" in death]
