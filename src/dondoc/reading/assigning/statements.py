"""Câu nào giao việc, cho ai. / Which sentence gives work, and to whom.

A sentence is read from the left. Before the one who acts may stand a topic («Về đề nghị …:»), a label («Nội dung:») or an adjunct
(«Trên cơ sở …,»). Then comes an order word with a body («giao Sở Nội vụ …»), a body with what it must do («Sở Nội vụ khẩn trương …»),
or the deed alone («Rà soát, bổ sung …»), whose doer stands above. Praise, findings, past and what a body says of itself give no work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from dondoc.reading.assigning.actors import phrase_at
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import (
    ACTS,
    MANNERS,
    MODALS,
    NOT_DEEDS,
    ORDERS,
    PRAISES,
    SAYINGS,
    alternation,
    spaced,
)
from dondoc.reading.contract import Force


class Kind(StrEnum):
    """What a sentence does."""

    ORDERED = "ordered"  # an order word names the body
    NAMED = "named"  # the body is the subject
    BARE = "bare"  # the deed alone
    TOPIC = "topic"  # a thing must be so: «Phong trào phải được triển khai …»
    HEADING = "heading"  # only a body: whoever stands above
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, read: `lead` is the span of the noun phrase, `deed` where the doing begins."""

    kind: Kind
    start: int
    end: int
    lead: tuple[int, int] | None = None
    deed: int = 0
    force: Force | None = None
    modal: bool = False
    rule: str = ""
    also: tuple[tuple[int, int], ...] = ()  # further noun phrases of doers, where they do not stand together


_W = r"(?![\w])"
_MODAL = spaced(alternation(MODALS) + _W)
_MANNER = spaced(alternation(MANNERS) + _W)
_ACT = spaced(alternation(ACTS) + _W)
_NOT_DEED = spaced(alternation(NOT_DEEDS) + _W)
_SAYING = spaced(alternation(SAYINGS) + _W)
_PRAISE = spaced(alternation(PRAISES) + _W)
#: «có văn bản», «có biện pháp», «có trách nhiệm»: having is then a deed
_HAVING = spaced(
    r"có +(?:trách nhiệm|nhiệm vụ|văn bản|kế hoạch|biện pháp|giải pháp|phương án|hình thức|cơ chế|lộ trình|báo cáo|chương trình)\b"
)
#: «được giao nhiệm vụ chủ động …»: the relative clause of the body, then its deed
_THROUGH = spaced(r"được (?:giao|phân công)(?: nhiệm vụ| chủ trì| thực hiện)* (?:chủ động|khẩn trương|có trách nhiệm|phải|tiếp tục)\b")
#: «theo chức năng, nhiệm vụ», «căn cứ Kế hoạch này», «trên cơ sở …», «trong phạm vi …»: an adjunct between body and deed
_BETWEEN = spaced(
    r"(?:, *)?(?:theo|căn cứ|trên cơ sở|trong phạm vi|trong quá trình|trong|với|thông qua|từ|qua|bằng|tùy|tuỳ|ngoài|khi|nếu|sau khi|đồng thời|có|là cơ quan|phối hợp)\b"
)

#: a deed after the adjunct
_LATER = spaced(rf"[, ](?:{alternation(ACTS)}|{alternation(MANNERS)}|{alternation(MODALS)}){_W}")

_ORDER_WORDS = {phrase.strip(): Force(force) for force, words in ORDERS.items() for phrase in words.replace("\n", ",").split(",")}
_ORDER = spaced(alternation(",".join(_ORDER_WORDS)) + _W)
#: «theo yêu cầu», «các đề nghị», «được giao»: there the word is a noun or passive
_NOT_ORDER = spaced(
    r"(?:theo|về|xét|các|những|nội dung|được|việc|tại|của|đã|nhiệm vụ|lời|sự|đáp ứng|một số|do|bị|mọi|trên cơ sở|với|khi có|công tác|và|để)\s*$"
)

