"""Chủ thể và việc đứng ngay tại một chỗ. / The doer and the deed that stand at one place of a sentence.

At a place begins an order word with a body («giao Sở Nội vụ …»), a body with what it must do («Sở Nội vụ khẩn trương …»), a body before a
colon («Sở Nội vụ: Phối hợp …»), a deed alone («Rà soát …»), or a thing that must be so («Phong trào phải …»).
"""

from __future__ import annotations

import re

from dondoc.reading.assigning.actors import phrase_at
from dondoc.reading.assigning.clues import (
    ASIDE,
    BETWEEN,
    CAN,
    END,
    HAVING,
    MODAL,
    SAYING,
    THROUGH,
    deed_at,
    deed_later,
    is_thing,
    longer_deed,
    skip,
)
from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.sentence import Kind, Statement
from dondoc.reading.assigning.words import ORDERS, alternation, spaced
from dondoc.reading.contract import Force
from dondoc.reading.lines import LOWER, UPPER
from dondoc.reading.patterns import lazy

ORDER_WORDS = {phrase.strip(): Force(force) for force, words in ORDERS.items() for phrase in words.replace("\n", ",").split(",")}
ORDER = spaced(alternation(",".join(ORDER_WORDS)) + END)
_ORDERS_BEGIN = frozenset(phrase[:3] for phrase in ORDER_WORDS)
#: «theo yêu cầu», «các đề nghị», «được giao», «hồ sơ đề nghị hoàn thuế», «người dân có yêu cầu»: there the word is a noun or passive
_NOT_ORDER = spaced(
    r"(?:theo|về|xét|các|những|nội dung|được|việc|tại|của|đã|nhiệm vụ|lời|sự|đáp ứng|một số|do"
    r"|bị|mọi|có thể|trên cơ sở|với|có|hồ sơ|văn bản|đơn|giấy|phiếu|tờ trình|công tác|và|để)\s*$"
)


def ordered(prose: Prose, match: re.Match[str], end: int) -> Statement | None:
    """The order whose word is `match`: body, then deed."""
    if _NOT_ORDER.search(prose.low, max(0, match.start() - 16), match.start()):
        return None
    words = match.group()
    force = ORDER_WORDS.get(words) or ORDER_WORDS[" ".join(words.split())]
    at = match.end()
    while at < end and prose.flat[at] == " ":
        at += 1
    span = phrase_at(prose, at, end)
    person = _person_at(prose, at, end) if span is None else None
    if person:
        return Statement(Kind.ORDERED, match.start(), end, person[0], person[1], force, True, f"order-{force.name.lower()}")
    if span is None:
        if prose.flat[at : at + 1] == ":" or deed_at(prose, at, end):
            return Statement(Kind.BARE, match.start(), end, None, at, force, rule="order-without-body")
        return None
    return Statement(Kind.ORDERED, match.start(), end, span, span[1], force, True, f"order-{force.name.lower()}")


#: «Đối với các đơn vị chưa ban hành … thì cần sớm ban hành»: the body of the adjunct is the doer
_FOR = spaced(r"đối với +")
_THEN = spaced(r"[ ,]+thì\b")
#: «Đối với các chủ đầu tư | cần nhanh chóng …»
_MUST_NEXT = spaced(r"[ ,]+(?=(?:cần|phải|có trách nhiệm)\b)")


def for_whom(prose: Prose, at: int, end: int) -> Statement | None:
    opening = _FOR.match(prose.low, at, end)
    span = phrase_at(prose, opening.end(), end) if opening else None
    then = (_THEN.search(prose.low, span[1], end) or _MUST_NEXT.match(prose.low, span[1], end)) if span else None
    if span is None or then is None or prose.flat.find(":", at, then.start()) >= 0:
        return None
    after = work_at(prose, skip(prose, then.end(), end), end, strict=False)
    if after and after.lead:
        return None
    return Statement(Kind.NAMED, at, end, span, then.end(), None, True, "for-whom-then")


