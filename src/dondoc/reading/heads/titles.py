"""Tên loại và trích yếu. / The kind and the subject: under the name of the kind, or after «V/v» in a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dondoc.reading.contract import Found
from dondoc.reading.heads.passages import Parted
from dondoc.reading.heads.rows import OPENER, Label, Row
from dondoc.reading.kinds import kind_name, kind_of, kind_of_symbol, kind_that_begins
from dondoc.reading.lines import MARKS, UPPER, flat, mostly_upper
from dondoc.reading.patterns import lazy

_ABOUT = lazy(r"(?:[Vv]\s?/\s?[Vv]|Viv|V/w|[Vv]ề việc|VỀ VIỆC)\s*[:.;]?\s*(?=\S)")
#: «Về hướng dẫn …» in a letter: the word goes with the mark, it is no part of the subject
_ABOUT_LETTER = lazy(rf"(?:{_ABOUT.pattern}|Về\s+(?=\S))")
#: who decides, between the subject and the legal bases: «THỦ TƯỚNG CHÍNH PHỦ», «CHỦ TỊCH ỦY BAN NHÂN DÂN …», «BAN BÍ THƯ QUYẾT ĐỊNH»
_DECIDES = lazy(
    r"(?:THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|CHỦ TỊCH|BỘ TRƯỞNG|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TỔNG KIỂM TOÁN|"
    r"THỐNG ĐỐC|CHÁNH ÁN|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|VIỆN TRƯỞNG|HIỆU TRƯỞNG|TRƯỞNG BAN|BỘ CHÍNH TRỊ|BAN BÍ THƯ|BAN THƯỜNG VỤ|"
    r"BAN CHẤP HÀNH|ỦY BAN|UỶ BAN|HỘI ĐỒNG|ĐẢNG ỦY|ĐẢNG UỶ|TỈNH ỦY|TỈNH UỶ|ĐẠI HỘI|THƯỜNG TRỰC|TỔNG BÍ THƯ)\b"
)
#: «CỦA CHÍNH PHỦ» alone beside the kind: the subject itself follows
_WHOSE = lazy(rf"CỦA [{UPPER}]+(?: [{UPPER}]+){{1,6}}$")
#: a remark under the title, no part of it
_REMARK = lazy(r"\(\s*(?:Ban hành|Kèm|kèm|Cấp |Đã |Trình|Theo|Được|Thực hiện|Phục vụ|Dự thảo|Từ ngày|Đính)")
_MARKED = lazy(
    r"(?:[IVX]{1,5}\s?[.\-–/)]\s?\S|[A-H][.)]\s|\d{1,2}\s?[.)\-–/]\s?[^\W\d]|(?:Điều|ĐIỀU|Chương|CHƯƠNG|PHẦN|Phần|Mục|MỤC)\s+(?:\d|[IVX]+\b|thứ|THỨ))"
)
_OPEN_END = lazy(
    r"(?:\b(?:và|của|về|cho|với|theo|trên|tại|các|những|là|đến|từ|ở|do|giai đoạn|số|năm|tỉnh|thành|huyện|xã|phường)|[,\-–“\"(])$", re.I
)
_LONGEST_SUBJECT, _LONGEST_LINE = 1500, 160
_MOST_ROWS = 24


class Title(NamedTuple):
    """Kind and subject as found; `row` is the place in the rows of the line that names the kind, None in a letter."""

    kind: str | None = None
    kind_name: str | None = None
    subject: str | None = None
    row: int | None = None


def title(text: str, rows: Sequence[Row], symbol: str | None, issuer: str | None, spans: dict[str, Found]) -> Title:
    """The kind named by a line of its own and the subject under it; else a letter. `issuer` as printed: it may end the subject."""
    place = kind_row(rows)
    if place is None:
        return _letter(text, rows, symbol, spans)
    named = kind_of(_two(rows, place)) or kind_of(rows[place].words)
    begun = None if named else kind_that_begins(rows[place].words)
    if named is None and begun is not None:
        named = begun[:2]
    last = place + (kind_of(rows[place].words) is None and begun is None)
    spans["kind"] = Found(rows[place].start, rows[last].end, "head.kind.line")
    found = _under(text, rows, last, begun[2] if begun else 0, issuer or "")
    if found:
        spans["subject"] = Found(*found, "head.subject.under-kind")
    return Title(*_settled(named, symbol), _subject_words(text, found), last)


def _settled(named: tuple[str, str] | None, symbol: str | None) -> tuple[str | None, str | None]:
    """The kind the title names; «LUẬT» and the like stay. A title is believed before a symbol, QĐ stands for two kinds."""
    if named is None:
        by_symbol = kind_of_symbol(symbol or "")
        return by_symbol, kind_name(by_symbol)
    return named[0], named[1].removeprefix("BẢN " if named[0] in ("QyĐ", "QC") else "").capitalize()


def kind_row(rows: Sequence[Row]) -> int | None:
    """The first row that names a kind. One that goes on after the name must follow a motto, a symbol or a day."""
    seen = False
    for place, row in enumerate(rows):
        if row.label is Label.TO and "điện" not in row.words and "gửi" in row.words.lower():
            return None
        seen = seen or row.label in (Label.STATE, Label.PARTY, Label.SLOGAN, Label.SYMBOL, Label.DAY)
        if row.label is not Label.WORDS:
            continue
        if seen and OPENER.match(row.words) and not row.upper and not kind_of(row.words):
            return None
        if _names_kind(rows, place, seen):
            return place
    return None


def _names_kind(rows: Sequence[Row], place: int, seen: bool) -> bool:
    """The kind stands on a line of its own, in capitals, below the symbol: «THÔNG BÁO», «KẾ HOẠCH»."""
    row = rows[place]
    if kind_of(row.words) is not None:
        return row.upper or len(row.words) < 20
    if row.upper and len(row.words) < 25 and kind_of(_two(rows, place)) is not None:
        return True
    begun = kind_that_begins(row.words) if seen else None
    return begun is not None and mostly_upper(" ".join(row.words.split()[: begun[2]]))


def _two(rows: Sequence[Row], place: int) -> str:
    """A row and the next of the same cell: a converter may break «THÔNG / BÁO»."""
    after = rows[place + 1] if place + 1 < len(rows) else None
    same = after is not None and after.label is Label.WORDS and after.parted is Parted.LINE
    return f"{rows[place].words} {after.words}" if same and after is not None else rows[place].words


def _under(text: str, rows: Sequence[Row], place: int, count: int, issuer: str) -> tuple[int, int] | None:
    """Where the subject stands: the rest of the kind's own line (`count` words name the kind) and the rows below that belong to it."""
    taken: list[tuple[int, int, str]] = []
    rest = _rest(text, rows[place], count, issuer)
    if rest:
        taken.append(rest)
        if not rows[place].upper and len(rows[place].words) > 200:
            return rest[:2]
    for number in range(place + 1, min(len(rows), place + 1 + _MOST_ROWS)):
        row = rows[number]
        if not taken and _crumbs(row):
            continue
        if not _belongs(taken, row) or (taken and _decides(rows, number, taken[-1][2], issuer)):
            break
        taken.append((row.start, row.end, row.words))
    if not taken or taken[-1][1] - taken[0][0] > _LONGEST_SUBJECT:
        return (taken[0][0], taken[0][1]) if taken else None
    return taken[0][0], taken[-1][1]


