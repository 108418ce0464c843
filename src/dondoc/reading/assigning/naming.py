"""Danh ngữ chỉ cơ quan, đơn vị, chức danh: từ đâu đến đâu. / How far a noun phrase of bodies reaches.

The phrase begins like a body and goes on over names (capitals), the few small words that stand inside names, and further bodies after
a comma or «và»; it stops by itself at the verb, because verbs are written small: «Sở Văn hóa, Thể thao và Du lịch | chủ trì …»,
«các sở, ban, ngành và Ủy ban nhân dân các xã, phường | khẩn trương …».
"""

from __future__ import annotations

import re

from dondoc.reading.assigning.endings import (
    BRANCH,
    DASH,
    INSIDE,
    PROPER,
    TITLED_DEED,
    VERB,
    after_dash,
    ends_name,
    of_a_deed,
    one_more,
    skip,
    small_run,
    twin,
    verb,
)
from dondoc.reading.assigning.lexicon import WORD, Lexicon
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.qualifiers import AGAINST_WHAT, charged, for_a_purpose, qualified, trade
from dondoc.reading.assigning.words import (
    BODIES,
    MEMBERS,
    NOT_BODIES,
    PLACES,
    POSTS,
    phrases,
    spaced,
)
from dondoc.reading.lines import LOWER
from dondoc.reading.patterns import lazy

_W = r"(?![\w])"
#: no list of bodies is longer, and a hostile one must not cost more than its length
_LONGEST = 1500

#: the first words of what is read as how many or who
_COUNTING = frozenset(phrases("toàn, tất, một, từng, mỗi, mọi, các, những, hai, 02, đại, đồng, đ, ông, bà, tổ, quản, lãnh"))
_QUANTITY = spaced(
    r"(?:toàn thể|tất cả các|tất cả|một số|từng|mỗi|mọi|các|những|hai|02|đại diện|đồng chí|đ/c|ông|bà)\b"
    r"(?: +các| +những| +đồng chí)? +"
)
#: «các cấp, các ngành», «các ngành, các cấp», «mỗi cấp cần chỉ đạo điểm»: levels are bodies where they are counted; never «các cấp học»
_LEVELS = spaced(r"cấp(?! +(?:học|độ|bậc|phép|giấy|chứng|số|tính|mầm|tiểu|thcs|thpt|trung học|nước|điện|phát|thẻ|ủy|uỷ)\b)(?![\w])")
_BODY = Lexicon(BODIES, POSTS)
_NOT_BODY = Lexicon(NOT_BODIES)
_AGAINST = spaced(r"phòng *, *chống")
_COUNTED = ("các", "những", "mỗi", "mọi", "từng")
#: bodies known by their letters: «BHXH», «EVN»
_LETTERS = frozenset(
    phrases(
        "BHXH, BCĐ, MTTQ, UBMTTQ, LĐLĐ, LHPN, HPN, HND, CCB, NHNN, KBNN, TAND, VKSND, BCHQS, BĐBP, UBKT, BTV, BTGDV, VPTU, EVN, PVN,"
        "ACV, VNPT, TKV, Viettel, VTV, VOV, TTXVN, PVN, MobiFone, EVNNPT, EVNSPC, EVNCPC, EVNNPC, VEC, VNR, VNA, VCCI, VUSTA, VCA,"
        "HĐND, BTCTU, BTGTU, BDVTU, UBKTTU, BQL, BQLDA, BQP, BCA, BTC, BNV, BYT, BGDĐT, BCT, BXD, BTP, BKHCN, BNNMT, BVHTTDL, TTCP,"
        "VPCP, KTNN, TANDTC, VKSNDTC, TLĐLĐ, TCT, KBNN, CSGT, PCCC, CNCH, VPĐK, TTHC, TTPVHCC"
    )
)
#: a head of one syllable needs company: «sở, ban, ngành», «ban tuyên giáo»; never «ban» or «bộ» alone
_ALONE_SMALL = frozenset(
    ("bộ", "sở", "ban", "ngành", "báo", "đài", "cục", "viện", "phòng", "thuế", "trường", "chánh", "trưởng", "chính phủ")
)
_ALONE = frozenset(("quỹ", "hội", "khu", "khối", "vụ", "trạm", "đội"))
#: «tổ chức», «lãnh đạo» are verbs as often as nouns: nouns only where a noun follows; «quản lý» alone is never a body
_ORGANIZATION = spaced(
    r"tổ chức(?= *(?:[,;.)]|và\b|đảng\b|chính trị|có liên|liên quan|xã hội|đoàn|cá nhân|khác|kinh tế|tín dụng"
    r"|tôn giáo|quốc tế|hành chính|pháp chế|cơ sở|phi chính|thành viên|sự nghiệp|trực thuộc|nêu|được (?:giao|phân công)|chuyên"
    r"|hội\b(?! +(?:thảo|nghị|thi|đàm|chẩn|trại|diễn|chợ|thao|xuân|làng|giảng|họp|khảo|thoại|ý|báo|trường))))"
)
_LEADERS = spaced(r"lãnh đạo(?= +(?:các|của|cấp|ubnd|ủy ban|tỉnh|sở|phòng|văn phòng|ban|bộ|đơn vị|cơ quan|huyện|xã|phường)\b)")
_VERBLIKE = frozenset(("tổ chức", "lãnh đạo", "quản lý"))

