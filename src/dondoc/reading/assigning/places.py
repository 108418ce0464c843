"""Chỗ đứng của một mục: nhiệm vụ, đánh giá, mục đích, yêu cầu, phạm vi, quy phạm. / What kind of place a heading opens.

The same words give work in one place and none in another: «Đẩy mạnh tuyên truyền» under «Nhiệm vụ» is an order, under «Kết quả đạt được»
a report, under «Mục đích» an aim.
"""

from __future__ import annotations

import re
from enum import StrEnum

from dondoc.reading.assigning.words import spaced
from dondoc.reading.lines import lowered
from dondoc.reading.patterns import lazy


class Place(StrEnum):
    """What a section is for."""

    WORK = "work"  # nhiệm vụ, giải pháp, tổ chức thực hiện
    FINDING = "finding"  # đánh giá, kết quả, tồn tại
    PURPOSE = "purpose"  # mục đích, mục tiêu
    DEMAND = "demand"  # yêu cầu
    WHOM = "whom"  # đối tượng, thành phần
    SCOPE = "scope"  # đối tượng, thời gian, kinh phí
    RULE = "rule"  # điều khoản quy phạm


#: «I. ĐÁNH GIÁ CHUNG», «Kết quả đạt được», «Tồn tại, hạn chế», «Nguyên nhân»
_FINDING = spaced(
    r"(?:một số |những |các |về )*(?:đánh giá|nhận định|tình hình|kết quả|ưu điểm|thành tựu|tồn tại"
    r"|hạn chế|khuyết điểm|thuận lợi|khó khăn|nguyên nhân|bài học|bối cảnh|thực trạng|sự cần thiết"
    r"|dự báo (?:những|các|tình hình|tác động|nhu cầu|một số|khả năng|xu hướng)"
    r"|đặc điểm|căn cứ|cơ sở (?:pháp lý|chính trị|thực tiễn)|khái quát|thông tin chung|công tác chỉ đạo, điều hành đã)\b"
)
_FINDING_LATER = spaced(
    r"(?:trong thời gian qua|thời gian vừa qua|kết quả (?:đạt được|thực hiện)|đã đạt được|từ tháng [\d/]+ đến nay"
    r"|năm \d{4} (?:đã|đạt))"
)
#: «Mục đích», «Mục tiêu cụ thể», «Quan điểm», «Chỉ tiêu»
_PURPOSE = spaced(
    r"(?:một số |những |các |về )*(?:mục đích|mục tiêu|quan điểm|ý nghĩa|chỉ tiêu|tầm nhìn|chủ đề"
    r"|khẩu hiệu|phương châm)\b"
)
#: «Mục đích, yêu cầu» opens both: its parts decide
_BOTH = spaced(r"mục đích(?:,| và| -|;)?(?: ý nghĩa,?)? *(?:và )?yêu cầu")
#: «2. Yêu cầu», «Yêu cầu chung»
_DEMAND = spaced(r"(?:một số |những |các )*yêu cầu\b")
#: what a thing must be, not what anybody must do: «Yêu cầu kỹ thuật», «Yêu cầu chung khi thiết kế hệ thống», «Yêu cầu về trình độ»
_OF_A_THING = spaced(
    r"(?:một số |những |các )*yêu cầu\b.*\b(?:chức năng|kỹ thuật|thiết kế|hệ thống|phần mềm|thiết bị|trình độ|chuyên môn|năng lực"
    r"|kinh nghiệm|tính năng|chất lượng sản phẩm|hồ sơ|thể thức)\b"
)
#: «Đối tượng thi đua», «Thành phần»: whom a plan concerns
_WHOM = spaced(r"(?:các |về )*(?:đối tượng|thành phần)\b(?!.*(?:nội dung|nhiệm vụ|thời gian|địa điểm|phạm vi|hình thức))")
#: «Đối tượng», «Phạm vi», «Thời gian thực hiện», «Kinh phí», «Nguyên tắc», «Hình thức khen thưởng»
_SCOPE = spaced(
    r"(?:một số |những |các |về |nguồn )*(?:đối tượng|phạm vi|thời gian|địa điểm|thành phần|kinh phí"
    r"|nguồn lực|nguồn vốn|nguồn kinh phí|tiêu chí|tiêu chuẩn|điều kiện|nguyên tắc|giải thích"
    r"|khái niệm|hình thức khen|cơ cấu|số lượng|phương pháp|lộ trình|hiệu lực|điều khoản|khung"
    r"|hồ sơ|trình tự|thủ tục|căn cứ|quy trình|bản tin|báo cáo|đề cương|tài liệu|kết cấu|chuyên đề"
    r"|biểu mẫu|mẫu|danh mục|chương trình hội nghị|vị trí|chức năng|nhiệm vụ và quyền hạn|nhiệm vụ, quyền hạn"
    r"|quyền hạn|quyền|tổng mức|quy mô|chế độ|mức)\b"
)
#: «Nhiệm vụ trọng tâm», «Giải pháp», «Nội dung», «Tổ chức thực hiện», «Phân công», «Trách nhiệm của …»
_WORK = spaced(
    r"(?:một số |những |các |về |phương hướng,? |nội dung,? |chủ trương,? |định hướng,? )*(?:nhiệm vụ"
    r"|giải pháp|nội dung|tổ chức (?:thực hiện|triển khai|thi hành)|triển khai thực hiện|phân công"
    r"|trách nhiệm|biện pháp|phương hướng|hình thức|kiến nghị|đề xuất|ý kiến chỉ đạo|giao)\b"
)
#: only these turn a report to what is to be done
_TURN = spaced(r"(?:một số |những |các |về )*(?:phương hướng|nhiệm vụ|giải pháp|tổ chức thực hiện|biện pháp|định hướng|yêu cầu)\b")