def _rest(text: str, row: Row, count: int, issuer: str) -> tuple[int, int, str] | None:
    """What follows the name of the kind on its line; of a line that runs on into the body only the capitals."""
    words = row.words.split()[count:] if count else []
    if not words:
        return None
    if not mostly_upper(row.words):
        words = _capitals(words) or ([] if len(row.words) > 200 else words)
    words = _without_decider(words, issuer)
    if not words:
        return None
    start = _after_words(text, row.start, row.end, count)
    end = _after_words(text, start, row.end, len(words))
    return start, end, " ".join(words)


def _capitals(words: Sequence[str]) -> list[str]:
    taken: list[str] = []
    for word in words:
        letters = [char for char in word if char.isalpha()]
        if letters and not mostly_upper(word) and "/" not in word:
            break
        taken.append(word)
    return taken


def _without_decider(words: list[str], issuer: str) -> list[str]:
    """«… NĂM 2015 BỘ TRƯỞNG BỘ TƯ PHÁP» -> without who decides, when the issuer's name stands at the very end."""
    name = issuer.split()
    if not name or [flat(word) for word in words[-len(name) :]] != [flat(word) for word in name] or len(words) == len(name):
        return words
    rest = words[: -len(name)]
    if rest[-1] in ("CỦA", "GIỮA", "VÀ", "TRÌNH", "DO", "CHO"):
        return words
    post = next((count for count in (3, 2) if _DECIDES.fullmatch(" ".join(rest[-count:]))), 0)
    return rest[: len(rest) - post] or words


