"""Viện dẫn trên văn bản thật có bản đọc mẫu. / Citations on the real documents with gold readings, scored by their own scorer."""

import importlib.util
import json
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dondoc.reading.citations import citations
from dondoc.reading.contract import Head

SHARED = Path(__file__).parents[4].parent / "shared" / "reading"
#: what the reader reached on the development set: F1 and fields 1.000
REACHED = 1.0

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="the real documents do not stand beside this checkout"),
]


def scorer():
    spec = importlib.util.spec_from_file_location("reading_score", SHARED / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def head_of(gold):
    symbol, day = gold["head"]["symbol"], gold["head"]["date"]
    return Head(kind=gold["head"]["kind"], symbol=symbol, date=date.fromisoformat(day) if day else None)


def reading_of(gold, text):
    found = citations(text, head_of(gold))
    rows = [
        {"start": item.start, "end": item.end, "kind": item.kind, "symbol": item.symbol, "date": item.date and item.date.isoformat()}
        for item in found
    ]
    return {"text": text, "head": {}, "outline": [], "assignments": [], "citations": rows}


def tally_of(paths):
    score, tally, misses = scorer().score, Counter(), []
    for path in paths:
        gold = json.loads(path.read_text("utf-8"))
        text = unicodedata.normalize("NFC", path.with_suffix(".txt").read_text("utf-8"))
        score(gold, reading_of(gold, text), tally, misses)
    return tally, [miss for miss in misses if " citation" in miss]


def figures(tally):
    right, gold, found = (tally["citations", key] for key in ("right", "gold", "found"))
    return 2 * right / (gold + found), tally["citation fields", "right"] / tally["citation fields", "all"]


def test_figures_on_the_development_set():
    tally, misses = tally_of(sorted((SHARED / "dev").glob("*.json")))
    f1, fields = figures(tally)
    assert f1 >= REACHED - 0.01, misses
    assert fields >= REACHED - 0.01, misses


@pytest.mark.parametrize("half", [0, 1])
def test_both_halves_reach_the_least(half):
    tally, misses = tally_of(sorted((SHARED / "dev").glob("*.json"))[half::2])
    f1, fields = figures(tally)
    assert f1 >= 0.97, misses
    assert fields >= 0.98, misses
