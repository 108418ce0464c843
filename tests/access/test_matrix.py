"""T-A1: mọi địa chỉ, mọi vai trò, mọi phía. / Every address, method, role and relation of place, as the data file declares.

The short form asks a seeded sample of the cells and, beside it, draws every page once for somebody who is shown it; the long
form asks them all (`make test-long`). What a role's acts say is worked out in `rules.py`, apart from the server, and the file is held
against it, so that a leak cannot be written down as right. A new address: say in `world.py` what fills it and in `rules.py` who may,
then

    DONDOC_WRITE_MATRIX=new python -m pytest tests/access/test_matrix.py -m endurance -k whole

asks what the file lacks and writes it (`all`: asks everything again; a relation, as `left`: asks those who stand so). Read the difference
before keeping it.
"""

from __future__ import annotations

import json
import logging
import os
import random
import time
from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dondoc.server.organizations import access
from tests.access import rules, table
from tests.access.world import FILLS, RELATIONS, actors, addresses, filled, things, token_of
from tests.entering import entered

SEED, SAMPLE, FEW, LEAST = 20261124, 150, 8, 5_000
#: Who is shown most pages between them.
DRAWERS = {
    ("head_of_office", "below"),
    ("records_clerk", "own"),
    ("administrator", "below"),
    ("inspector", "below"),
    ("unit_head", "above"),
}
METHODS = ("GET", "POST")
#: Open to somebody not signed in: the way in itself, and what asks for a signature or nothing.
BEFORE_SIGN_IN = {
    "notices:feed",
    *("alive", "language", "accounts:accept", "account_login", "account_logout", "account_inactive", "mfa_authenticate"),
    *("mfa_login_webauthn", "exchange:keep", "exchange:unknown", "api:openapi-json", "api:api-root"),
}
#: What a machine sends, so that its request reaches the act.
BODIES: dict[str, dict[str, Any]] = {
    "api:name_doer": {"person": "thu"},
    "api:enter": {"period": "month", "progress": "in_hand"},
    "api:decide": {"verdict": "accept"},
}
Cell = tuple[str, str, str, str]


def roles() -> list[str]:
    """Every role that can be given."""
    return sorted(set(access.roles()) - access.NEVER_GIVEN)


def filling() -> dict[str, str]:
    """Address -> thing, for every address of the server."""
    found = {name: filled(name, arguments) for name, arguments in addresses()}
    undeclared = sorted(name for name, thing in found.items() if thing is None)
    assert undeclared == [], "say in tests/access/world.py which thing fills these addresses"
    return {name: thing for name, thing in found.items() if thing is not None}


class Asking:
    """The world with somebody at every side of it, and browsers to ask as them. Rows an answer changed are undone before the next."""

    def __init__(self, cast: Any) -> None:
        logging.getLogger("django.request").setLevel(logging.CRITICAL)
        self.cast, self.fills, self.things, self.accounts = cast, filling(), things(cast), actors(cast)
        self.browsers: dict[tuple[str, str], Client] = {}
        self.tokens: dict[tuple[str, str], str] = {}

    def one(self, cell: Cell) -> int:
        """What this role, standing so, is answered there."""
        name, method, role, relation = cell
        browser = self._browser(role, relation)
        cache.clear()  # limits of sign-in
        kept = browser.cookies.copy()
        with transaction.atomic():
            answer = self._machine(cell) if name.startswith("api:") else browser.generic(method, self._path(name))
            transaction.set_rollback(True)
        browser.cookies = kept  # also after an answer that signs out
        if answer.streaming:
            answer.close()
        return int(answer.status_code)

    def _path(self, name: str) -> str:
        return reverse(name.replace("api:", "exchange:api:"), kwargs=self.things[self.fills[name]])

    def _browser(self, role: str, relation: str) -> Client:
        if (role, relation) not in self.browsers:
            self.browsers[role, relation] = entered(self.accounts[role, relation])
            self.tokens[role, relation] = token_of(self.accounts[role, relation], self.cast)
        return self.browsers[role, relation]

    def _machine(self, cell: Cell) -> Any:
        name, method, role, relation = cell
        headers = {"authorization": f"Bearer {self.tokens[role, relation]}", "idempotency-key": "mot-khoa-moi"}
        if name in ("api:documents", "api:take_in", "api:add_evidence") and method == "POST":
            file = SimpleUploadedFile("a.txt", b"Van ban so 1")
            form = {"organization": str(self.cast.commune.uid), "main": file, "file": file}
            return Client(headers=headers).post(self._path(name), form)
        body = {key: self._said(value) for key, value in BODIES.get(name, {}).items()}
        return Client(headers=headers).generic(method, self._path(name), json.dumps(body) if body else "", content_type="application/json")

    def _said(self, value: str) -> str:
        return {"thu": str(self.cast.thu.uid), "month": f"{timezone.localdate(self.cast.noon):%Y-%m}"}.get(value, value)