#: an adjunct that opens a sentence: «Trên cơ sở …,», «Để …,», «Trường hợp …,»
_OPENER = spaced(
    r"(?:trong(?! đó)|trên cơ sở|trên tinh thần|căn cứ|để|nhằm|qua|đối với|riêng|trường hợp|nếu|khi|theo|với|đến|trước|từ|quá trình|sau khi|sau|tiếp theo|hằng|hàng|định kỳ|xét|thực hiện|do|vì|khi cần|tại|ngoài|bên cạnh|cùng với|song song|tùy|tuỳ|về|vào|kể từ|chậm nhất|xuất phát|ngay sau|những|thời gian tới|năm|quý|tháng|mọi|bằng|thông qua|tháng|giai đoạn|phát huy)\b"
)
#: small joints before the doer or the deed: «Đồng thời,», «Ngoài ra,», «Trong đó,»
_JOINT = spaced(
    r"(?:đồng thời|ngoài ra|bên cạnh đó|trong đó|song song đó|cùng với đó|theo đó|mặt khác|trước hết|trước mắt|đặc biệt|nhất là|cụ thể|tiếp đó|từ đó|do đó|vì vậy|vì thế|đối với nội dung này|về vấn đề này|trên tinh thần đó|theo tinh thần đó|và)\b *[,:]? *"
)
#: «Về hỗ trợ kinh phí …: Giao Bộ …»
_TOPIC = spaced(r"(?:[-–+•] *)?(?:về|đối với|việc|công tác|kiến nghị|đề xuất|nội dung)\b")
#: «Về nội dung trao đổi tín chỉ:», a title with its colon
_TOPIC_HEADING = spaced(r"(?:[-–+•] *)?về\b[^:]{0,400}: *$")
#: «Nội dung thực hiện:», «Yêu cầu chung:», «Nhiệm vụ:»
_LABEL = spaced(
    r"(?:yêu cầu chung|nội dung(?: thực hiện| công việc| nhiệm vụ)?|nhiệm vụ(?: cụ thể| trọng tâm)?|giải pháp|hoạt động|công việc|cụ thể|lưu ý|trước mắt|thời gian tới) *: *"
)
#: words after which a body is an object, never the doer
_GOVERNOR = spaced(
    r"(?:của|với|cho|đến|tới|tại|từ|về|gửi|trình|báo cáo|đối với|giữa|bởi|qua|thông qua|ở|trước|cùng|giúp|tham mưu|chỉ đạo|hướng dẫn|phối hợp|đôn đốc|kiến nghị|đề xuất|là|và|các|những|thuộc|theo|trên|được|do|trong|làm việc|hỗ trợ|cơ quan|quyền|bộ|lấy ý kiến|xin ý kiến|kiểm tra|đề nghị|vào|như|hoặc|đòi hỏi|đối với|để)\s*$"
)
#: «…: giao Bộ Nội vụ …» after a topic of several colons
_TO_ORDER = spaced(rf"[:;] *(?={alternation(','.join(_ORDER_WORDS))} +)")
_STEP = spaced(r"(?:, *| thì +|; *|: *)")


def read(prose: Prose, start: int, end: int, *, strict: bool = False) -> Statement:
    """Read one sentence [start, end). In a `strict` place (findings, past) only an order or a «phải», «cần» directs."""
    if _TOPIC_HEADING.match(prose.low, start, end):
        return Statement(Kind.NONE, start, end)
    at = _after_label(prose, start, end)
    at = _after_joint(prose, at, end)
    if _RECITES.match(prose.low, at, end):
        return _seek_order(prose, at, end) or Statement(Kind.NONE, start, end)
    if _PRAISE.match(prose.low, at, end) and not _after_topic(prose, at, end):
        found = None if strict else _seek_order(prose, at, end)
        return found or Statement(Kind.NONE, start, end)
    return _seek(prose, at, end, strict) or _topic_must(prose, at, end, strict) or Statement(Kind.NONE, start, end)


def _seek(prose: Prose, at: int, end: int, strict: bool) -> Statement | None:
    """The first doer named after the adjuncts of the sentence, else the first deed."""
    for_whom = None if strict else _for_whom(prose, at, end)
    if for_whom:
        return for_whom
    if _reports(prose, at, end):
        return _seek_order(prose, at, end)
    bare: Statement | None = None
    for anchor in _anchors(prose, at, end):
        found = _at(prose, anchor, end, strict=strict)
        if found and anchor != at and _weak(prose, found, at):
            continue
        if found and (found.kind is not Kind.BARE or found.force is not None):
            return _from(prose, found, at, anchor)
        if found and bare is None:
            bare = _from(prose, found, at, anchor)
            if anchor == at or not _OPENER.match(prose.low, at, end):
                return bare
    return bare


def _reports(prose: Prose, at: int, end: int) -> bool:
    """«Chính phủ đã ban hành …»: a body and what it did."""
    topic = _after_topic(prose, at, end)
    begin = _after_joint(prose, at if topic is None else topic, end)
    span = phrase_at(prose, begin, end)
    return bool(span and _PAST.match(prose.low, _skip(prose, span[1], end), end))