_SYLLABLE = rf"[{UPPER}][{LOWER}]*"
#: «Đồng chí Trần Văn An, Phó Chủ tịch …: Trực tiếp chỉ đạo …», «Ông. Lê Văn Bình - Thành viên: Lập biên bản …»: a person before a colon
_PERSON = lazy(
    rf"(?:[ĐđD]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\.?:? +(?P<name>{_SYLLABLE}(?: +{_SYLLABLE}){{1,4}}) *(?:[,–(-][^:;.]{{2,100}})?: *(?=\w+ +\w)"
)
_PERSON_BEGINS = frozenset("đôb")
#: «đồng chí Lò Văn An», «ông Trần Văn Bình»: a person by title and name
_TITLED = lazy(rf"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\.? +(?P<name>{_SYLLABLE}(?: +{_SYLLABLE}){{1,4}})(?!\w)")


def _person_at(prose: Prose, at: int, end: int) -> tuple[tuple[int, int], int] | None:
    """(the span of a person's name, where the deed may begin): «giao đồng chí Lò Văn An, Phó Bí thư chi bộ | phụ trách …»."""
    named = _TITLED.match(prose.flat, at, end) if prose.low[at : at + 1] in _PERSON_BEGINS else None
    if named is None:
        return None
    after = skip(prose, named.end(), end)
    post = phrase_at(prose, skip(prose, after + 1, end), end) if prose.flat[after : after + 1] in _BESIDE_POST else None
    return named.span("name"), skip(prose, post[1], end) if post else after


_BESIDE_POST = frozenset((",", "-", "–"))


def work_at(prose: Prose, at: int, end: int, *, strict: bool) -> Statement | None:
    """What begins exactly at `at`: an order, a body with its deed, or a deed."""
    word = ORDER.match(prose.low, at, end) if prose.low[at : at + 3] in _ORDERS_BEGIN else None
    if word:
        found = ordered(prose, word, end)
        if found:
            return found
    if prose.low[at : at + 1] in _PERSON_BEGINS and (told := _person(prose, at, end)):
        return told
    span = phrase_at(prose, at, end)
    place = None if span else _PLACE_MUST.match(prose.flat, at, end)
    if place:
        return Statement(Kind.NAMED, at, end, prose.trim(at, place.end()), place.end(), None, True, "place-must")
    if span and not longer_deed(prose, span, end):
        return _named(prose, span, end, strict=strict)
    if strict:
        return None
    must = CAN.match(prose.low, at, end)
    deed = skip(prose, must.end(), end) if must else at
    if deed_at(prose, deed, end) and not is_thing(prose, deed, end):
        return Statement(Kind.BARE, at, end, None, deed, None, bool(must), rule="deed")
    return None


def _person(prose: Prose, at: int, end: int) -> Statement | None:
    """«Đồng chí Lò Văn An: Trực tiếp chỉ đạo …», «Đồng chí Lò Văn An, Phó Bí thư chịu trách nhiệm …»."""
    person = _PERSON.match(prose.flat, at, end)
    if person:
        return Statement(Kind.NAMED, at, end, person.span("name"), person.end(), rule="person-colon-deed")
    known = _person_at(prose, at, end)
    deed = _deed_of_person(prose, known[1], end) if known else 0
    return Statement(Kind.NAMED, at, end, known[0], deed, rule="person-deed") if known and deed else None


def _deed_of_person(prose: Prose, at: int, end: int) -> int:
    """Where the deed of a person begins, 0 if what follows is none: «…, | chịu trách nhiệm theo dõi …»; never «… đã báo cáo»."""
    at = skip(prose, at + 1, end) if prose.flat[at : at + 1] == "," else at
    return at if MODAL.reach(prose.low, at, end) or deed_at(prose, at, end) else 0


def _named(prose: Prose, span: tuple[int, int], end: int, *, strict: bool) -> Statement | None:
    """A body and what follows it."""
    a, at = span[0], skip(prose, span[1], end)
    if prose.flat[at:end].strip(" .:;,") == "":
        return Statement(Kind.HEADING, a, end, span, end, rule="heading-body")
    if prose.flat[at] == ":":
        return _labelled(prose, span, at, end)
    word = _speaks(prose, at, end)
    if word:
        hands_on = _HANDS_ON.match(word.group()) and _MANY.search(prose.low, a, at)
        return Statement(Kind.NAMED, a, end, span, at, rule="body-deed") if hands_on else ordered(prose, word, end)
    return _told(prose, span, at, end, strict=strict)


