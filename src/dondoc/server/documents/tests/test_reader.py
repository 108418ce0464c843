"""Đọc trong lúc có người chờ. / Reading while somebody waits: all files of an upload within one bound, and what was left out said."""

from __future__ import annotations

from typing import Any

from dondoc.rules.limits import LIMITS
from dondoc.server.documents.reader import read, read_all


def test_a_file_that_takes_too_long_is_unread_with_its_reason() -> None:
    found = read("a.txt", "Văn bản số 1".encode(), seconds=0.0)
    assert (found["status"], found["reasons"][0]["code"]) == ("unread", "out-of-time")
    assert found["source"]["sha256"]  # known again when a person declares it
    assert read("a.txt", "Văn bản số 1".encode())["status"] == "read"


def test_the_files_of_an_upload_share_the_time() -> None:
    given: list[float] = []

    def slow(_name: str, _data: bytes, *, seconds: float) -> dict[str, Any]:
        given.append(seconds)
        return {}

    assert read_all([("a", b""), ("b", b""), ("c", b"")], slow) == [{}, {}, {}]
    assert given == sorted(given, reverse=True)
    assert LIMITS.request_seconds >= given[0] > LIMITS.request_seconds - 5