_PAST = spaced(r"(?:đã|đang|vừa|mới|luôn|vẫn|chưa|còn|bị)\b(?! được giao)")
_FIRM = spaced(r"(?:các|những|từng|mỗi|mọi|toàn thể|quý|người đứng đầu|lãnh đạo)\b")


def _weak(prose: Prose, found: Statement, at: int) -> bool:
    """After a comma a bare «đơn vị», «địa phương» is the tail of a list, and a body without deed no doer."""
    if found.kind is Kind.HEADING:
        return True
    if found.kind is not Kind.NAMED or found.lead is None or found.modal:
        return False
    a, b = found.lead
    if _after_topic(prose, at, a + 1) == a:
        return False
    return not _FIRM.match(prose.low, a, b) and prose.flat[a:b] == prose.low[a:b]


#: «Tại khoản 4 Điều 13 Nghị định … quy định …», «Điều 5 Luật … nêu rõ …»: the law's words, not an order
_RECITES = spaced(r"(?:[-–+•*] *)?(?:căn cứ |theo |trên cơ sở )?(?:quy định |hướng dẫn )?(?:tại )?(?:điểm|khoản|điều|mục|tiết|chương) [\w.]{1,6}\b[^;:]{0,260}?\b(?:quy định|nêu|hướng dẫn|sửa đổi|bổ sung)\b(?! (?:trên|nêu))")


def _from(prose: Prose, found: Statement, at: int, anchor: int) -> Statement:
    """A topic or label before the doer is left out; an adjunct belongs to the order."""
    topic = _after_topic(prose, at, anchor + 1)
    begin = at if anchor == at else (topic if topic else at)
    if begin == at and prose.low.startswith(("để ", "nhằm "), at) and found.kind is Kind.ORDERED:
        begin = found.start
    return replace(found, start=begin)


def _after_label(prose: Prose, at: int, end: int) -> int:
    match = _LABEL.match(prose.low, at, end)
    return match.end() if match and match.end() < end else at


def _after_joint(prose: Prose, at: int, end: int) -> int:
    match = _JOINT.match(prose.low, at, end)
    return match.end() if match and match.end() < end else at


def _after_topic(prose: Prose, at: int, end: int) -> int | None:
    """Where the sentence proper begins after «Về …:», or None."""
    if not _TOPIC.match(prose.low, at, end):
        return None
    colon = prose.flat.find(": ", at, end)
    while (
        colon >= 0
        and re.search(r"(?:các|những)(?: +[\w-]+){1,4}$", prose.low[max(at, colon - 40) : colon])
        and prose.flat.find(": ", colon + 1, end) > 0
    ):
        colon = prose.flat.find(": ", colon + 1, end)
    if colon < 0:
        return None
    after = colon + 1
    while after < end and prose.flat[after] == " ":
        after += 1
    return after if after < end else None


def _anchors(prose: Prose, at: int, end: int) -> Iterator[int]:
    """Where the doer or the deed may begin: at once, after a topic, after the commas of an adjunct."""
    topic = _after_topic(prose, at, end)
    if topic is not None:
        at = topic
        yield at
        yield from (match.end() for match in _TO_ORDER.finditer(prose.low, at, end))
    else:
        yield at
    if not _OPENER.match(prose.low, at, end):
        return
    steps = {match.end() for match in _STEP.finditer(prose.flat, at, end)}
    steps.update(match.start() for match in _ORDER.finditer(prose.low, at, end))
    taken: list[tuple[int, int]] = []
    for start, governor in _bodies(prose, at, end):
        span = phrase_at(prose, start, end)
        if span:
            taken.append(span if not governor or "với" in governor or "cùng" in governor else _first_of(prose, span))
        if not governor:
            steps.add(start)
    yield from (step for step in sorted(steps) if not any(a < step < b for a, b in taken))


def _first_of(prose: Prose, span: tuple[int, int]) -> tuple[int, int]:
    """A governed phrase up to the comma before a body with a capital: «của Văn phòng Quốc hội, | Bộ Xây dựng …»."""
    match = _CAPITAL_NEXT.search(prose.flat, *span)
    return (span[0], match.start()) if match else span