_PLACE = Lexicon(PLACES)
_OPENING = _COUNTING | _BODY.firsts | _PLACE.firsts | {letters.lower() for letters in _LETTERS}
#: how they begin: «đ/c» has a first word of one letter
_OPENING_HEADS = frozenset(word[:2] if len(word) > 1 else f"{word}/" for word in _OPENING)
_MEMBER = Lexicon(MEMBERS)
#: «UBND», «NN&MT», «Đắk», «C06», «Công-ty»
_CAPITAL = lazy(r"[^\W\d_][\w&.]*(?:[-–/][\w&]+)*")
#: «Sở Nội vụ | cấp Giấy phép …»: a deed, not the level of a body
_GRANTS = spaced(r"cấp +(?:giấy|phép|chứng|đổi|lại|mới|thẻ|bằng)\b")
_NUMBER = lazy(r"\d+(?![\w/.%])")
_RANGE = spaced(r"từ((?: [A-ZĐ]\w*){1,4}) đến((?: [A-ZĐ]\w*){1,4})")
_BESIDE = lazy(r" *\([^()]{1,90}\)")
#: «các tỉnh/thành phố», «các sở/ngành», «UBND xã/phường»
_EITHER = spaced(
    r" */ *(?:thành phố|tỉnh|huyện|quận|thị xã|thị trấn|phường|xã|đặc khu|tp|ban|ngành|đơn vị|địa phương|cơ quan|trung tâm|phòng)(?![\w])"
)
#: «Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh …», «Kho bạc Nhà nước - Khu vực XV»
_PART_OF_IT = spaced(r"(?:chi nhánh|khu vực|phòng giao dịch|phân viện|phân hiệu)(?![\w])")
_AFTER_DASH = spaced(r"(?:xã hội|nghề nghiệp)" + _W)

_AND_ORGANIZATIONS = spaced(
    r" *, *tổ chức(?! +(?:thực hiện|triển khai|tốt|hội nghị|tuyên truyền|quán triệt|rà soát|thi hành|các|việc|phổ biến)\b)(?![\w])"
)
_SEPARATOR = spaced(r" *[,;] *(?:và +)?| +(?:và|hoặc|cùng) +")
_COLON = lazy(r" *: *")
#: after a colon names go on only where many are announced: «các tỉnh: Ninh Bình, …»; never the deed: «các sở, ngành: Phối hợp …»
_ANNOUNCED = ("các hội", "hiệp hội", "cơ quan", "đơn vị", "sở", "ngành", "địa phương", "xã", "phường", "huyện", "trường", "công ty", "đài")
_ANNOUNCED_NAMES = ("bộ", "tỉnh", "thành phố", "tập đoàn")


