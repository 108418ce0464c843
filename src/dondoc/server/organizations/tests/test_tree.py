"""Cây tổ chức: ngày, vòng, mã, ghế; quyền trên cây ngẫu nhiên. / The tree: days, circles, codes, seats; rights on random trees."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dondoc.server.organizations import access, actions, queries, standing, ties
from dondoc.server.organizations.codes import both_orders, newer_order
from dondoc.server.organizations.models import Grant, Organization, Person, Post, Reach, Term

DAY = date(2026, 7, 1)


def found(cast: Any, parent: Organization, name: str, **more: Any) -> Organization:
    said = {"line": "party", "kind": "board", "level": "province", "since": DAY}
    return actions.found(parent=parent, name=name, by=cast.founder, at=cast.noon, **(said | more))


@pytest.mark.parametrize(
    ("given", "kept"),
    [("H05.12.03", "H05.12.03"), ("000.03.12.H05", "H05.12.03"), (" 000.00.07.h05", "H05.07"), ("01.02.03", "01.02.03"), ("", "")],
)
def test_codes_are_kept_in_the_newer_order(given: str, kept: str) -> None:
    assert newer_order(given) == kept


def test_a_code_is_found_in_either_order_and_never_given_twice(cast: Any) -> None:
    place = found(cast, cast.province, "Ban A", code="000.03.12.H05")
    assert both_orders("đảng ủy xã") == ()
    for words in ("H05.12.03", "000.03.12.H05"):
        assert list(Organization.objects.named(words)) == [place]
    with pytest.raises(ValidationError, match="đã dùng cho Ban A"):
        found(cast, cast.province, "Ban B", code="H05.12.03")
    with pytest.raises(ValidationError, match="đã dùng cho Ban A"):
        actions.correct(cast.office, code="H05.12.03", by=cast.founder, at=cast.noon)


def test_circles_reversed_days_and_children_left_behind_are_refused(cast: Any) -> None:
    when: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    with pytest.raises(ValidationError, match="thành vòng"):
        actions.move(cast.commune, parent=cast.cell, on=DAY, **when)
    with pytest.raises(ValidationError, match="Chi bộ thôn Một còn trực thuộc"):
        actions.end(cast.commune, on=DAY, **when)
    child = found(cast, cast.cell, "Tổ A")
    actions.end(child, on=DAY + timedelta(days=20), **when)
    with pytest.raises(ValidationError, match="Tổ A còn trực thuộc"):  # it ended after that day
        actions.end(cast.cell, on=DAY + timedelta(days=10), **when)
    with pytest.raises(ValidationError, match="thành lập ngày 01/01/2020"):
        actions.end(cast.headless, on=date(2019, 1, 1), **when)
    actions.end(cast.headless, on=DAY, **when)
    for act in (
        lambda: found(cast, cast.headless, "Ban C"),
        lambda: actions.move(cast.cell, parent=cast.headless, on=DAY, **when),
        lambda: actions.open_post(organization=cast.headless, title="Bí thư", since=DAY, **when),
    ):
        with pytest.raises(ValidationError, match="đã kết thúc hoạt động ngày 30/06/2026"):
            act()


def test_a_wide_branch_comes_in_parts_each_body_once(cast: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "AT_ONCE", 2)
    names = [place.name for place in queries.below(cast.province)]
    assert len(names) > 4
    browser, address, found = signed_in("khanh"), f"/co-quan-don-vi/{cast.province.uid}/nhanh/", []
    start = 0
    while True:
        part = browser.get(f"{address}?tu={start}").content.decode()
        found += [name for name in names if f">{name}</a>" in part]
        if "Xem tiếp" not in part:
            break
        start += 2
        assert f"tu={start}" in part
        assert f"còn {len(names) - start}" in part
        whole = browser.get(f"/co-quan-don-vi/?mo={cast.province.uid}&tu={start}").content.decode()  # the same without a script
        assert f">{names[start]}</a>" in whole
        assert f">{names[0]}</a>" not in whole
    assert found == names


def test_one_holder_at_a_time_but_acting_and_shared_posts(cast: Any) -> None:
    when: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    with pytest.raises(ValidationError, match=r"do Đặng Thị Hoa giữ từ 01/01/2020.*phụ trách"):
        actions.appoint(person=cast.lan, post=cast.hoa_post, since=DAY, **when)
    assert actions.appoint(person=cast.lan, post=cast.hoa_post, since=DAY, acting=True, **when).acting
    with pytest.raises(ValidationError, match="đã giữ chức vụ này"):
        actions.appoint(person=cast.hoa, post=cast.hoa_post, since=DAY, acting=True, **when)
    with pytest.raises(ValidationError):
        actions.end_term(cast.hoa_post.terms.get(person=cast.hoa), until=date(2019, 1, 1), **when)
    shared = actions.open_post(organization=cast.commune, title="Ủy viên", since=DAY, shared=True, **when)
    actions.appoint(person=cast.lan, post=shared, since=DAY, **when)
    actions.appoint(person=cast.thu, post=shared, since=DAY, **when)
    with pytest.raises(ValidationError, match="trong thời gian có chức vụ"):
        actions.appoint(person=cast.an, post=shared, since=DAY - timedelta(days=1), **when)
    with pytest.raises(ValidationError, match="còn giữ chức vụ này"):
        actions.close_post(shared, until=DAY, **when)


def test_an_assisting_group_is_made_of_posts_of_others(cast: Any) -> None:
    when: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    group = found(cast, cast.province, "Bộ phận giúp việc", kind="group")
    seat = actions.add_to_group(group=group, post=cast.dung_post, title="Tổ trưởng", is_head=True, since=DAY, **when)
    with pytest.raises(ValidationError, match="không phải là bộ phận giúp việc"):
        actions.add_to_group(group=cast.office, post=cast.hoa_post, title="A", since=DAY, **when)
    with pytest.raises(ValidationError, match="bổ nhiệm ở chức vụ đó"):
        actions.appoint(person=cast.lan, post=seat, since=DAY, **when)
    actions.end_term(cast.dung_post.terms.get(), until=DAY + timedelta(days=9), **when)
    actions.appoint(person=cast.lan, post=cast.dung_post, since=DAY + timedelta(days=10), **when)
    held = [(term.person, term.since, term.until) for term in seat.terms.order_by("since")]
    assert held == [(cast.dung, DAY, DAY + timedelta(days=9)), (cast.lan, DAY + timedelta(days=10), None)]


def test_other_links_are_dated_and_give_no_right(cast: Any) -> None:
    when: dict[str, Any] = {"by": cast.founder, "at": cast.noon}
    tie = actions.link(organization=cast.inspection, other=cast.commune, kind="guides", since=DAY, **when)
    assert [one.other for one in ties.ties_on(ties.all_ties(cast.commune), DAY)] == [cast.inspection]
    assert not access.allowed(cast.fresh("lan"), "assignment.see", cast.inspection)
    with pytest.raises(ValidationError):
        actions.end_link(tie, until=DAY, **when)
    actions.end_link(tie, until=DAY + timedelta(days=1), **when)
    assert ties.ties_on(ties.all_ties(cast.commune), DAY + timedelta(days=1)) == []


def _grow(draw: random.Random, size: int) -> list[Organization]:
    """A tree of its own, in by hand; sizes of ids vary, so that /1/2/ meets /1/20/."""
    places = Organization.objects.bulk_create(
        Organization(name=f"N{n}", line="party", kind="cell", level="cell", path="/", folded=f"n{n}") for n in range(size)
    )
    for n, place in enumerate(places):
        parent = places[draw.randrange(n)] if n else None
        place.parent, place.path = parent, f"{parent.path if parent else '/'}{place.pk}/"
    Organization.objects.bulk_update(places, ["parent", "path"])
    return places


def _naive(places: list[Organization], grants: list[tuple[Organization, str]]) -> set[int]:
    """Walk up from each body, one parent at a time."""
    found_here = set()
    for place in places:
        at: Organization | None = place
        while at is not None:
            for node, reach in grants:
                if node.pk == at.pk and reach in ((Reach.OWN, Reach.BOTH) if at is place else (Reach.BELOW, Reach.BOTH)):
                    found_here.add(place.pk)
            at = at.parent
    return found_here


def _trees(count: int, seed: int) -> Iterator[tuple[list[Organization], Person, list[tuple[Organization, str]]]]:
    draw = random.Random(seed)
    for number in range(count):
        places = _grow(draw, draw.randrange(1, 14))
        person = Person.objects.create(full_name=f"P{number}", sort_key="p", folded="p")
        post = Post.objects.create(organization=draw.choice(places), title="T", since=date(2020, 1, 1))
        Term.objects.create(person=person, post=post, since=date(2020, 1, 1))
        wanted = {(draw.randrange(len(places)), draw.choice(Reach.values)) for _ in range(draw.randrange(3))}
        grants = [(places[node], reach) for node, reach in sorted(wanted)]
        Grant.objects.bulk_create(
            Grant(post=post, role="monitoring_officer", organization=node, reach=reach, since=date(2020, 1, 1)) for node, reach in grants
        )
        yield places, person, grants


def _compare(count: int, seed: int) -> None:
    for places, person, grants in _trees(count, seed):
        told = _naive(places, grants)
        where = set(access.organizations_where(person, "order.draft").values_list("pk", flat=True))
        assert where == told
        assert {place.pk for place in places if access.allowed(person, "order.draft", place)} == told


def test_rights_on_generated_trees_are_those_of_a_naive_walk(cast: Any) -> None:
    _compare(40, seed=7)


@pytest.mark.endurance
def test_rights_on_ten_thousand_generated_trees(cast: Any) -> None:
    _compare(10_000, seed=2025)


def test_the_comparison_finds_a_path_without_its_slash(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A negative control: with ids cut off at the separator, /1/2 is a prefix of /1/20/ and the walk disagrees."""
    monkeypatch.setattr(access.Rights, "add", _careless(access.Rights.add))
    with pytest.raises(AssertionError):
        _compare(60, seed=7)


def _careless(add: Any) -> Any:
    def cut(self: Any, act: str, organization: int, path: str, reach: str) -> None:
        add(self, act, organization, path.rstrip("/")[:-1] + "/" if path.count("/") > 2 else path, reach)

    return cut
