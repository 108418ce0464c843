"""Luật nêu bằng tên. / Laws named by title with a year, a day or «(sửa đổi) năm»; and later mentions of a law so pinned.

«Luật Đất đai năm 2013», «Luật Thương mại ngày 14/6/2005», «Hiến pháp 2013», «Luật sửa đổi, bổ sung một số điều của Luật … ngày …».
A law named by its title alone is none, until the text has pinned it down: from then on «Luật Thương mại» is that law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dondoc.reading.citing.grammar import Draft, squash
from dondoc.reading.citing.kinds import GAP, NEED, kind_of_word
from dondoc.reading.dates import day_at
from dondoc.reading.patterns import lazy

#: the first letter comes first, what may not stand before it second: so the scan for it is fast
_BEGIN = lazy(
    rf"(?P<word>[LBPH](?<!\w[LBPH])(?:uật|UẬT|ộ{NEED}[Ll]uật|Ộ{NEED}LUẬT|háp{NEED}lệnh|HÁP{NEED}LỆNH|iến{NEED}pháp|IẾN{NEED}PHÁP))(?=[\s*_])"
)
#: words no title of a law holds: the sentence has gone on
_END = lazy(
    rf"[.;:|“”\"()\[\]]|(?<!\w)(?:của(?!{NEED}(?:[A-ZĐ]|công{NEED}dân|người|rượu))|tại(?!{NEED}(?:doanh|Việt))|theo(?!{NEED}(?:phương{NEED}thức|hợp{NEED}đồng))|và{NEED}(?:các|những)"
    rf"|có{NEED}hiệu|quy{NEED}định|kế{NEED}hoạch|báo{NEED}cáo|chương{NEED}trình|hội{NEED}nghị|tổng{NEED}kết|công{NEED}tác|dự{NEED}toán"
    rf"|giai{NEED}đoạn|trên{NEED}địa{NEED}bàn|số(?={GAP}\d)|để|được|đã|thì|là|này|cho|khi|nêu|từ|năm|ngày|NĂM|NGÀY|trong|vào(?!{NEED}sản)|đến|trước|sau"
    rf"|kể|hiện{NEED}(?:hành|nay|có)|với(?!{NEED}cách)|về|nhằm|do|bởi|sẽ|phải|cần|tháng|quý|Luật|LUẬT|Bộ{NEED}luật|Pháp{NEED}lệnh|Nghị|Thông{NEED}tư|Quyết{NEED}định|Căn{NEED}cứ)(?!\w)"
)
#: an amending law names the laws it amends: «Luật sửa đổi, bổ sung một số điều của Luật A, Luật B ngày …»
_AMENDING = lazy(
    rf"{NEED}[Ss]ửa{NEED}đ[ổốồỗôó]i(?:,?{NEED}b[ổỏồốỗôéd]{NEED}s[uưự]ng)?{NEED}(?:một{NEED}s[ốôéó]{NEED}điều(?:{NEED}của)?|\d{{1,2}}{NEED}luật|các{NEED}luật|(?=Luật|Bộ{NEED}luật))"
)
_AMENDING_END = lazy(r"[.;:|“”\"\[\]]|(?<!\w)(?:Căn\s+cứ|Nghị\s+định|Thông\s+tư|Quyết\s+định|được|số\s+\d|đã)(?!\w)")
_YEAR = lazy(rf"(?:,?{GAP}\(?{GAP}(?:(?:năm|NĂM){NEED})?)(?P<year>(?:19[4-9]|20[0-4])\d)(?![\d/]|{GAP}[-\u2013]{GAP}\d|\.\d)")
_TO_DAY = lazy(rf"{GAP},?{GAP}\(?(?=ngày{NEED}\d)")
_REMARK = lazy(rf"{GAP}\((?:sửa{NEED}đổi|hợp{NEED}nhất)(?:,{GAP}bổ{NEED}sung)?\)")
_ANY_YEAR = lazy(r"(?<![\w/])(?:19[4-9]|20[0-4])\d(?![\d/])")
_ANY_DAY = lazy(rf"(?<!\w)ngày{NEED}\d{{1,2}}(?={NEED}tháng|[/.\-])")
_WORD = lazy(r"[^\s*_\u00a0.;:()|“”\"]+")
_OF_YEAR = lazy(rf"(?<!\w)năm{NEED}(?:19[4-9]|20[0-4])\d(?![\d/])")
#: a title begins with a letter; «Luật 45» is none
_TITLE = lazy(r"[^\W\d_]")
#: what may follow a mention of a law by its title, when letters follow; else the title may be another, longer one
_FOLLOWS = lazy(
    rf"{GAP}(?:\Z|[^\w\s*_&\-]|{NEED}?(?:và|hoặc|về|của|quy|thì|để|được|có|là|trong|theo(?!{NEED}phương)|tại|hiện|trên|đã|cho|với|này|khi|từ|nêu|do"
    r"|như|năm|số|ngày|sửa|ban|đối|phải|không|cần|chưa|nói|còn|cũng|trước|sau|nhằm|vào|đến|kể|nếu|gồm|tới|bảo\s+đảm|giao|mới|cùng|kèm|hướng|sẽ)(?!\w))"
)


def laws(text: str) -> Iterator[Draft]:
    """Laws named by title with a year or a day. Those with a number are found by their number."""
    reached = 0
    for match in _BEGIN.finditer(text):
        if match.start() < reached:
            continue
        draft = _law(text, match)
        if draft:
            reached = draft.end
            yield draft


def again(text: str, known: Iterable[Draft]) -> Iterator[Draft]:
    """Later mentions, by title alone, of laws that `known` citations (with year, day or number) have pinned down."""
    pinned: dict[str, Draft] = {}
    for draft in sorted(known, key=lambda item: item.start):
        title = title_of(text, draft)
        if title:
            pinned.setdefault(title, draft)
    if not pinned:
        return
    longest = max(len(title.split()) for title in pinned)
    for match in _BEGIN.finditer(text, min(draft.end for draft in pinned.values())):
        found = _known_title(text, match, pinned, longest)
        if found:
            yield found


def _known_title(text: str, match: re.Match[str], pinned: dict[str, Draft], longest: int) -> Draft | None:
    """The longest pinned title that stands here, as a mention of a law pinned down before."""
    words = list(_WORD.finditer(text, match.start(), match.start() + 12 * longest))[:longest]
    title = [word[0].lower() for word in words]
    for count in range(len(title), 1, -1):
        draft = pinned.get(" ".join(title[:count]).rstrip(","))
        end = words[count - 1].start() + len(words[count - 1][0].rstrip(","))
        if draft and match.start() >= draft.end and _FOLLOWS.match(text, end):
            return Draft(match.start(), end, "law-again", draft.kind)
    return None


def title_of(text: str, draft: Draft) -> str | None:
    """«luật thương mại» of «Luật Thương mại số …»; None when it is no law or has no title of its own."""
    if draft.kind not in {"L", "BL", "PL"}:
        return None
    words = squash(re.sub(r"[\s*_]+(?:\(|,?\s*năm\s|,?\s*ngày\s|số\s|(?:19|20)\d\d).*", "", squash(text[draft.start : draft.end])))
    words = words.rstrip(" ,").lower()
    return words if len(words.split()) > 1 + (draft.kind != "L") and not words.startswith(("luật số", "luật sửa đổi")) else None


def _law(text: str, match: re.Match[str]) -> Draft | None:
    """A law named by its title is pinned down by a year or a day: «Luật Đất đai năm 2013», never «Luật Việc làm» alone."""
    kind = kind_of_word(match["word"])
    amending = _AMENDING.match(text, match.end())
    if amending:
        return _amending(text, Draft(match.start(), amending.end(), "law", kind))
    end = _title_end(text, match.end(), untitled=kind == "HP")
    return _dated(text, Draft(match.start(), end, "law", kind)) if end else None


def _title_end(text: str, position: int, *, untitled: bool) -> int:
    """Where the title stops, 0 when there is none; at most 160 characters and 18 words."""
    reach = position + 160
    stops = [found.start() for found in (_END.search(text, position, reach), _ANY_YEAR.search(text, position, reach)) if found]
    if not stops:
        return 0
    title = text[position : min(stops)]
    words = squash(title).strip(" ,").split()
    if len(words) > 18 or not (words or untitled) or (words and not _TITLE.match(words[0])):
        return 0
    return position + len(title.rstrip(" \n\t*_,\u00a0"))


def _dated(text: str, draft: Draft) -> Draft | None:
    """The draft with its day or year; None without either."""
    remark = _REMARK.match(text, draft.end)
    at = remark.end() if remark else draft.end
    lead = _TO_DAY.match(text, at)
    found = day_at(text, lead.end()) if lead else None
    if found and found.year_printed:
        return draft._replace(end=_closed(text, at, found.end), date=found.last)
    year = _YEAR.match(text, at)
    return draft._replace(end=_closed(text, at, year.end())) if year else None


def _closed(text: str, begin: int, end: int) -> int:
    """With the bracket that closes one opened before the day or year."""
    bracket = re.compile(rf"{GAP}\)").match(text, end) if "(" in text[begin:end] else None
    return bracket.end() if bracket else end


def _amending(text: str, draft: Draft) -> Draft | None:
    """«Luật sửa đổi, bổ sung một số điều của Luật A, Luật B ngày …»: to its day, within 600 characters and the sentence."""
    reach = draft.end + 600
    stop = _AMENDING_END.search(text, draft.end, reach)
    last = stop.start() if stop else reach
    day = _ANY_DAY.search(text, draft.end, last)
    found = day_at(text, day.start()) if day else None
    if found and found.year_printed:
        return draft._replace(end=found.end, date=found.last)
    year = _OF_YEAR.search(text, draft.end, last)
    return draft._replace(end=year.end()) if year else None


def amending_start(text: str, draft: Draft) -> int:
    """Where a law found by its number begins, if the laws it amends stand in between; its own start otherwise.

    «Luật sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở số …»: the number is that of the first word.
    """
    if draft.kind != "L":
        return draft.start
    begin = max(0, draft.start - 500)
    for match in _BEGIN.finditer(text, begin, draft.start):
        amending = _AMENDING.match(text, match.end())
        if amending and not _AMENDING_END.search(text, amending.end(), draft.start):
            return match.start()
    return draft.start
