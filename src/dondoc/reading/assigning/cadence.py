"""Định kỳ: hằng tháng, mỗi quý, thường xuyên. / How often the work itself is done.

«hằng năm» beside a budget, a plan or a classification says what the thing is, not how often to act; «thường xuyên» counts only before a
deed: «thường xuyên kiểm tra», never «chi thường xuyên», «sự phối hợp chặt chẽ, thường xuyên»; behind one it tells how well: «tuyên truyền
thường xuyên, liên tục».
"""

from __future__ import annotations

import re

from dondoc.reading.assigning.clues import act_at
from dondoc.reading.assigning.cues import Cued
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Cadence

_EACH = r"(?:hằng|hàng|mỗi|từng)"
_PERIODS = {
    "ngày": "daily",
    "tuần": "weekly",
    "tháng": "monthly",
    "quý": "quarterly",
    "quí": "quarterly",
    "năm": "yearly",
}
_NTH = r"(?:\d{1,2}|một|hai|ba)"
#: (where words may stand before, each beginning is written out: a pattern that may begin with nothing is tried at every letter)
#: «hằng tháng», «mỗi quý», «định kỳ hằng năm»; «từng ngày» is manner
_PLAIN = spaced(
    r"(?:định kỳ +(?:vào +)?(?:hằng|hàng|mỗi)|vào +(?:hằng|hàng|mỗi)|hằng|hàng|mỗi) +(?P<period>ngày|tuần|tháng|quý|quí|năm)(?![\w])"
    r"(?! +(?:làm việc"
    r"|lương|tuổi))(?:,? *(?:một|01|1) +lần)?"
)
#: «6 tháng một lần», «định kỳ 6 tháng»
_HALF = spaced(
    r"(?:định kỳ +)?(?:mỗi +)?(?:0?6|sáu) tháng(?:(?: *[/,]? *(?:một|01|1) lần)|(?=,? *(?:và +)?(?:hằng"
    r"|hàng|một|01|cả)? *năm))"
)
#: «01 lần/tháng», «tháng 1 lần»
_TIMES = spaced(
    rf"{_NTH} *lần */? *(?:trong +)?(?:một +|mỗi +|1 +)?(?P<period>ngày|tuần|tháng|quý|năm)(?![\w])"
    rf"|(?:một|1|01|mỗi) (?P<other>tuần|tháng|quý|năm) {_NTH} lần"
)
#: «trước ngày 20 của tháng cuối quý», «trước ngày 10 tháng đầu quý sau»; «trước ngày 05 tháng sau»
_OF_A_QUARTER = spaced(r"tháng (?:đầu|cuối)(?: tiên)? +(?:của +)?(?:mỗi +|hằng +|hàng +)?quý(?: sau| kế tiếp| tiếp theo)?(?! +(?:[ivx\d]))")
_OF_NEXT_MONTH = spaced(r"ngày \d{1,2} +(?:của +)?tháng +(?:sau|kế tiếp|tiếp theo|liền kề)(?![\w])")
#: «định kỳ 06 tháng (trước ngày 20 tháng 6) và 01 năm», «03 tháng một lần»
_SIX_MONTHS = spaced(r"(?:định kỳ|mỗi|cứ) +(?:mỗi +|theo +)?(?:0?6|sáu) tháng(?![\w])")
_THREE_MONTHS = spaced(r"(?:định kỳ|mỗi|cứ) +(?:mỗi +|theo +)?(?:0?3|ba) tháng(?![\w])|(?:0?3|ba) tháng *[/,]? *(?:một|01|1) lần")
_REGULAR = spaced(r"định kỳ (?P<period>tuần|tháng|quý|năm)(?![\w])")
#: «mỗi kỳ phát hành», «từng số báo»
_ISSUE = spaced(r"(?:mỗi|từng) (?:kỳ|số)(?: +(?:phát hành|báo|bản tin|tạp chí|xuất bản))(?![\w])")
_ALWAYS = spaced(r"(?<![\w])thường xuyên,? +(?:(?:và|chủ động|kịp thời|liên tục|tích cực|kiên quyết|nghiêm túc|chặt chẽ|sâu sát),? +)*")
#: «cập nhật dữ liệu thường xuyên»
_KEPT_UP = spaced(r"(?<![\w])(?:cập nhật|kiểm tra|theo dõi|rà soát|giám sát)(?: +\w+){0,5} +(?P<always>thường xuyên)(?= *[,.;]| *$)")
#: «Tuyên truyền trên loa truyền thanh (thực hiện thường xuyên).»: how often, in brackets behind the work
_ASIDE = spaced(r"\( *(?:thời gian(?: thực hiện)?: *)?(?:thực hiện |triển khai |tiến hành )?(?P<always>thường xuyên)(?:, liên tục)? *\)")
#: before «thường xuyên»: the start, a stop, a body; not an adjective of its list
_OPEN_BEFORE = spaced(r"(?:^|[.;:] *|, *(?:đồng thời *,? *)?|đồng thời,? *|và +|phải +|cần +|có trách nhiệm +|[\w)] +)$")
_ADJECTIVE = spaced(
    r"(?:chặt chẽ|kịp thời|liên tục|nhiệm vụ|chi|kinh phí|công việc|chế độ|giáo dục|sinh hoạt"
    r"|việc|hiệu quả|quan hệ|phối hợp|trực tiếp|trực)[ ,]*$"
)
#: «…; phối hợp với nhà trường | thường xuyên nhắc nhở …»: beside other work, how the help goes
_WITH_WHOM = spaced(r"; *(?:và )?(?:chủ động )?phối hợp với [^,.;:]{1,60}$")
_LONGEST_HELP = 100
#: words that make «hằng năm» a property of a thing
_PROPERTY = spaced(
    r"(?:ngân sách|dự toán|kinh phí|tiêu chí đánh giá|chi|kế hoạch|chương trình(?: công tác)?|phân loại|xếp loại"
    r"|đánh giá, xếp loại|chỉ tiêu|vốn|đảng viên|định mức|nguồn|thường xuyên|nhà nước|đơn vị"
    r"|phấn đấu|khen thưởng|thi đua|bình quân|tăng trưởng|nhu cầu|số|nghỉ phép|công tác|nguồn lực|nhiệm vụ|mục tiêu|lộ trình"
    r"|lộ trình thực hiện)(?: +[\w/]+){0,3} *$|(?:kế hoạch|chương trình|dự toán) phát triển(?: +[\w/-]+){0,8} *$"
)
#: «kế hoạch đầu tư công trung hạn và hằng năm»: as long as the thing beside it
_AND_YEARLY = spaced(r"(?:trung hạn|dài hạn|ngắn hạn|0?[35] năm|giai đoạn)(?:,| và|, và) *$")
_JOINTS = (",", " và")
#: «nguồn vốn chi cho hoạt động báo chí hằng năm và giai đoạn»
_YEARLY_AND = spaced(r",? (?:và )?(?:giai đoạn|trung hạn|dài hạn|0?[35] năm)(?![\w])")
#: «chi trả trợ cấp hằng tháng», «mức lương hằng tháng», «đóng bảo hiểm y tế hằng năm»: how often money is paid, not how often to act
_PAID = spaced(
    r"(?:trợ cấp|phụ cấp|tiền lương|lương hưu|mức lương|học bổng|sinh hoạt phí|học phí|đảng phí|đoàn phí|thù lao|tiền công|thu nhập"
    r"|mức (?:hưởng|đóng|chi|hỗ trợ|trợ cấp)|(?:đóng|hưởng) bảo hiểm)(?: +(?!và\b|báo\b)\w+){0,3} *$"
)
_REPORT = spaced(
    r"(?:báo cáo|tổng kết|sơ kết|kiểm tra|rà soát|tổng hợp|gửi|trước ngày|ngày \d+|định kỳ|cập nhật"
    r"|đánh giá kết quả|lần)[^.;]{0,60}$|(?:^|[.;] *)(?:định kỳ|báo cáo|tổng hợp)\b[^.;]{0,150}$"
)