#: in a rule only these give jobs
_DUTY = lazy(
    r"(?:tổ chức (?:thực hiện|thi hành|triển khai)|triển khai thực hiện|trách nhiệm|phân công|giao"
    r"|điều khoản thi hành)\b"
)

#: kinds whose articles are rules, not orders of the day
NORMATIVE = frozenset({"QĐ", "QyĐ", "QC", "TT", "TTLT", "NĐ", "L", "PL", "HP", "VBHN", "ĐL", "BL", "QT"})
#: kinds that tell and ask, upward or about the past
TELLING = frozenset({"BC", "TTr", "BB", "GM", "GGT", "TN"})

#: «Trách nhiệm của Sở Nội vụ», «Nhiệm vụ của các huyện ủy», «Đối với Ủy ban nhân dân các xã», «2. Yêu cầu đối với Công ty Đông Lĩnh»,
#: «Kiến nghị với Ủy ban nhân dân phường»: the heading names who
OWNER = spaced(
    r"(?:trách nhiệm|nhiệm vụ(?:,? (?:và )?quyền hạn)?|phân công|công việc|phần việc)(?: thực hiện| tổ chức thực hiện"
    r"| cụ thể)? (?:của|cho|đối với)(?: +các)?(?= +\w)|đối với(?= +\w)|giao(?: cho)?(?= +\w)"
    r"|trách nhiệm(?= +(?:các|sở|ủy ban|uỷ ban|ban|công an|văn phòng|cơ quan)\b)"
    r"|về phía(?= +\w)"
    r"|(?:một số )?(?:yêu cầu|kiến nghị|đề nghị|lưu ý)(?: cụ thể)? (?:đối với|với)(?: +các)?(?= +\w)"
)


#: a rule carries its year in its symbol: «12/2025/NQ-CP», «37/2026/QĐ-UBND»; an order of the day does not: «388/NQ-CP»
_WITH_YEAR = lazy(r"[\d.]+/(?:19|20)\d\d(?:/|$)")


#: «Phê duyệt Chiến lược …», «Về việc ban hành Kế hoạch …»: what is decided is a plan, whose clauses give work as a plan's do
_OF_A_PLAN = spaced(
    r"(?:về )?(?:việc )?(?:phê duyệt|ban hành)(?: điều chỉnh| bổ sung)? (?:chiến lược|đề án|kế hoạch|chương trình|phương án)\b"
    r"(?! (?:sử dụng đất|đấu giá|giáo dục phổ thông|đào tạo trình độ|khung))"
)


