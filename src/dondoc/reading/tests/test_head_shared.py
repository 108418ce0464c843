"""Phần đầu và đề cương trên văn bản thật, khi có ở bên cạnh. / Heads and outlines of real documents, where they stand beside us."""

import importlib.util
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dondoc.reading.contract import Clause, Head
from dondoc.reading.head import head
from dondoc.reading.outline import outline

SHARED = Path(__file__).parents[4].parent / "shared" / "reading"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.exists(), reason="the real documents do not stand beside the project")]

#: what was reached, less a hundredth
LEAST = {"head": 0.99, "recipients": 0.99, "outline": 0.989}


def text_of(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_text("utf-8").replace("\r\n", "\n"))


def node(clause: Clause) -> dict[str, Any]:
    return {"marker": clause.marker, "start": clause.start, "end": clause.end, "children": [node(child) for child in clause.children]}


def as_read(text: str) -> dict[str, Any]:
    found = head(text)
    plain = {key: getattr(found, key) for key in ("kind", "symbol", "issuer", "place", "subject", "recipients")}
    plain |= {"date": found.date.isoformat() if found.date else None, "signer": {"name": found.signer.name, "title": found.signer.title}}
    clauses = [node(clause) for clause in outline(text, found)]
    return {"text": text, "head": plain, "outline": clauses, "citations": [], "assignments": []}


def scored(paths: list[Path]) -> dict[str, float]:
    """Shares of right head fields, F1 of recipients and outline, by the score everybody is measured with."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    tally: Counter[tuple[str, str]] = Counter()
    for path in paths:
        score.score(json.loads(path.read_text("utf-8")), as_read(text_of(path.with_suffix(".txt"))), tally, [])
    both = {key: 2 * tally[key, "right"] / max(1, tally[key, "gold"] + tally[key, "found"]) for key in ("recipients", "outline")}
    return {"head": tally["head", "right"] / max(1, tally["head", "all"])} | both


@pytest.mark.parametrize("half", [0, 1], ids=["even", "odd"])
def test_each_half_of_the_gold_readings(half):
    found = scored(sorted((SHARED / "dev").glob("*.json"))[half::2])
    print(found)  # noqa: T201  # the figures are what one runs this for
    assert {key: value for key, value in found.items() if value < LEAST[key]} == {}


def check(clauses: tuple[Clause, ...], text: str) -> None:
    for clause in clauses:
        assert 0 <= clause.start <= clause.text_start <= clause.text_end <= clause.end <= len(text)
        assert text[clause.start] in clause.marker + "*\\"
        check(clause.children, text)


def test_real_texts_without_gold_are_read_without_harm():
    paths = sorted((SHARED / "unlabelled").glob("*.txt"))
    named = 0
    for path in paths:
        text = text_of(path)
        found = head(text)
        named += found.kind is not None
        check(outline(text, found), text)
    assert named >= 0.95 * len(paths)
    assert outline("", Head()) == ()
