"""Điểm cần lưu ý khi đọc. / Checks that help a clerk: each a habit offices trip over, with a sentence in both languages.

A check looks at what was read and says where something does not fit. It changes nothing and never guesses what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.contract import Citation, Clause, Finding, Reading
from dondoc.reading.kinds import kind_name, kind_of_symbol

#: Kinds that may stand for each other in a symbol: «Thông tri» and «Tờ trình» are both TTr.
_SAME = {frozenset({"TTr"}), frozenset({"QĐ", "QyĐ"})}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def findings(reading: Reading) -> tuple[Finding, ...]:
    """All checks over one reading, in the order of the text."""
    found = [
        *_kind_and_symbol(reading),
        *_cited_kinds(reading),
        *_number_missing(reading),
        *_dates(reading),
        *_deadlines(reading),
        *_vague(reading),
        *_not_told(reading),
        *_sequences(reading.outline),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.code)))


def _kind_and_symbol(reading: Reading) -> Iterator[Finding]:
    """«THÔNG BÁO … Số 12-KL/TU»: the document calls itself one kind and its symbol another."""
    head = reading.head
    named = kind_of_symbol(head.symbol) if head.symbol else None
    if named and head.kind and named != head.kind and frozenset({named, head.kind}) not in _SAME:
        span = head.spans.get("symbol")
        yield _finding(
            "kind-symbol-mismatch",
            "warning",
            span.start if span else 0,
            span.end if span else 0,
            f"Văn bản ghi loại “{head.kind_name}” nhưng ký hiệu {head.symbol} là của “{kind_name(named)}”.",
            f"The document is called “{head.kind_name}”, its symbol {head.symbol} belongs to “{kind_name(named)}”.",
        )


def _cited_kinds(reading: Reading) -> Iterator[Finding]:
    """«Chỉ thị số 40-KH/TU»: KH is a plan, not a directive."""
    for citation in reading.citations:
        named = kind_of_symbol(citation.symbol) if citation.symbol else None
        if (
            named
            and citation.kind
            and named != citation.kind
            and frozenset({named, citation.kind}) not in _SAME
            and _kind_is_printed(reading, citation)
        ):
            yield _finding(
                "kind-symbol-mismatch",
                "warning",
                citation.start,
                citation.end,
                f"Viện dẫn ghi “{_words(citation)}” nhưng ký hiệu {named} là của “{kind_name(named)}”.",
                f"The citation says “{_words(citation)}”, but {named} in the symbol means “{kind_name(named)}”.",
            )


def _kind_is_printed(reading: Reading, citation: Citation) -> bool:
    """The kind word stands in the citation itself, not in a list it shares."""
    words = " ".join(reading.text[citation.start : citation.end].lower().split())
    name = kind_name(citation.kind)
    return bool(name) and words.startswith(str(name).lower())


def _words(citation: Citation) -> str:
    return " ".join(citation.text.replace("*", "").split())[:80]


def _number_missing(reading: Reading) -> Iterator[Finding]:
    """A draft, or a converter that dropped the number."""
    head = reading.head
    if head.kind and head.number is None:
        span = head.spans.get("symbol") or head.spans.get("kind")
        yield _finding(
            "number-missing",
            "warning",
            span.start if span else 0,
            span.end if span else 0,
            "Văn bản chưa có số.",
            "The document has no number.",
        )


def _dates(reading: Reading) -> Iterator[Finding]:
    """A cited document cannot be later than the one that cites it."""
    day = reading.head.date
    for citation in reading.citations:
        if day and citation.date and citation.date > day:
            yield _finding(
                "date-later-than-document",
                "warning",
                citation.start,
                citation.end,
                f"Văn bản viện dẫn ghi ngày {citation.date:%d/%m/%Y}, sau ngày ban hành {day:%d/%m/%Y}.",
                f"The cited document is dated {citation.date:%d/%m/%Y}, after this one ({day:%d/%m/%Y}).",
            )


def _deadlines(reading: Reading) -> Iterator[Finding]:
    """A deadline before the day of issue is a slip of the year, or of the month."""
    day = reading.head.date
    for work in reading.assignments:
        limit = work.deadline
        if day and limit and limit.date and limit.date < day:
            yield _finding(
                "deadline-before-issue",
                "warning",
                limit.start,
                limit.end,
                f"Thời hạn {limit.date:%d/%m/%Y} trước ngày ban hành {day:%d/%m/%Y}.",
                f"The deadline {limit.date:%d/%m/%Y} is before the day of issue {day:%d/%m/%Y}.",
            )


def _vague(reading: Reading) -> Iterator[Finding]:
    """Work without a deadline, a cadence or a criterion has to be made concrete before it is given."""
    vague = [work for work in reading.assignments if not (work.deadline or work.cadence or work.criteria or work.quantity)]
    for work in vague:
        yield _finding(
            "no-deadline-no-criterion",
            "info",
            work.start,
            work.end,
            "Nội dung giao việc chưa có thời hạn, định kỳ hay tiêu chí; cần cụ thể hóa.",
            "The work has no deadline, cadence or criterion; it has to be made concrete.",
        )


def _not_told(reading: Reading) -> Iterator[Finding]:
    """A body told to act that is not among the recipients will not know."""
    told = " ".join(reading.head.recipients).lower()
    if not told or "như trên" in told:
        return
    for work in reading.assignments:
        for actor in work.lead:
            if _is_named_body(actor.text) and not actor.inherited and not _covered(actor.text, told):
                yield _finding(
                    "lead-not-among-recipients",
                    "info",
                    actor.start,
                    actor.end,
                    f"“{actor.text}” được giao việc nhưng không thấy ở nơi nhận.",
                    f"“{actor.text}” is told to act but is not among the recipients.",
                )


_NAMED = re.compile(r"^(?:Sở|Bộ|Ban|Văn phòng|Công an|Thanh tra|Cục|Hội|Tỉnh Đoàn|Liên đoàn|Ủy ban)\s+[A-ZĐÀ-Ỹ]")


def _is_named_body(name: str) -> bool:
    return bool(_NAMED.match(" ".join(name.split())))


def _covered(name: str, told: str) -> bool:
    """Printed among the recipients, or meant by a collective («các sở, ban, ngành»)."""
    flat = " ".join(name.lower().split())
    kind = flat.split()[0]
    return flat in told or re.search(rf"các\s+(?:[^;]*\b)?{kind}\b", told) is not None


def _sequences(outline: tuple[Clause, ...]) -> Iterator[Finding]:
    """1, 2, 4: a number is missing, or a clause was lost in conversion."""
    before: dict[str, tuple[int, Clause]] = {}
    for clause in outline:
        shape, number = _number(clause.marker)
        if number is not None:
            last = before.get(shape)
            if last is not None and number not in (last[0] + 1, 1):
                yield _finding(
                    "marker-sequence-broken",
                    "warning",
                    clause.start,
                    clause.text_start,
                    f"Sau “{last[1].marker}” đến “{clause.marker}”: thứ tự mục không liền nhau.",
                    f"“{clause.marker}” follows “{last[1].marker}”: the sequence is broken.",
                )
            before[shape] = (number, clause)
        yield from _sequences(clause.children)


def _number(marker: str) -> tuple[str, int | None]:
    """(shape, number) of a marker: «2.» -> («N.», 2); letters and bullets have no number here."""
    bare = marker.strip("*_ ")
    digits = re.search(r"\d+(?=\D*$)", bare)
    if digits:
        return bare[: digits.start()] + "N" + bare[digits.end() :], int(digits[0])
    roman = re.match(r"[IVXLC]+(?=\W|$)", bare)
    return (f"R{bare[roman.end() :]}", _roman(roman[0])) if roman else ("", None)


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    return sum(-value if following > value else value for value, following in zip(values, [*values[1:], 0], strict=True))


def _finding(code: str, severity: str, start: int, end: int, message: str, message_en: str) -> Finding:
    return Finding(start=start, end=end, code=code, severity=severity, message=message, message_en=message_en)
