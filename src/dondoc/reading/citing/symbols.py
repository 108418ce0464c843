"""Văn bản nêu bằng số và ký hiệu. / Documents named by number and symbol, alone or in a list.

The number is found first, the kind word looked for on its left within the same phrase: «Luật Cán bộ, công chức số 80/2025/QH15»,
«Quyết định của Bộ Chính trị số 31-QĐ/TW», «các Nghị quyết số 18-NQ/TW, số 19-NQ/TW».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.citing.grammar import BLANKS, SYMBOL, Draft, bare, is_blank, squash, symbol_end
from dondoc.reading.citing.issuers import issuer_after
from dondoc.reading.citing.kinds import GAP, KIND, KIND_SHORT, NEED, agree, kind_of_symbol, kind_of_word
from dondoc.reading.citing.tails import complete
from dondoc.reading.dates import day_at
from dondoc.reading.patterns import lazy

#: how far to the left of a number its kind word may stand, in characters
_REACH = 170
#: how far down a document its own number may stand, in characters
_TOP = 3000
#: most stand right before it: a short look first
_NEAR = 32
_SYMBOL = lazy(SYMBOL)
#: «pháp luật» is no law
_KIND = lazy(rf"(?<!\w)(?<!pháp\s)(?:{KIND}|{KIND_SHORT})(?!\w)")
#: «số», misread as «sô», «sé», «so» by scanners
NO = r"(?:[Ss][ốôéoỐ]|SỐ|[Nn]o)"
_NO_BEFORE = lazy(rf"(?<!\w)(?:{NO}{NEED})?{NO}{GAP}[:.,]?{GAP}\Z")
#: words that cannot stand between a kind word and the number that belongs to it
_BREAK = lazy(
    r"[.;:()|“”\"\[\]]|(?<!\w)(?:tại|theo|trong|với|cho|để|kèm|thì|này|ngày|trên|đã|được|số|gửi|từ|qua|đến|khi|gồm|nêu|căn\s+cứ"
    r"|thực\s+hiện|thi\s+hành|triển\s+khai|ban\s+hành|thay\s+thế)(?!\w)",
    re.IGNORECASE,
)
#: inside the name of a law more may stand: «Luật Đầu tư theo phương thức đối tác công tư số …»
_BREAK_LAW = lazy(
    r"[.;:|“”\"()]|(?<!\w)(?:tại(?!\s+(?:doanh|Việt))|ngày|này|đã|số|khoản|điểm|Điều|nghị\s+định|thông\s+tư)(?!\w)", re.IGNORECASE
)
#: «Quyết định phê duyệt Quy hoạch … số 12/QĐ-UBND»: the number is that of the document that approves
_GIVES = lazy(r"(?<!\w)(?:phê\s+duyệt|công\s+bố|thành\s+lập|điều\s+chỉnh|công\s+nhận)(?!\w)")
_LAWS = frozenset({"L", "BL", "PL"})
#: between two items of one list: «, », « và số », «; », « hoặc »
_LINK = lazy(rf"{GAP}[,;]?{GAP}(?:(?:và|hoặc|cùng){NEED})?(?:{NO}{GAP}:?{GAP})?")
#: papers that carry symbols and are no documents, places that carry numbers
_FORM = lazy(
    r"(?<!\w)(?:[Mm]ẫu|MẪU|[Bb]iểu|[Pp]hụ\s+lục|PHỤ\s+LỤC|[Bb]ản\s+kê|[Bb]ảng|[Tt]ài\s+khoản|[Hh]ình|[Ll]ô|QCVN|TCVN|TCCS|ISO)"
    rf"{GAP}(?:{NO})?{GAP}:?{GAP}\Z"
)
_HEADER = lazy(rf"(?:\A|[\n|>*_])[ \t*_]*(?:Số|SỐ){GAP}:?{GAP}\Z")
#: numbers of those who keep no rule: «107/2025», «01VH-2020», «1404QĐ-TCT»
_ODD = lazy(
    rf"[Ss]ố{GAP}:?{GAP}(?P<symbol>(?P<number>\d{{1,5}})(?:/(?:19|20)\d\d|[A-ZĐ]{{1,6}}-[A-ZĐ0-9][\w&]{{0,12}}))(?![\w/\-]){GAP},?{GAP}(?=ngày|của|đề)"
)


def symbols(text: str) -> Iterator[Draft]:
    """Every document named by number and symbol, in order. A header line «Số: 12/QĐ-UBND» is the document's own, no citation."""
    last: Draft | None = None
    for match in _SYMBOL.finditer(text):
        end = symbol_end(text, match.start(), match.end())
        whole = match if end == match.end() else _SYMBOL.match(text, match.start(), end)
        draft = _symbol(text, whole or match, last)
        if draft:
            last = complete(text, draft)
            yield last


