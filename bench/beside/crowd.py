"""Người của nước việc, có tài khoản và phiên làm việc. / The people of the country of `rows`, with accounts and sessions, for a load."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.beside.places import PASSWORD, SEATS, SINCE

#: What is opened, with its share in a hundred: of a unit, and of those above.
OF_UNIT = [["first page", "/", 30], ["list", "/nhiem-vu/", 25], ["card", "/nhiem-vu/viec/{}/", 25], ["notices", "/thong-bao/", 10]]
OF_UNIT += [["unit's month", "/bao-cao/", 10]]
OF_ABOVE = [["first page above", "/", 40], ["list above", "/nhiem-vu/?ds=given", 30], ["queue", "/bao-cao/xem-xet/", 30]]


def settle(officers: int) -> dict[str, Any]:
    """Officers of each body beside its head, an account and a session for everybody; who may ask for what."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.hashers import make_password
    from django.db import transaction

    from dondoc.server.organizations.models import Grant, Organization, Person, Post, Term
    from dondoc.terms.vietnamese import fold, name_key

    units = list(Organization.objects.filter(level__in=("above_grassroots", "cell")).order_by("pk"))
    names = [f"Cán bộ {place.pk} {n}" for place in units for n in range(officers)]
    where = [place for place in units for _ in range(officers)]
    with transaction.atomic():
        persons = Person.objects.bulk_create([Person(full_name=name, folded=fold(name), sort_key=name_key(name)) for name in names], 150)
        posts = Post.objects.bulk_create([Post(organization=place, title="Cán bộ", is_head=False, since=SINCE) for place in where], 100)
        Term.objects.bulk_create([Term(person=p, post=q, since=SINCE) for p, q in zip(persons, posts, strict=True)], 150)
        Grant.objects.bulk_create(
            [Grant(post=post, role="reporting_officer", organization=post.organization, reach="own", since=SINCE) for post in posts], 100
        )
        secret, accounts = make_password(PASSWORD), get_user_model().objects
        known = set(accounts.values_list("person", flat=True))
        new = Person.objects.filter(kind="human").exclude(pk__in=known)
        accounts.bulk_create([accounts.model(username=f"nguoi{one.pk}", person=one, password=secret) for one in new], 150)
        return {"people": _people()}


def _people() -> list[dict[str, Any]]:
    """Nine of ten of a unit, the others of those above; a session each."""
    from django.contrib.auth import get_user_model

    from dondoc.server.assignments.models import OPEN_STATES, Assignment
    from dondoc.server.organizations.models import Term
    from dondoc.server.reports.models import Period, Report

    work: dict[int, list[str]] = {}
    untold: dict[int, list[str]] = {}
    told = set(Report.objects.filter(period=Period.objects.latest("opens_on")).values_list("assignment", flat=True))
    for place, pk, uid, state in Assignment.objects.filter(state__in=OPEN_STATES).values_list("organization", "pk", "uid", "state"):
        work.setdefault(place, []).append(str(uid))
        if pk not in told and state == "in_hand":
            untold.setdefault(place, []).append(str(uid))
    seat = dict(Term.objects.values_list("person", "post__organization"))
    accounts = list(get_user_model().objects.order_by("pk"))
    above = [one for one in accounts if one.username in SEATS and one.username not in ("xa", "canboxa", "vanthu", "nhaplieu")]
    units = [one for one in accounts if work.get(seat[one.person_id])]
    first: Counter[int] = Counter()
    found = []
    for account in units:
        place = seat[account.person_id]
        first[place] += 1  # one of the unit brings in the month, the others look on
        mine = {"name": account.username, "session": _session(account), "kinds": OF_UNIT, "work": work[place][:60]}
        found.append({**mine, "untold": untold.get(place, []) if first[place] == 1 else []})
    for n in range(len(found) // 9):
        account = above[n % len(above)]
        found.append({"name": account.username, "session": _session(account), "kinds": OF_ABOVE, "work": [], "untold": []})
    return found


def _session(account: Any) -> str:
    """The key of a session signed in with a second factor."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    made = import_module(settings.SESSION_ENGINE).SessionStore()
    made[SESSION_KEY], made[BACKEND_SESSION_KEY] = str(account.pk), settings.AUTHENTICATION_BACKENDS[0]
    made[HASH_SESSION_KEY], made["second_factor"] = account.get_session_auth_hash(), True
    made["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    made["account_authentication_methods_user"] = str(account.pk)
    made.create()
    return str(made.session_key)


def standing(home: Path, sent: list[dict[str, str]]) -> str:
    """Of the reports that were sent: how many stand once with one file, how many were lost or doubled."""
    from dondoc.server.site.operating.entering import enter

    enter(home)
    from dondoc.server.reports.models import Period, Report

    period, found = Period.objects.latest("opens_on"), Counter[str]()
    for one in sent:
        rows = list(Report.objects.filter(assignment__uid=one["work"], period=period).prefetch_related("evidence"))
        kept = [row for row in rows if row.result == one["result"]]
        files = [len(row.evidence.all()) for row in kept]
        found["once" if len(rows) == 1 and files == [1] else "lost" if not kept else f"files {files}, rows {len(rows)}"] += 1
    return f"of {len(sent)} reports sent: {dict(found)}"
