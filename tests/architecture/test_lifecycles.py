"""Mọi bảng trạng thái của máy chủ, thử toàn bộ. / Every state table of the server, tested whole."""

from __future__ import annotations

import pytest
from django.db.models import TextChoices

from dondoc.lifecycle import Lifecycle
from dondoc.server.assignments.lifecycle import ASSIGNMENT, ORDER, REQUEST
from dondoc.server.assignments.models import AssignmentState, OrderState, RequestState
from dondoc.server.documents.lifecycle import INCOMING, OUTGOING, PROPOSAL
from dondoc.server.documents.models import DocumentState, ProposalState
from dondoc.server.privacy.lifecycle import CORRECTION
from dondoc.server.privacy.models import CorrectionState
from dondoc.server.reports.lifecycle import REPORT, REPORT_CORRECTION
from dondoc.server.reports.models import ReportCorrectionState, ReportState
from dondoc.server.rights.lifecycle import COUNTERSIGN
from dondoc.server.rights.models import CountersignState
from dondoc.server.urging.lifecycle import LETTER, LIST
from dondoc.server.urging.models import LetterState, ListState
from tests.architecture.house.source import PACKAGE

TABLES = {
    "INCOMING": INCOMING,
    "OUTGOING": OUTGOING,
    "PROPOSAL": PROPOSAL,
    "ORDER": ORDER,
    "ASSIGNMENT": ASSIGNMENT,
    "REPORT": REPORT,
    "REPORT_CORRECTION": REPORT_CORRECTION,
    "COUNTERSIGN": COUNTERSIGN,
    "CORRECTION": CORRECTION,
    "REQUEST": REQUEST,
    "LETTER": LETTER,
    "LIST": LIST,
}


@pytest.mark.parametrize("name", TABLES)
def test_every_state_can_be_reached(name: str) -> None:
    assert TABLES[name].reachable() == TABLES[name].states()


@pytest.mark.parametrize(
    ("tables", "choices"),
    [
        ([ORDER], OrderState),
        ([ASSIGNMENT], AssignmentState),
        ([REPORT], ReportState),
        ([REPORT_CORRECTION], ReportCorrectionState),
        ([REQUEST], RequestState),
        ([LETTER], LetterState),
        ([LIST], ListState),
        ([PROPOSAL], ProposalState),
        ([COUNTERSIGN], CountersignState),
        ([CORRECTION], CorrectionState),
        ([INCOMING, OUTGOING], DocumentState),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_table_and_the_database_name_the_same_states(tables: list[Lifecycle], choices: type[TextChoices]) -> None:
    named = set().union(*(table.states() for table in tables))
    assert named - set(choices.values) == set()
    assert set(choices.values) - named <= {"refused"}, "a state no act leads to"


def test_what_was_ended_stays_ended() -> None:
    assert {"withdrawn", "cancelled", "discarded"} <= ORDER.ends()
    assert ASSIGNMENT.ends() == {"withdrawn", "cancelled", "passed_on"}
    assert INCOMING.ends() == {"closed"}


def test_every_app_with_a_table_is_tested_here() -> None:
    owners = {path.parent.name for path in (PACKAGE / "server").glob("*/lifecycle.py")}
    assert owners == {"assignments", "documents", "privacy", "reports", "rights", "urging"}
