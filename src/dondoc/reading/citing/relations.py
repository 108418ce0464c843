"""Quan hệ, điểm khoản Điều, trích yếu. / How a text relates to what it cites, which part it means, and the title it quotes.

The nearest cue on the left, within the sentence, says the relation; an item of a list without one shares that of the item before:
«Thực hiện Nghị quyết số … và Kết luận số …». «được sửa đổi, bổ sung bởi Luật …» is no act of this text, so it is no cue.
"""

from __future__ import annotations

from typing import NamedTuple

from dondoc.reading.citing.grammar import squash
from dondoc.reading.citing.kinds import GAP, NEED
from dondoc.reading.patterns import lazy

#: cue → relation; where two begin together the longer is read
_CUES: dict[str, str] = {
    "tiếp tục thực hiện": "continues",
    "tiếp tục triển khai": "continues",
    "tiếp tục quán triệt": "continues",
    "căn cứ": "basis",
    "trên cơ sở": "basis",
    "theo đề nghị": "basis",
    "xét": "basis",
    "xét đề nghị": "basis",
    "hướng dẫn thi hành": "guides",
    "hướng dẫn thực hiện": "guides",
    "hướng dẫn": "guides",
    "quy định chi tiết thi hành": "guides",
    "quy định chi tiết": "guides",
    "thực hiện": "implements",
    "thi hành": "implements",
    "triển khai": "implements",
    "quán triệt": "implements",
    "chấp hành": "implements",
    "cụ thể hóa": "implements",
    "cụ thể hoá": "implements",
    "thay thế": "replaces",
    "bãi bỏ": "repeals",
    "hủy bỏ": "repeals",
    "huỷ bỏ": "repeals",
    "sửa đổi": "amends",
    "đính chính": "amends",
    "điều chỉnh": "amends",
    "ban hành kèm theo": "annex-of",
    "kèm theo": "annex-of",
    "hợp nhất": "consolidates",
    "trả lời": "answers",
    "phúc đáp": "answers",
    "sơ kết": "reviews",
    "tổng kết": "reviews",
    "tiếp theo": "follows",
    "theo": "refers",
    "tại": "refers",
    "nêu trong": "refers",
}
#: over lower-case text
_CUE = lazy(r"(?<!\w)(?:" + "|".join(NEED.join(cue.split()) for cue in sorted(_CUES, key=len, reverse=True)) + r")(?!\w)")
_PASSIVE = lazy(rf"(?:được|đã){NEED}\Z")
#: the sentence ends: a stop before a new word, a blank line, a semicolon, a new clause marker
_STOP = lazy(r"[.!?](?=[\s*_]+[^\W\d_a-zà-ỹđ])|\n\s*\n|;|\n[ \t*_]*[-+•]")
_NO_EFFECT = lazy(rf"[^.;]{{0,160}}?hết{NEED}hiệu{NEED}lực")
_AND = lazy(rf"{GAP}(?:(?:và|các){NEED})?{GAP}")
#: letters without which a window names no part of a document
_PARTS = ("iều", "hoản", "iểm", "ục", "hương", "hần", "iết", "ẫu")


_UNIT = rf"(?:[Tt]iểu{NEED}mục|[Đđ]iểm|[Tt]iết|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ{NEED}lục|[Mm]ẫu(?:{NEED}số)?)"
_VALUE = r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[a-zđ]?|[IVX]{1,5}(?:\.\d{1,2})?[a-z]?|[a-zđ](?:\.\d{1,2})?|[A-Z])(?!\w)"
#: «khoản 1, 2 và 3», «từ Điều 5 đến Điều 9» is two
_PART = lazy(rf"(?<!\w){_UNIT}{NEED}{_VALUE}(?:(?:{GAP},{GAP}|{NEED}(?:và|hoặc|đến){NEED}){_VALUE})*")
_BETWEEN = lazy(rf"{GAP}[,;]?{GAP}(?:(?:và|hoặc|của|đến|tại|thuộc|các){NEED})?{GAP}")
_TO_CITED = lazy(
    rf"{GAP},?{GAP}(?:(?:của|tại|thuộc)(?:{NEED}các)?{NEED}|(?:ban{NEED}hành{NEED})?kèm{NEED}theo(?:{NEED}của)?{NEED})?{GAP}[-–]?{GAP}"
)
_REACH = 160

