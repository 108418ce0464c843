"""Phần sau số, ký hiệu: ngày, cơ quan ban hành, khóa, kỳ họp. / After the symbol: day, issuing body, term, session.

The parts come in any order and each once: «ngày 08/3/2025 của Chính phủ», «của Chính phủ ngày 08 tháng 3 năm 2025»,
«của Bộ Chính trị (khóa XI)», «ngày 16/6/2022 Kỳ họp thứ 3, Quốc hội khóa XV».
"""

from __future__ import annotations

import re

from dondoc.reading.citing.grammar import PLENUM, TERM, Draft, bare, squash
from dondoc.reading.citing.issuers import body_at, issuer_after
from dondoc.reading.citing.kinds import GAP, NEED
from dondoc.reading.dates import Precision, day_at, moment_at
from dondoc.reading.patterns import lazy

_TO_DAY = lazy(
    rf"{GAP},?{GAP}(?P<open>\(?)(?:(?:hồi|lúc){NEED}\d{{1,2}}(?:{GAP}(?:h|giờ|:){GAP}\d{{0,2}})?(?:{GAP}phút)?,?{NEED})?(?:(?:đã{NEED})?(?:ban{NEED}hành|ký|đề|phát{NEED}hành){NEED})?(?=ng[àa]y|Ngày|NGÀY|\d)"
)
_YEAR = lazy(rf"{NEED}(?=năm{NEED}|NĂM{NEED})")
_TERM = lazy(rf"{GAP},?{GAP}{TERM}")
#: «Kỳ họp thứ 3, Quốc hội khóa XV», «kỳ họp thứ mười»
_SESSION = lazy(rf"{GAP},?{GAP}(?:tại{NEED})?[Kk]ỳ{NEED}họp{NEED}(?:thứ{NEED})?(?:\d{{1,2}}|bất{NEED}thường|[a-zà-ỹ]+)(?!\w)")
_BODY = lazy(rf"{GAP},?{GAP}(?=Quốc{NEED}hội|Hội{NEED}đồng{NEED}nhân{NEED}dân|HĐND)")
#: «của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng»
_PLENUM = lazy(rf"{GAP},?{GAP}(?:(?:của|tại){NEED})?(?P<body>{PLENUM})")
#: said of the document itself, within its name
_REMARK = lazy(rf"{GAP}\((?:đã{NEED})?(?:được{NEED})?sửa{NEED}đổi(?:,{GAP}bổ{NEED}sung)?\)")
#: how every part begins: one cheap look saves the dear ones where nothing follows
_ANY = lazy(
    rf"{GAP}[,(]?{GAP}\(?{GAP}(?:[Nn]g[àa]y|NGÀY|[Nn]ăm|NĂM|của|CỦA|c(?:ả|ua|ùa|úa|ưa|ửa|ia)|đã|được|sửa"
    rf"|ban{NEED}hành|ký|đề|phát|hồi|lúc|tại|[Kk]h[oó]|KH[OÓ]|[Nn]hiệm|NHIỆM"
    r"|[Kk]ỳ|[Hh]ội|HỘI|[Ll]ần|LẦN|[Tt]rung|TRUNG|T[WƯ]|BCH|Ban|BAN|\d)"
)


def complete(text: str, draft: Draft) -> Draft:
    """The draft with the parts that follow it, its end moved behind the last of them."""
    capitals = _in_capitals(text, draft)
    for _ in range(6):
        if not _ANY.match(text, draft.end):
            break
        longer = _day(text, draft) or _issuer(text, draft, capitals) or _term(text, draft) or _session(text, draft) or _remark(text, draft)
        if longer is None:
            break
        draft = longer
    return draft


def _in_capitals(text: str, draft: Draft) -> bool:
    if not text[draft.start : draft.start + 2].isupper():
        return False
    letters = [char for char in text[draft.start : draft.start + 14] if char.isalpha()]
    return len(letters) > 5 and all(char.isupper() for char in letters)


def _day(text: str, draft: Draft) -> Draft | None:
    """«, ngày 01/10/2012», «(ngày 18/6/2013)», «ban hành ngày …»; the year alone identifies too («năm 2018»)."""
    if draft.date is not None:
        return None
    lead = _TO_DAY.match(text, draft.end)
    found = day_at(text, lead.end()) if lead else None
    if lead and found:
        end = _closed(text, found.end) if lead["open"] else found.end
        return draft._replace(end=end, date=found.last) if end else None
    year = _YEAR.match(text, draft.end)
    found = moment_at(text, year.end()) if year else None
    if found is None or found.precision is not Precision.YEAR or text[draft.end - 4 : draft.end].isdigit():
        return None
    return draft._replace(end=found.end)


def _closed(text: str, position: int) -> int | None:
    bracket = re.compile(rf"{GAP}\)").match(text, position)
    return bracket.end() if bracket else None


def _issuer(text: str, draft: Draft, capitals: bool) -> Draft | None:
    if draft.issuer is not None:
        return None
    plenum = _PLENUM.match(text, draft.end)
    if plenum:
        return draft._replace(end=plenum.end(), issuer=squash(plenum["body"]))
    span = issuer_after(text, draft.end, capitals=capitals)
    return draft._replace(end=span[1], issuer=squash(text[slice(*span)])) if span else None


def _term(text: str, draft: Draft) -> Draft | None:
    if draft.term is not None:
        return None
    found = _TERM.match(text, draft.end)
    return draft._replace(end=_balanced(text, found), term=bare(found["term"])) if found else None


def _balanced(text: str, found: re.Match[str]) -> int:
    """The end of a term: its closing bracket belongs to it only when it opened one."""
    opened, closed = "(" in found[0], found[0].endswith(")")
    return found.end() if opened or not closed else found.end("term")


def _session(text: str, draft: Draft) -> Draft | None:
    found = _SESSION.match(text, draft.end)
    if not found:
        return None
    draft = draft._replace(end=found.end())
    lead = _BODY.match(text, draft.end)
    body = body_at(text, lead.end()) if lead else None
    if body is None:
        return draft
    return draft._replace(end=body[1], issuer=draft.issuer or squash(text[slice(*body)]))


def _remark(text: str, draft: Draft) -> Draft | None:
    """«(sửa đổi)» is passed over when an issuer follows it."""
    found = _REMARK.match(text, draft.end)
    if not found:
        return None
    return _issuer(text, draft._replace(end=found.end()), capitals=False)