def _after_words(text: str, start: int, end: int, count: int) -> int:
    """The offset after `count` words, or where the next begins when the words are those to pass over."""
    at = start
    for _ in range(count):
        while at < end and text[at].isspace():
            at += 1
        while at < end and not text[at].isspace():
            at += 1
    while at < end and text[at].isspace() and count:
        at += 1
    return at


def _decides(rows: Sequence[Row], number: int, before: str, issuer: str) -> bool:
    """Whether the capitals from this row on, down to the preamble, name who decides and nothing else."""
    if not rows[number].upper or not _DECIDES.match(rows[number].words):
        return False
    words: list[str] = []
    for row in rows[number : number + 4]:
        if row.label is not Label.WORDS or not row.upper or (words and row.parted is not Parted.LINE):
            break
        words += row.words.split()
    if issuer and flat(" ".join(words)).endswith(flat(issuer)) and len(words) - len(issuer.split()) <= 3:
        return re.search(r"(?:\b(?:CỦA|VÀ|CHO|VỚI|DO|TẠI)|,)$", before) is None
    return _OPEN_END.search(before) is None and len(words) <= 16 and not {"VỀ", "TẠI", "CHO", "TRÊN", "NĂM"} & set(words)


def _belongs(taken: Sequence[tuple[int, int, str]], row: Row) -> bool:
    """The subject ends at a rule, a blank line after whole words, a numbered heading, or where the preamble begins."""
    if row.label in (Label.RULE, Label.URGENCY):
        return not taken and row.label is Label.URGENCY
    if row.label is not Label.WORDS or _REMARK.match(row.words):
        return False
    if not taken:
        return _opens(row)
    if row.parted in (Parted.RULE, Parted.CELL) or _ends_before(row):
        return False
    before = taken[-1][2]
    if row.parted is Parted.BLANK:
        return _goes_on_after_blank(before, row)
    return _goes_on(taken, row)


def _crumbs(row: Row) -> bool:
    """What a scan made of a line the stamp covers: «À .^A .Lá Ẩ 4», no word among it."""
    words = row.words.split()
    return row.label is Label.WORDS and len(words) > 2 and all(sum(map(str.isalpha, word)) < _WORD for word in words)


_WORD = 3


def _opens(row: Row) -> bool:
    if row.upper:
        return not _DECIDES.match(row.words) or _ABOUT.match(row.words) is not None
    return not _MARKED.match(row.words) and not re.match(r"(?:Căn cứ|Kính gửi|Xét |Ngày \d|Thời gian qua)", row.words)


def _ends_before(row: Row) -> bool:
    """A numbered heading, or the first words of the preamble."""
    if row.upper:
        return _MARKED.match(row.words) is not None
    return _MARKED.match(row.words) is not None or (OPENER.match(row.words) is not None and not row.words[:1].islower())


