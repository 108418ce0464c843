"""Ai làm: danh ngữ chỉ cơ quan, đơn vị, chức danh. / Who acts: noun phrases of bodies, groups and posts.

One pattern reads the longest phrase that begins like a body and holds only names (capitals) and the few small words that stand inside
names; it stops by itself at the verb, because verbs are written small: «Sở Văn hóa, Thể thao và Du lịch | chủ trì …»,
«các sở, ban, ngành và Ủy ban nhân dân các xã, phường | khẩn trương …».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import (
    ACTS,
    BODIES,
    FUNCTIONS,
    INSIDE,
    MANNERS,
    MEMBERS,
    MODALS,
    NAMES,
    NOT_BODIES,
    PLACES,
    POSTS,
    SAYINGS,
    alternation,
    capitalised,
    phrases,
    spaced,
)
from dondoc.reading.contract import Actor

#: «Tài», «UBND», «NN&MT», «Đắk»: a capital opens it. Even code points of the block Ạ-ỹ are capitals in NFC
_CAPITAL = r"(?:[A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ][\w&.]*(?:[-–/][\w&]+)*)"


_QUANTITY = (
    r"(?:(?:toàn thể|tất cả các|tất cả|một số|từng|mỗi|mọi|các|những|hai|02|đại diện|đồng chí"
    r"|đ/c|ông|bà)\b(?: +các| +những| +đồng chí)? +)"
)
_NOT = rf"(?!{alternation(NOT_BODIES)}(?![\w])|phòng *, *chống)"
#: a head of one syllable written small needs company: «sở, ban, ngành», «ban tuyên giáo»; never «ban» or «bộ» alone
_SHORT = r"(?-i:bộ|sở|ban|ngành|báo|đài|hội|vụ|cục|viện|khu|quỹ|đội|trạm|phòng|thuế|trường|khối|chánh|trưởng|chính phủ)"
_COMPANY = rf"(?= *[,;:)]| +và | +(?-i:[A-ZĐ])| +{alternation(INSIDE, NAMES)}(?![\w]))"
_HEAD = rf"{_NOT}(?:{_SHORT}(?![\w]){_COMPANY}|(?!{_SHORT}(?![\w]))(?:{alternation(BODIES, POSTS)})(?![\w]))"
#: the territory itself: «Tỉnh», «thành phố Đông Lĩnh», «các tỉnh»
_TERRITORY = rf"(?:(?-i:{capitalised(PLACES)})(?![\w])|(?:{alternation(PLACES)}) +(?-i:[A-ZĐ])[\w]*)"
_BESIDE = r" *\([^()]{1,90}\)"
_INSIDE = rf"(?:{alternation(INSIDE)})(?![\w])"
#: «tổ chức», «lãnh đạo», «quản lý», «kiểm tra» … are verbs as often as nouns: nouns only where a noun follows or precedes
_NOUNLIKE = (
    r"(?= *(?:[,;.)]|và\b|đảng\b|chính trị|có liên|liên quan|xã hội|đoàn|cá nhân|khác|kinh tế|tín dụng"
    r"|tôn giáo|quốc tế|cơ sở|phi chính|thành viên|sự nghiệp|trực thuộc|nêu|được (?:giao|phân công)"
    r"|chuyên|hội\b))"
)

_OF_BODIES = r"(?= +(?:(?:các|của|cấp|ubnd|ủy ban|tỉnh|sở|phòng|văn phòng|ban|bộ|đơn vị|cơ quan|huyện|xã|phường)\b|(?-i:[A-ZĐ])))"

#: any other name keeps one small syllable, unless a verb begins there: «Quỹ Bảo trợ | hỗ trợ …»
_VERB = alternation(ACTS, MANNERS, MODALS, SAYINGS)
_SMALL = r"[a-zđàáâãèéêìíòóôõùúýăĩũơưạ-ỹ]+"
_ONE_MORE = rf"(?: +(?!(?:{_VERB}|{alternation(FUNCTIONS)})(?![\w])){_SMALL}(?= +{_VERB}(?![\w])| +[A-ZĐ]| *[,;:.)(]| +và +))?"
#: a deed may be written with a capital after a title: «Thủ trưởng cơ quan ngang bộ | Tập trung chỉ đạo …»
_TITLED_DEED = capitalised(",".join(p for p in phrases(ACTS + "," + MANNERS) if " " in p))
_NAME = rf"(?:(?-i:{capitalised(NAMES)}(?![\w])|(?!{_TITLED_DEED}(?![\w])){_CAPITAL}{_ONE_MORE}))"

#: a branch written small after its head: «ngành công thương», «Văn phòng Ban chỉ đạo phòng thủ dân sự»
_BRANCH = rf"(?!{_VERB}(?![\w])){alternation(NAMES)}(?![\w])"

_TOKEN = rf"(?:{_INSIDE}|{_NAME}|{_BRANCH}|\d+(?![\w/.%])|[-–] +{_NAME}|từ(?: +{_NAME}){{1,3}} +đến(?: +{_NAME}){{1,3}})"
_ITEM_HEAD = (
    rf"(?:{_QUANTITY}?(?:(?:tổ chức|quản lý){_NOUNLIKE}|lãnh đạo{_OF_BODIES}"
    rf"|(?!(?:tổ chức|lãnh đạo)\b(?! đảng| đoàn| cơ sở| chính trị))(?:{_HEAD}|{_TERRITORY}))"
    rf"|(?:các|những) +(?:{alternation(PLACES)})(?![\w]))"
)

_TAIL = rf"(?:(?: +{_TOKEN})| *[-–] *(?:{_NAME}|(?:xã hội|nghề nghiệp)(?![\w]))|{_BESIDE})*"
#: after a colon only a name goes on («các tỉnh: Ninh Bình, …»), never the deed («Sở Nội vụ: Phối hợp …»)
_AND_ORGANIZATIONS = (
    r"(?:(?<=cơ quan)|(?<=đơn vị)) *, *tổ chức(?! +(?:thực hiện|triển khai|tốt|hội nghị|tuyên truyền"
    r"|quán triệt|rà soát|thi hành|các|việc|phổ biến)\b)(?![\w])"
)
_LIST = (
    rf"(?: *[,;] *(?:và +)?| +và +| +hoặc +| +cùng +| *: *(?!{_VERB}(?![\w]))|(?:(?<=bộ)|(?<=tỉnh)"
    rf"|(?<=thành phố)|(?<=tập đoàn)) *: *(?=(?-i:{capitalised(NAMES)}|[A-ZĐ])))"
)
_MEMBER = rf"(?:{_ITEM_HEAD}|{_NOT}{_QUANTITY}?(?:{alternation(MEMBERS)}(?![\w])|{_NAME})){_TAIL}"

_RELATIVE = (
    r"(?: +được (?:giao|phân công)\b[^,.;:()]{0,90}?"
    r"(?= +(?:có trách nhiệm|chịu trách nhiệm|phải|cần|chủ động|khẩn trương|tiếp tục|nghiêm túc|lập|xây dựng)\b|,))?"
)

PHRASE = spaced(rf"{_ITEM_HEAD}{_TAIL}(?:{_AND_ORGANIZATIONS}{_TAIL}|{_LIST}{_MEMBER})*{_RELATIVE}", re.IGNORECASE)

_START = spaced(rf"{_QUANTITY}?(?:{alternation(BODIES, POSTS, MEMBERS)}(?![\w]))", re.IGNORECASE)
#: members that only widen the body before them: «Ủy ban nhân dân các xã, phường», «các sở, ban, ngành», «các bộ, ngành»
_WIDENS = spaced(
    r"(?:cấp (?:xã|huyện|tỉnh|cơ sở|trung ương)|ban|ngành|xã|phường|đặc khu|thị trấn|huyện|thị xã"
    r"|thành phố|quận|thôn|bản|khu phố|tổ dân phố|đại chúng|địa phương liên quan)(?![\w])"
)
#: «Các Bộ: Quốc phòng, Công an»: the names after the colon are the bodies
_ROLL = spaced(
    rf"(?:{_QUANTITY})?(?:bộ|sở|ban|ngành|cơ quan|tập đoàn|tổng công ty|công ty|đơn vị|vụ|cục"
    rf"|phòng|hội|trường)(?:(?:, *| và +)(?:bộ|sở|ban|ngành|cơ quan|tập đoàn|đơn vị)(?: ngang bộ)?)* *: *",
    re.IGNORECASE,
)
#: names that hold a comma or «và»: «Văn hóa, Thể thao và Du lịch», «Giáo dục và Đào tạo»
_JOINED = spaced(
    r"(?:văn h(?:óa|oá)(?: *, *| và )thể thao|thể thao và du lịch|[\w ]+ và (?:đào tạo|công nghệ"
    r"|môi trường|phát triển nông thôn|đầu tư|truyền thông|xã hội|tôn giáo|dân vận|nhỏ|du lịch"
    r"|vận tải|tài chính|hải đảo|khí tượng))",
    re.IGNORECASE,
)
_SPLIT = spaced(r" *(?:[,;:]| và | hoặc | cùng )(?: *và )? *", re.IGNORECASE)
_TITLE = spaced(r"(?:(?:các )?đồng chí|đ/c|ông|bà)(?: +|$)", re.IGNORECASE)


#: no list of bodies is longer, and a hostile one must not cost more than its length
_LONGEST = 1500


def phrase_at(prose: Prose, at: int, end: int) -> tuple[int, int] | None:
    """The span of the noun phrase of bodies that begins at `at`, or None."""
    match = PHRASE.match(prose.flat, at, min(end, at + _LONGEST))
    return (match.start(), match.end()) if match else None


def split(prose: Prose, start: int, end: int, *, inherited: bool = False) -> tuple[Actor, ...]:
    """The bodies of a noun phrase, each its shortest name: «các sở, ban, ngành | Ủy ban nhân dân các xã, phường»."""
    roll = _ROLL.match(prose.flat, start, end)
    names_only = bool(roll and roll.end() < end)
    start = roll.end() if roll and names_only else start
    return tuple(
        Actor(a, b, prose.text[a:b], inherited)
        for a, b in (_bare(prose, *piece) for piece in _pieces(prose, start, end, names_only))
        if a < b
    )


def _pieces(prose: Prose, start: int, end: int, names_only: bool) -> Iterator[tuple[int, int]]:
    """Cut the phrase where a new body begins."""
    at = start
    for cut in _SPLIT.finditer(prose.flat, start, end):
        if cut.start() <= at or prose.flat.count("(", at, cut.start()) > prose.flat.count(")", at, cut.start()):
            continue
        if _begins(prose, at, cut, end, names_only):
            yield at, cut.start()
            at = cut.end()
    yield at, end


def _begins(prose: Prose, at: int, cut: re.Match[str], end: int, names_only: bool) -> bool:
    ahead = prose.flat[cut.end() : end]
    if ":" in cut.group() or _WIDENS.match(ahead):
        return False
    if _START.match(ahead) and not (ahead[:1].isupper() and _JOINED.match(prose.flat[at:end]) and not _strong(ahead)):
        return True
    if not names_only and ":" not in prose.flat[at : cut.start()]:
        return False
    joined = _JOINED.match(prose.flat, at, end)
    return not joined or joined.end() <= cut.start()


def _strong(ahead: str) -> bool:
    """Whether the words begin a body and not the second half of a name."""
    return bool(re.match(r"(?:Bộ|Sở|Ban|Ủy ban|UBND|Công an|Văn phòng|Chủ tịch)\b", ahead))


#: a small word left at the end: «Ban Quản lý các»
_LOOSE_END = spaced(r"(?: (?:các|những|của|(?<!trực )thuộc|cấp|tại|ở|từ|và))+ *$")
#: «Các cơ quan được phân công chủ trì …» needs its clause to be known; «Sở Nội vụ được giao …» does not
_NEEDS_CLAUSE = spaced(
    r"(?:các |những |từng |mỗi )*(?:cơ quan|đơn vị|tổ chức|cá nhân|người|bộ phận|địa phương|thành viên|cán bộ)", re.IGNORECASE
)
_CLAUSE = spaced(r" được (?:giao|phân công)(?![\w])", re.IGNORECASE)


def _bare(prose: Prose, start: int, end: int) -> tuple[int, int]:
    """Without what stands beside a name: brackets, «đồng chí», «được giao …» of a name that is clear without it, blanks."""
    clause = _CLAUSE.search(prose.flat, start, end)
    if clause and not _NEEDS_CLAUSE.match(prose.flat, start, end):
        end = clause.start()
    inner = prose.flat.find("(", start, end)
    a, b = prose.trim(start, inner if inner > start else end)
    loose = _LOOSE_END.search(prose.flat, a, b)
    b = loose.start() if loose else b
    title = _TITLE.match(prose.flat, a, b)
    return (title.end(), b) if title and title.end() < b else (a, b)


_CITIZEN = spaced(
    r"(?:các |những |từng |mỗi )*(?:công ty|doanh nghiệp|người|cá nhân|hộ|tổ chức|nhà thầu|nhà đầu tư|đơn vị|cơ sở)", re.IGNORECASE
)
#: bodies that anybody might be: «cơ quan, tổ chức, cá nhân», «người đứng đầu», «cán bộ»
_ANYBODY = spaced(
    r"(?:các |những |từng |mỗi )*(?:cơ quan|đơn vị|tổ chức|cá nhân|doanh nghiệp|người|cán bộ"
    r"|công chức|viên chức|hội viên|đảng viên|thành viên|hộ|cơ sở|nhà|chủ|công ty)[^A-ZĐ]*$",
    re.IGNORECASE,
)


def is_citizen(lead: tuple[Actor, ...]) -> bool:
    """Whether all who are named are firms or persons, whom a letter informs rather than commands."""
    return all(_CITIZEN.match(actor.text) for actor in lead)


def is_named(lead: tuple[Actor, ...]) -> bool:
    """Whether a particular body is among them, not only «cơ quan, tổ chức, cá nhân»."""
    return any(not _ANYBODY.match(actor.text) for actor in lead)
