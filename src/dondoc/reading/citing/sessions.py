"""Văn bản của một kỳ họp. / Documents named by the congress, plenum or meeting that gave them.

«Nghị quyết Trung ương 4 (khóa XI)», «Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng», «Nghị quyết phiên họp Chính phủ
thường kỳ tháng 9 năm 2025». Without ordinal, term or day («Nghị quyết Đại hội Đảng bộ tỉnh») nothing is pinned down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.citing.grammar import ORDINAL, PLENUM, ROMAN, TERM, Draft, any_case, bare, squash, two_syllables
from dondoc.reading.citing.issuers import body_at
from dondoc.reading.citing.kinds import GAP, NEED
from dondoc.reading.dates import Moment, moment_at
from dondoc.reading.patterns import lazy

_OF = rf"(?:(?:{any_case('của')}|{any_case('tại')}){NEED})?"
_TIME = rf"{any_case('lần')}{NEED}{any_case('thứ')}{NEED}"
_PLENUM = lazy(rf"{NEED}{_OF}{PLENUM}(?:{GAP},?{GAP}{TERM})?")
_CONGRESS = lazy(rf"{NEED}{_OF}{any_case('Đại hội')}(?!\w)")
#: what stands between «Đại hội» and its ordinal: names, and the words for whose congress it is
_WHOSE = "đại|biểu|đảng|bộ|toàn|quốc|các|cấp|tỉnh|thành|phố|huyện|xã|phường|cơ|sở|chi|đoàn|công|hội|của|và|đặc|khu"
_NAMED = lazy(rf",?{NEED}(?:{'|'.join(map(any_case, _WHOSE.split('|')))}|[A-ZĐÀ-Ỹ]\w*)(?!\w)")
_PIN = lazy(rf"{GAP},?{GAP}(?:{_TIME}{ORDINAL}|{TERM}|(?<=[\s*_]){ROMAN})")
_OF_PARTY = lazy(rf"{NEED}{any_case('của')}{NEED}{any_case('Đảng')}(?!\w|{NEED}(?:bộ|BỘ))")
_LATER = lazy(rf"{GAP},?{GAP}{TERM}")
_MEETING = lazy(rf"{NEED}{_OF}(?:{any_case('phiên họp')}|{any_case('kỳ họp')}|{any_case('hội nghị')}|{any_case('cuộc họp')})(?!\w)")
#: between a meeting and its time: its ordinal, or what sort it was
_NTH = lazy(rf"{NEED}(?:lần{NEED})?thứ{NEED}{ORDINAL}")
_SORT = lazy(
    rf",?{NEED}(?:thường{NEED}kỳ|chuyên{NEED}đề|trực{NEED}tuyến|với{NEED}(?:các{NEED})?địa{NEED}phương|bất{NEED}thường"
    rf"|về{NEED}xây{NEED}dựng{NEED}pháp{NEED}luật)(?!\w)"
)
_TO_NAME = lazy(rf"{GAP},?{GAP}(?:của{NEED})?")
#: «Thông báo kết luận của đồng chí … tại cuộc họp … ngày …», without a number
_TALK = lazy(rf"(?:{NEED}ý{NEED}kiến)?{NEED}(?:chỉ{NEED}đạo{NEED})?kết{NEED}luận{NEED}của{NEED}")
_TALK_AT = lazy(rf"tại{NEED}(?:cuộc{NEED}họp|hội{NEED}nghị|phiên{NEED}họp|buổi{NEED}làm{NEED}việc)")
_TALK_DAY = lazy(rf"(?<!\w)ngày{NEED}\d")
_TALK_STOP = lazy(r"[.;:|\d]")


def sessions(text: str) -> Iterator[Draft]:
    """Documents named by kind and session; in order within each kind (the caller sorts)."""
    for kind, first, second in (("NQ", "nghị", "quyết"), ("KL", "kết", "luận")):
        for start, end in two_syllables(text, first, second):
            draft = _plenum(text, start, end, kind) or _congress(text, start, end, kind) or _meeting(text, start, end, kind)
            if draft:
                yield draft
    for start, end in two_syllables(text, "thông", "báo"):
        draft = _talk(text, start, end)
        if draft:
            yield draft


def _plenum(text: str, start: int, end: int, kind: str) -> Draft | None:
    found = _PLENUM.match(text, end)
    if not found:
        return None
    return Draft(start, _without_odd_bracket(found), "plenum", kind, term=bare(found["term"]) if found["term"] else None)


def _without_odd_bracket(found: re.Match[str]) -> int:
    """The end, short of a bracket that was not opened, or of one that was opened and not closed with what stands in it."""
    opened, closed = found[0].count("("), found[0].count(")")
    if opened > closed:
        return found.start() + len(found[0][: found[0].rindex("(")].rstrip(" \n\t*_\u00a0,"))
    return found.end() if opened == closed else found.end() - 1


def _congress(text: str, start: int, end: int, kind: str) -> Draft | None:
    """Words of whose congress it is, then ordinal or term, then what more there is of them."""
    head = _CONGRESS.match(text, end)
    if not head:
        return None
    at, pin = head.end(), _PIN.match(text, head.end())
    for _ in range(16):
        word = None if pin else _NAMED.match(text, at)
        if word is None:
            break
        at = word.end()
        pin = _PIN.match(text, at)
    if pin is None:
        return None
    at, term = _without_odd_bracket(pin), pin["term"]
    party = _OF_PARTY.match(text, at)
    at = party.end() if party else at
    later = _LATER.match(text, at)
    if later:
        at, term = _without_odd_bracket(later), later["term"]
    return Draft(start, at, "congress", kind, term=bare(term) if term else None)


def _meeting(text: str, start: int, end: int, kind: str) -> Draft | None:
    """Body, ordinal, month or day in any order after «phiên họp»; a body and an ordinal or a time are needed."""
    head = _MEETING.match(text, end)
    if not head:
        return None
    draft, pinned = Draft(start, head.end(), "meeting", kind), False
    for _ in range(7):
        nth, sort = _NTH.match(text, draft.end), _SORT.match(text, draft.end)
        time = _time_after(text, draft.end)
        if nth or sort or time:
            pinned = pinned or bool(nth or time)
            draft = _moved(draft, nth.end() if nth else sort.end() if sort else time.end if time else draft.end)
            continue
        longer = _body_or_term(text, draft)
        if longer is None:
            break
        draft = longer
    return draft if pinned and draft.issuer else None


def _time_after(text: str, position: int) -> Moment | None:
    gap = _TO_NAME.match(text, position)
    return moment_at(text, gap.end()) if gap else None


def _body_or_term(text: str, draft: Draft) -> Draft | None:
    later = _LATER.match(text, draft.end)
    if later and draft.issuer and not draft.term:
        return _moved(draft, _without_odd_bracket(later), term=bare(later["term"]))
    gap = _TO_NAME.match(text, draft.end)
    body = body_at(text, gap.end()) if gap and not draft.issuer else None
    return _moved(draft, body[1], issuer=squash(text[slice(*body)])) if body else None


def _moved(draft: Draft, end: int, *, issuer: str | None = None, term: str | None = None) -> Draft:
    return Draft(draft.start, end, draft.rule, draft.kind, issuer=issuer or draft.issuer, term=term or draft.term)


def _talk(text: str, start: int, end: int) -> Draft | None:
    """From «Thông báo kết luận của …» to the day of the meeting, all within one clause."""
    head = _TALK.match(text, end) if text[start].isupper() else None
    place = _TALK_AT.search(text, head.end(), head.end() + 200) if head else None
    word = _TALK_DAY.search(text, place.end(), place.end() + 220) if place else None
    if not (head and place and word) or _TALK_STOP.search(text, head.end(), word.start()):
        return None
    day = moment_at(text, word.start())
    if day is None:
        return None
    closing = re.compile(rf"{GAP}\)").match(text, day.end) if "(" in text[place.end() : day.end] else None
    who = re.sub(r"^(?:đồng\s+chí|đ/c)\s+", "", squash(text[head.end() : place.start()])).split(",")[0]
    return Draft(start, closing.end() if closing else day.end, "meeting", "TB", issuer=who)
