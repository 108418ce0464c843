"""Giao việc: những nếp nói thường gặp. / Assignments: the common ways of giving work."""

from __future__ import annotations

from datetime import date

from dondoc.reading.assignments import assignments, directs
from dondoc.reading.contract import Clause, Force, Head

HEAD = Head(kind="TB", date=date(2026, 3, 5))


def test_one_lead_one_support_and_the_printed_day() -> None:
    text = "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng kế hoạch, báo cáo trước ngày 15/3/2026."
    clause = Clause(0, len(text), "1", "1.", 1, 0, len(text))
    found = assignments(text, HEAD, (clause,))
    assert [a.lead[0].text for a in found] == ["Sở Nội vụ"]
    assert [s.text for s in found[0].support] == ["Sở Tài chính"]
    assert found[0].force is Force.ASSIGN
    assert found[0].deadline is not None
    assert (found[0].deadline.kind, found[0].deadline.date) == ("before", date(2026, 3, 15))
    assert text[found[0].start : found[0].end] == found[0].text


def test_the_outline_knows_which_clause_directs() -> None:
    text = "1. Ghi nhận kết quả đã đạt được.\n2. Yêu cầu các sở, ban, ngành khẩn trương rà soát."
    one = Clause(0, 32, "1", "1.", 1, 3, 32)
    two = Clause(33, len(text), "2", "2.", 1, 36, len(text))
    marked = directs((one, two), assignments(text, HEAD, (one, two)))
    assert [clause.directs for clause in marked] == [False, True]
