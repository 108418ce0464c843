"""Tệp hỏng đủ kiểu: dạng ngắn. / Spoiled files, the short form: no exception, and an answer. The long one stands in tests/endurance."""

from __future__ import annotations

from itertools import islice

import pytest

from dondoc.confine.keeper import Keeper
from dondoc.reading.confined import confined
from dondoc.reading.folder import FORMATS
from dondoc.reading.reader import read
from dondoc.reading.tests.mutating import mutants
from dondoc.reading.tests.seeds import seeds
from dondoc.reading.tests.test_properties import check

SEED = 2026


def test_the_seeds_are_sound() -> None:
    for name, data in seeds():
        found = read(data, name)
        assert found.status == "read", name
        assert found.text, name


def test_mutants_are_the_same_for_the_same_seed() -> None:
    one, two, other = (list(islice(mutants(seed, seeds()), 20)) for seed in (1, 1, 2))
    assert one == two != other


@pytest.mark.parametrize("kind", ["txt", "docx", "html", "rtf"])
def test_no_spoiled_file_makes_the_reader_raise(kind: str) -> None:
    files = [seed for seed in seeds() if seed[0].endswith(kind)]
    for name, data in islice(mutants(SEED, files), 40):
        found = read(data, name)
        check(found)
        assert found.text or found.reasons


def test_spoiled_pdfs_end_in_the_child() -> None:
    """PDFium may abort: the child dies and an answer is given, but no exception of ours leaves it."""
    files = [seed for seed in seeds() if seed[0].endswith("pdf")]
    with Keeper("dondoc.reading.reader", *(f"dondoc.reading.formats.{name}" for name in FORMATS)) as keeper:
        for name, data in islice(mutants(SEED, files), 15):
            found = confined(data, name, runner=keeper.run)
            assert found.data["text"] or found.data["reasons"]
            assert found.outcome is not None
            assert found.outcome.ended != "failed", found.outcome