def _told(prose: Prose, span: tuple[int, int], at: int, end: int, *, strict: bool) -> Statement | None:
    """A body that is told what to do: «Sở Nội vụ | có trách nhiệm …»; its deed must stand or follow."""
    a = span[0]
    modal = MODAL.reach(prose.low, at, end)
    if modal and prose.low[at:modal] != "thì":
        return Statement(Kind.NAMED, a, end, span, at, None, True, "body-must")
    if strict:
        return None
    if HAVING.match(prose.low, at, end) or THROUGH.match(prose.low, at, end):
        return Statement(Kind.NAMED, a, end, span, at, rule="body-deed")
    if prose.low.startswith("không được ", at) and _MUST_NOT.match(prose.low, at, end):
        return Statement(Kind.NAMED, a, end, span, at, None, True, "body-must-not")
    if SAYING.reach(prose.low, at, end):
        return None
    return _plain(prose, span, at, end)


#: «Các đơn vị không được tự ý điều chỉnh dự toán»: forbidden; «Công ty không được hưởng ưu đãi» only lacks a right
_MUST_NOT = spaced(
    r"không được (?!hưởng|hoàn|khấu trừ|trừ|tính|miễn|giảm|áp dụng|xét|cấp|coi|xem|công nhận|bồi thường|hỗ trợ|thanh toán|tham gia"
    r"|chấp nhận|phê duyệt|chấp thuận|giao|bố trí|phân bổ|nhận|trả|đánh giá|xếp loại|khen|tặng)[\w]+ [\w]"
)
#: «Ban Kiểm tra kiểm soát gồm 03 thành viên», «Tổ công tác bao gồm 05 người»: of whom a body consists
_MADE_OF = spaced(r"(?:[^\W\d]+ ){0,4}(?:gồm|bao gồm)(?: có)? \d")


def _plain(prose: Prose, span: tuple[int, int], at: int, end: int) -> Statement | None:
    """«Sở Nội vụ khẩn trương …», «Sở Nội vụ, trên cơ sở …, …», «Sở Nội vụ lồng ghép …»."""
    if _MADE_OF.match(prose.low, at, end):
        return None
    if ASIDE.match(prose.low, at, end):
        return Statement(Kind.HEADING, span[0], end, span, end, rule="heading-body")
    if deed_at(prose, at, end) or prose.low.startswith("thì ", at):
        return Statement(Kind.NAMED, span[0], end, span, at, rule="body-deed")
    between = BETWEEN.match(prose.low, at, end)
    if between and deed_later(prose, between.end(), end):
        return Statement(Kind.NAMED, span[0], end, span, at, rule="body-adjunct-deed")
    if prose.flat[at] == "," and deed_at(prose, skip(prose, at + 1, end), end):
        return Statement(Kind.NAMED, span[0], end, span, at, rule="body-comma-deed")
    return None


#: a document speaks for one body; where many hand work on, that is their own task: «Ủy ban nhân dân các xã phân công cán bộ trực»
_MANY = lazy(r"(?<![\w])(?:các|mỗi|từng|những)(?![\w])")
_HANDS_ON = lazy("giao|phân công")

_POLITE = spaced(r"(?:trân trọng +|kính +|có ý kiến +|nghiêm túc +|thiết tha +|cũng +|tiếp tục +)?")


def _speaks(prose: Prose, at: int, end: int) -> re.Match[str] | None:
    """The order word right after the one who speaks: «Thường trực Tỉnh ủy | yêu cầu …»."""
    polite = _POLITE.match(prose.low, at, end)
    begin = polite.end() if polite else at
    word = ORDER.match(prose.low, begin, end) if prose.low[begin : begin + 3] in _ORDERS_BEGIN else None
    if word is None:
        return None
    after = skip(prose, word.end(), end)
    return word if prose.flat[after : after + 1] == ":" or deed_at(prose, after, end) or phrase_at(prose, after, end) else None


def _labelled(prose: Prose, span: tuple[int, int], colon: int, end: int) -> Statement | None:
    """«Sở Nội vụ: Phối hợp với …»: the name before a colon, the deed after it."""
    at = skip(prose, colon + 1, end)
    if at >= end:
        return Statement(Kind.HEADING, span[0], end, span, end, rule="heading-body")
    if deed_at(prose, at, end) and not is_thing(prose, at, end):
        return Statement(Kind.NAMED, span[0], end, span, at, rule="body-colon-deed")
    adjunct = BETWEEN.match(prose.low, at, end)
    if adjunct and deed_later(prose, adjunct.end(), end):  # «Sở Tài chính: Căn cứ khả năng ngân sách, bố trí kinh phí …»
        return Statement(Kind.NAMED, span[0], end, span, at, rule="body-colon-deed")
    return None