_TITLE = lazy(
    rf"{GAP},?{GAP}(?P<lead>(?:[Vv]ề(?:{NEED}việc)?|[Qq]uy{NEED}định|[Bb]an{NEED}hành|[Pp]hê{NEED}duyệt|[Ss]ửa{NEED}đổi|[Hh]ướng{NEED}dẫn|[Tt]hực{NEED}hiện)(?!\w))?"
    rf"{GAP}(?P<quote>[“\"«])?"
)
#: a title ends with its sentence, its quotation marks, a new clause, or where its short name is given
_TITLE_STOP = lazy(
    rf"[;|“”\"»]|[.:](?=[\s*_]|\Z)|\({GAP}(?:sau{NEED}đây|gọi{NEED}(?:tắt|là)|viết{NEED}tắt)"
    r"|\n[ \t*_]*(?:\n|[-+•]|\d+[.)\-]|[IVX]+[.\-]|[a-zđ]\))"
)
_ABREAST = lazy(rf"(?:,|;|(?<!\w)và|(?<!\w)hoặc){GAP}\Z")


class Said(NamedTuple):
    """The relation of one citation, and what holds for the items that follow it in the same list («Căn cứ A; B; C»)."""

    relation: str | None = None
    top: str | None = None


def relation(text: str, start: int, end: int, *, floor: int, before: Said) -> Said:
    """What the text does with the document cited at [start:end]; `floor` is where the citation before ends, `before` its relation."""
    if _loses_effect(text, end):
        return Said("repeals", before.top)
    begin = max(floor, start - _REACH)
    stops = [stop.end() for stop in _STOP.finditer(text, begin, start)]
    begin = stops[-1] if stops else begin
    cue = _nearest_cue(text[begin:start].lower())
    if cue:
        return Said(cue, cue if stops or floor == 0 else before.top)
    if stops:
        return Said(before.top, before.top) if text[begin - 1] == ";" and _AND.fullmatch(text, begin, start) else Said()
    return Said(before.relation if begin == floor else None, before.top)


def _loses_effect(text: str, end: int) -> bool:
    """«Thông tư số … hết hiệu lực kể từ ngày …»: said after the document, in the same clause."""
    return text.find("ết hiệu lực", end, end + 180) > 0 and bool(_NO_EFFECT.match(text, end, end + 200))


def _nearest_cue(words: str) -> str | None:
    """The nearest cue; «Xét đề nghị … tại Tờ trình» is a basis although «tại» stands nearer."""
    nearest: str | None = None
    for cue in reversed(list(_CUE.finditer(words))):
        if _PASSIVE.search(words, max(0, cue.start() - 12), cue.start()):
            continue
        said = _CUES[squash(cue[0])]
        if nearest is None:
            nearest = said
        if nearest != "refers" or said == "basis":
            return said
    return nearest


def pinpoint(text: str, start: int, *, floor: int) -> str | None:
    """«điểm a khoản 2 Điều 5» right before a citation, as printed; None when no part is named."""
    begin = max(floor, start - _REACH)
    if not any(part in text[begin:start] for part in _PARTS):
        return None
    parts = list(_PART.finditer(text, begin, start))
    if not parts or not _TO_CITED.fullmatch(text, parts[-1].end(), start):
        return None
    first = len(parts) - 1
    while first and _BETWEEN.fullmatch(text, parts[first - 1].end(), parts[first].start()):
        first -= 1
    return squash(text[parts[first].start() : parts[-1].end()])


def title(text: str, end: int, *, ceiling: int) -> str | None:
    """The title after a citation, up to 300 characters: in quotation marks, or from «về», «quy định», «ban hành» on."""
    lead = _TITLE.match(text, end)
    if not lead or not (lead["lead"] or lead["quote"]):
        return None
    begin = lead.end() if lead["quote"] else lead.start("lead")
    reach = min(len(text), end + 300)
    stop = _TITLE_STOP.search(text, begin, reach)
    last = stop.start() if stop else reach
    if begin < ceiling < last:
        abreast = _ABREAST.search(text, max(begin, ceiling - 8), ceiling)
        last = abreast.start() if abreast else last
    words = squash(text[begin:last]).strip(' ,“”"«»')
    return words or None
