"""T-A4: lời của việc người khác không lọt ra đâu cả. / Words of others' work get out nowhere: lists, search, exports, errors, timing.

Each thing of the commune holds a word that nobody would type. Somebody who stands aside and holds every role there is opens every
page and every operation, searches for the word, and is told nothing; somebody of the commune reads it on many pages.
"""

from __future__ import annotations

import logging
import statistics
import time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.server.assignments.models import Assignment, Criterion, Order, Submission
from dondoc.server.documents.models import Attachment, Clause, Document, Minute
from dondoc.server.organizations import access
from dondoc.server.organizations.models import Organization
from dondoc.server.reports.models import Evidence, Report
from tests.access.test_matrix import filling
from tests.access.world import account_of, seat, things, token_of
from tests.entering import entered

#: Nobody types it, and no mark of Vietnamese can be lost from it.
WORD = "kylanqhx"
#: What a page takes to search by.
SEARCHES = {
    "search": {"q": WORD},
    "documents:list": {"q": WORD},
    "work:lists": {"q": WORD, "ds": "given"},
    "organizations:people": {"q": WORD},
    "api:documents": {"words": WORD},
    "api:assignments": {"words": WORD},
}


def planted(cast: Any) -> dict[str, dict[str, Any]]:
    """The world with the word in whatever is written."""
    world = things(cast)
    Document.objects.update(subject=WORD, signer_name=WORD, symbol=WORD, folded=WORD, issuer=WORD, text=WORD * 40)
    Order.objects.update(task=WORD, words=WORD, product=WORD, folded=WORD, deadline_words=WORD)
    Report.objects.update(result=WORD, difficulties=WORD, requests=WORD)
    for model, field in ((Clause, "heading"), (Attachment, "name"), (Evidence, "name"), (Minute, "words"), (Submission, "summary")):
        model.objects.update(**{field: WORD})  # type: ignore[attr-defined]
    Criterion.objects.update(text=WORD)
    Assignment.objects.update(share=WORD)
    return world


def somebody(cast: Any, place: Organization, name: str, **more: Any) -> tuple[Client, Client]:
    """A browser and a machine of a person who holds every role at this body and below it."""
    person = seat(name, place, *sorted(set(access.roles()) - access.NEVER_GIVEN), **more)
    account = account_of(person, name)
    return entered(account), Client(headers={"authorization": f"Bearer {token_of(account, cast)}"})


def told(who: tuple[Client, Client], world: dict[str, dict[str, Any]], names: set[str]) -> set[str]:
    """Addresses whose answer holds the word."""
    browser, machine = who
    found = set()
    for name, thing in filling().items():
        if name not in names:
            continue
        client = machine if name.startswith("api:") else browser
        path = reverse(name.replace("api:", "exchange:api:"), kwargs=world[thing])
        for query in ({}, SEARCHES.get(name)):
            if query is None:
                continue
            answer = client.get(path, query)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if WORD in body.decode("utf-8", "replace").replace(f'value="{WORD}"', "").replace(f"“{WORD}”", "").replace(f"={WORD}", ""):
                found.add(name)
    return found


#: Leads out of the sign-in, so that what comes after would prove nothing; the file of the journal is its reader's whole mandate.
LEFT_OUT = {"account_logout", "account_inactive"}


@pytest.mark.parametrize("sides", [("stranger",), pytest.param(("stranger", "sibling", "left"), marks=pytest.mark.endurance)])
def test_no_word_of_the_commune_gets_out(cast: Any, sides: tuple[str, ...], settings: Any) -> None:
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    settings.ACCOUNT_RATE_LIMITS = {}
    world, every = planted(cast), filling()
    short = {name for name, thing in every.items() if not thing} | {"documents:page", "work:card", "reports:report", "api:document"}
    names = (short if len(sides) == 1 else set(every)) - LEFT_OUT
    places = {"stranger": cast.foreign_commune, "sibling": cast.other_commune, "left": cast.commune}
    for side in sides:
        over = {"until": cast.noon.date().replace(year=2025)} if side == "left" else {}
        assert told(somebody(cast, places[side], f"ben-{side}", **over), world, names) == set(), side
    seen = told(
        somebody(cast, cast.commune, "ben-trong"), world, {"documents:list", "documents:page", "work:lists", "api:assignments", "search"}
    )
    assert seen == {"documents:list", "documents:page", "work:lists", "api:assignments", "search"}  # the control: the word is there


@pytest.mark.endurance
def test_nothing_is_told_by_how_long_an_answer_takes(cast: Any, settings: Any) -> None:
    """Hidden and not there at all: at most 5 ms apart in the middle, counted by CPU."""
    settings.ACCOUNT_RATE_LIMITS = {}
    hidden = things(cast)["document"]["uid"]
    browser, machine = somebody(cast, cast.foreign_commune, "ben-ngoai")
    for client, address in ((browser, "documents:page"), (machine, "exchange:api:document")):
        spent: dict[bool, list[float]] = {True: [], False: []}
        for turn in range(40):
            there = bool(turn % 2)
            began = time.process_time()
            assert client.get(reverse(address, kwargs={"uid": hidden if there else uuid4()})).status_code == 404
            spent[there].append(time.process_time() - began)
        assert abs(statistics.median(spent[True]) - statistics.median(spent[False])) < 0.005, address
