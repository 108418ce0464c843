"""Chữ ký: quyền hạn, chức vụ, họ tên. / The signature: power, post, name.

«TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn Văn A»: lines of capitals, then a name; or all in one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dondoc.reading.contract import Found
from dondoc.reading.heads.passages import Parted, Passage
from dondoc.reading.heads.recipients import SURNAMES, is_surname, signs
from dondoc.reading.lines import LOWER, UPPER, mostly_upper
from dondoc.reading.patterns import lazy

_POWER = lazy(r"(?P<power>T/M|TM[./]?|K/T|KT[./]?|T/L|TL[./]?|T/U\.?Q|TUQ\.?|Q\.)(?=[\s.A-ZĐ]|$)\s*\.?\s*")
_MARK = lazy(r"[(\[]?\s*(?:đã\s+k[ýí]|k[ýí]\s+tên|chữ\s+ký|ký,\s*đóng\s+dấu|ký\s+bởi|signed|ký\b|đã\s+ký)", re.IGNORECASE)
#: «Trần Văn An – Đã ký», «Trần Văn An (đã ký)»
_AFTER_NAME = lazy(r"\s*[–\-(\[]\s*đã\s+k[ýí]\s*[)\]]?\s*$", re.IGNORECASE)
_RANK = r"(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy|uý)\s+|(?:(?:GS|PGS|TS|ThS|Ths|BS|BSCKI{1,2}|CN|KS|LS)\.\s*)+|(?:Ông|Bà|Đ/c)\s+)"
_WORD = rf"[{UPPER}][{LOWER}’'‘\-A-ZĐ]*"
NAME = lazy(rf"{_RANK}?{_WORD}(?:\s{_WORD}){{1,5}}$")
_TAIL_NAME = lazy(rf"(?<=[{UPPER}])\s+(?P<name>{_RANK}?[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]*){{1,4}})(?=$|\s[{UPPER}]{{2}})")
_PIECE_OF_NAME = lazy(rf"{_WORD}(?:\s{_WORD}){{0,2}}$")
_CAPITAL_NAME = lazy(rf"[{UPPER}]{{2,8}}(?:\s[{UPPER}]{{1,8}}){{1,4}}$")
#: a post that begins inside a line run together: «KT. CHỦ TỊCH PHÓ CHỦ TỊCH», «TL. BỘ TRƯỞNG VỤ TRƯỞNG VỤ PHÁP CHẾ»
_POST = lazy(
    r"\s(?=(?:PHÓ |THỨ TRƯỞNG|CHÁNH |CHỦ TỊCH|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|(?<!BAN )BÍ THƯ|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG |"
    r"TỔNG CỤC TRƯỞNG|VIỆN TRƯỞNG|BỘ TRƯỞNG|THƯỜNG TRỰC BAN|TỔNG BÍ THƯ|ỦY VIÊN|HIỆU TRƯỞNG|THỦ TƯỚNG|THỐNG ĐỐC))"
)
_NEW_POWER = lazy(r"\s(?=(?:T/M|TM[./]|K/T|KT[./]|T/L|TL[./]|TUQ\.|Q\.)(?:\s|[A-ZĐ]))")
_BODY = lazy(r"(?:ỦY BAN|UỶ BAN|BAN |CHÍNH PHỦ|HỘI ĐỒNG|ĐẢNG|TỈNH ỦY|BỘ CHÍNH TRỊ|QUỐC HỘI|ĐOÀN|THƯỜNG TRỰC|CHI BỘ|BTV|UBND)")
_REACH = 26


class Signed(NamedTuple):
    """A signature and where it stands; `power` the collective or head it is given for («BAN THƯỜNG VỤ»)."""

    name: str | None = None
    title: str | None = None
    capacity: str | None = None
    power: str | None = None
    span: Found | None = None


class _Line(NamedTuple):
    words: str
    start: int
    end: int
    parted: Parted
    joined: bool  # one run of bold holds it and the line before


def signature(text: str, parts: Iterable[Passage]) -> Signed:
    """The first signature in these passages: a power or post in capitals with a name below or beside it."""
    lines = [line for part in parts for line in _lines(text, part)]
    best = Signed()
    for place, line in enumerate(lines):
        if not signs(line.words.split("\t")[0]) and not _runs_together(line.words):
            continue
        if place and signs(lines[place - 1].words) and best.title:
            continue  # in the middle of one already read
        signed = _from(lines, place)
        if signed.name:
            return signed
        if signed.title and not best.title:
            best = signed
    return best


def name_alone(text: str, parts: Iterable[Passage]) -> Signed:
    """A name on a line of its own beside or below the list of recipients: a scan may have lost the post above it."""
    for part in parts:
        for line in _lines(text, part):
            words = _clean(line.words)
            if NAME.match(words) and not mostly_upper(words) and 2 < len(words.split()) < 6 and is_surname(words.split()[0]):
                return Signed(name=words, span=Found(line.start, line.end, "foot.signature"))
    return Signed()


def _lines(text: str, part: Passage) -> Iterator[_Line]:
    at = 0
    before = None
    for words in part.words.split("\n"):
        piece = part.part(at, at + len(words))
        at += len(words) + 1
        if piece is not None:
            broken = text.rfind("\n", 0, piece.start)
            joined = before is not None and text.count("**", max(0, before - 2), broken) % 2 == 1
            before = before if joined else piece.start
            yield _Line(piece.words, piece.start, piece.end, piece.parted, joined)


def _runs_together(words: str) -> bool:
    """«TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn A»."""
    tail = _TAIL_NAME.search(words[:200])
    return tail is not None and signs(words[: tail.start()])


def _from(lines: Sequence[_Line], place: int) -> Signed:
    """Read the signature that begins at a line."""
    posts: list[str] = []
    name, last = None, lines[place]
    for number in range(place, min(place + _REACH, len(lines))):
        line = lines[number]
        if _MARK.match(line.words):
            continue
        if posts and (name := _name_at(lines, number)) is not None:
            last = lines[number + (name != _clean(line.words))]
            break
        tail = _TAIL_NAME.search(line.words)
        if tail is not None and mostly_upper(line.words[: tail.start()]):
            posts, name, last = _posts(posts, line.words[: tail.start()], line.joined), tail["name"], line
            break
        if not mostly_upper(line.words):
            if _noise(line):
                continue
            break
        posts, last = _posts(posts, line.words, line.joined), line
    return _signed(posts, name, Found(lines[place].start, last.end, "foot.signature"))


def _noise(line: _Line) -> bool:
    """A page number, a stamp's crumb of a scan: between post and name."""
    return sum(char.isalpha() for char in line.words) <= 3