def ask(cast: Any, cells: Iterable[Cell], *, drawn: bool = False) -> table.Cells:
    """Ask the server these cells. Unless `drawn`, pages are not: who is let in is asked here."""
    asking = Asking(cast)
    blank = nullcontext() if drawn else patch("django.template.backends.django.Template.render", lambda *_args, **_more: "")
    with blank:
        return {cell: asking.one(cell) for cell in sorted(cells, key=lambda cell: cell[2:])}


def every_cell() -> list[Cell]:
    """All there are: what the URLconf has, times methods, roles, relations."""
    return [(name, method, role, relation) for name in filling() for method in METHODS for role in roles() for relation in RELATIONS]


def test_every_cell_is_declared() -> None:
    told = table.read(roles())
    assert told.keys() == set(every_cell()), "an address without its rows, or rows without an address: see the docstring above"
    assert len(told) >= LEAST


def test_the_file_says_what_the_rules_say() -> None:
    faults, argued = rules.against(table.read(roles()), filling())
    assert faults == []
    assert argued > LEAST


def test_no_cell_is_broken_and_every_rule_has_its_address() -> None:
    told = table.read(roles())
    assert {code for code in told.values() if code >= 500} == set()
    for thing, names in FILLS.items():  # nothing declared that is gone
        assert set(names.split()) <= filling().keys(), thing
    assert rules.names() <= filling().keys()


def test_a_leak_written_down_is_found() -> None:
    told, fills = table.read(roles()), filling()
    leaks = [
        ("documents:page", "GET", "inspector", "sibling"),
        ("reports:report", "POST", "unit_head", "stranger"),
        ("api:document", "GET", "leader", "left"),
        ("organizations:tree", "GET", "leader", "left"),
        ("work:lists", "POST", "unit_head", "left"),
        ("documents:register", "GET", "leader", "own"),
        ("split:view", "GET", "administrator", "own"),
        ("custody:entries", "GET", "inspector", "own"),
    ]
    for cell in leaks:
        faults, _argued = rules.against(told | {cell: 200}, fills)
        assert len(faults) == 1, cell
    locked_out = ("documents:page", "GET", "leader", "own")
    assert len(rules.against(told | {locked_out: 404}, fills)[0]) == 1


def test_a_sample_is_as_declared(cast: Any) -> None:
    """Cells of a few who stand somewhere, drawn by a seed: signing ninety people in would cost more than asking."""
    told, dice = table.read(roles()), random.Random(SEED)
    few = dice.sample([(role, relation) for role in roles() for relation in RELATIONS], FEW)
    _compare(ask(cast, dice.sample(sorted(cell for cell in told if cell[2:] in few), SAMPLE)))


def test_every_page_is_drawn(cast: Any, client: Client) -> None:
    """Each address once, for somebody who is shown it."""
    told, dice = table.read(roles()), random.Random(SEED)
    shown: dict[str, Cell] = {}
    for cell in sorted(told, key=lambda cell: (cell[2:] not in DRAWERS, dice.random())):
        if told[cell] == 200 and cell[1] == "GET":
            shown.setdefault(cell[0], cell)
    assert len(shown) > 90
    _compare(ask(cast, shown.values(), drawn=True))


def test_nobody_signed_in_is_let_in_nowhere(cast: Any, client: Client) -> None:
    asking = Asking(cast)
    for name in asking.fills.keys() - BEFORE_SIGN_IN:
        answer = client.get(asking._path(name))
        if name.startswith("api:"):
            assert answer.status_code in (401, 405), name
        else:
            assert (answer.status_code, answer.url[:21]) == (302, "/tai-khoan/login/?nex"), name


def test_a_made_up_id_answers_as_a_hidden_one(cast: Any, signed_in: Any, machine: Any) -> None:
    uid = things(cast)["document"]["uid"]
    by_machine = machine("xuan")
    for browser, address in ((signed_in("xuan"), "documents:page"), (by_machine, "exchange:api:document")):
        hidden, unknown = (browser.get(reverse(address, kwargs={"uid": one})) for one in (uid, uuid4()))
        assert hidden.status_code == unknown.status_code == 404
        assert hidden.content == unknown.content


@pytest.mark.endurance
def test_the_whole_matrix(cast: Any) -> None:
    began, wanted = time.process_time(), os.environ.get("DONDOC_WRITE_MATRIX", "")
    cells, told = set(every_cell()), table.read(roles())
    asked = {cell for cell in cells if cell[3] == wanted} if wanted in RELATIONS else cells - told.keys() if wanted == "new" else cells
    found = ask(cast, asked)
    if wanted:
        table.write({cell: found.get(cell, told.get(cell, 0)) for cell in cells}, roles())
    _compare(found)
    print(f"{len(found)} cells as declared, {time.process_time() - began:.0f} s CPU")  # noqa: T201


def _compare(found: table.Cells) -> None:
    told = table.read(roles())
    wrong = [f"{' '.join(key)}: {code}, the file says {told.get(key)}" for key, code in found.items() if told.get(key) != code]
    assert wrong == [], f"seed {SEED}"
