"""Ví dụ trong tài liệu chạy được. / The examples of the documentation run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from dondoc.server.assignments.models import Assignment
from dondoc.server.privacy.tests.conftest import work  # noqa: F401  # the fixture
from dondoc.server.reports.models import Report

DOCS = Path(__file__).resolve().parents[5] / "docs" / "api.md"
EXAMPLE = re.compile(r"```http\n(\S+) (\S+)\n((?:[\w-]+: .*\n)*)(?:\n(\{.*\})\n)?\n(\d{3})\n(\{.*\})\n((?:> .*\n)*)```")


def within(told: Any, answer: Any) -> bool:
    """Whether all that the example tells stands in the answer."""
    if isinstance(told, dict):
        return isinstance(answer, dict) and all(key in answer and within(value, answer[key]) for key, value in told.items())
    if isinstance(told, list):
        return isinstance(answer, list) and len(told) == len(answer) and all(map(within, told, answer))
    return bool(told == answer)


def picked(answer: Any, path: str) -> str:
    for part in path.split("."):
        answer = answer[int(part) if part.isdigit() else part]
    return str(answer)


def test_the_examples_run(cast: Any, machine: Any, work: dict[str, Any]) -> None:  # noqa: F811
    Report.objects.all().delete()
    Assignment.objects.filter(pk=work["nhiem-vu"].pk).update(state="issued", received_at=None, received_by=None)
    browser = machine("hoa", "assignments.read", "assignments.write", "reports.read", "reports.write")
    text, known = DOCS.read_text("utf-8"), {}
    examples = EXAMPLE.findall(text)
    assert len(examples) == text.count("```http") > 9
    for method, path, lines, body, status, told, remembered in examples:
        for name, value in known.items():
            path, body = path.replace(f"{{{name}}}", value), body.replace(f"{{{name}}}", value)
        headers = dict(line.split(": ", 1) for line in lines.splitlines())
        answer = browser.generic(method, path, body, content_type="application/json", headers=headers)
        assert answer.status_code == int(status), (path, answer.content.decode())
        assert within(json.loads(told), answer.json()), (path, answer.json())
        known |= {line[2:].split(" = ")[0]: picked(answer.json(), line.split(" = ")[1]) for line in remembered.splitlines()}


def test_an_example_that_is_not_so_is_found() -> None:
    assert within({"a": [{"b": 1}]}, {"a": [{"b": 1, "c": 2}], "d": 3})
    assert not within({"a": [{"b": 2}]}, {"a": [{"b": 1}]})
    assert not within({"a": []}, {"a": [1]})
