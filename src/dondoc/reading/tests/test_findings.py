"""Phát hiện: các trường hợp viết bằng YAML. / Findings: cases in YAML."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from dondoc.reading.checking.sentences import CODES
from dondoc.reading.citations import citations
from dondoc.reading.contract import (
    Actor,
    Assignment,
    Cadence,
    Clause,
    Deadline,
    Found,
    Head,
    Quote,
    Reading,
    Signer,
    Source,
    Status,
)
from dondoc.reading.findings import findings

CORPUS = Path(__file__).parents[4] / "tests" / "corpus" / "findings.yml"
CASES = yaml.safe_load(CORPUS.read_text("utf-8"))


def head_of(case):
    fields = dict(case.get("head", {}))
    signer = Signer(**fields.pop("signer", {}))
    spans = {name: Found(*span(case["text"], words), "case") for name, words in fields.pop("spans", {}).items()}
    return Head(**{key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}, signer=signer, spans=spans)


def span(text, words, after=0):
    start = text.index(words, after)
    return start, start + len(words)


def outline_of(case):
    at, clauses = 0, []
    for place, marker in enumerate(case.get("outline", [])):
        start, after = span(case["text"], marker, at)
        end = case["text"].find("\n", start)
        end = len(case["text"]) if end < 0 else end
        clauses.append(Clause(start, end, path=f"{marker}{place}", marker=marker, level=1, text_start=after, text_end=end))
        at = after
    return tuple(clauses)


def work_of(case):
    text = case["text"]
    for row in case.get("work", []):
        start, end = span(text, row["words"])
        deadline = row.get("deadline")
        cadence = row.get("cadence")
        yield Assignment(
            start,
            end,
            row["words"],
            "case",
            lead=tuple(Actor(*span(text, name, start), name) for name in row.get("lead", [])),
            deadline=deadline and Deadline(*span(text, deadline["text"], start), deadline["text"], "by", deadline["date"]),
            cadence=cadence and Cadence(*span(text, cadence["text"], start), cadence["text"], cadence["every"]),
            criteria=tuple(Quote(*span(text, words, start), words) for words in row.get("criteria", [])),
        )


def reading_of(case):
    head = head_of(case)
    return Reading(
        status=Status.READ,
        source=Source(),
        text=case["text"],
        head=head,
        outline=outline_of(case),
        citations=citations(case["text"], head),
        assignments=tuple(work_of(case)),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_cases(case):
    register = {symbol: symbol for symbol in case.get("register", [])}
    found = findings(reading_of(case), register.get if register else None)
    assert [[one.code, case["text"][one.start : one.end]] for one in found] == case["findings"]


def test_every_code_has_a_case():
    assert {code for case in CASES for code, _ in case["findings"]} == CODES


def test_sentences_are_whole_in_both_languages():
    found = [one for case in CASES for one in findings(reading_of(case), {"": 1}.get)]
    assert all(one.severity in {"info", "warning", "error"} for one in found)
    assert not any("{" in one.message + one.message_en for one in found)
    assert all(one.message.endswith(".") and one.message_en.endswith(".") and one.message != one.message_en for one in found)
    assert all(one.message_en.isascii() or "Ủ" not in one.message_en for one in found)


def test_nothing_is_said_of_what_was_not_read():
    assert findings(Reading(status=Status.REFUSED, source=Source())) == ()
    assert findings(Reading(status=Status.UNREAD, source=Source(), text="Chỉ thị số 90-KH/TU")) == ()


def test_days_are_written_as_officials_write_them():
    case = {"text": "Nghị quyết số 963/2024/QH15 ngày 5/12/2025", "head": {"date": date(2025, 2, 7)}}
    (found,) = findings(reading_of(case))
    assert "05/12/2025" in found.message
    assert "07/02/2025" in found.message
