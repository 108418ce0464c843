"""Mười bốn văn bản tự đặt: chữ, Word và PDF cho cùng một kết quả. / Fourteen documents of our own: text, Word and PDF read alike."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from building import WHOLE, sources, text, word  # the corpus is a folder, no package that is installed

from dondoc.reading.contract import Clause, Reading, Status
from dondoc.reading.reader import read

SOURCES = sources()
FORMATS = ("txt", "docx", "pdf")


def file_of(name: str, form: str) -> bytes:
    if form == "pdf":
        return (WHOLE / f"{name}.pdf").read_bytes()
    return text(SOURCES[name]).encode() if form == "txt" else word(SOURCES[name])


def plain(words: str | None) -> str:
    return " ".join((words or "").split())


def lines_of(clauses: tuple[Clause, ...], whole: str, depth: int = 0) -> Iterator[str]:
    for clause in clauses:
        yield f"{'  ' * depth}{clause.marker} {plain(whole[clause.text_start : clause.text_end])}"
        yield from lines_of(clause.children, whole, depth + 1)


@pytest.fixture(scope="module", params=[(name, form) for name in SOURCES for form in FORMATS], ids=lambda pair: f"{pair[0]}.{pair[1]}")
def pair(request) -> tuple[dict, Reading]:
    name, form = request.param
    return SOURCES[name], read(file_of(name, form), f"{name}.{form}")


def test_it_is_read_as_a_careful_reader_would(pair):
    source, reading = pair
    assert reading.status is Status.READ
    assert head_of(source, reading) == source["head"]
    outline = list(lines_of(reading.outline, reading.text))
    wanted = source["outline"].splitlines()
    assert [line[: len(start)] for line, start in zip(outline, wanted, strict=False)] == wanted
    assert len(outline) == len(wanted)
    assert [citation_of(want, one) for want, one in zip(source["citations"], reading.citations, strict=False)] == source["citations"]
    assert len(reading.citations) == len(source["citations"])
    assert [work_of(want, one) for want, one in zip(source["assignments"], reading.assignments, strict=False)] == source["assignments"]
    assert len(reading.assignments) == len(source["assignments"])


def head_of(source, reading):
    """The fields the source writes, as read."""
    found = {}
    for field, want in source["head"].items():
        value = getattr(reading.head, field)
        if field == "signer":
            value = {key: getattr(value, key) for key in want}
        found[field] = [plain(one) for one in value] if isinstance(value, tuple) else plain(value) if isinstance(value, str) else value
    return found


def citation_of(want, found):
    return {key: plain(value) if isinstance(value := getattr(found, key), str) else value for key in want}


def work_of(want, found):
    """Beginning, lead, and whatever else the source writes; a beginning may be one of several, parted by «|»."""
    seen = {
        "starts": want["starts"] if any(plain(found.text).startswith(start) for start in want["starts"].split("|")) else plain(found.text)
    }
    seen["lead"] = [plain(actor.text) for actor in found.lead]
    if "support" in want or found.support:
        seen["support"] = [plain(actor.text) for actor in found.support]
    if "deadline" in want or (found.deadline and found.deadline.date):
        seen["deadline"] = found.deadline.date if found.deadline else None
    if "cadence" in want or found.cadence:
        seen["cadence"] = found.cadence.every if found.cadence else None
    return seen


def test_there_are_enough_of_different_kinds_and_layouts():
    heads = [source["head"] for source in SOURCES.values()]
    assert len(heads) >= 12
    assert len({head["kind"] for head in heads}) >= 8
    assert {head["system"] for head in heads} == {"party", "state"}
    assert {source["columns"] for source in SOURCES.values()} == {True, False}
    assert re.search("Đông Lĩnh", " ".join(head["place"] for head in heads))