_MUSTS = ("phải", "cần")
#: «các doanh nghiệp thuộc diện phải kiểm tra» tells which they are
_MUST = spaced(r"(?<![\w])(?<!diện )(?<!trường hợp )(?<!đối tượng )(?<!danh mục )(?:phải|cần phải|cần)(?= +\w)")
_THING = spaced(
    r"(?:ở|tại|phần|lĩnh vực|việc|công tác|nội dung|phong trào|kế hoạch|chương trình|quá trình|hoạt động|mọi|từng"
    r"|các|những|bản tin|văn bản|báo cáo|ý kiến|hồ sơ|kết quả|nhiệm vụ|hình thức|chất lượng|tiến độ|truyền thông|tuyên truyền"
    r"|tổ chức)\b"
)
#: «Thanh Hóa cần …», «Đông Lĩnh phải …»: a place named alone
_PLACE_MUST = spaced(r"(?P<name>(?:[A-ZĐ]\w+ ){2,3})(?=(?:cần|phải)\b)")


def thing_must(prose: Prose, at: int, end: int, strict: bool) -> Statement | None:
    """A thing that must be so: «Phong trào thi đua phải được triển khai sâu rộng …»."""
    if strict or not _THING.match(prose.low, at, end):
        return None
    owned = _owned(prose, at, end) or _by_whom(prose, at, end)
    if owned:
        return owned
    near = min(end, at + 240)
    must = _MUST.search(prose.low, at, near) if stands(_MUSTS, prose.low, at, near) else None
    if must:
        return Statement(Kind.TOPIC, at, end, None, must.start(), None, True, "thing-must")
    return None


#: «Bản tin của các đảng ủy … mỗi kỳ phát hành phải có …»: the owner of the thing must see to it
_OWNED = spaced(
    r"(?:bản tin|(?:văn bản )?báo cáo|văn bản|ý kiến|kế hoạch|chương trình|chuyên mục|trang thông tin|cổng thông tin"
    r"|hồ sơ|tài liệu)\b[^.;:]{0,120}? của"
    r" +"
)
_OF_WHOM = spaced(r"(?<!\w)của +")
_OWED = spaced(r"\b(?:phải|cần|đề nghị(?= gửi)|được (?:biên soạn|phát hành|xây dựng|lập|gửi|đăng|cập nhật|thực hiện|ban hành))\b")


def _owned(prose: Prose, at: int, end: int) -> Statement | None:
    match = _OWNED.match(prose.low, at, end)
    span = phrase_at(prose, match.end(), end) if match else None
    if span is None:
        return None
    owed = _OWED.search(prose.low, span[1], min(end, span[1] + 240))
    if owed is None or prose.flat.find(". ", span[1], owed.start()) >= 0:
        return None
    others = [phrase_at(prose, more.end(), end) for more in _OF_WHOM.finditer(prose.low, span[1], owed.start())]
    also = tuple(other for other in others if other and other[1] <= owed.start())
    if owed.group() == "đề nghị":  # «Báo cáo của đơn vị đề nghị gửi về Sở Công Thương trước ngày …»
        return Statement(Kind.ORDERED, at, end, span, owed.end(), Force.REQUEST, True, "owner-asked", also)
    return Statement(Kind.NAMED, at, end, span, owed.end(), None, True, "owner-must", also)


#: «Nhiệm vụ cụ thể của từng thành viên do Tổ trưởng phân công»
_BY = spaced(
    r"(?:nhiệm vụ|việc|công tác|nội dung|kinh phí|hoạt động|chương trình|kế hoạch|ở|tại|phần|lĩnh vực)\b[^.;:]{2,120}? do +(?!đó\b|vậy\b)"
)


def _by_whom(prose: Prose, at: int, end: int) -> Statement | None:
    match = _BY.match(prose.low, at, end)
    span = phrase_at(prose, match.end(), end) if match else None
    if span is None or not deed_at(prose, skip(prose, span[1], end), end):
        return None
    return Statement(Kind.NAMED, at, end, span, span[1], rule="by-whom")
