"""Văn bản nêu bằng loại và số, không ký hiệu; tiêu chuẩn. / Documents named by kind and number alone; technical standards.

«Chỉ thị 03», «các Nghị quyết số 57, 59 và 68», «Đề án 06». A number after a kind word more often counts something («Kế hoạch
05 năm», «Quyết định 03 cán bộ»), so the word after it decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.citing.grammar import Draft, bare
from dondoc.reading.citing.kinds import GAP, KIND, NEED, kind_of_word
from dondoc.reading.citing.symbols import NO, linked
from dondoc.reading.citing.tails import complete
from dondoc.reading.patterns import lazy

#: a whole number, no part of a date, a symbol, a decimal, a percentage
_NUMBER = lazy(r"[0-9](?<![\w/.,\-\u2010-\u2014+:]\d)\d{0,3}a?(?![\w%:]|[.,]\d|\s?[-\u2010-\u2014/\u2044]\s?[\dA-ZĐ])")
_BEFORE = lazy(rf"(?<!\w)(?P<kind>{KIND}|NQ|NĐ|CT(?={NEED}{NO})|QĐ(?={NEED}{NO}))(?P<no>{NEED}{NO}{GAP}:?)?{GAP}\Z")
#: last syllables of kind words and «số»: a cheap look before the dear one
_ENDS = (
    "ố",
    "Ố",
    "ết",
    "ẾT",
    "nh",
    "NH",
    "ị",
    "Ị",
    "ận",
    "ẬN",
    "ư",
    "Ư",
    "ch",
    "CH",
    "án",
    "ÁN",
    "ẫn",
    "ẪN",
    "ện",
    "ỆN",
    "ăn",
    "ĂN",
    "Q",
    "Đ",
)
#: kinds cited by number alone without «số»
_PLAIN = frozenset({"NQ", "NĐ", "CT", "QĐ", "QyĐ", "KL", "TT", "ĐA", "CTr", "HD", "CĐ", "CV", "PL", "KH"})
#: their names are no verbs, so a small first letter is no doubt
_NOUNS = frozenset({"NQ", "NĐ", "CT", "TT", "PL", "CV", "CĐ", "ĐA"})
#: «Phương án số 2», «Dự án 1» count parts; a law and a plan of a year need more
_NEVER = frozenset({"PA", "DA", "QH", "CL", "L", "BL", "HP", "HĐ", "BTT", "QTr", "ĐL", "GP", "GCN", ""})
#: what may follow the number of a document, when words follow
_FOLLOWS = lazy(
    rf"{GAP}(?:\Z|[.,;:()\[\]|”\"»\-\u2013/]|(?:của|về|và|hoặc|theo|trước|sau|trong|trên|tại|để|được|đã|là|thì|với|cho|gắn|vào|từ|đến|như|có|do"
    r"|nêu|cũng|còn|phải|cần|bằng|ban\s+hành|ra|ở|qua|khi|tỉnh|giai\s+đoạn|hiện|nói|này|vẫn|chưa|đối|ngày\s+\d{1,2}[\s/.\-]|năm\s+(?:19|20)\d\d"
    r"|kho[áa]\s|khóa\s|[A-ZĐÀ-Ỹ])(?!\d))"
)
#: what is counted, so that even «số» does not help
_COUNTED = lazy(
    rf"{NEED}(?:năm(?!{NEED}(?:19|20)\d\d)|tháng|tuần|lần|người|cán\s+bộ|đồng\s+chí|đơn\s+vị|bản|trang|điểm|nội{NEED}dung|nhiệm{NEED}vụ|vấn{NEED}đề|văn{NEED}bản|nhóm|loại|hồ{NEED}sơ|chỉ{NEED}tiêu|hộ|cuộc|đợt|trường{NEED}hợp|triệu|tỷ|triệu|tỷ|giờ|phút|kèm\s+theo\s+mẫu)(?!\w)"
)
_LISTED = lazy(rf"{GAP}(?:[,;.)]|(?:và|hoặc|của|về|kho[áa]|khóa|được|đã|để){NEED}|\Z)")
_NOT_DOCUMENT = lazy(rf"(?:[Mm]ẫu|[Bb]iểu|[Pp]hụ{NEED}lục|[Tt]iểu|[Đđ]ề{NEED}mục)(?:{NEED}\w+)?{NEED}\Z")
_SERIES = lazy(r"[TQ]C(?<!\w[TQ]C)(?:VN|CS|ĐP)")
_SERIES_BEGIN = ("TCV", "TCC", "TCĐ", "QCV", "QCC", "QCĐ")
_STANDARD = lazy(rf"(?:{GAP}ISO(?:/IEC)?)?{GAP}(?P<number>\d{{1,5}}(?:-\d{{1,3}})?){GAP}:{GAP}(?:19|20)\d\d(?:/[A-ZĐ]{{2,}}[A-ZĐ&]*)?")
_STANDARD_WORD = lazy(
    rf"(?:[Tt]iêu|[Qq]uy){NEED}chuẩn(?:{NEED}kỹ{NEED}thuật)?(?:{NEED}(?:quốc{NEED}gia|Việt{NEED}Nam))?{NEED}(?:số{NEED})?\Z"
)


def numbers(text: str) -> Iterator[Draft]:
    """Documents named by kind and number alone; their symbol is None."""
    last: Draft | None = None
    for match in _NUMBER.finditer(text):
        draft = _named(text, match) or _next_of_list(text, match, last)
        if draft:
            last = complete(text, draft)
            yield last


def standards(text: str) -> Iterator[Draft]:
    """Technical standards and regulations: «TCVN 14423:2025», «QCVN 40:2025/BTNMT»."""
    for series in _SERIES.finditer(text) if any(begins in text for begins in _SERIES_BEGIN) else ():
        rest = _STANDARD.match(text, series.end())
        if rest:
            word = _STANDARD_WORD.search(text, max(0, series.start() - 50), series.start())
            start = word.start() if word else series.start()
            symbol = bare(text[series.start() : rest.end()])
            yield Draft(start, rest.end(), "standard", series[0], symbol, rest["number"])


def _named(text: str, match: re.Match[str]) -> Draft | None:
    start = match.start()
    window = text[max(0, start - 60) : start]
    if not window.rstrip(" \n\t*_\u00a0:").endswith(_ENDS):
        return None
    before = _BEFORE.search(window)
    if not before:
        return None
    kind = kind_of_word(before["kind"])
    if kind is None or kind in _NEVER or _NOT_DOCUMENT.search(window[: before.start()]):
        return None
    fits = _numbered(text, match, kind) if before["no"] else _plain(text, match, kind, before["kind"])
    return Draft(start - len(before[0]), match.end(), "number", kind, None, match[0]) if fits else None


def _numbered(text: str, match: re.Match[str], kind: str) -> bool:
    """«Nghị quyết số 19»: «số» leaves little doubt."""
    return not _COUNTED.match(text, match.end()) and not (kind == "CTr" and len(match[0]) == 1)


def _plain(text: str, match: re.Match[str], kind: str, word: str) -> bool:
    """«Nghị quyết 18»: two digits at least, no year, and a word after it that can follow a name."""
    digits = match[0].rstrip("a")
    if kind not in _PLAIN or len(digits) < 2 or (len(digits) == 4 and digits[:2] in {"19", "20"}):
        return False
    if word[0].islower() and kind not in _NOUNS:
        return False
    return (kind in _NOUNS or bool(_FOLLOWS.match(text, match.end()))) and not _COUNTED.match(text, match.end())


def _next_of_list(text: str, match: re.Match[str], last: Draft | None) -> Draft | None:
    """«57, 59 và 68» after «các Nghị quyết số»."""
    at = linked(text, last, match.start())
    if at is None or last is None or not _LISTED.match(text, match.end()):
        return None
    return Draft(at, match.end(), "list", last.kind, None, match[0], listed=True)