def printed_symbol(text: str) -> str | None:
    """The symbol of the first header line «Số: 12/QĐ-UBND» near the top; None without one. For a head that could not be read."""
    for match in _SYMBOL.finditer(text, 0, min(len(text), _TOP)):
        if _HEADER.search(text[max(0, match.start("number") - 30) : match.start("number")]):
            return bare(match[0])
    return None


def odd_symbols(text: str) -> Iterator[Draft]:
    """Letters of those who number in their own way: a kind word before «số», a day or a sender after it."""
    for match in _ODD.finditer(text):
        floor = max(0, match.start() - _NEAR)
        words = [word for word in _KIND.finditer(text, floor, match.start()) if is_blank(text[word.end() : match.start()])]
        kind = kind_of_word(words[-1][0]) if words else None
        if kind is not None:
            symbol = bare(match["symbol"])
            draft = Draft(words[-1].start(), match.end("symbol"), "odd", kind or kind_of_symbol(symbol) or "CV", symbol, match["number"])
            yield complete(text, draft)


def linked(text: str, before: Draft | None, start: int) -> int | None:
    """Where an item begins («số» included) that only a link parts from the item before; None when more than a link does."""
    if before is None or start - before.end > 40:
        return None
    between = text[before.end : start]
    if not _LINK.fullmatch(between):
        return None
    no = re.search(rf"(?<!\w){NO}{GAP}:?{GAP}\Z", between)
    return before.end + no.start() if no else start


def is_link(text: str, begin: int, end: int) -> bool:
    """Whether only «, », « và » … stand in text[begin:end]."""
    return end - begin <= 12 and bool(_LINK.fullmatch(text, begin, end))


#: «Nghị định số 1 18/2021/NĐ-CP», «số 7 0 4 1/UBND-KGVX»: a scan or a spaced-out line has parted the first figures of the number
_PARTED = lazy(rf"{NO}\s(?P<figure>\d(?:\s\d){{0,3}})\s\Z")


def _symbol(text: str, match: re.Match[str], last: Draft | None) -> Draft | None:
    """A number and symbol belong to the kind word before them: «Chỉ thị số 27-CT/TU», «Quyết định của Bộ Chính trị số …»."""
    parted = _PARTED.search(text, max(0, match.start("number") - 12), match.start("number")) if match.start("number") > 1 else None
    start = parted.start("figure") if parted else match.start("number")
    figure = bare(parted["figure"]) if parted else ""
    floor = max(last.end if last else 0, start - _REACH)
    window = text[floor:start]
    if _of_a_form(text, match):
        return None
    no = _NO_BEFORE.search(window[-18:])
    cut = len(window) - len(no[0]) if no else len(window)
    symbol = figure + bare(match[0])
    found = _kind_near(window[:cut], symbol, bool(no))
    if found:
        place = floor + found[0]
        return Draft(place, match.end(), "symbol", found[1], symbol, figure + match["number"], issuer=_issuer_between(text, place, start))
    alone = _without_kind(text, match, last, floor + cut if no else None)
    return alone._replace(symbol=symbol, number=figure + match["number"]) if alone and figure else alone


def _of_a_form(text: str, match: re.Match[str]) -> bool:
    """A number that follows the name of a form, an annex, an account or a house: «Mẫu số 02/BC-TH», «Phụ lục 01-KH»."""
    start = match.start("number")
    return _FORM.search(text, max(0, start - 40), start) is not None


def _heads_the_document(text: str, match: re.Match[str]) -> bool:
    """A line that begins «Số: 12/QĐ-UBND» prints the document's own number, or that of one attached to it."""
    start = match.start("number")
    return _HEADER.search(text[max(0, start - 30) : start]) is not None


def _kind_near(phrase: str, symbol: str, numbered: bool) -> tuple[int, str] | None:
    """`_kind_before`, after a short look at the end of the phrase, where the kind word mostly stands."""
    near = phrase[-_NEAR:]
    found = _kind_before(near, symbol, numbered, whole=False)
    return (found[0] + len(phrase) - len(near), found[1]) if found else _kind_before(phrase, symbol, numbered)


