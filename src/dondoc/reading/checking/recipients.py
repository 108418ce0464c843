"""Người được giao việc và nơi nhận. / Those told to act, and the recipients: a body that must act should receive the document.

Sure cases only: a body named by its own name («Sở Tài chính»), in no line of the recipients, in none of their groups («Các sở, ban,
ngành»), not the issuer. Recipients «Như Điều 3» or «Như trên» mean the words of that article or the addressees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.checking.sentences import finding
from dondoc.reading.contract import Actor, Clause, Finding, Reading
from dondoc.reading.patterns import lazy

_SPELLINGS = (("uỷ", "ủy"), ("hoà", "hòa"), ("hoá", "hóa"), ("khoá", "khóa"), ("toà", "tòa"), ("thuỷ", "thủy"))
_SHORT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubmttqvn": "ủy ban mặt trận tổ quốc việt nam",
    "mttq": "mặt trận tổ quốc",
    "ct": "chủ tịch",
    "bqp": "bộ quốc phòng",
    "bca": "bộ công an",
    "tp": "thành phố",
    "vp": "văn phòng",
    "bql": "ban quản lý",
    "btv": "ban thường vụ",
    "ttg": "thủ tướng chính phủ",
}
#: how the name of a body begins → how a line of recipients names all of its sort
_GROUPS: tuple[tuple[str, str], ...] = (
    ("sở", r"các sở|giám đốc sở,|sở ?:|sở, (?:ban|ngành)|sở ngành|cơ quan chuyên môn|ban, ngành"),
    ("bộ", r"các bộ|bộ, ngành|bộ ?:|bộ và|bộ trưởng|ngang bộ"),
    ("ban", r"các ban|ban, ngành|ban đảng|ban xây dựng đảng|cơ quan tham mưu"),
    ("văn phòng", r"các văn phòng|văn phòng các|ban, ngành|cơ quan tham mưu"),
    ("ủy ban nhân dân", r"ủy ban nhân dân (?:các|cấp)|ủy ban nhân dân \w+ ?, ?(?:xã|phường|thành phố)|các (?:huyện|xã|tỉnh|địa phương)"),
    ("đảng ủy", r"các đảng ủy|đảng ủy (?:các|trực)|đảng bộ|cấp ủy|các (?:huyện|thành|thị)"),
    ("tỉnh ủy", r"tỉnh ủy|các tỉnh"),
    ("hội", r"đoàn thể|tổ chức chính trị|các hội|hội, đoàn|tổ chức hội"),
    ("đoàn", r"đoàn thể|tổ chức chính trị|các đoàn|hội, đoàn"),
    ("liên đoàn", r"đoàn thể|tổ chức chính trị"),
    ("ủy ban mặt trận", r"mặt trận|tổ chức chính trị|đoàn thể"),
    ("mặt trận", r"mặt trận|tổ chức chính trị|đoàn thể"),
    ("công an", r"công an|bộ, ngành|ban, ngành"),
    ("thanh tra", r"thanh tra|ban, ngành|cơ quan chuyên môn"),
    ("cục", r"các cục|các đơn vị|đơn vị thuộc|ban, ngành|cơ quan trung ương|ngành dọc"),
    ("kho bạc", r"kho bạc|ngành dọc"),
    ("báo", r"cơ quan báo|các báo|báo chí|báo, đài"),
    ("đài", r"cơ quan báo|các đài|báo chí|báo, đài|báo, "),
)
_AS_ARTICLE = lazy(r"(?:như|tại) điều (\d{1,3})")
_AS_ABOVE = lazy(r"như (?:trên|kính gửi)")
_WORD = lazy(r"\w+")
#: who heads a body is reached through it: «Giám đốc Sở Tài chính», «Bộ trưởng Bộ Công Thương»
_POST = lazy(
    r"(?:(?:đồng chí|phó) )?(?:bộ trưởng|thứ trưởng|giám đốc|chủ tịch|chánh|trưởng|cục trưởng|thủ trưởng|bí thư|tổng giám đốc|chủ nhiệm"
    r"|người đứng đầu|lãnh đạo|chỉ huy trưởng) (?=\w)"
)
#: several at once, or known to those who write: no body with a name of its own
_SEVERAL = lazy(r"(?<!\w)(?:các|từng|mọi|những|cấp|nêu trên|liên quan|trực thuộc)(?!\w)|:")


def left_out(reading: Reading) -> Iterator[Finding]:
    """One finding for each body told to act that no line of the recipients names, at its first mention."""
    received = _received(reading)
    if received is None:
        return
    initials = {token.replace("&", "") for line in reading.head.recipients for token in re.findall(r"[A-ZĐ][A-ZĐ&]+", line)}
    own = tuple(_plain(name) for name in (reading.head.issuer, reading.head.issuer_parent) if name)
    told: set[str] = set()
    for actor in _actors(reading):
        name = _POST.sub("", _plain(actor.text))
        if name in told or not _is_body(name, actor.text):
            continue
        told.add(name)
        if not (_reaches(name, received) or _initials(name) & initials or any(name in body or body in name for body in own)):
            yield finding("actor-not-recipient", actor.start, actor.end, actor=" ".join(actor.text.split()))


def _initials(name: str) -> set[str]:
    """«đài truyền hình việt nam»: ĐTHVN, THVN; with and without «và»."""
    words = _WORD.findall(name)
    short = ["".join(word[0] for word in words[skip:] if word != "và").upper() for skip in (0, 1)]
    return {letters for letters in short if len(letters) > 1}


def _actors(reading: Reading) -> Iterator[Actor]:
    for assignment in reading.assignments:
        yield from assignment.lead


def _is_body(name: str, printed: str) -> bool:
    """A body with a name of its own: begins like one of the sorts, has a capital after the first word, is not several at once."""
    rest = printed.split(maxsplit=1)
    capital = len(rest) > 1 and any(char.isupper() for char in rest[1])
    shortened = re.search(r"[A-ZĐ]{3}", printed) is not None and not re.search(r"UBND|HĐND|MTTQ", printed)
    return capital and not shortened and not _SEVERAL.search(name) and any(name.startswith(sort + " ") for sort, _ in _GROUPS)


def _reaches(name: str, received: str) -> bool:
    if name in received:
        return True
    groups = [group for sort, group in _GROUPS if name.startswith(sort + " ")]
    return any(re.search(group, received) for group in groups)


def _received(reading: Reading) -> str | None:
    """All lines of recipients as one plain text, with what «Như Điều …» and «Như trên» stand for; None when that is not known."""
    lines = "\n".join(map(_plain, reading.head.recipients))
    if not lines or (_AS_ABOVE.search(lines) and not reading.head.addressees):
        return None
    more = [_plain(line) for line in reading.head.addressees]
    for article in _AS_ARTICLE.findall(lines):
        meant = [clause for clause in _articles(reading.outline) if _number(clause) == article]
        if not meant:
            return None
        more += [_plain(reading.text[clause.start : clause.end]) for clause in meant]
    return "\n".join([lines, *more])


def _articles(clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    for clause in clauses:
        if clause.marker.lower().lstrip("* ").startswith("điều"):
            yield clause
        else:
            yield from _articles(clause.children)


def _number(clause: Clause) -> str:
    return "".join(char for char in clause.marker if char.isdigit())


def _plain(text: str) -> str:
    """Small letters, one spelling, abbreviations written out, single blanks."""
    text = " ".join(text.lower().split())
    for old, new in _SPELLINGS:
        text = text.replace(old, new)
    return _WORD.sub(lambda word: _SHORT.get(word[0], word[0]), text)