def _goes_on_after_blank(before: str, row: Row) -> bool:
    if mostly_upper(before) and row.upper:
        return True
    return _OPEN_END.search(before) is not None or (row.words[:1].islower() and not before.endswith((".", ":", ";")))


def _goes_on(taken: Sequence[tuple[int, int, str]], row: Row) -> bool:
    before = taken[-1][2]
    if before.endswith((".", ":")) and not row.words[:1].islower():
        return False
    if len(row.words) > _LONGEST_LINE and row.words[:1].isupper() and row.words.endswith((".", ":", ";")) and not _OPEN_END.search(before):
        return False  # a whole paragraph of prose: the preamble, though nothing parts it from the title
    if len(taken) == 1 and _WHOSE.match(before):
        return _opens(row)
    if all(mostly_upper(words) for _, _, words in taken):
        return row.upper or row.words[:1].islower() or not row.words[:1].isalpha() or _OPEN_END.search(before) is not None
    return not row.upper or _OPEN_END.search(before) is not None


def _subject_words(text: str, found: tuple[int, int] | None) -> str | None:
    """The subject as printed: emphasis at the edges of lines and «V/v» left out."""
    if found is None:
        return None
    lines = [line.strip(MARKS + "|") for line in text[found[0] : found[1]].replace("**", "").split("\n")]
    words = " ".join(" ".join(line for line in lines if line).split())
    return _ABOUT.sub("", words, count=1).strip(" .:;-–*_") if _ABOUT.match(words) else words.strip(" .:;-–*_") or None


def _letter(text: str, rows: Sequence[Row], symbol: str | None, spans: dict[str, Found]) -> Title:
    """A công văn has no kind line: its subject follows its symbol, «V/v …»."""
    to = next((place for place, row in enumerate(rows) if row.label is Label.TO), None)
    found = _letter_subject(rows, to)
    if found:
        spans["subject"] = Found(*found, "head.subject.letter")
    by_symbol = kind_of_symbol(symbol or "")
    if by_symbol is not None and to is None:
        return Title(by_symbol, kind_name(by_symbol), _letter_words(text, found))
    if to is None and not (found and symbol):
        return Title(subject=_letter_words(text, found))
    return Title("CV", "Công văn", _letter_words(text, found))


def _letter_words(text: str, found: tuple[int, int] | None) -> str | None:
    words = _subject_words(text, found)
    return _ABOUT_LETTER.sub("", words, count=1) if words else None


def _letter_subject(rows: Sequence[Row], to: int | None) -> tuple[int, int] | None:
    head = rows[: to if to is not None else 40]
    begin = next((place for place, row in enumerate(head) if row.label is Label.WORDS and _ABOUT.match(row.words)), None)
    if begin is None:
        begin = _below_symbol(head)
    if begin is None:
        return None
    taken = [head[begin]]
    for row in head[begin + 1 :]:
        if row.label is Label.DAY and row.cell == taken[-1].cell and not row.framed:
            continue  # columns run into one: the day stands between the lines of the subject
        if row.label is not Label.WORDS or row.cell != taken[-1].cell or _ends_letter_subject(taken[-1], row):
            break
        taken.append(row)
    return taken[0].start, taken[-1].end


def _ends_letter_subject(before: Row, row: Row) -> bool:
    return (row.parted is not Parted.LINE and not row.words[:1].islower()) or (
        OPENER.match(row.words) is not None and before.words.endswith(".")
    )


def _below_symbol(head: Sequence[Row]) -> int | None:
    """In a cell of its own the words under the symbol are the subject, with «Về …», «V/v» or none (Party letters)."""
    for place, row in enumerate(head):
        if row.label is not Label.SYMBOL:
            continue
        after = place + 1
        if after < len(head) and head[after].label is Label.WORDS and head[after].cell == row.cell:
            words = head[after].words
            if head[after].framed or flat(words).startswith(("ve ", "v/v")) or (not mostly_upper(words) and not OPENER.match(words)):
                return after
        return None
    return None