def _posts(posts: list[str], words: str, joined: bool) -> list[str]:
    """Posts with a further line: a new post or power, or the rest of the last."""
    for piece in _NEW_POWER.split(words.strip(" ,;")) if posts or _POWER.match(words) else [words.strip(" ;")]:
        if posts and (joined or not signs(f"{piece}    ") or posts[-1].endswith((",", " VÀ", " CỦA", " -", "KT.", "TM.", "TL."))):
            posts = [*posts[:-1], f"{posts[-1]} {piece}"]
        else:
            posts = [*posts, piece]
        joined = False
    return posts


def _name_at(lines: Sequence[_Line], number: int) -> str | None:
    """The name on this line, or on it and the next when a converter broke it."""
    words = _clean(lines[number].words)
    after = lines[number + 1] if number + 1 < len(lines) else None
    if after is not None and (after.joined or len(words.split()) == 1) and after.parted is Parted.LINE:
        both = f"{words} {_clean(after.words)}"
        if _PIECE_OF_NAME.match(words) and not mostly_upper(words) and NAME.match(both) and not signs(after.words):
            return both
    if NAME.match(words) and not mostly_upper(words):
        return words
    if _CAPITAL_NAME.match(words) and words.split()[0] in SURNAMES and not signs(words):
        return words
    return None


def _clean(words: str) -> str:
    return _AFTER_NAME.sub("", words).strip(" *_.,;:'\"‘’`~-")


def _signed(posts: Sequence[str], name: str | None, span: Found) -> Signed:
    """Powers and posts in their order: the last post is the signer's own, the first power says in whose stead."""
    capacity, power, title = None, None, None
    for post in posts:
        match = _POWER.match(post)
        if match is None:
            title = f"{title} {post}" if title and not capacity else post
            continue
        rest = post[match.end() :]
        own = _own_post(rest, match["power"])
        if capacity is None or match["power"].startswith("K"):
            capacity = match["power"]
        power = power or (rest[:own] if own else rest)
        title = rest[own:].strip() if own else (post if match["power"] == "Q." else None)
    if title is None and posts and _POWER.match(posts[0]) is None:
        title = posts[0]
    if title and name is None and _BODY.match(title):
        return Signed()
    return Signed(name, title.strip(" ,.;:") if title else None, capacity, power.strip(" ,.;") if power else None, span)


def _own_post(rest: str, power: str) -> int:
    """Where the signer's own post begins on the line of the power, 0 when it is not there."""
    places = [match.end() for match in _POST.finditer(rest)]
    if power.startswith("K"):
        return next((at for at in places if rest.startswith(("PHÓ ", "THỨ "), at)), 0)
    return places[0] if places else 0