def cadence(prose: Prose, start: int, end: int, *, field: bool = False) -> Cadence | None:
    """How often, or None. In a `field` («Thời gian: Thường xuyên») the word alone is enough."""
    found = [item for item in _found(prose, start, end) if item]
    if found:
        return found[0]
    return _always(prose, start, end, field)


#: no cadence without one of these
_CUES = ("hằng", "hàng", "mỗi", "từng", "tháng", "lần", "định")
_SIX, _THREE = ("6 ", "sáu "), ("3 ", "ba ")
_COUNTED = tuple(
    (every, Cued(pattern, *cues))
    for every, pattern, cues in (
        ("each-issue", _ISSUE, ("mỗi", "từng")),
        ("half-yearly", _HALF, _SIX),
        ("half-yearly", _SIX_MONTHS, _SIX),
        ("quarterly", _THREE_MONTHS, _THREE),
        ("quarterly", _OF_A_QUARTER, ("tháng",)),
        ("monthly", _OF_NEXT_MONTH, ("tháng",)),
        (None, _TIMES, ("lần",)),
        (None, _REGULAR, ("định",)),
        (None, _PLAIN, ("hằng", "hàng", "mỗi")),
    )
)


def _found(prose: Prose, start: int, end: int) -> list[Cadence]:
    """All counted cadences, those of the smallest period first."""
    find = prose.low.find
    standing = {cue for cue in _CUES if find(cue, start, end) >= 0}
    if not standing:
        return []
    if "tháng" in standing:
        standing.update(cue for cue in (*_SIX, *_THREE) if find(cue, start, end) >= 0)
    order = ["each-issue", "daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]
    items = []
    for every, cued in _COUNTED:
        for match in cued.pattern.finditer(prose.low, start, end) if not standing.isdisjoint(cued.cues) else ():
            if prose.within_quotation(start, match.start()):
                continue  # «phong trào “Mỗi ngày một việc tốt”»: the name of a thing
            if cued.pattern is _PLAIN and _of_a_thing(prose, match.start(), match.end(), start, end):
                continue
            items.append(_make(prose, match.start(), match.end(), every or _PERIODS[match[match.lastgroup or 0]]))
    return sorted(items, key=lambda item: (order.index(item.every), item.start))


def _of_a_thing(prose: Prose, at: int, after: int, start: int, end: int) -> bool:
    """Whether «hằng năm» belongs to a noun: «dự toán ngân sách hằng năm»."""
    before = prose.low[max(start, at - 160) : at]
    if (before.rstrip(" ").endswith(_JOINTS) and _AND_YEARLY.search(before)) or _YEARLY_AND.match(prose.low, after, end):
        return True
    if _PAID.search(before):
        return True
    if _REPORT.search(before) or not before.strip() or re.search(r"[.;:] *$", before):
        return False
    return bool(_PROPERTY.search(before))


def _always(prose: Prose, start: int, end: int, field: bool) -> Cadence | None:
    if field and (at := prose.low.find("thường xuyên", start, end)) >= 0:
        return _make(prose, at, at + 12, "continuous")
    if prose.low.find("xuyên", start, end) < 0:
        return None
    kept = _KEPT_UP.search(prose.low, start, end) or _ASIDE.search(prose.low, start, end)
    if kept and "được" not in kept.group():
        return _make(prose, *kept.span("always"), "continuous")
    for match in _ALWAYS.finditer(prose.low, start, end):
        before = prose.low[max(start, match.start() - 24) : match.start()]
        if _WITH_WHOM.search(prose.low, max(start, match.start() - _LONGEST_HELP), match.start()):
            continue
        if act_at(prose, match.end(), end) and not _ADJECTIVE.search(before) and _OPEN_BEFORE.search(before):
            return _make(prose, match.start(), match.start() + 12, "continuous")
    return None


def _make(prose: Prose, start: int, end: int, every: str) -> Cadence:
    a, b = prose.trim(start, end)
    return Cadence(a, b, prose.text[a:b], every)