def phrase_at(prose: Prose, at: int, end: int) -> tuple[int, int] | None:
    """The span of the noun phrase of bodies that begins at `at`, or None. Asked again, it is remembered."""
    if prose.low[at : at + 2] not in _OPENING_HEADS:
        return None  # as most places
    end = min(end, at + _LONGEST)
    key = (at, end)
    if key not in prose.phrases:
        prose.phrases[key] = _phrase(prose, at, end)
    return prose.phrases[key]


def _phrase(prose: Prose, at: int, end: int) -> tuple[int, int] | None:
    reached = _item(prose, at, end)
    if reached is None:
        return None
    while (further := _further(prose, reached, end)) is not None:
        reached = further
    return at, qualified(prose, at, reached, end)


def _further(prose: Prose, at: int, end: int) -> int | None:
    """One more word of the name, or one more body after a separator."""
    sign = prose.flat[at : at + 1]
    if sign not in _GOES_ON or at >= end:
        return None  # «… Sở Nội vụ.»
    return (sign == " " and (charged(prose, at, end) or trade(prose, at, end))) or _word(prose, at, end) or _next_body(prose, at, end)


#: with what more of a name can begin
_GOES_ON = frozenset(" -–/,(;:")


def _word(prose: Prose, at: int, end: int) -> int | None:
    """One more word of the name: « Tài chính», « các xã», « - Xã hội», « (Sở Nội vụ)»."""
    start = skip(prose, at, end)
    if start > at and (reached := _token(prose, start, end) or of_a_deed(prose, at, start, end)):
        return reached
    sign = prose.flat[start : start + 1]
    dash = DASH.match(prose.flat, at, end) if sign in _DASHES else None
    if dash and (part := _PART_OF_IT.match(prose.low, dash.end(), end)):
        return part.end()
    if dash and (reached := _name(prose, dash.end(), end) or after_dash(prose, dash.end(), end)):
        return reached
    if prose.flat[at : at + 1] == "/" and (slash := _EITHER.match(prose.low, at, end)):
        return slash.end()
    if reached := twin(prose, at, end):
        return reached
    match = (dash and _AFTER_DASH.match(prose.low, dash.end(), end)) or (_BESIDE.match(prose.flat, at, end) if sign == "(" else None)
    return match.end() if match else None


_DASHES = frozenset("-–")
#: with what separators begin: a stop, «và», «hoặc», «cùng»
_SEPARATES = frozenset(",;vhc")


def _next_body(prose: Prose, at: int, end: int) -> int | None:
    """What a comma, «và», «;» or an announcing colon adds."""
    start = skip(prose, at, end)
    sign = prose.low[start : start + 1]
    if sign == "," and prose.low.endswith(("cơ quan", "đơn vị"), 0, at) and (match := _AND_ORGANIZATIONS.match(prose.low, at, end)):
        return match.end()
    separator = _announcing(prose, at, end) if sign == ":" else _SEPARATOR.match(prose.low, at, end) if sign in _SEPARATES else None
    if separator is None:
        return None
    after = separator.end()
    return _item(prose, after, end) or _member(prose, after, end)


#: «Công an tỉnh: Chỉ đạo | các đơn vị …», «Thanh tra tỉnh: Thanh tra, kiểm tra …»: small letters follow, so it is the deed and no name
_DOES = spaced(rf",? *(?:và +)?(?!và )[{LOWER}]")


def _announcing(prose: Prose, at: int, end: int) -> re.Match[str] | None:
    colon = _COLON.match(prose.flat, at, end)
    if colon is None or colon.end() >= end:
        return None
    after = colon.end()
    if prose.low.endswith(_ANNOUNCED_NAMES, 0, at):
        if not prose.flat[after].isupper():
            return None
        proper = PROPER.reach(prose.flat, after, end)
        return colon if not verb(prose, after, end) or (proper and not _DOES.match(prose.flat, proper, end)) else None
    return colon if prose.low.endswith(_ANNOUNCED, 0, at) and not verb(prose, after, end) else None


