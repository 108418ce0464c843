"""T-A3: vai trò, trạng thái, từng trường của báo cáo: ai đọc được, ai ghi được. / Role, state and field of a report: who reads, who writes.

What is let in is worked out from the acts (`rules`), the server is asked through the interface for machines, which calls the acts of
the pages. A field that only an act may set is refused from everybody, in every state.
"""

from __future__ import annotations

import json
import random
import sys
import time
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from dondoc.server.organizations import access
from dondoc.server.reports.models import Report, Review
from tests.access.rules import SIGHT, Standing
from tests.access.world import actors, things, token_of

SEED, SAMPLE = 20261124, 40
STATES = ("open", "entered", "submitted", "accepted", "returned")
RELATIONS = ("own", "below", "above", "sibling", "stranger", "left")
#: what the unit says, each with a value to write
SAID = {"percent": 55, "quantity": "7.25", "result": "Kết quả mới", "difficulties": "Thiếu người", "requests": "Đề nghị"}
#: what only an act sets: nobody writes it
SET_BY_ACTS = {
    "state": "accepted",
    "submitted_at": "2020-01-01",
    "submitted_by": 1,
    "entered_by": 1,
    "version": 9,
    "assignment": "x",
    "uid": "x",
}
Cell = tuple[str, str, str, str]


def sees(who: Standing, state: str) -> bool:
    """An open or entered report is the unit's own; once submitted those who follow the work see it too."""
    return who.at("cell", "report.see") or (state not in ("open", "entered") and SIGHT["report"](who))


def writes(who: Standing, state: str, field: str) -> int:
    """What a write is answered: 200, or why not. Unseen work is 404 before anything is said of a right."""
    if who.relation == "left":
        return 401  # the token of whom no post is held any more
    if field in SET_BY_ACTS:
        return 422
    if not SIGHT["assignment"](who):
        return 404
    if not who.at("cell", "report.enter"):
        return 403
    return 409 if state in ("submitted", "accepted") else 200


def every_cell() -> list[Cell]:
    roles = sorted(set(access.roles()) - access.NEVER_GIVEN)
    fields = ("", *SAID, *SET_BY_ACTS)  # "": read
    return [(role, relation, state, field) for role in roles for relation in RELATIONS for state in STATES for field in fields]


class Asking:
    """The world, with its report put into a state; what a write changed is undone."""

    def __init__(self, cast: Any) -> None:
        self.things, self.accounts, self.cast = things(cast), actors(cast), cast
        self.browsers: dict[tuple[str, str], Client] = {}

    def one(self, cell: Cell) -> list[str]:
        """What is otherwise than the rules say."""
        role, relation, state, field = cell
        who, browser = Standing(role, relation), self._browser(role, relation)
        with transaction.atomic():
            report = self._report_in(state)
            faults = self._read(browser, who, state, report) if not field else self._write(browser, who, state, field, report)
            transaction.set_rollback(True)
        return [f"{' '.join(cell)}: {fault}" for fault in faults]

    def _report_in(self, state: str) -> Report:
        report = Report.objects.get(**self.things["report"])
        unsent = {"submitted_by": None, "submitted_at": None} if state in ("open", "entered") else {}
        Report.objects.filter(pk=report.pk).update(state=state, **unsent)
        if state in ("accepted", "returned"):
            verdict = "accept" if state == "accepted" else "return"
            Review.objects.create(report=report, decides=True, verdict=verdict, reason="Lý do", by=self.cast.an, at=self.cast.noon)
        return Report.objects.get(pk=report.pk)

    def _read(self, browser: Client, who: Standing, state: str, report: Report) -> list[str]:
        answer = browser.get(f"/api/v1/reports/{report.uid}")
        listed = browser.get("/api/v1/reports").json().get("items", [])
        told = {"one": answer.status_code == 200, "listed": str(report.uid) in {one["uid"] for one in listed}}
        return [f"{key} {value}" for key, value in told.items() if value != sees(who, state)]

    def _write(self, browser: Client, who: Standing, state: str, field: str, report: Report) -> list[str]:
        body = {"period": f"{timezone.localdate(self.cast.noon):%Y-%m}", "progress": "in_hand", field: {**SAID, **SET_BY_ACTS}[field]}
        path = f"/api/v1/assignments/{self.things['assignment']['uid']}/reports"
        headers = {"idempotency-key": "mot-khoa-moi"}
        code = browser.post(path, json.dumps(body), content_type="application/json", headers=headers).status_code
        wanted = writes(who, state, field)
        newest = Report.objects.filter(assignment=report.assignment_id).order_by("-version")[0]
        changed = str(getattr(newest, field, "")) != str(getattr(report, field, ""))
        faults = [] if code == wanted else [f"{code}, by the rule {wanted}"]
        return faults + ([f"changed {changed}"] if changed != (code == 200) else [])

    def _browser(self, role: str, relation: str) -> Client:
        if (role, relation) not in self.browsers:
            token = token_of(self.accounts[role, relation], self.cast)
            self.browsers[role, relation] = Client(headers={"authorization": f"Bearer {token}"})
        return self.browsers[role, relation]


@pytest.mark.parametrize("many", [SAMPLE, pytest.param(0, marks=pytest.mark.endurance)])
def test_fields_are_read_and_written_as_the_roles_say(cast: Any, many: int, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    asking, cells, began = Asking(cast), every_cell(), time.process_time()
    chosen = random.Random(SEED).sample(cells, many) if many else cells
    assert [fault for cell in chosen for fault in asking.one(cell)] == []
    if not many:
        sys.stdout.write(
            f"{len(cells)} cells of role, relation, state and field as the acts say, {time.process_time() - began:.0f} s CPU\n"
        )


def test_a_rule_that_says_otherwise_is_found(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = Asking(cast)
    for cell in (("unit_head", "above", "entered", "result"), ("leader", "own", "submitted", ""), ("inspector", "own", "entered", "state")):
        assert asking.one(cell) == []
    monkeypatch.setattr("tests.access.test_fields.writes", lambda *_told: 200)
    assert asking.one(("leader", "own", "entered", "result"))
    monkeypatch.setattr("tests.access.test_fields.sees", lambda *_told: True)
    assert asking.one(("leader", "stranger", "submitted", ""))
