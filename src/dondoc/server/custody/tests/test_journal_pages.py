"""Người kiểm tra xem, xuất và kiểm tra nhật ký. / The inspector reads, exports and verifies."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from dondoc.server.custody import queries
from dondoc.server.journal import chain
from dondoc.server.journal import queries as journal
from dondoc.server.journal.models import Entry
from dondoc.server.journal.queries import acts


def exported(browser: Any) -> list[str]:
    answer = browser.post(reverse("custody:export"))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode().splitlines(keepends=True)


def test_an_inspector_exports_a_journal_that_verifies(signed_in: Any) -> None:
    lines = exported(signed_in("oanh"))
    verdict = chain.verify(lines)
    assert verdict.ok
    assert verdict.size == len(lines) - 1 > 50
    assert '"action": "journal.export"' in lines[-1]


def test_one_flipped_byte_is_named(signed_in: Any) -> None:
    lines = exported(signed_in("oanh"))
    lines[17] = lines[17].replace('"action": "', '"action": "x', 1)
    verdict = chain.verify(lines)
    assert (verdict.ok, verdict.bad_seq) == (False, 17)


@pytest.mark.parametrize("who", ["an", "binh", "chi", "dung", "hoa", "khanh", "thu", "phuc", "xuan"])
def test_for_anybody_else_the_journal_does_not_exist(signed_in: Any, who: str) -> None:
    browser = signed_in(who)
    assert browser.get(reverse("custody:entries")).status_code == 404
    assert browser.post(reverse("custody:export")).status_code == 404


def test_a_head_from_elsewhere_is_held_against_the_chain(signed_in: Any, cast: Any) -> None:
    browser = signed_in("oanh")
    entry = Entry.objects.get(seq=20)
    foot = f"dondoc x · nhật ký 20 · {' '.join(entry.hash[at : at + 4] for at in range(0, 16, 4))}"
    page = browser.get(reverse("custody:compare"), {"ma": foot}).content.decode()
    assert "Khớp" in page
    assert "Không có trong nhật ký" not in page
    wrong = browser.get(reverse("custody:compare"), {"ma": f"21 {entry.hash}\n{'0' * 16}"}).content.decode()
    assert wrong.count("Không có trong nhật ký") == 2
    assert "Khớp" not in wrong
    told = acts(Entry.objects.filter(action="journal.compare").order_by("seq"))
    assert [act.payload for act in told] == [{"given": 1, "missing": 0}, {"given": 2, "missing": 2}]
    assert "Không thấy mã nào" in browser.get(reverse("custody:compare"), {"ma": "xin chào"}).content.decode()
    for who in ("an", "phuc", "xuan"):
        assert signed_in(who).get(reverse("custody:compare")).status_code == 404


def test_who_reads_the_journal_is_in_the_journal(signed_in: Any, cast: Any) -> None:
    browser = signed_in("oanh")
    for _ in range(3):
        browser.get(reverse("custody:entries"), {"action": "organization."})
    reads = acts(Entry.objects.filter(action="journal.read"))
    assert [(act.actor, act.payload) for act in reads] == [(cast.oanh.uid, {"action": "organization."})]


def test_the_footer_of_a_printed_report_lies_in_the_chain(cast: Any) -> None:
    line = journal.footer("dondoc.tinh.example")
    assert [one.entry is not None for one in queries.compared(line)] == [True]
