"""Câu nào giao việc, cho ai. / Which sentence gives work, and to whom.

A sentence is read from the left. Before the one who acts may stand a topic («Về đề nghị …:»), a label («Nội dung:») or an adjunct
(«Trên cơ sở …,»); `doers` reads what begins after each. Praise, findings, past and what a body says of itself give no work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dondoc.reading.assigning.actors import phrase_at
from dondoc.reading.assigning.clues import PAST, is_agreed, skip
from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.doers import ORDER, ORDER_WORDS, for_whom, ordered, thing_must, work_at
from dondoc.reading.assigning.lexicon import Lexicon
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.sentence import Kind, Statement
from dondoc.reading.assigning.words import PRAISES, alternation, spaced
from dondoc.reading.lines import UPPER

_PRAISE = Lexicon(PRAISES)
#: «Thay mặt Chính phủ, Thủ tướng nhiệt liệt biểu dương …»; but «Thay mặt Trưởng ban triệu tập cuộc họp» is a deed
_THANKS = spaced(r"thay mặt\b[^.;]{0,200}?\b(?:biểu dương|cảm ơn|ghi nhận|đánh giá cao|gửi lời|chúc mừng|chia buồn|chào mừng)\b")
#: an adjunct that opens a sentence: «Trên cơ sở …,», «Để …,», «Trường hợp …,»
_OPENER = spaced(
    r"(?:trong(?! đó)|trên cơ sở|trên tinh thần|căn cứ|để|nhằm|qua|đối với|riêng|trường hợp|nếu"
    r"|phấn đấu(?: đến| trong)|khi|theo|với|đến|trước|từ|quá trình|sau khi|sau|tiếp theo|hằng|hàng|định kỳ|xét|thực hiện"
    r"|do|vì|khi cần|tại|ngoài|bên cạnh|cùng với|song song|tùy|tuỳ|về|vào|kể từ|chậm nhất|xuất phát"
    r"|ngay sau|kết thúc|hết|cuối|đầu|những|thời gian tới|năm|quý|tháng|mọi|bằng|thông qua|tháng|giai đoạn|phát huy"
    r"|các (?:nội dung|nhiệm vụ|vấn đề|dự án|kiến nghị|đề xuất|chỉ tiêu|thủ tục|văn bản|hồ sơ))\b"
)
#: small joints before the doer or the deed: «Đồng thời,», «Ngoài ra,», «Trong đó,»
_JOINT = spaced(
    r"(?:thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là|đồng thời|ngoài ra"
    r"|bên cạnh đó|trong đó|song song đó|cùng với đó|theo đó|mặt khác|trước hết"
    r"|trước mắt|đặc biệt|nhất là|cụ thể|tiếp đó|từ đó|do đó|vì vậy|vì thế|đối với nội dung này"
    r"|về vấn đề này|trên tinh thần đó|theo tinh thần đó|và)\b *[,:.]? *"
)
#: «Về hỗ trợ kinh phí …: Giao Bộ …»
_TOPIC = spaced(r"(?:[-–+•] *)?(?:về|đối với|việc|công tác|kiến nghị|đề xuất|nội dung)\b")
_TOPIC_BEGINS = frozenset("-–+•vđckn")
#: the first letters of the two patterns below
_HEADING_BEGINS, _FIELD_BEGINS = frozenset("-–+•v"), frozenset("-–+•*cđnb")
#: «Về nội dung trao đổi tín chỉ:», a title with its colon
_TOPIC_HEADING = spaced(r"(?:[-–+•] *)?về\b[^:]{0,400}: *$")
#: «Cơ quan thẩm định: Sở …», «Đơn vị chủ trì: …»: a line of a form
_FIELD = spaced(
    r"(?:[-–+•*] *)?(?:cơ quan|đơn vị|cấp|người|bộ phận)(?:, *(?:cơ quan|đơn vị|tổ chức|cá nhân))* "
    r"(?:chủ trì|phối hợp|thẩm định|trình|phê duyệt|ban hành|thực hiện|tổ chức|lập|kiểm tra|giám sát"
    r"|soạn thảo|tham mưu|quyết định)[^:.;,]{0,40}: "
)
#: «Nội dung thực hiện:», «Yêu cầu chung:», «Nhiệm vụ:»
_LABEL = spaced(
    r"(?:yêu cầu chung|nội dung(?: thực hiện| công việc| nhiệm vụ)?|nhiệm vụ(?: cụ thể| trọng tâm)?"
    r"|giải pháp|hoạt động|công việc|cụ thể|lưu ý|trước mắt|thời gian tới) *: *"
)
#: words after which a body is an object, never the doer
_GOVERNOR = spaced(
    r"(?:của|với|cho|đến|tới|tại|từ|về|gửi|trình|báo cáo|đối với|giữa|bởi|qua|thông qua|ở|trước"
    r"|cùng|giúp|phát hiện|tham mưu|chỉ đạo|hướng dẫn|phối hợp|đôn đốc|kiến nghị|đề xuất|là|và|các|những"
    r"|thuộc|theo|trên|được|do|trong|làm việc|hỗ trợ|cơ quan|quyền|bộ|lấy ý kiến|xin ý kiến|kiểm tra"
    r"|đề nghị|vào|như|hoặc|đòi hỏi|đối với|để)\s*$"
)
#: «…: giao Bộ Nội vụ …» after a topic of several colons
_TO_ORDER = spaced(rf"(?:[:;]| [-–]) *(?={alternation(','.join(ORDER_WORDS))} +)")
_STEP = spaced(r"(?:, *| thì +|; *|: *)")


def read(prose: Prose, start: int, end: int, *, strict: bool = False) -> Statement:
    """Read one sentence [start, end). In a `strict` place (findings, past) only an order or a «phải», «cần» directs."""
    key = start, end, strict
    if key not in prose.statements:  # asked for again where a chapeau, a plan or a list is told
        prose.remember()
        prose.statements[key] = _read(prose, start, end, strict)
    return prose.statements[key]


def _read(prose: Prose, start: int, end: int, strict: bool) -> Statement:
    begins = prose.low[start : start + 1]
    if (begins in _HEADING_BEGINS and _TOPIC_HEADING.match(prose.low, start, end)) or (
        begins in _FIELD_BEGINS and _FIELD.match(prose.low, start, end)
    ):
        return Statement(Kind.NONE, start, end)
    at = _after_label(prose, start, end)
    at = _after_joint(prose, at, end)
    if _RECITES.match(prose.low, at, end):
        return _seek_order(prose, at, end) or Statement(Kind.NONE, start, end)
    thanks = prose.low.startswith("thay", at) and _THANKS.match(prose.low, at, end)
    if (thanks or is_agreed(prose, at, end) or _PRAISE.reach(prose.low, at, end)) and not _after_topic(prose, at, end):
        found = None if strict else _seek_order(prose, at, end)
        return found or Statement(Kind.NONE, start, end)
    found = _seek(prose, at, end, strict) or _order_follows(prose, at, end) or thing_must(prose, at, end, strict)
    found = found or _spoken(prose, at, end)
    return found or Statement(Kind.NONE, start, end)


#: «…, do vậy đề nghị Chủ đầu tư cập nhật …»: a finding, then the order that follows from it
_FOLLOWS = spaced(
    rf"(?:[,;:] *|\b)(?:do đó|do vậy|vì vậy|vì thế|trên cơ sở đó|từ đó|qua đó|nên"
    rf"|để bảo đảm [^,;.:]{{1,60}}),? +(?=(?:{alternation(','.join(ORDER_WORDS))}) +)"
)


#: of which one stands in each of its beginnings
_THEREFORE = ("đó", "vậy", "thế", "nên", "bảo đảm")


def _first_words(phrases: Iterable[str]) -> tuple[str, ...]:
    """Words of which one stands in each of the phrases."""
    found: list[str] = []
    for phrase in sorted(phrases, key=len):
        if not any(word in phrase for word in found):
            found.append(phrase.split()[0])
    return tuple(found)


_ORDERING = _first_words(ORDER_WORDS)


def _order_follows(prose: Prose, at: int, end: int) -> Statement | None:
    may = stands(_THEREFORE, prose.low, at, end) and stands(_ORDERING, prose.low, at, end)
    for match in _FOLLOWS.finditer(prose.low, at, end) if may else ():
        word = ORDER.match(prose.low, match.end(), end)
        found = ordered(prose, word, end) if word else None
        if found:
            return found._replace(start=at)
    return None


#: «Thực hiện Thông báo số …, Văn phòng Tỉnh ủy đề nghị các cơ quan …:» begins like a deed and is the ground of the order after it
_CARRIES_OUT = spaced(
    r"(?:thực hiện|triển khai|thi hành|căn cứ)[^.;:]{0,40}?\b"
    r"(?:chỉ thị|nghị|quyết định|kế hoạch|thông báo|công văn|kết luận|điểm|khoản|điều)\b"
)


#: a speaker that no list knows, or whose name a scan misread: «Téng cục Thuế đề nghị …», «BHXH tinh Binh Lanh đề nghị …»
_SPEAKER = spaced(rf"[{UPPER}][^\s,;:.()]*(?: [^\s,;:.()]+){{0,5}}? [{UPPER}][^\s,;:.()]*(?: [^\s,;:.()]+){{0,2}} +$")
_SPEAKS = ("đề nghị", "yêu cầu")
_LONGEST_SPEAKER = 60


def _spoken(prose: Prose, at: int, end: int) -> Statement | None:
    """«… đề nghị các đơn vị …» right after some name."""
    reach = min(end, at + _LONGEST_SPEAKER)
    if not prose.flat[at : at + 1].isupper() or not stands(_SPEAKS, prose.low, at, reach):
        return None
    word = ORDER.search(prose.low, at, reach)
    if word is None or not _SPEAKER.fullmatch(prose.flat, at, word.start()):
        return None
    found = ordered(prose, word, end)
    return found._replace(start=at) if found and found.lead else None


def _seek(prose: Prose, at: int, end: int, strict: bool) -> Statement | None:
    """The first doer named after the adjuncts of the sentence, else the first deed."""
    whom = None if strict else _then(prose, at, end) or for_whom(prose, at, end)
    if whom:
        return whom
    if _reports(prose, at, end):
        return _seek_order(prose, at, end)
    bare: Statement | None = None
    carried = False  # what is carried out is only the ground if an order follows
    for anchor in _anchors(prose, at, end):
        found = work_at(prose, anchor, end, strict=strict)
        if found and anchor != at and _weak(prose, found, at):
            continue
        if found and (found.kind is Kind.ORDERED or (not carried and (found.kind is not Kind.BARE or found.force is not None))):
            return _from(prose, found, at, anchor)
        if found and bare is None:
            bare = (anchor == at and _after_title(prose, at, end)) or _from(prose, found, at, anchor)
            carried = anchor == at and _CARRIES_OUT.match(prose.low, at, end) is not None
            if not carried and (anchor == at or not _OPENER.match(prose.low, at, end)):
                return bare
    return bare


#: how long the title of an item is before its colon
_ITEM_TITLE = 110
#: before a colon that only announces names
_NAMES_FOLLOW = spaced(r"(?:cơ quan|đơn vị|sở|ngành|bộ|tỉnh|thành phố|xã|phường|huyện|trường|công ty|tập đoàn|gồm|sau|như|là|với|ban)$")


def _after_title(prose: Prose, at: int, end: int) -> Statement | None:
    """«Mở tài khoản cho người hưởng trợ cấp: Ủy ban nhân dân xã phối hợp với …»: the title of an item, a colon, then the doer."""
    colon = prose.flat.find(": ", at, min(end, at + _ITEM_TITLE))
    if colon < 0 or _NAMES_FOLLOW.search(prose.low, at, colon) or prose.flat.find(";", at, colon) >= 0:
        return None
    found = work_at(prose, skip(prose, colon + 1, end), end, strict=False)
    if found is None or found.kind not in {Kind.NAMED, Kind.ORDERED} or not found.lead:
        anchors = _anchors(prose, skip(prose, colon + 1, end), end)
        named = (work_at(prose, anchor, end, strict=False) for anchor in anchors)
        found = next(
            (one for one in named if one and one.lead and one.kind in {Kind.NAMED, Kind.ORDERED} and not _weak(prose, one, at)), None
        )
    return found._replace(start=at) if found else None


_CASE = spaced(r"(?:trong )?(?:trường hợp|nếu|khi|đối với|sau khi|trong khi)\b")
_THEN = spaced(r"(?<![\w])thì +(?=\w)")


def _then(prose: Prose, at: int, end: int) -> Statement | None:
    """«Trường hợp …, thì cơ quan tiếp nhận yêu cầu …»: after the case, «thì» and the doer, whatever bodies the case names."""
    if not _CASE.match(prose.low, at, end):
        return None
    for then in _THEN.finditer(prose.low, at, min(end, at + _REACH)):
        found = work_at(prose, then.end(), end, strict=False)
        if found and found.lead and found.kind in {Kind.NAMED, Kind.ORDERED}:
            return found._replace(start=at)
    return None


def _reports(prose: Prose, at: int, end: int) -> bool:
    """«Chính phủ đã ban hành …»: a body and what it did."""
    topic = _after_topic(prose, at, end)
    begin = _after_joint(prose, at if topic is None else topic, end)
    span = phrase_at(prose, begin, end)
    return bool(span and PAST.match(prose.low, skip(prose, span[1], end), end))


#: «Nếu có vướng mắc thì đơn vị báo cáo …»: after «thì» stands the doer
_AFTER_THEN = spaced(r"(?<![\w])thì +$")
_FIRM = spaced(r"(?:các|những|từng|mỗi|mọi|toàn thể|quý|người đứng đầu|lãnh đạo)\b")


def _weak(prose: Prose, found: Statement, at: int) -> bool:
    """After a comma a bare «đơn vị», «địa phương» is the tail of a list, and a body without deed no doer."""
    if found.kind is Kind.HEADING or (found.kind is Kind.BARE and prose.low.startswith("các ", at)):
        return True  # «Các nội dung về …, không áp dụng …» tells of things unless a doer follows
    if found.kind is not Kind.NAMED or found.lead is None or found.modal:
        return False
    a, b = found.lead
    if _after_topic(prose, at, a + 1) == a or _AFTER_THEN.search(prose.low, max(at, a - 6), a):
        return False
    return not _FIRM.match(prose.low, a, b) and prose.flat[a:b] == prose.low[a:b]


#: «Tại khoản 4 Điều 13 Nghị định … quy định …», «Điều 5 Luật … nêu rõ …»: the law's words, not an order
_RECITES = spaced(
    r"(?:[-–+•*] *)?(?:căn cứ |theo |trên cơ sở )?(?:quy định |hướng dẫn )?(?:tại )?(?:điểm|khoản"
    r"|điều|mục|tiết|chương) [\w.]{1,6}\b[^;:]{0,260}?\b(?:quy định|nêu|hướng dẫn|sửa đổi|bổ sung)\b(?! (?:trên"
    r"|nêu))"
)


def _from(prose: Prose, found: Statement, at: int, anchor: int) -> Statement:
    """A topic or label before the doer is left out; an adjunct belongs to the order."""
    topic = _after_topic(prose, at, anchor + 1)
    begin = at if anchor == at else (topic if topic else at)
    if begin == topic and prose.flat[begin] in '“"' and found.kind is Kind.ORDERED:
        begin = found.start  # «Đối với nội dung 2: “Phối hợp …” - giao Cục Công nghệ …»: the topic is quoted
    if begin == at and prose.low.startswith(("để ", "nhằm "), at) and found.kind is Kind.ORDERED:
        begin = found.start
    return found if begin == found.start else found._replace(start=begin)


def _after_label(prose: Prose, at: int, end: int) -> int:
    match = _LABEL.match(prose.low, at, end)
    return match.end() if match and match.end() < end else at


def _after_joint(prose: Prose, at: int, end: int) -> int:
    match = _JOINT.match(prose.low, at, end)
    return match.end() if match and match.end() < end else at


def _after_topic(prose: Prose, at: int, end: int) -> int | None:
    """Where the sentence proper begins after «Về …:», or None."""
    if prose.low[at : at + 1] not in _TOPIC_BEGINS or not _TOPIC.match(prose.low, at, end):
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


#: how far the adjuncts of a sentence may go before its doer; bounds the work on a hostile sentence
_REACH = 900


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
    end = min(end, at + _REACH)
    steps = {match.end() for match in _STEP.finditer(prose.flat, at, end)}
    steps.update(match.start() for match in ORDER.finditer(prose.low, at, end))
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
    r"(?<![\w])(?:(?:các|từng|mỗi|mọi) +(?:cơ quan|đơn vị|sở|bộ|ban|địa phương|cấp|huyện|văn phòng"
    r"|tỉnh|chi bộ|đảng bộ|tổ chức|ngành|doanh nghiệp|xã)|(?:(?<!cơ )sở|bộ|ủy ban|uỷ ban|ubnd|văn phòng"
    r"|công an|chủ tịch|ban|giám đốc|thủ trưởng|quý) +[\w])"
)
_CAPITAL_NEXT = spaced(rf", *(?=(?:lãnh đạo )?(?:[{UPPER}]|các |những |từng |mỗi ))")


def _bodies(prose: Prose, at: int, end: int) -> Iterator[tuple[int, str]]:
    """Where a body begins, and the word before that governs it («phối hợp với các cơ quan …»)."""
    for match in _BODY_START.finditer(prose.low, at, end):
        governor = _GOVERNOR.search(prose.low, max(at, match.start() - 14), match.start())
        yield match.start(), governor.group() if governor else ""


def _seek_order(prose: Prose, at: int, end: int) -> Statement | None:
    """An order later in a sentence that opens otherwise: «Thống nhất chủ trương …; giao Sở Xây dựng …»."""
    for match in ORDER.finditer(prose.low, at, end):
        found = ordered(prose, match, end)
        if found:
            return found
    return None


def read_late(prose: Prose, start: int, end: int) -> Statement | None:
    """A chapeau that begins with deeds and names its doer afterwards: «Quán triệt …; căn cứ …, các văn phòng cụ thể hóa …, trong đó:»."""
    for step in _STEP.finditer(prose.flat, start, end):
        found = work_at(prose, step.end(), end, strict=False)
        if found and found.kind is Kind.NAMED and found.lead and not _weak(prose, found, start):
            return found._replace(start=start)
    return None


def begins_work(prose: Prose, at: int, end: int) -> bool:
    """Whether at this very place a body begins its own work, or an order word gives it some."""
    found = work_at(prose, _after_joint(prose, at, end), end, strict=False)
    return bool(found and found.lead and found.kind in {Kind.ORDERED, Kind.NAMED})