_BODY_START = spaced(
    r"(?<![\w])(?:(?:các|từng|mỗi|mọi) +(?:cơ quan|đơn vị|sở|bộ|ban|địa phương|cấp|huyện|văn phòng|tỉnh|chi bộ|đảng bộ|tổ chức|ngành|doanh nghiệp|xã)|(?:sở|bộ|ủy ban|uỷ ban|ubnd|văn phòng|công an|chủ tịch|ban|giám đốc|thủ trưởng|quý) +[\w])"
)


_CAPITAL_NEXT = spaced(r", *(?=(?:lãnh đạo )?(?:[A-ZĐÀ-Ỹ]|các |những |từng |mỗi ))")


def _bodies(prose: Prose, at: int, end: int) -> Iterator[tuple[int, str]]:
    """Where a body begins, and the word before that governs it («phối hợp với các cơ quan …»)."""
    for match in _BODY_START.finditer(prose.low, at, end):
        governor = _GOVERNOR.search(prose.low, max(at, match.start() - 14), match.start())
        yield match.start(), governor.group() if governor else ""


def _seek_order(prose: Prose, at: int, end: int) -> Statement | None:
    """An order later in a sentence that opens otherwise: «Thống nhất chủ trương …; giao Sở Xây dựng …»."""
    for match in _ORDER.finditer(prose.low, at, end):
        found = _order(prose, match, end)
        if found:
            return found
    return None


def _order(prose: Prose, match: re.Match[str], end: int) -> Statement | None:
    """The order whose word is `match`: body, then deed."""
    if _NOT_ORDER.search(prose.low, max(0, match.start() - 16), match.start()):
        return None
    force = _ORDER_WORDS[re.sub(r" +", " ", match.group())]
    at = match.end()
    while at < end and prose.flat[at] == " ":
        at += 1
    span = phrase_at(prose, at, end)
    if span is None:
        if prose.flat[at : at + 1] == ":" or _deed_at(prose, at, end):
            return Statement(Kind.BARE, match.start(), end, None, at, force, rule="order-without-body")
        return None
    return Statement(Kind.ORDERED, match.start(), end, span, span[1], force, True, f"order-{force.name.lower()}")


#: «…, cần tập trung đề xuất …»: the doer is left unsaid
_CAN = spaced(r"(?:cần phải|cần|phải)(?= \w)")


def _longer_deed(prose: Prose, span: tuple[int, int], end: int) -> bool:
    """«Báo cáo …»: what looked like a body is the first half of a deed."""
    deed = _ACT.match(prose.low, span[0], end)
    return bool(deed and deed.end() > span[1])


#: «Đối với các đơn vị chưa ban hành … thì cần sớm ban hành»: the body of the adjunct is the doer
_FOR = spaced(r"đối với +")
_THEN = spaced(r"[ ,]+thì\b")


def _for_whom(prose: Prose, at: int, end: int) -> Statement | None:
    opening = _FOR.match(prose.low, at, end)
    span = phrase_at(prose, opening.end(), end) if opening else None
    then = _THEN.search(prose.low, span[1], end) if span else None
    if span is None or then is None or prose.flat.find(":", at, then.start()) >= 0:
        return None
    after = _at(prose, _skip(prose, then.end(), end), end, strict=False)
    if after and after.lead:
        return None
    return Statement(Kind.NAMED, at, end, span, then.end(), None, True, "for-whom-then")


def _deed_at(prose: Prose, at: int, end: int) -> bool:
    return bool(_ACT.match(prose.low, at, end) or _MANNER.match(prose.low, at, end))


def _at(prose: Prose, at: int, end: int, *, strict: bool) -> Statement | None:
    """What begins exactly at `at`: an order, a body with its deed, or a deed."""
    word = _ORDER.match(prose.low, at, end)
    if word:
        found = _order(prose, word, end)
        if found:
            return found
    span = phrase_at(prose, at, end)
    place = None if span else _PLACE_MUST.match(prose.flat, at, end)
    if place:
        return Statement(Kind.NAMED, at, end, prose.trim(at, place.end()), place.end(), None, True, "place-must")
    if span and not _longer_deed(prose, span, end):
        return _named(prose, span, end, strict=strict)
    if strict:
        return None
    must = _CAN.match(prose.low, at, end)
    deed = _skip(prose, must.end(), end) if must else at
    if _deed_at(prose, deed, end) and not _noun_deed(prose, deed, end):
        return Statement(Kind.BARE, at, end, None, deed, None, bool(must), rule="deed")
    return None


