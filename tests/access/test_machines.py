"""T-F1: giao diện cho máy trước dữ liệu đúng và sai, bốn vai trò. / The interface for machines under right and wrong data, as four roles.

schemathesis makes requests from the OpenAPI file, right ones and ones wrong in a single place. No answer is 5xx, each is as the file
says, and nothing wrong is taken. Addresses name real things, so that operations reach their acts.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from dondoc.server.exchange.api.edge import PREFIX, interface
from dondoc.server.privacy.tests.conftest import work  # noqa: F401  # the fixture
from dondoc.server.site.wsgi import application

ROLES = ("chi", "hoa", "dung", "oanh")
#: Left out: data right by the file may still be refused by an act (no such period, a cursor of nothing).
LEFT_OUT: list[Any] = [positive_data_acceptance]
#: Reading a file starts a child process: fewer tries.
TAKE_IN = f"POST /{PREFIX}documents"
ANY = list(HealthCheck)


def things(cast: Any, work: dict[str, Any]) -> dict[str, dict[str, str]]:  # noqa: F811
    """First part of an address -> what its parameters name."""
    paper = work["van-ban"]
    return {
        "organizations": {"uid": str(cast.commune.uid)},
        "documents": {"uid": str(paper.uid), "file": str(paper.attachments.get().uid)},
        "assignments": {"uid": str(work["nhiem-vu"].uid)},
        "reports": {"uid": str(work["bao-cao"].uid)},
    }


def operations(described: dict[str, Any] | None = None) -> list[Any]:
    """Every operation of the interface, as the file (or another one) describes it."""
    schema = schemathesis.openapi.from_dict(described or interface.get_openapi_schema())
    schema.config.update(base_url="http://testserver")
    schema.app = application
    return [found.ok() for found in schema.get_all_operations()]


@dataclass
class Tries:
    """Requests as somebody, each judged by every check."""

    named: dict[str, dict[str, str]]
    answers: Counter[int] = field(default_factory=Counter)

    def of(self, operation: Any, browser: Client, mode: GenerationMode, many: int) -> None:
        """So many requests of one operation, the same in every run."""
        headers = {"Authorization": browser.defaults["HTTP_AUTHORIZATION"], "Accept-Encoding": "identity"}
        named = self.named.get(operation.path.removeprefix(f"/{PREFIX}").split("/")[0], {})
        path = {name: value for name, value in named.items() if f"{{{name}}}" in operation.path}
        strategy = operation.as_strategy(generation_mode=mode, path_parameters=path or None)

        @given(case=strategy)
        @settings(max_examples=many, derandomize=True, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=ANY)
        def ask(case: Any) -> None:
            answer = case.call(headers=headers)
            self.answers[answer.status_code] += 1
            case.validate_response(answer, excluded_checks=LEFT_OUT, headers=headers)

        ask()

    def tell(self, who: str, began: float) -> None:
        """The figures of a run."""
        codes, cpu = dict(sorted(self.answers.items())), time.process_time() - began
        sys.stdout.write(f"{who}: {self.answers.total()} requests, answers {codes}, {cpu:.1f} s CPU\n")


@pytest.fixture
def tries(cast: Any, work: dict[str, Any], settings: Any) -> Tries:  # noqa: F811
    settings.ACCOUNT_RATE_LIMITS = {}
    return Tries(things(cast, work))


def test_each_operation_as_each_of_four_roles(machine: Any, tries: Tries) -> None:
    """The short form: one right request as each role, two wrong ones as one of them."""
    began, browsers = time.process_time(), [machine(who) for who in ROLES]
    for place, operation in enumerate(operations()):
        for browser in browsers if operation.label != TAKE_IN else browsers[:1]:
            tries.of(operation, browser, GenerationMode.POSITIVE, 1)
        tries.of(operation, browsers[place % len(ROLES)], GenerationMode.NEGATIVE, 2)
    tries.tell("four roles", began)
    assert tries.answers[200] > 30
    assert tries.answers[422] > 5


@pytest.mark.endurance
@pytest.mark.parametrize("who", ROLES)
def test_right_and_wrong_requests_in_numbers(machine: Any, tries: Tries, who: str) -> None:
    """At least 500 requests of each operation over the four roles (T-F1)."""
    began, browser = time.process_time(), machine(who)
    for operation in operations():
        many = 65 if operation.label != TAKE_IN else 20
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            tries.of(operation, browser, mode, many)
    tries.tell(who, began)
    assert tries.answers[422]


def _wider(described: dict[str, Any]) -> None:
    """The file allows less than the server takes: wrong data is taken. No other parameter is left to go wrong in its place."""
    operation = described["paths"][f"/{PREFIX}organizations"]["get"]
    operation["parameters"] = [one for one in operation["parameters"] if one["name"] == "words"]
    operation["parameters"][0]["schema"] = {"type": "string", "enum": ["xa"]}


def _otherwise(described: dict[str, Any]) -> None:
    """The file tells of another answer."""
    described["components"]["schemas"]["Bodies"]["properties"]["items"] = {"type": "string"}


def _silent(described: dict[str, Any]) -> None:
    """The file does not tell of an answer."""
    del described["paths"][f"/{PREFIX}organizations"]["get"]["responses"]["422"]


@pytest.mark.parametrize("fault", [_wider, _otherwise, _silent], ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_found(machine: Any, tries: Tries, fault: Callable[[dict[str, Any]], None]) -> None:
    described = json.loads(json.dumps(interface.get_openapi_schema()))
    fault(described)
    operation = next(one for one in operations(described) if one.label == f"GET /{PREFIX}organizations")
    mode = GenerationMode.POSITIVE if fault is _otherwise else GenerationMode.NEGATIVE
    with pytest.raises((FailureGroup, Failure)):
        tries.of(operation, machine("hoa"), mode, 100)