def _kind_before(phrase: str, symbol: str, numbered: bool, *, whole: bool = True) -> tuple[int, str] | None:
    """(place in the phrase, kind) of the kind word that owns the number at the phrase's end.

    A word right before it owns it; further left one whose kind the symbol states is preferred («Quyết định phê duyệt Quy
    hoạch … số 12/QĐ-TTg»), since the words between are a part of the name.
    """
    near, far = _kind_words(phrase, symbol, numbered)
    if near and agree(near[1], symbol) and (whole or near[0]):
        return near
    if not whole:  # a word cut by the short look may be longer, and one that disagrees may not own the number
        return None
    agreeing = [choice for choice in far if choice[1] == kind_of_symbol(symbol)]
    if near and (not agreeing or (phrase[near[0]].isupper() and not _GIVES.search(phrase, agreeing[-1][0], near[0]))):
        return near
    return (agreeing or far)[-1] if agreeing or far else near


def _kind_words(phrase: str, symbol: str, numbered: bool) -> tuple[tuple[int, str] | None, list[tuple[int, str]]]:
    """(place, kind) of the kind word right before the end of the phrase, and of those further left that may own the number."""
    near: tuple[int, str] | None = None
    far: list[tuple[int, str]] = []
    for word in _KIND.finditer(phrase):
        kind = kind_of_word(word[0]) or ""
        if far and far[-1][1] in _LAWS and word[0].islower():
            continue  # «Luật Ban hành văn bản quy phạm pháp luật số …»: small words are of its title
        between = phrase[word.end() :]
        choice = (word.start(), kind or kind_of_symbol(symbol) or "CV")
        if _joined(word[0], between, kind, numbered):
            far.append(choice)
        elif is_blank(between) and not _general(word[0], kind, symbol, numbered):
            near = choice
    return near, far


def _general(word: str, kind: str, symbol: str, numbered: bool) -> bool:
    """«theo quy định 12/2020/TT-BYT»: a small word without «số» that disagrees with the symbol is no name here."""
    return not numbered and word[0].islower() and bool(kind) and not agree(kind, symbol)


def _joined(word: str, between: str, kind: str, numbered: bool) -> bool:
    """Whether the words after a kind word can be a part of the document's name, up to its number; False without any."""
    if is_blank(between):
        return False
    if kind in _LAWS:
        return word[0].isupper() and len(between.split()) <= 24 and not _BREAK_LAW.search(between)
    words = len(between.split())
    return numbered and words <= (12 if word[0].isupper() else 4) and not _BREAK.search(between)


def _without_kind(text: str, match: re.Match[str], last: Draft | None, no_at: int | None) -> Draft | None:
    """A number without a kind word counts as the next item of a list, or where its symbol states the kind: «31-CT/TU»."""
    start, symbol = match.start("number"), bare(match[0])
    stated = kind_of_symbol(symbol)
    at = linked(text, last, start)
    if at is not None and last is not None:
        return Draft(at, match.end(), "list", _shared(last, stated), symbol, match["number"], listed=True)
    if no_at is None:
        plain = stated is not None and not BLANKS.search(match[0])
        return Draft(start, match.end(), "bare", stated, symbol, match["number"]) if plain else None
    if _heads_the_document(text, match):
        return None
    if stated is None and not day_at(text, _next_word(text, match.end())):
        return None  # «số 12/TT-AB» may be a house; with a day after it, it is a letter
    return Draft(no_at, match.end(), "bare", stated or "CV", symbol, match["number"])


def _issuer_between(text: str, place: int, number: int) -> str | None:
    """«Quyết định của Bộ Chính trị số …»: the body named between kind and number."""
    word = _KIND.match(text, place)
    span = issuer_after(text, word.end()) if word else None
    return squash(text[slice(*span)]) if span and span[1] <= number else None


def _shared(last: Draft, stated: str | None) -> str | None:
    """The kind of the list's head, unless the symbol says another or the head had no kind word of its own."""
    if last.rule == "bare":
        return stated or "CV"
    if stated is None or last.kind is None or last.symbol is None:
        return last.kind or stated
    return last.kind if kind_of_symbol(last.symbol) == stated else stated


def _next_word(text: str, position: int) -> int:
    blanks = re.compile(GAP).match(text, position)
    return blanks.end() if blanks else position