def _item(prose: Prose, at: int, end: int) -> int | None:
    """A body: perhaps how many, then its head."""
    first = WORD.match(prose.low, at, end)
    if first is None or first.group() not in _OPENING:
        return None
    quantity = _QUANTITY.match(prose.low, at, end)
    if quantity:
        start = quantity.end()
        many = quantity.group().startswith(("các", "những"))
        if many and prose.low.startswith("tổ chức ", start):
            return start + len("tổ chức")  # «các tổ chức cung cấp dịch vụ»: counted, so no deed
        levels = _LEVELS.match(prose.low, start, end) if quantity.group().startswith(_COUNTED) else None
        return levels.end() if levels else _head(prose, start, end) or _territory(prose, start, end, many=many)
    return _head(prose, at, end) or _territory(prose, at, end, many=False)


def _head(prose: Prose, at: int, end: int) -> int | None:
    """«Sở», «Ủy ban», «Chủ tịch», «EVN» …"""
    if at < end and prose.flat[at].isupper() and (letters := WORD.match(prose.flat, at, end)) and letters.group() in _LETTERS:
        return letters.end()
    if _is_no_body(prose, at, end):
        return None
    reached = _BODY.reach(prose.low, at, end)
    word = prose.low[at:reached]
    word = " ".join(word.split()) if "  " in word else word
    if not reached or word in _VERBLIKE:
        return _noun(prose, at, end)
    if word in _CAPITAL_HEADS and prose.flat[at].islower():
        return None
    small = word in _ALONE or (word in _ALONE_SMALL and prose.flat[at].islower())
    if small and not _has_company(prose, reached, end):
        return None
    if purpose := for_a_purpose(prose, word, reached, end):
        return purpose
    return _branch_name(prose, reached, end) if word in _OF_A_BRANCH else reached


def _branch_name(prose: Prose, at: int, end: int) -> int:
    """The branch of a body where it is written small, though its words are verbs too.

    «Tổng cục thống kê | có trách nhiệm …», «Cục quản lý thị trường | chỉ đạo …»; but «Cục | quản lý số liệu …»: after a name stands a
    verb, a must, a stop or a capital.
    """
    ends = [at]
    while len(ends) < _LONGEST_BRANCH and (reached := _small_branch(prose, ends[-1], end)):
        ends.append(reached)
    return next((reached for reached in reversed(ends[1:]) if ends_name(prose, reached, end)), at)


def _small_branch(prose: Prose, at: int, end: int) -> int:
    """One more branch written small, perhaps after «và»; 0 when none stands there."""
    joint = _AND.match(prose.low, at, end)
    start = joint.end() if joint else skip(prose, at, end)
    return BRANCH.reach(prose.low, start, end) if at < start < end and prose.flat[start].islower() else 0


_LONGEST_BRANCH = 6
#: heads that hardly stand without the name of their branch
_OF_A_BRANCH = frozenset(("ban quản lý dự án", "ban quản lý các dự án", "tổng cục", "cục", "chi cục", "vụ", "sở", "phòng", "viện", "ngành"))
_AND = spaced(r" +và +(?=\w)")
#: branches that are bodies only where a capital makes them a name: «Điện lực Đông Lĩnh», «Bưu điện tỉnh»
_CAPITAL_HEADS = frozenset(
    (
        "điện lực",
        "bưu điện",
        "viễn thông",
        "cảng vụ",
        "cảng",
        "ga",
        "đoàn",
        "thống kê",
        "lưu trữ lịch sử",
        "lưu trữ hiện hành",
        "biên phòng",
        "tòa",
        "nhà",
        "đồn",
        "hạt",
    )
)


def _is_no_body(prose: Prose, at: int, end: int) -> bool:
    against = prose.low.startswith("phòng", at) and _AGAINST.match(prose.low, at, end)
    return bool(against or _NOT_BODY.reach(prose.low, at, end))


def _noun(prose: Prose, at: int, end: int) -> int | None:
    """«tổ chức», «quản lý», «lãnh đạo» where they are nouns."""
    match = _ORGANIZATION.match(prose.low, at, end) or _LEADERS.match(prose.low, at, end)
    if match and prose.flat[at].isupper() and prose.flat[match.end() : match.end() + 1] == "," and verb(prose, match.end() + 2, end):
        return None  # «Tổ chức, xây dựng và triển khai …»
    if match:
        return match.end()
    after = at + len("lãnh đạo ")
    return after - 1 if prose.low.startswith("lãnh đạo ", at) and after < end and prose.flat[after].isupper() else None


