"""Thời hạn: trước ngày, chậm nhất, trong quý, trong 10 ngày kể từ. / Time limits as official texts print them.

A date is a deadline only by the words around it: «trước ngày 15/10/2026», «chậm nhất ngày 15/10», «hoàn thành trong quý III».
The date of a document («Kế hoạch số 12 ngày 15/10/2025»), the start of a force («từ ngày 01/01/2026») and a period
(«giai đoạn 2026 - 2030») are none.
The last day named is the deadline of a unit that names several.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Deadline
from dondoc.reading.dates import Moment, Precision, day, moments

#: «trước», «trước 17 giờ», «trước thời điểm»: the day printed is the first that is too late or the last, as the office rules
_BEFORE = spaced(r"(?:trước|trước khi hết|xong trước|không muộn hơn)(?: +\d{1,2} *(?:giờ|h)(?: *\d{1,2})?(?: *phút)?)?,? *(?:của +)?$")
#: «chậm nhất», «muộn nhất», «hạn cuối», «đến hết», «vào»: the day itself
_BY = spaced(
    r"(?:(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|thời hạn|hạn)(?: +(?:là|vào|đến|trong|hết|báo cáo"
    r"|hoàn thành|gửi|nộp))*(?: +trước)?|đến hết|hết|không quá|(?<!từ )đến(?: +(?:cuối|trước))?"
    r"|cuối|vào|xong(?: +trong)?|hoàn thành|trong)(?: +cuối)?(?: +(?:là|hết|ngày))?[: ]*$"
)
_LATEST = spaced(r"(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|không quá|thời hạn|hạn)\b[^.;]{0,30}$")
_WITHIN = spaced(r"(?:trong|ngay trong|nội trong)(?: +(?:cả|suốt))? *$")
#: «hoàn thành», «báo cáo», «trình», «xong»: doing that can end on a day
_ENDING = spaced(
    r"\b(?:hoàn thành|xong|dứt điểm|kết thúc|báo cáo|trình|gửi|ban hành|bàn giao|tổng hợp|phê duyệt"
    r"|công bố|đưa vào|vận hành|khởi công|khánh thành|thời gian|thời hạn|tiến độ|giải ngân|ký"
    r"|tổ chức|nộp|xử lý|triển khai|phát động|thực hiện|rà soát|đạt|xây dựng)\b"
)
_FINISH = spaced(
    r"\b(?:thông xe|hoàn thành|xong|dứt điểm|kết thúc|đưa vào|vận hành|hạn|chậm nhất|muộn nhất|bàn giao"
    r"|tiến độ|giải ngân|khởi công|khánh thành|thời gian (?:thực hiện|hoàn thành))\b"
)
#: «từ ngày … đến ngày …»: a period of events, not a limit
_FROM = spaced(
    r"(?:(?:từ|kể từ|giai đoạn|suốt|thời kỳ|nhiệm kỳ|niên độ|ký|ban hành)(?: +(?:nay|ngày|năm|tháng|quý))?"
    r"|(?:những|các)(?: +\w+)? +(?:ngày|năm|tháng|quý))[^,;.]{0,26}$"
)
#: «các dự án có kế hoạch hoàn thành năm 2026», «danh mục hoàn thành … vào năm 2030»: it tells which things are meant
_TOLD_OF_A_THING = spaced(r"(?:có kế hoạch|dự kiến|danh mục|mục tiêu|chỉ tiêu) +(?:\w+ +)?hoàn thành[^,;.]{0,50}$")
#: «hằng tháng», «hằng năm» right after: a cadence, whose day is no single date
_REPEATS = spaced(r" *(?:của +)?(?:(?:hằng|hàng|mỗi)\b|năm +(?:liền kề|kế tiếp|tiếp theo|sau)\b)")
#: «Trường hợp đến hết tháng 6/2026 dịch chưa giảm thì …»: the day belongs to the case, not to the work
#: «Thời gian tổ chức Hội thi ngày 30/12»: when a thing takes place, not until when work must be done
_CONDITION = spaced(r"(?:trường hợp|nếu|giả sử)\b[^,;.]{0,66}$|thời gian (?:tổ chức|diễn ra|khai mạc|họp|thi)\b[^,;.:]{0,40}(?:vào )?$")
#: «và các năm tiếp theo», «và những năm sau»: without end
_ENDLESS = spaced(
    r"[ ,]*(?:và|trở đi|trở về|đến nay)(?: +(?:các|những|hằng|hàng|trở))? *(?:năm|tháng|quý|sau|tiếp"
    r"|đi|giai đoạn)?\b"
)
_ENDLESS_YEARS = spaced(r"[ ,]*(?:và (?:các|những|hằng|hàng) năm|trở đi|và giai đoạn)\b")
#: a document's own date or the title of a programme: «của Thủ tướng», «ngày 15/10/2025 của», «đến năm 2030» in a name
_OF = spaced(r" *,? *(?:của|về|quy định|ban hành|tại|\()(?![\w])")
_NAMED = spaced(
    r"(?:số +\S+|[A-ZĐ]{2,}[-/]\S*|luật|nghị quyết|kế hoạch|quyết định|chương trình|chiến lược"
    r"|đề án|quy hoạch|tầm nhìn|giai đoạn|dự án|mục tiêu|thống kê|kỳ|dự toán|vốn|ngân sách|chỉ tiêu"
    r"|nhiệm vụ|kết quả|tình hình|so với)[^,;.]{0,60}$",
    re.IGNORECASE,
)

_COUNT = r"(?P<count>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: *\([^()]{1,30}\))?"
_UNIT = r"(?P<unit>ngày|tuần|tháng|quý|năm|giờ)"
#: «trong thời hạn 10 ngày làm việc kể từ ngày nhận được …», «sau 05 ngày kể từ khi …»
_RELATIVE = spaced(
    rf"(?:trong(?: +(?:thời hạn|thời gian|vòng))?|sau|chậm nhất(?: +là| +sau)?|không quá|thời hạn) +{_COUNT} +{_UNIT}(?P<working>"
    rf" +làm việc)?(?P<event>,? *(?:kể từ|tính từ|từ|sau) +(?:khi|ngày|thời điểm)?[^,;.]{{2,120}})?"
)
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_UNITS = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year", "giờ": "hour"}
_LENGTHS, _LIMITS = tuple(_UNITS), ("trong", "sau", "chậm", "không", "thời")
#: «sau khi Nghị định được ban hành», «theo tiến độ …»: no day can be named
_EVENT = spaced(r"(?:ngay sau|sau|trước) khi [^,;.]{4,120}|trước (?:tết|lễ|kỳ họp|mùa|khai giảng)[^,;.]{2,60}")


def deadline(prose: Prose, start: int, end: int, *, year: int | None, field: bool = False) -> Deadline | None:
    """The time limit in [start, end): the last day named, else one relative to an event, else None.

    `year` stands in where none is printed. In a `field` («Thời gian hoàn thành: …», a cell) a bare date is a limit.
    """
    dated = [limit for limit in _limits(prose, start, end, year, field) if limit.date]
    if dated:
        return max(dated, key=lambda limit: (limit.date or date.min, limit.start))
    if short := _short_day(prose, start, end, year):
        return short
    if field and (bare := _bare_year(prose, start, end) or _bare_day(prose, start, end, year) or _bare_length(prose, start, end)):
        return bare
    return _relative(prose, start, end)


#: between two times of one limit: «tháng 5 và tháng 6 năm 2026», «quý II, quý III», «tháng 4 - 5/2026»
_AND_THEN = spaced(r" *(?:,|;|và|-|–|đến|đến hết|hoặc) *(?:và +)?(?:trong +)?$")


def _limits(prose: Prose, start: int, end: int, year: int | None, field: bool) -> list[Deadline]:
    """Every time that limits; one that only goes on from a limit before it does so too."""
    found: list[Deadline] = []
    for moment in moments(prose.flat, year=year, start=start, end=end):
        limit = _limit(prose, moment, start, end, field)
        before = found[-1] if found else None
        if limit is None and before and moment.last and before.end <= moment.start and _AND_THEN.match(prose.low, before.end, moment.start):
            limit = Deadline(before.start, moment.end, prose.text[before.start : moment.end], before.kind, moment.last)
        if limit:
            found.append(_to_the_last(prose, limit, moment, end))
    return found


#: «quý II, III/2026», «tháng 4 - 5/2026»: the unit is said once
_ALSO = spaced(r" *(?:,|và|-|–|đến) *(?P<number>\d{1,2}|iv|i{1,3}) *(?:/|năm|-) *(?P<year>(?:19|20)\d\d)(?!\d)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _to_the_last(prose: Prose, limit: Deadline, moment: Moment, end: int) -> Deadline:
    """A limit of several months or quarters, whose last one counts."""
    match = _ALSO.match(prose.low, moment.end, end) if moment.precision in {Precision.MONTH, Precision.QUARTER} else None
    if match is None:
        return limit
    number = _ROMAN.get(match["number"]) or (int(match["number"]) if match["number"].isdigit() else 0)
    month = number if moment.precision is Precision.MONTH else 3 * number
    if not 1 <= month <= 12:
        return limit
    last = date(int(match["year"]), month, monthrange(int(match["year"]), month)[1])
    return replace(limit, end=match.end(), text=prose.text[limit.start : match.end()], date=last)


def _limit(prose: Prose, moment: Moment, start: int, end: int, field: bool) -> Deadline | None:
    """The deadline that a moment is, or None."""
    if moment.last is None:
        return None
    before = prose.low[max(start, moment.start - 70) : moment.start]
    after = prose.low[moment.end : min(end, moment.end + 90)]
    if _REPEATS.match(after) or _ENDLESS_YEARS.match(after) or _CONDITION.search(before):
        return None
    kind = _kind(before, after, moment, field)
    if kind is None:
        return None
    cue = _cue(before)
    begin = moment.start - cue
    return Deadline(begin, moment.end, prose.text[begin : moment.end], kind, moment.last)


def _kind(before: str, after: str, moment: Moment, field: bool) -> str | None:
    """before, by, within, or None when the moment is no limit."""
    if _BEFORE.search(before):
        return "before"
    if _LATEST.search(before):
        return "by"
    if field:
        return _field_kind(before, moment)
    if moment.precision is Precision.DAY:
        return _day_kind(before, after)
    return _period_kind(before, after, moment)


def _field_kind(before: str, moment: Moment) -> str | None:
    """In a cell or after «Thời gian:» every date limits, but not the first of a range."""
    if re.search(r"(?:từ|kể từ|số \S+)(?: +ngày)? *$", before):
        return None
    return "by" if moment.precision is Precision.DAY else "within"


def _day_kind(before: str, after: str) -> str | None:
    """«đến ngày 15/10», «vào ngày 15/10», «xong ngày 15/10»; never «Kế hoạch số 1 ngày 15/10»."""
    if _OF.match(after) or re.search(r"(?:số +\S+|\S*/\S+)(?:,? *)$", before):
        return None
    if re.search(r"thời gian\b[^.;]{0,50}$", before):
        return "by"
    if re.search(
        r"(?:đến|đến hết|hết|vào|ngay trong|nội trong|trong|xong|xong trong|hoàn thành(?: +(?:xong|vào|trong|dứt điểm))*"
        r"|tổ chức)(?: +ngày)? *$",
        before,
    ) and not _FROM.search(before):
        return "by"
    return None


def _period_kind(before: str, after: str, moment: Moment) -> str | None:
    """«trong quý III», «hoàn thành năm 2026», «đến năm 2030, hoàn thành …»."""
    if (_FROM.search(before) and not _WITHIN.search(before)) or _TOLD_OF_A_THING.search(before):
        return None
    if _WITHIN.search(before):
        year_alone = moment.precision is Precision.YEAR
        return "within" if not year_alone or _FINISH.search(before) or re.match(r" *(?:[.;(]|$)", after) else None
    if re.search(
        r"(?:vào|xong|hoàn thành|thông xe(?: kỹ thuật)?|khánh thành|khởi công|dứt điểm|xong trong|hết|đến hết|chậm nhất|trong"
        r"|vào cuối|cuối)(?: +cuối)? *$",
        before,
    ) and _FINISH.search(before + "xong " * bool(re.search(r"(?:đến hết|chậm nhất) *$", before))):
        return "within"
    if re.search(r"(?:^|[.;:] *|, *)(?:đến|phấn đấu đến)(?: +hết| +cuối)? *$", before) and re.match(
        r" *,? *(?:phải )?(?:cơ bản )?hoàn thành"
        r"| *, *(?:sở|bộ|ban|ủy ban|ubnd|công an|các|phòng|tỉnh|huyện|xã|thành phố)\b[^,;.]* hoàn thành",
        after,
    ):
        return "by"
    return None


def _cue(before: str) -> int:
    """Length of the words before the date that belong to the limit."""
    match = re.search(
        r"(?:(?:hoàn thành|xong|chậm nhất|muộn nhất|hạn cuối|hạn chót|thời hạn|đến hết|đến|hết"
        r"|vào|trong|trước|là|cuối)[ :]+(?:\d{1,2} *giờ[^.;]{0,12})?)+$",
        before,
    )
    return len(match.group()) if match else 0


def _bare_year(prose: Prose, start: int, end: int) -> Deadline | None:
    """A cell that holds a year alone: «2026»."""
    match = re.fullmatch(r"(?:năm +)?((?:19|20)\d{2})[.;]?", prose.low[start:end].strip())
    if not match:
        return None
    a, b = prose.trim(start, end)
    return Deadline(a, b, prose.text[a:b], "within", date(int(match.group(1)), 12, 31))


_DAY_ALONE = spaced(r"(?P<cue>(?:hoàn thành |xong )*trước |chậm nhất |hoàn thành |xong )?(?P<day>\d{1,2})/(?P<month>\d{1,2})[.;]?")


#: «hoàn thành trước 31/3», «chậm nhất 15/4»: a day without the word
_SHORT_DAY = spaced(
    r"(?<![\w])(?P<cue>(?:xong )?trước|chậm nhất(?: là)?|muộn nhất(?: là)?) (?P<day>\d{1,2})/(?P<month>\d{1,2})(?= *[.,;)]| *$)"
)
_SHORT_CUES = ("trước ", "nhất ")


def _short_day(prose: Prose, start: int, end: int, year: int | None) -> Deadline | None:
    """A day and month alone behind «trước», «chậm nhất», where a stop follows."""
    match = _SHORT_DAY.search(prose.low, start, end) if year and stands(_SHORT_CUES, prose.low, start, end) else None
    found = day(year, int(match["month"]), int(match["day"])) if match and year else None
    if match is None or found is None:
        return None
    a, b = match.span()
    return Deadline(a, b, prose.text[a:b], "before" if "trước" in match["cue"] else "by", found)


def _bare_day(prose: Prose, start: int, end: int, year: int | None) -> Deadline | None:
    """A cell that holds a day without its year: «Xong trước 10/4»."""
    a, b = prose.trim(start, end)
    match = _DAY_ALONE.fullmatch(prose.low, a, b)
    if match is None or year is None:
        return None
    day, month = int(match["day"]), int(match["month"])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Deadline(a, b, prose.text[a:b], "before" if "trước" in (match["cue"] or "") else "by", date(year, month, day))


_LENGTH_ALONE = spaced(
    rf"{_COUNT} +{_UNIT}(?P<working> +làm việc)?(?P<event>,? *(?:kể từ|tính từ|từ|sau) +(?:khi|ngày|thời điểm)?[^,;.]{{2,120}})?[.;]?"
)


def _bare_length(prose: Prose, start: int, end: int) -> Deadline | None:
    """A cell that holds a length of time: «05 ngày kể từ ngày ký hợp đồng»."""
    a, b = prose.trim(start, end)
    match = _LENGTH_ALONE.fullmatch(prose.low, a, b)
    if match is None or not (match["count"].isdigit() or match["count"] in _NUMBERS):
        return None
    count = _NUMBERS.get(match["count"]) or int(match["count"])
    event = prose.text[match.start("event") : match.end("event")].strip(" ,") if match["event"] else None
    return Deadline(a, b, prose.text[a:b], "relative", None, count, _UNITS[match["unit"]], bool(match["working"]), event)


def _relative(prose: Prose, start: int, end: int) -> Deadline | None:
    """«trong 10 ngày làm việc kể từ …», «sau khi …»."""
    low = prose.low
    match = _RELATIVE.search(low, start, end) if stands(_LENGTHS, low, start, end) and stands(_LIMITS, low, start, end) else None
    if match and (match["event"] or match["unit"] in {"ngày", "giờ"}):
        count = _NUMBERS.get(match["count"]) or int(match["count"]) if match["count"].isdigit() or match["count"] in _NUMBERS else None
        event = prose.text[match.start("event") : match.end("event")].strip(" ,") if match["event"] else None
        found = Deadline(match.start(), match.end(), "", "relative", None, count, _UNITS[match["unit"]], bool(match["working"]), event)
        return replace(found, text=prose.text[found.start : found.end])
    match = _EVENT.search(low, start, end) if stands(("khi", "trước"), low, start, end) else None
    if match and re.search(r"hoàn thành|thời gian|xong|báo cáo|gửi", prose.low[max(start, match.start() - 40) : match.start()] or ""):
        return Deadline(
            match.start(),
            match.end(),
            prose.text[match.start() : match.end()],
            "relative",
            event=prose.text[match.start() : match.end()],
        )
    return None