#: «Báo cáo số 12/BC-…», «Tổ chức, cá nhân …», «Quy định về …»: names of things, not deeds
_NOUN = spaced(
    r"(?:phấn đấu(?= +(?:đến|có|đạt|trên|từ|tỷ lệ|tối thiểu|ít nhất|\d))|báo cáo(?= +(?:số|này|của|tài chính|tổng hợp kết quả))|tổ chức(?= *(?:,|và cá nhân|đảng|đoàn thể|chính trị|bộ máy|có|được|nào))|thông tin(?= +(?:về|của|liên|chi tiết|trên|này|được|cá nhân|tại))|quy định(?= +(?:về|tại|của|này|số|chi tiết))"
    r"|quyết định(?= +(?:số|này|của|về))|kế hoạch|thực hiện(?= +(?:nghị quyết|quyết định|công văn|chỉ thị|kế hoạch|kết luận|thông báo|chương trình|luật|văn bản|công điện|thông tư|nghị định|hướng dẫn|ý kiến)\b.{0,400}?(?:như sau|ban hành|xây dựng|báo cáo)\b)"
    r"|hướng dẫn(?= +(?:số|này|của))|đề nghị(?= +(?:số|của|tại))|yêu cầu(?= +(?:về|của|đối))|hợp tác xã|đầu tư công\b|học sinh|sản xuất(?= +kinh doanh (?:là|của|trong))|công bố(?= +của)|phòng +(?:[A-ZĐ]|chuyên))"
)


#: «Xác định … là nhiệm vụ chính trị quan trọng»: a view, no deed
_VIEW = spaced(r"(?:xác định|coi|xem) [^.;:]{0,160}? là (?:một trong |những |nhiệm vụ|trách nhiệm|khâu|yếu tố|động lực|mục tiêu|nền tảng|việc làm)")


def is_view(prose: Prose, start: int, end: int) -> bool:
    """Whether a sentence only says how a matter is seen."""
    return bool(_VIEW.match(prose.low, start, end))


def _noun_deed(prose: Prose, at: int, end: int) -> bool:
    return any(form.match(prose.low, at, end) for form in (_NOUN, _NOT_DEED, _VIEW))


def _named(prose: Prose, span: tuple[int, int], end: int, *, strict: bool) -> Statement | None:
    """A body and what follows it."""
    a, b = span
    at = b
    while at < end and prose.flat[at] == " ":
        at += 1
    if at >= end or prose.flat[at:end].strip(" .:;,") == "":
        return Statement(Kind.HEADING, a, end, span, end, rule="heading-body")
    if prose.flat[at] == ":":
        return _labelled(prose, span, at, end)
    word = _speaks(prose, at, end)
    if word:
        return _order(prose, word, end)
    modal = _MODAL.match(prose.low, at, end)
    if modal and modal.group() not in {"thì"}:
        return Statement(Kind.NAMED, a, end, span, at, None, True, "body-must")
    if strict:
        return None
    if _HAVING.match(prose.low, at, end) or _THROUGH.match(prose.low, at, end):
        return Statement(Kind.NAMED, a, end, span, at, rule="body-deed")
    if _SAYING.match(prose.low, at, end):
        return None
    return _plain(prose, span, at, end)


#: «Chủ tịch các tỉnh …, trong đó trọng tâm là các tỉnh: …:»
_ASIDE = spaced(r", *(?:trong đó|nhất là|đặc biệt là|bao gồm)[^.;]*: *$")


def _plain(prose: Prose, span: tuple[int, int], at: int, end: int) -> Statement | None:
    """«Sở Nội vụ khẩn trương …», «Sở Nội vụ, trên cơ sở …, …», «Sở Nội vụ lồng ghép …»."""
    if _ASIDE.match(prose.low, at, end):
        return Statement(Kind.HEADING, span[0], end, span, end, rule="heading-body")
    if _deed_at(prose, at, end) or modal_thi(prose, at, end):
        return Statement(Kind.NAMED, span[0], end, span, at, rule="body-deed")
    between = _BETWEEN.match(prose.low, at, end)
    if between and _LATER.search(prose.low, between.end(), end):
        return Statement(Kind.NAMED, span[0], end, span, at, rule="body-adjunct-deed")
    if prose.flat[at] == "," and _deed_at(prose, _skip(prose, at + 1, end), end):
        return Statement(Kind.NAMED, span[0], end, span, at, rule="body-comma-deed")
    return None


def modal_thi(prose: Prose, at: int, end: int) -> bool:
    """«thì» between a body and its deed."""
    return prose.low.startswith("thì ", at)