def _has_company(prose: Prose, at: int, end: int) -> bool:
    start = skip(prose, at, end)
    if start >= end:
        return False
    if prose.flat[start] in ",;:)" or (start > at and prose.flat[start].isupper()):
        return True
    known = INSIDE.reach(prose.low, start, end) or BRANCH.reach(prose.low, start, end)
    return bool(known) or prose.low.startswith("và ", start)


def _territory(prose: Prose, at: int, end: int, *, many: bool) -> int | None:
    """«Tỉnh», «thành phố Đông Lĩnh», «các tỉnh»: the territory itself."""
    reached = _PLACE.reach(prose.low, at, end)
    if not reached or _is_no_body(prose, at, end):
        return None
    after = skip(prose, reached, end)
    named = reached < after < end and prose.flat[after].isupper()
    return reached if many or named or prose.flat[at].isupper() else None


def _member(prose: Prose, at: int, end: int) -> int | None:
    """A further member of a list that is no head: «ngành», «phường», «Tư pháp»."""
    if _is_no_body(prose, at, end):
        return PROPER.reach(prose.flat, at, end) or None  # «Thương binh và | Xã hội»
    quantity = _QUANTITY.match(prose.low, at, end)
    start = quantity.end() if quantity else at
    return _MEMBER.reach(prose.low, start, end) or _name(prose, start, end)


def begins_body(prose: Prose, at: int, end: int) -> bool:
    """Whether a body or a member of a list of bodies begins here."""
    quantity = _QUANTITY.match(prose.low, at, end)
    start = quantity.end() if quantity else at
    if _is_no_body(prose, start, end):
        return False  # «Lao động - Thương binh và | Xã hội»
    if quantity and quantity.group().startswith(_COUNTED) and _LEVELS.match(prose.low, start, end):
        return True
    return bool(_BODY.reach(prose.low, start, end) or _MEMBER.reach(prose.low, start, end))


def _token(prose: Prose, at: int, end: int) -> int | None:
    """A word inside a name: small words of names, names, branches written small, numbers, «từ … đến …»."""
    low = prose.low
    if at >= end or not prose.flat[at].isalnum():
        return None
    first = low[at]
    if first == "c" and low.startswith("cấp", at) and _GRANTS.match(low, at, end):
        return None
    against = AGAINST_WHAT.match(low, at, end) if first in "pc" and low.startswith(("phòng", "chống"), at) else None
    if against:
        return against.end()
    reached = INSIDE.reach(low, at, end)
    if reached and prose.flat[at].islower() and VERB.reach(low, at, end) > reached:
        return None  # «Sở Nội vụ | ban hành …»: longer than «ban»
    if reached := reached or _name(prose, at, end) or 0:
        return reached
    branch = BRANCH.reach(prose.low, at, end)
    if branch and not verb(prose, at, end):
        return branch
    match = (prose.flat[at].isdigit() and _NUMBER.match(prose.flat, at, end)) or (
        low.startswith("từ", at) and _RANGE.match(prose.flat, at, end)
    )
    return match.end() if match else None


def _name(prose: Prose, at: int, end: int) -> int | None:
    """A name: a known one whole («Nông nghiệp»), any other by its capital, with one small syllable more where no verb begins."""
    if at >= end or not prose.flat[at].isupper():
        return None
    if prose.low.startswith(("ủy ban hành", "uỷ ban hành"), at):
        return at + 2  # «Ban Thường vụ Tỉnh ủy | ban hành …»
    proper = PROPER.reach(prose.flat, at, end)
    if proper:
        return small_run(prose, proper, end) or proper
    if TITLED_DEED.reach(prose.low, at, end):
        return None
    match = _CAPITAL.match(prose.flat, at, end)
    return small_run(prose, match.end(), end) or one_more(prose, match.end(), end) if match else None
