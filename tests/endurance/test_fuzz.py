"""Tệp hỏng đủ kiểu: dạng dài. / Spoiled files, the long form, in the child: no exception of ours, limits kept. Figures at the end.

DONDOC_FUZZ_SECONDS (default 600) and DONDOC_FUZZ_SEED (default 1) may be given. The real documents beside the project are spoiled too.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from dondoc.confine.keeper import Keeper
from dondoc.reading.confined import confined
from dondoc.reading.folder import FORMATS
from dondoc.reading.tests.mutating import mutants
from dondoc.reading.tests.seeds import seeds

SHARED = Path(__file__).parents[3] / "shared" / "reading"
SECONDS, SEED = float(os.environ.get("DONDOC_FUZZ_SECONDS", "600")), int(os.environ.get("DONDOC_FUZZ_SEED", "1"))

pytestmark = [pytest.mark.endurance, pytest.mark.skipif(sys.platform != "linux", reason="the nursery is of Linux")]


def real() -> list[tuple[str, bytes]]:
    """The smaller real documents, where they are."""
    files = [
        file
        for pattern in ("files/*.docx", "files/*.pdf", "files/*.doc", "files/*.rtf", "dev/*.txt")
        for file in sorted(SHARED.glob(pattern))
    ]
    return [(file.name, file.read_bytes()) for file in files if file.stat().st_size < 300_000]


def test_no_spoiled_file_makes_the_reader_fail(tmp_path: Path) -> None:
    ends: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    slowest, largest, bad = (0.0, ""), 0, []
    until = time.monotonic() + SECONDS
    with Keeper("dondoc.reading.reader", *(f"dondoc.reading.formats.{name}" for name in FORMATS)) as keeper:
        for number, (name, data) in enumerate(mutants(SEED, [*seeds() * 4, *real()])):
            if time.monotonic() > until:
                break
            found = confined(data, name, runner=keeper.run)
            outcome = found.outcome
            assert outcome is not None
            ends[outcome.ended if outcome.ended != "done" else str(found.data["status"])] += 1
            kinds[name.rpartition(".")[2]] += 1
            slowest, largest = max(slowest, (outcome.seconds, name)), max(largest, outcome.peak_bytes or 0)
            if outcome.ended == "failed" or not (found.data["text"] or found.data["reasons"]):
                (tmp_path / f"{number}-{name}").write_bytes(data)
                bad.append(f"{tmp_path / f'{number}-{name}'}: {outcome.error}")
    print(  # noqa: T201 - the figures
        f"\nseed {SEED}: {sum(ends.values())} mutants {dict(kinds)} in {SECONDS:.0f} s: {dict(ends)}; "
        f"slowest {slowest[0]:.1f} s {slowest[1]}; largest child {largest / 1e6:.0f} MB; failed {len(bad)}"
    )
    assert not bad
    assert slowest[0] < 30
    assert largest < 512_000_000
