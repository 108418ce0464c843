"""Người kiểm tra xem, xuất và kiểm tra nhật ký. / The inspector reads, exports and verifies."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from dondoc.server.journal import chain


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
