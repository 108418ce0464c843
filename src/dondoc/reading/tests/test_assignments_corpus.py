"""Các trường hợp mà một cán bộ đọc và viết được. / Cases that an official can read and write (tests/corpus/*.yml)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dondoc.reading.assignments import assignments
from dondoc.reading.contract import Assignment, Clause, Head
from dondoc.reading.outline import outline

CORPUS = Path(__file__).parents[4] / "tests" / "corpus"
DAY = date(2026, 3, 5)
SUBJECT = "kết luận của Thường trực Tỉnh ủy Đông Lĩnh"


def cases(name: str) -> list[Any]:
    """The cases of a file, each known by its own words."""
    return [pytest.param(case, id=case["case"]) for case in yaml.safe_load((CORPUS / name).read_text("utf-8"))]


def alone(text: str, kind: str = "TB") -> tuple[Assignment, ...]:
    """The work of one sentence that stands as a clause."""
    clause = Clause(0, len(text), "1", "1.", 1, 0, len(text))
    return assignments(text, Head(kind=kind, date=DAY, subject=SUBJECT), (clause,))


def names(actors: tuple[Any, ...]) -> list[str]:
    return [" ".join(actor.text.split()) for actor in actors]


@pytest.mark.parametrize("case", cases("leads.yml"))
def test_leads(case: dict[str, Any]) -> None:
    found = alone(case["text"])
    expected = case.get("leads") or [case["lead"]]
    assert [names(work.lead) for work in found] == expected
    if "support" in case:
        assert names(found[0].support) == case["support"]


@pytest.mark.parametrize("case", cases("deadlines.yml"))
def test_deadlines(case: dict[str, Any]) -> None:
    (found,) = alone(case["text"])
    if "deadline" in case:
        expected, limit = case["deadline"], found.deadline
        if expected is None:
            assert limit is None or limit.date is None, limit
        else:
            assert limit is not None
            assert {key: getattr(limit, key) for key in expected} == expected
            assert case["text"][limit.start : limit.end] == limit.text
    if "cadence" in case:
        assert (found.cadence and found.cadence.every) == case["cadence"]


@pytest.mark.parametrize("case", cases("assignments.yml"))
def test_documents(case: dict[str, Any]) -> None:
    text, head = case["text"], Head(kind=case.get("kind", "TB"), symbol=case.get("symbol"), date=DAY, subject=case.get("subject", SUBJECT))
    found = assignments(text, head, outline(text, head, ()))
    assert [work.text.split("\n")[0][:24] for work in found] == [_line(text, item["starts"]) for item in case["assignments"]]
    for work, item in zip(found, case["assignments"], strict=True):
        _check(work, item)


def _line(text: str, starts: str) -> str:
    at = text.index(starts)
    return text[at:].split("\n")[0][:24].split(" |")[0].split("\t")[0]


def _check(work: Assignment, item: dict[str, Any]) -> None:
    plain = {
        "lead": names(work.lead),
        "support": names(work.support),
        "inherited": all(actor.inherited for actor in work.lead) and bool(work.lead),
        "force": work.force,
        "source": work.source,
        "clause": work.clause,
        "deadline": work.deadline.date if work.deadline else None,
        "cadence": work.cadence.every if work.cadence else None,
        "product": work.product.text if work.product else None,
        "criteria": [quote.text for quote in work.criteria],
        "quantity": [{"value": quantity.value, "unit": quantity.unit} for quantity in work.quantity],
    }
    wanted = {key: value for key, value in item.items() if key != "starts"}
    assert {key: plain[key] for key in wanted} == wanted