def _skip(prose: Prose, at: int, end: int) -> int:
    while at < end and prose.flat[at] == " ":
        at += 1
    return at


_POLITE = spaced(r"(?:trân trọng +|kính +|có ý kiến +|nghiêm túc +|thiết tha +|cũng +|tiếp tục +)?")


def _speaks(prose: Prose, at: int, end: int) -> re.Match[str] | None:
    """The order word right after the one who speaks: «Thường trực Tỉnh ủy | yêu cầu …»."""
    polite = _POLITE.match(prose.low, at, end)
    begin = polite.end() if polite else at
    word = _ORDER.match(prose.low, begin, end)
    if word is None:
        return None
    after = _skip(prose, word.end(), end)
    return word if prose.flat[after : after + 1] == ":" or phrase_at(prose, after, end) else None


def _labelled(prose: Prose, span: tuple[int, int], colon: int, end: int) -> Statement | None:
    """«Sở Nội vụ: Phối hợp với …»: the name before a colon, the deed after it."""
    at = _skip(prose, colon + 1, end)
    if at >= end:
        return Statement(Kind.HEADING, span[0], end, span, end, rule="heading-body")
    if _deed_at(prose, at, end) and not _noun_deed(prose, at, end):
        return Statement(Kind.NAMED, span[0], end, span, at, rule="body-colon-deed")
    return None


_MUST = spaced(r"(?<![\w])(?:phải|cần phải|cần)(?= +\w)")
_THING = spaced(
    r"(?:việc|công tác|nội dung|phong trào|kế hoạch|chương trình|quá trình|hoạt động|mọi|từng|các|những|bản tin|hồ sơ|kết quả|nhiệm vụ|hình thức|chất lượng|tiến độ|truyền thông|tuyên truyền|tổ chức)\b"
)
_PASSIVE = spaced(r"(?:thực hiện theo|được (?:thực hiện|triển khai|tiến hành|tổ chức) (?:theo|đúng|sâu|nghiêm))")


#: «Thanh Hóa cần …», «Đông Lĩnh phải …»: a place named alone
_PLACE_MUST = spaced(r"(?P<name>(?:[A-ZĐ]\w+ ){2,3})(?=(?:cần|phải)\b)")


def _topic_must(prose: Prose, at: int, end: int, strict: bool) -> Statement | None:
    """A thing that must be so: «Phong trào thi đua phải được triển khai sâu rộng …»."""
    if strict or not _THING.match(prose.low, at, end):
        return None
    owned = _owned(prose, at, end) or _by_whom(prose, at, end)
    if owned:
        return owned
    must = _MUST.search(prose.low, at, min(end, at + 240))
    if must:
        return Statement(Kind.TOPIC, at, end, None, must.start(), None, True, "thing-must")
    return None


#: «Bản tin của các đảng ủy … mỗi kỳ phát hành phải có …»: the owner of the thing must see to it
_OWNED = spaced(r"(?:bản tin|báo cáo|kế hoạch|chương trình|chuyên mục|trang thông tin|cổng thông tin|hồ sơ|tài liệu)\b[^.;:]{0,120}? của +")
_OF_WHOM = spaced(r"(?<!\w)của +")
_OWED = spaced(r"\b(?:phải|cần|được (?:biên soạn|phát hành|xây dựng|lập|gửi|đăng|cập nhật|thực hiện|ban hành))\b")


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
    return Statement(Kind.NAMED, at, end, span, owed.end(), None, True, "owner-must", also)


#: «Nhiệm vụ cụ thể của từng thành viên do Tổ trưởng phân công»
_BY = spaced(r"[^.;:]{4,120}? do +(?!đó\b|vậy\b)")


def _by_whom(prose: Prose, at: int, end: int) -> Statement | None:
    match = _BY.match(prose.low, at, end)
    span = phrase_at(prose, match.end(), end) if match else None
    if span is None or not _deed_at(prose, _skip(prose, span[1], end), end):
        return None
    return Statement(Kind.NAMED, at, end, span, span[1], rule="by-whom")


def read_late(prose: Prose, start: int, end: int) -> Statement | None:
    """A chapeau that begins with deeds and names its doer afterwards: «Quán triệt …; căn cứ …, các văn phòng cụ thể hóa …, trong đó:»."""
    for step in _STEP.finditer(prose.flat, start, end):
        found = _at(prose, step.end(), end, strict=False)
        if found and found.kind is Kind.NAMED and found.lead and not _weak(prose, found, start):
            return replace(found, start=start)
    return None
