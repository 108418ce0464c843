"""Tên dừng ở đâu. / Where a name ends: what may still belong to it, and what shows that it is over.

A name goes on with a capital; the small syllables after it belong to it only where what follows says so: a verb, a must, a stop, «và» with
a further capital. A branch may be called after a deed («Phòng Tuyên truyền»), after two («Cục Thanh tra, kiểm tra thuế»), or be of two
halves («Vụ Pháp luật dân sự - kinh tế»).
"""

from __future__ import annotations

from dondoc.reading.assigning.lexicon import Lexicon
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import ACTS, FUNCTIONS, MANNERS, MODALS, NAMES, NOT_DEEDS, SAYINGS, phrases, spaced
from dondoc.reading.assigning.words import INSIDE as SMALL_WORDS
from dondoc.reading.patterns import lazy

INSIDE = Lexicon(SMALL_WORDS)
BRANCH = Lexicon(NAMES)
PROPER = Lexicon(NAMES, capital=True)
VERB = Lexicon(ACTS, MANNERS, MODALS, SAYINGS)
_NOT_DEED = Lexicon(NOT_DEEDS)
#: a deed may be written with a capital after a title: «Thủ trưởng cơ quan ngang bộ | Tập trung chỉ đạo …»
TITLED_DEED = Lexicon(",".join(p for p in phrases(ACTS + "," + MANNERS) if " " in p))
_FUNCTION = Lexicon(FUNCTIONS)
_SMALL = lazy(r" +(?P<word>[^\W\d_]+)")
_AFTER_SMALL = lazy(r" *[,;:.)(]| +và ")
DASH = lazy(r" *[-–] *")
#: «Cục Thanh tra, kiểm tra thuế», «Ban Kiểm tra, giám sát»: two deeds of one name, parted by a comma
_TWIN = spaced(
    r"(?:(?<=thanh tra)|(?<=kiểm tra)), (?:kiểm tra|giám sát)(?: thuế| nội bộ| số \d+)?(?![\w])|(?<=phổ biến), giáo dục pháp luật(?![\w])"
)


def verb(prose: Prose, at: int, end: int) -> bool:
    """Whether a verb begins here, and no thing whose name begins like one: «giao | nhiệm vụ», never «giao thông»."""
    reached = VERB.reach(prose.low, at, end)
    return bool(reached) and _NOT_DEED.reach(prose.low, at, end) <= reached


def skip(prose: Prose, at: int, end: int) -> int:
    while at < end and prose.flat[at] == " ":
        at += 1
    return at


def ends_name(prose: Prose, at: int, end: int) -> bool:
    """Whether what follows shows that the name is over: a verb or must, a stop, a capital, a word of names."""
    after = skip(prose, at, end)
    if after >= end or prose.flat[after] in ",;:.)(" or prose.flat[after].isupper() or prose.low.startswith("và ", after):
        return True
    return verb(prose, after, end) or bool(INSIDE.reach(prose.low, after, end))


#: what shows that the small words before it were the rest of a name: the name goes on with a capital, a colon, a duty
_NAME_ENDS = spaced(
    r" +và +(?-i:(?=[A-ZĐ]))| *:|(?= +(?:chủ trì|có trách nhiệm|phối hợp|tham mưu|phải|cần|tổ chức|hướng dẫn|xây dựng|kiểm tra|thực hiện"
    r"|báo cáo|tổng hợp|rà soát|triển khai|khẩn trương|tiếp tục|chủ động)\b)"
)


def small_run(prose: Prose, at: int, end: int) -> int:
    """The further small syllables of a name no list knows, where what follows shows it: «Cục Bảo tồn | thiên nhiên | và Đa dạng …».

    0 where a verb or a small word that joins stands among them, or nothing shows that they are a name.
    """
    reached = at
    for _ in range(_LONGEST_RUN):
        small = _SMALL.match(prose.flat, reached, end)
        if small is None or not small["word"].islower():
            return 0
        start = small.start("word")
        if verb(prose, start, end) or _FUNCTION.reach(prose.low, start, end) or INSIDE.reach(prose.low, start, end):
            return 0
        reached = small.end()
        if _NAME_ENDS.match(prose.flat, reached, end):
            return reached
    return 0


_LONGEST_RUN = 4


def one_more(prose: Prose, at: int, end: int) -> int:
    """«Quỹ Bảo | trợ | hỗ trợ …»: the small syllable belongs to the name when a verb, a capital or a stop follows it."""
    small = _SMALL.match(prose.flat, at, end)
    if small is None or not small["word"].islower():
        return at
    start = small.start("word")
    if verb(prose, start, end) or _FUNCTION.reach(prose.low, start, end):
        return at
    after = skip(prose, small.end(), end)
    follows = after > small.end() and after < end and (prose.flat[after].isupper() or verb(prose, after, end))
    return small.end() if follows or _AFTER_SMALL.match(prose.low, small.end(), end) else at


def after_dash(prose: Prose, at: int, end: int) -> int:
    """The second half of a branch written small: «Vụ Pháp luật dân sự - | kinh tế |, …»; 0 if none."""
    branch = 0 if prose.flat[at : at + 1].isupper() or verb(prose, at, end) else BRANCH.reach(prose.low, at, end)
    return branch if branch and ends_name(prose, branch, end) else 0


#: bodies called after what they do
_CALLED = ("phòng", "ban", "tổ", "đội", "vụ", "cục", "viện", "trung tâm", "bộ phận", "tiểu ban")


def of_a_deed(prose: Prose, at: int, start: int, end: int) -> int:
    """A body called after its deed, right behind its head: «Phòng Tuyên truyền | chủ trì …», «Tổ Tiếp nhận | báo cáo …»; 0 if none."""
    if not (prose.flat[start].isupper() and prose.low.endswith(_CALLED, max(0, at - 10), at)):
        return 0
    reached = TITLED_DEED.reach(prose.low, start, end)
    return reached if reached and (ends_name(prose, reached, end) or DASH.match(prose.flat, reached, end)) else 0


def twin(prose: Prose, at: int, end: int) -> int:
    """The second deed of a name after a comma: «Cục Thanh tra | , kiểm tra thuế | …»; 0 if none."""
    match = _TWIN.match(prose.low, at, end) if prose.flat[at : at + 1] == "," else None
    named = match and any(letter.isupper() for letter in prose.flat[at - 9 : at - 7])
    return match.end() if match and named and ends_name(prose, match.end(), end) else 0