def bears_year(symbol: str | None) -> bool:
    """Whether a symbol is that of a rule: «12/2025/QĐ-UBND»."""
    return bool(_WITH_YEAR.match(symbol or ""))


#: a resolution that guides the courts or sets rules, though a scan has spoilt its symbol: «Hướng dẫn áp dụng Điều 214 …»
_OF_A_RULE = spaced(r"(?:về )?(?:việc )?(?:hướng dẫn áp dụng|quy định|ban hành quy (?:định|chế)|sửa đổi, bổ sung)\b")


def opening(kind: str | None, symbol: str | None, subject: str | None = None, *, council: bool = False) -> Place:
    """The place in which a document of this kind begins. `council`: a People's Council speaks, whose resolution lost its symbol."""
    if kind == "QĐ" and _OF_A_PLAN.match(lowered(subject or "")):
        return Place.WORK
    if kind in NORMATIVE or _WITH_YEAR.match(symbol or "") or (kind == "NQ" and symbol and re.search(r"HĐND|QH\d|UBTVQH|HĐTP", symbol)):
        return Place.RULE
    if kind == "NQ" and "NQ/" not in (symbol or "") and (_OF_A_RULE.match(lowered(subject or "")) or (not symbol and council)):
        return Place.RULE
    return Place.FINDING if kind in TELLING else Place.WORK


#: «Nhiệm vụ và quyền hạn của Đoàn kiểm tra»: what a team set up by this very document has to do; of an office it tells its powers
_OF_A_TEAM = spaced(
    r"nhiệm vụ(?:,| và|, và)? quyền hạn (?:cụ thể )?của (?:đoàn|tổ|ban chỉ đạo|tiểu ban|hội đồng (?:thẩm định|nghiệm thu|xét))\b"
)


#: so much of a heading is looked at
_LONGEST_HEADING = 160


def place_of(heading: str, above: Place) -> Place | None:
    """The place that a heading (lower case, without marker) opens below `above`; None when it says nothing of it."""
    words = heading.strip(" .:;-–")
    if above is Place.FINDING and not _TURN.match(words):
        return None
    if above is Place.RULE and not _OF_A_TEAM.match(words) and (_DEMAND.match(words) or (_WORK.match(words) and not _DUTY.match(words))):
        return None
    for place, pattern in ((Place.WORK, _OF_A_TEAM), (Place.PURPOSE, _BOTH), (Place.SCOPE, _OF_A_THING)):
        if pattern.match(words[:_LONGEST_HEADING]):
            return place
    for place, pattern in (
        (Place.DEMAND, _DEMAND),
        (Place.PURPOSE, _PURPOSE),
        (Place.FINDING, _FINDING),
        (Place.WHOM, _WHOM),
        (Place.SCOPE, _SCOPE),
    ):
        if pattern.match(words):
            return place
    if _FINDING_LATER.search(words[:_LONGEST_HEADING]):
        return Place.FINDING
    return Place.WORK if _WORK.match(words) else None


_RULES = lazy(r"(?:^|\n)[\s*_|]*(?:QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY|QUY TRÌNH)[\s*_|]*(?:\n|$)")
_PLANS = lazy(
    r"(?:^|\n)[\s*_|]*(?:(?:KẾ HOẠCH|CHƯƠNG TRÌNH)(?: HÀNH ĐỘNG| CÔNG TÁC)?|ĐỀ ÁN|PHƯƠNG ÁN|CHIẾN LƯỢC)[\s*_|]*(?:\n"
    r"|$)"
)


def annexed(before: str) -> Place | None:
    """The place that an annex opens, from the title printed before its first clause: «QUY CHẾ», «KẾ HOẠCH»."""
    if _RULES.search(before):
        return Place.RULE
    return Place.WORK if _PLANS.search(before) else None
