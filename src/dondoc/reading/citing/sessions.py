"""Văn bản của một kỳ họp. / Documents named by the congress, plenum or meeting that gave them.

«Nghị quyết Trung ương 4 (khóa XI)», «Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng», «Nghị quyết phiên họp Chính phủ
thường kỳ tháng 9 năm 2025». Without ordinal, term or day («Nghị quyết Đại hội Đảng bộ tỉnh») nothing is pinned down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.citing.grammar import GAP, ROMAN, TERM, Draft, bare, squash
from dondoc.reading.citing.issuers import body_at
from dondoc.reading.citing.kinds import NEED, kind_of_word
from dondoc.reading.dates import moment_at


def _any_case(words: str) -> str:
    """A pattern of words, each small, with a capital, or all in capitals, and gaps between."""
    return NEED.join(rf"(?:[{w[0].lower()}{w[0].upper()}]{w[1:]}|{w.upper()})" for w in words.split())


_NQ, _KL = _any_case("nghị quyết"), _any_case("kết luận")
_KIND = rf"(?P<kind>{_NQ}|{_KL}|{_any_case('thông báo')}|{_any_case('chỉ thị')}|{_any_case('quy định')}|{_any_case('văn kiện')})"
_OF = rf"(?:{_any_case('của')}{NEED}|{_any_case('tại')}{NEED})?"
_ORDINAL = rf"(?:{ROMAN}|\d{{1,2}}(?!\d)|(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?:{NEED}(?:một|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín))?)(?!\w))"
_TIME = rf"{_any_case('lần')}{NEED}{_any_case('thứ')}{NEED}"
_CENTRAL = rf"(?:(?:{_any_case('Ban Chấp hành')}{NEED}|BCH{NEED})?(?:{_any_case('Trung ương')}|TW|TƯ)(?:{NEED}{_any_case('Đảng')})?)"
#: «Trung ương 4», «Hội nghị Trung ương 9», «Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng», «Hội nghị TW 8»
_PLENUM = (
    rf"(?:{_any_case('Hội nghị')}{NEED})?(?:{_CENTRAL},?{NEED}(?:{_TIME}|số{NEED})?{_ORDINAL}"
    rf"|(?<=nghị{{0}}){_TIME}{_ORDINAL},?{NEED}(?:{_any_case('của')}{NEED})?{_CENTRAL})"
).replace("(?<=nghị{0})", "")
_PLENARY = re.compile(rf"(?<!\w){_KIND}{NEED}{_OF}{_PLENUM}(?:{GAP},?{GAP}{TERM})?")
#: between «Đại hội» and what pins it down only names and these words stand
_NAMES = (
    rf"(?:{_any_case('đại biểu')}|{_any_case('đảng')}|{_any_case('đảng bộ')}|{_any_case('toàn quốc')}|{_any_case('các cấp')}|{_any_case('toàn đảng bộ')}"
    rf"|{_any_case('tỉnh')}|{_any_case('thành phố')}|{_any_case('huyện')}|{_any_case('xã')}|{_any_case('phường')}|{_any_case('cơ sở')}|các,?|và"
    rf"|{_any_case('chi bộ')}|{_any_case('đoàn')}|{_any_case('công đoàn')}|{_any_case('hội')}|{_any_case('của')}|[A-ZĐÀ-Ỹ][\w]*,?(?:{NEED}[a-zđà-ỹ]{{2,6}}(?!\w))?,?)"
)
_PIN = rf"(?:{_TIME}{_ORDINAL}|{ROMAN}|{TERM})"
_CONGRESS = re.compile(
    rf"(?<!\w){_KIND}{NEED}{_OF}{_any_case('Đại hội')}(?:,?{NEED}(?!{ROMAN}){_NAMES}){{0,12}}?,?{NEED}{_PIN}"
    rf"(?:{NEED}{_any_case('của Đảng')}(?!{NEED}(?:bộ|BỘ)))?(?:{GAP},?{GAP}{TERM.replace('<term>', '<later>')})?"
)
_MEETING = re.compile(
    rf"(?<!\w){_KIND}{NEED}{_OF}(?P<meeting>{_any_case('phiên họp')}|{_any_case('kỳ họp')}|{_any_case('hội nghị')}|{_any_case('cuộc họp')})"
)
#: «Chính phủ», «thường kỳ», «thứ 10», «chuyên đề», «trực tuyến», «với địa phương»: what stands between meeting and its time
_ABOUT = re.compile(
    rf"(?:{NEED}|,{NEED})(?:thường{NEED}kỳ|chuyên{NEED}đề|trực{NEED}tuyến|với{NEED}(?:các{NEED})?địa{NEED}phương|bất{NEED}thường)"
)
_NTH = re.compile(rf"{NEED}(?:lần{NEED})?thứ{NEED}{_ORDINAL}")
_GAP = re.compile(rf"{GAP},?{GAP}(?:của{NEED})?")
#: «Thông báo kết luận của đồng chí … tại cuộc họp … ngày …», without a number
_TALK = re.compile(
    rf"(?<!\w)(?P<kind>Thông{NEED}báo(?:{NEED}ý{NEED}kiến)?{NEED}(?:số{NEED})?kết{NEED}luận){NEED}của{NEED}"
    r"(?P<who>[^.;:|()]{4,120}?)(?:,[^.;:|()]{1,60}?)?"
    rf"{NEED}tại{NEED}(?:cuộc{NEED}họp|hội{NEED}nghị|phiên{NEED}họp|buổi{NEED}làm{NEED}việc)(?P<what>[^.;:|()]{{0,160}}?)"
    rf"(?:{NEED}|{GAP},{GAP}|{GAP}\((?:cuộc{NEED}họp{NEED})?)(?=ngày{NEED}\d)"
)


def sessions(text: str) -> Iterator[Draft]:
    """Documents named by kind and session, in order of each form (the caller sorts)."""
    for match in _PLENARY.finditer(text):
        yield _draft(match, "plenum", match["term"])
    for match in _CONGRESS.finditer(text):
        yield _draft(match, "congress", match["term"] or match["later"])
    for match in _MEETING.finditer(text):
        draft = _meeting(text, match)
        if draft:
            yield draft
    for match in _TALK.finditer(text):
        draft = _talk(text, match)
        if draft:
            yield draft


def _draft(match: re.Match[str], rule: str, term: str | None) -> Draft:
    end = match.end() if match[0].count("(") == match[0].count(")") else match.end() - 1
    return Draft(match.start(), end, rule, kind_of_word(match["kind"]) or None, term=bare(term) if term else None)


def _meeting(text: str, match: re.Match[str]) -> Draft | None:
    """Body, ordinal, month or day in any order after «phiên họp»; an ordinal or a time is needed."""
    end, pinned, issuer, term = match.end(), False, None, None
    for _ in range(7):
        nth = _NTH.match(text, end) or _ABOUT.match(text, end)
        gap = _GAP.match(text, end)
        time = moment_at(text, gap.end()) if gap else None
        later = re.compile(rf"{GAP},?{GAP}{TERM}").match(text, end)
        body = body_at(text, gap.end()) if gap and not issuer and not time else None
        if nth:
            end, pinned = nth.end(), pinned or bool(_NTH.match(nth[0]))
        elif time:
            end, pinned = time.end, True
        elif later and issuer:
            end, term = later.end(), bare(later["term"])
        elif body:
            end, issuer = body[1], squash(text[slice(*body)])
        else:
            break
    kind = kind_of_word(match["kind"])
    return Draft(match.start(), end, "meeting", kind, issuer=issuer, term=term) if pinned and issuer and kind else None


def _talk(text: str, match: re.Match[str]) -> Draft | None:
    day = moment_at(text, match.end())
    if day is None:
        return None
    opened = match[0].count("(") > match[0].count(")")
    closing = re.compile(rf"{GAP}\)").match(text, day.end)
    if opened and not closing:
        return None
    end = closing.end() if opened and closing else day.end
    who = re.sub(r"^(?:đồng\s+chí|đ/c)\s+", "", squash(match["who"]))
    return Draft(match.start(), end, "meeting", "TB", issuer=who.split(",")[0])
