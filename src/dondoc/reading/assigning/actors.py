"""Ai làm: tách danh ngữ thành từng cơ quan. / Who acts: a noun phrase of bodies cut into its bodies, each by its shortest name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import intern

from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.listing import listed_at
from dondoc.reading.assigning.naming import begins_body, phrase_at
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Actor
from dondoc.reading.lines import UPPER
from dondoc.reading.patterns import lazy

_QUANTITY = (
    r"(?:(?:toàn thể|tất cả các|tất cả|một số|từng|mỗi|mọi|các|những|hai|02|đại diện|đồng chí|đ/c|ông|bà)\b(?: +các| +những| +đồng chí)? +)"
)
#: members that only widen the body before them: «Ủy ban nhân dân các xã, phường», «các sở, ban, ngành», «các bộ, ngành»
_WIDENS = spaced(
    r"(?:cấp (?:xã|huyện|tỉnh|cơ sở|trung ương)|ban|ngành|xã|phường|đặc khu|thị trấn|huyện|thị xã"
    r"|thành phố|quận|thôn|bản|khu phố|tổ dân phố|đại chúng|báo chí|truyền thông|truyền hình|địa phương liên quan"
    r"|tiểu học|trung học cơ sở|trung học phổ thông|thcs|thpt"
    r"|khu công nghiệp|khu kinh tế|khu chế xuất|cụm công nghiệp|khu công nghệ cao)(?![\w])"
)
#: «Các Bộ: Quốc phòng, Công an»: the names after the colon are the bodies
_ROLL = spaced(
    rf"(?:{_QUANTITY})?(?:bộ|sở|ban|ngành|cơ quan|tập đoàn|tổng công ty|công ty|đơn vị|vụ|cục"
    rf"|phòng|hội|trường)(?:(?:, *| và +)(?:bộ|sở|ban|ngành|cơ quan|tập đoàn|đơn vị)(?: ngang bộ)?)* *: *",
    re.IGNORECASE,
)
#: names that hold a comma or «và»: «Văn hóa, Thể thao và Du lịch», «Giáo dục và Đào tạo»
_JOINED = spaced(
    r"(?:văn h(?:óa|oá)(?: *, *| và )thể thao|thể thao và du lịch|[\w –-]+ và (?:đào tạo|công nghệ"
    r"|môi trường|phát triển nông thôn|đầu tư|truyền thông|xã hội|tôn giáo|dân vận|nhỏ|du lịch"
    r"|vận tải|tài chính|hải đảo|khí tượng))",
    re.IGNORECASE,
)
#: one office serves two bodies: «Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã»
_OFFICE_OF_BOTH = spaced(
    r"văn phòng (?:hội đồng nhân dân|hđnd|đoàn đại biểu quốc hội|đoàn đbqh) và "
    r"(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|hội đồng|hđnd)(?![\w])"
)
#: (begins with a set of signs, so that it is tried at these only)
_SPLIT = spaced(r"[ ,;:](?:(?<=[,;:])| *(?:[,;:]|(?:và|hoặc|cùng) ))(?: *và )? *", re.IGNORECASE)
_SPLITS = (",", ";", ":", " và", " hoặc", " cùng")
#: «Bí thư chi bộ và đồng chí Lò Thị Inh»: a person after a post
_PERSON = lazy(rf"(?:đồng chí|đ/c|ông|bà)\.? +[{UPPER}]")
_TITLE = spaced(r"(?:(?:các )?đồng chí|đ/c|ông|bà)(?: +|$)", re.IGNORECASE)


def split(prose: Prose, start: int, end: int, *, inherited: bool = False) -> tuple[Actor, ...]:
    """The bodies of a noun phrase, each its shortest name: «các sở, ban, ngành | Ủy ban nhân dân các xã, phường»."""
    roll = _ROLL.match(prose.flat, start, end) if prose.flat.find(":", start, end) >= 0 else None
    names_only = bool(roll and roll.end() < end)
    start = roll.end() if roll and names_only else start
    return tuple(
        Actor(a, b, intern(prose.text[a:b]), inherited)  # a document names few bodies, each again and again
        for a, b in (_bare(prose, *piece) for piece in _pieces(prose, start, end, names_only))
        if a < b
    )


def _pieces(prose: Prose, start: int, end: int, names_only: bool) -> Iterator[tuple[int, int]]:
    """Cut the phrase where a new body begins."""
    at = start
    for cut in _SPLIT.finditer(prose.flat, start, end) if stands(_SPLITS, prose.low, start, end) else ():
        if cut.start() <= at or prose.flat.count("(", at, cut.start()) > prose.flat.count(")", at, cut.start()):
            continue
        if _begins(prose, at, cut, end, names_only):
            yield at, cut.start()
            at = cut.end()
    yield at, end


def _begins(prose: Prose, at: int, cut: re.Match[str], end: int, names_only: bool) -> bool:
    ahead = prose.flat[cut.end() : end]
    if ":" in cut.group() or _WIDENS.match(ahead) or (" và" in cut.group() and _OFFICE_OF_BOTH.match(prose.low, at, end)):
        return False
    if _PERSON.match(ahead):
        return True
    if begins_body(prose, cut.end(), end) and not (ahead[:1].isupper() and _JOINED.match(prose.flat[at:end]) and not _strong(ahead)):
        return True
    if not names_only:
        return False  # «Ủy ban nhân dân các tỉnh: Đông Lĩnh, Tây Hà» stays whole: a province's name alone is no body
    joined = _JOINED.match(prose.flat, at, end)
    return not joined or joined.end() <= cut.start()


def _strong(ahead: str) -> bool:
    """Whether the words begin a body and not the second half of a name."""
    return bool(re.match(r"(?:Bộ|Sở|Ban|Ủy ban|UBND|Công an|Văn phòng|Chủ tịch)\b", ahead))


#: a small word left at the end: «Ban Quản lý các»
_LOOSE_END = spaced(r"(?: (?:các|những|của|(?<!trực )thuộc|(?<![Cc]ác )(?<![Mm]ỗi )(?<![Mm]ọi )(?<![Tt]ừng )cấp|tại|ở|từ|và))+ *$")
_LOOSE = ("các", "những", "của", "thuộc", "cấp", "tại", "ở", "từ", "và")
#: «Các cơ quan được phân công chủ trì …» needs its clause to be known; «Sở Nội vụ được giao …» does not
_NEEDS_CLAUSE = spaced(
    r"(?:các |những |từng |mỗi )*(?:cơ quan|đơn vị|tổ chức|cá nhân|người|bộ phận|địa phương|thành viên|cán bộ)", re.IGNORECASE
)
_CLAUSE = spaced(r" được (?:giao|phân công)(?![\w])", re.IGNORECASE)


#: «các đơn vị | chưa ban hành quy chế»: which of them is told beside the name, and is no part of it; «cơ quan có thẩm quyền» is a name
_TELLS = spaced(
    r" (?:(?:còn|chưa|đã|đang|không|nơi|nằm)\b|có(?! +(?:liên quan|thẩm quyền|chức năng|trách nhiệm|điều kiện|vốn|tư cách|uy tín)\b)\b)"
)


def _bare(prose: Prose, start: int, end: int) -> tuple[int, int]:
    """Without what stands beside a name: brackets, «đồng chí», «được giao …» of a name that is clear without it, blanks."""
    clause = _CLAUSE.search(prose.flat, start, end) if prose.low.find("được", start, end) >= 0 else None
    if clause and not _NEEDS_CLAUSE.match(prose.flat, start, end):
        end = clause.start()
    tells = _TELLS.search(prose.flat, start, end)
    end = tells.start() if tells else end
    inner = prose.flat.find("(", start, end)
    a, b = prose.trim(start, inner if inner > start else end)
    loose = _LOOSE_END.search(prose.flat, a, b) if prose.flat.endswith(_LOOSE, a, b) else None
    b = loose.start() if loose else b
    title = _TITLE.match(prose.flat, a, b)
    return (title.end(), b) if title and title.end() < b else (a, b)


#: «5. Các phòng, ban tham gia đào tạo», «7. Các doanh nghiệp khai thác khoáng sản»: the whole title names the group
_OF_A_GROUP = spaced(
    r" (?:tham gia|cung cấp|quản lý|sử dụng|vận hành|thụ hưởng|sản xuất|kinh doanh|khai thác|hoạt động|nuôi trồng|chế biến|xuất khẩu"
    r"|nhập khẩu)\b[^,;:.]{1,60}[ :]*$"
)


def group(prose: Prose, start: int, stop: int, end: int) -> tuple[Actor, ...]:
    """The group that a title [start, end) of many bodies names to its end, though its bodies seem to stop at `stop`; or nothing."""
    if not prose.low.startswith(("các ", "những "), start) or not _OF_A_GROUP.match(prose.low, stop, end):
        return ()
    a, b = prose.trim(start, start + len(prose.flat[start:end].rstrip(" :")))
    return (Actor(a, b, prose.text[a:b]),)


_CITIZEN = spaced(
    r"(?:các |những |từng |mỗi )*(?:công ty|doanh nghiệp|người|cá nhân|hộ|tổ chức|nhà thầu|nhà đầu tư|đơn vị|cơ sở)", re.IGNORECASE
)
#: bodies that anybody might be: «cơ quan, tổ chức, cá nhân», «người đứng đầu», «cán bộ»; never the holder of an office: «Chủ tịch Ủy ban …»
_ANYBODY = spaced(
    r"(?:các |những |từng |mỗi )*(?:cơ quan|đơn vị|tổ chức|cá nhân|doanh nghiệp|người|cán bộ"
    rf"|công chức|viên chức|hội viên|đảng viên|thành viên|hộ|cơ sở|nhà|chủ(?! tịch| nhiệm)|công ty)(?-i:[^{UPPER}]*)$",
    re.IGNORECASE,
)


def is_citizen(lead: tuple[Actor, ...], addressees: tuple[str, ...] = ()) -> bool:
    """Whether all who are named are firms or persons, whom a letter informs rather than commands.

    In a letter to offices («Kính gửi: Các Vụ, Cục, đơn vị thuộc Tổng cục») «đơn vị», «cơ sở» are theirs.
    """
    official = any(begins_official(addressee) for addressee in addressees)
    pattern = _FIRM if official else _CITIZEN
    return all(pattern.match(actor.text) for actor in lead)


_FIRM = spaced(
    r"(?:các |những |từng |mỗi )*(?:công ty|doanh nghiệp|người(?! đứng đầu| phụ trách)|cá nhân|hộ|nhà thầu|nhà đầu tư|cơ sở kinh doanh)",
    re.IGNORECASE,
)
_OFFICE = spaced(
    r"(?:các |quý |đồng chí |ông |bà )*(?:bộ|sở|ban|ngành|vụ|cục|chi cục|tổng cục|ủy ban|uỷ ban|ubnd|hđnd|văn phòng|thuế|phòng"
    r"|huyện ủy|tỉnh ủy|thành ủy|đảng ủy|đảng bộ|chi bộ|mặt trận|công an|hội|liên đoàn|thường trực|chủ tịch|bí thư|giám đốc sở"
    r"|bảo hiểm|kho bạc|hải quan"
    r"|trường|trung tâm|viện|học viện|bệnh viện|cơ quan|đơn vị|thủ trưởng)(?![\w])",
    re.IGNORECASE,
)


def begins_official(name: str) -> bool:
    """Whether an addressee is an office of the State, the Party or a mass organization."""
    return bool(_OFFICE.match(name.strip()))


def is_named(lead: tuple[Actor, ...]) -> bool:
    """Whether a particular body is among them, not only «cơ quan, tổ chức, cá nhân»."""
    return any(not _ANYBODY.match(actor.text) for actor in lead)


_NEXT = spaced(r"(?:[;,] *(?:và )?| và )(?=(?:các|những|[A-ZĐ]))")


def listed(prose: Prose, start: int, end: int) -> Iterator[Actor]:
    """All bodies of a line or cell, also after words beside one: «các sở trong phạm vi nhiệm vụ và các cơ quan liên quan»."""
    at = start
    while at < end:
        span = listed_at(prose, at, end)
        if span:
            yield from split(prose, *span)
            at = span[1]
        following = _NEXT.search(prose.flat, at, end)
        if following is None:
            return
        at = following.end()


__all__ = ["begins_official", "group", "is_citizen", "is_named", "listed", "phrase_at", "split"]
