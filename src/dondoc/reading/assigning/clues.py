"""Dấu hiệu nhỏ: phải, khẩn trương, rà soát. / Small clues: must, how, what; and words that only look like deeds."""

from __future__ import annotations

from dondoc.reading.assigning.lexicon import Lexicon
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import ACTS, MANNERS, MODALS, NOT_DEEDS, SAYINGS, WEAK_MANNERS, spaced
from dondoc.reading.patterns import lazy

END = r"(?![\w])"
MODAL = Lexicon(MODALS)
SAYING = Lexicon(SAYINGS)
_ACT = Lexicon(ACTS)
_DEED = Lexicon(ACTS, MANNERS)
_WEAK = Lexicon(WEAK_MANNERS)
_LATER = Lexicon(ACTS, MANNERS, MODALS)
_NOT_DEED = Lexicon(NOT_DEEDS)
#: «có văn bản», «có biện pháp», «có trách nhiệm»: having is then a deed
HAVING = spaced(
    r"là +(?:cơ quan +|đơn vị +|bộ phận +)?đầu mối\b"
    r"|có +(?:(?:các|những|một số) +)?(?:trách nhiệm|nhiệm vụ|văn bản|kế hoạch|biện pháp|giải pháp|phương án|hình thức|cơ chế|lộ trình"
    r"|báo cáo|chương trình"
    r"|ý kiến bằng văn bản|công văn|thông báo|đề xuất|hướng dẫn|chính sách)\b"
)
#: «được giao nhiệm vụ chủ động …»: the relative clause of the body, then its deed
THROUGH = spaced(
    r"được (?:giao|phân công)(?: nhiệm vụ| chủ trì| thực hiện)* (?:chủ động|khẩn trương|có trách nhiệm"
    r"|phải|tiếp tục)\b"
)
#: «theo chức năng, nhiệm vụ», «căn cứ Kế hoạch này», «trên cơ sở …», «trong phạm vi …»: an adjunct between body and deed
BETWEEN = spaced(
    r"(?:, *)?(?:theo|căn cứ|trên cơ sở|trong phạm vi|trong quá trình|trong|với|thông qua|từ"
    r"|định kỳ|hằng|hàng|chậm nhất|trước ngày|trên tinh thần|với tinh thần|trên nguyên tắc|qua|bằng|mỗi|tùy|tuỳ|ngoài|khi|nếu"
    r"|sau khi|đồng thời|có|là cơ quan|phối hợp)\b"
)
PAST = spaced(r"(?:đã|đang|vừa|mới|luôn|vẫn|chưa|còn|bị)\b(?! được giao)")
#: «…, cần tập trung đề xuất …»: the doer is left unsaid
CAN = spaced(r"(?:cần phải|cần|phải)(?= \w)")


_WORD_START = lazy(r"[, ](?=\w)")
#: how far after an adjunct its deed may stand
_REACH = 400


def deed_later(prose: Prose, at: int, end: int) -> bool:
    """Whether a deed follows the adjunct: «theo chức năng, nhiệm vụ …, chỉ đạo …»."""
    stop = min(end, at + _REACH)
    return any(_LATER.reach(prose.low, word.end(), end) for word in _WORD_START.finditer(prose.low, at, stop))


def longer_deed(prose: Prose, span: tuple[int, int], end: int) -> bool:
    """«Báo cáo …»: what looked like a body is the first half of a deed."""
    return _ACT.reach(prose.low, span[0], end) > span[1]


#: what is not to be done: «Không gây ảnh hưởng đến …», «Tuyệt đối không để xảy ra …», «Không tự ý điều chỉnh …»
_NEVER = spaced(
    r"(?:tuyệt đối |kiên quyết |nhất thiết )?không +(?:được +|để +)?(?:gây|để|làm|tự ý|tự tiện|lợi dụng|xảy ra|bỏ sót|đùn đẩy|né tránh"
    r"|chủ quan|lơ là|nhận|cho phép|phát sinh|gián đoạn|ảnh hưởng|chồng chéo)\b"
)
#: when, before the deed: «trước ngày 25 hằng tháng tổng hợp …», «trong quý I năm 2026 hoàn thành …», «đầu năm 2026 rà soát …»
_DAY = r"(?:ngày|tuần|tháng|quý|quí|năm|kỳ|giờ) +(?:[\d/.-]{1,10}|[ivx]{1,4}|này|một|nhất|đầu|cuối)"
_EACH = r"(?: +(?:của +)?(?:hằng|hàng|mỗi) +(?:tuần|tháng|quý|năm))"
_WHEN = spaced(
    rf"(?:(?:chậm nhất|muộn nhất|trước|vào|đến|từ nay đến|trong|ngay trong|đầu|cuối|giữa|hết)(?: +(?:là|vào|trước|hết|trong|đầu|cuối))* +)+"
    rf"{_DAY}(?:,? +(?:tháng|quý|năm) +[\d/]{{1,7}})*{_EACH}?,? *(?=\w)"
)


#: the first letters of these three
_HAVING_BEGINS, _NEVER_BEGINS, _WHEN_BEGINS = frozenset("lc"), frozenset("tkn"), frozenset("cmtvđnhg")


def deed_at(prose: Prose, at: int, end: int) -> bool:
    """Whether a deed begins here, perhaps after weak words of manner: «hằng năm, định kỳ rà soát»."""
    for _ in range(4):
        begins = prose.low[at : at + 1]
        if (
            _DEED.reach(prose.low, at, end)
            or (begins in _HAVING_BEGINS and HAVING.match(prose.low, at, end))
            or (begins in _NEVER_BEGINS and _NEVER.match(prose.low, at, end))
        ):
            return True
        when = _WHEN.match(prose.low, at, end) if begins in _WHEN_BEGINS else None
        weak = _WEAK.reach(prose.low, at, end) or (when.end() if when else 0)
        if not weak:
            return False
        at = weak
        while at < end and prose.low[at] in ", ":
            at += 1
    return False


def act_at(prose: Prose, at: int, end: int) -> bool:
    """Whether a deed proper begins here, no word of manner."""
    return bool(_ACT.reach(prose.low, at, end))


#: «Tổ chức, phân công cán bộ trực», «Tổ chức, hướng dẫn thu gom»: two deeds; «Tổ chức, cá nhân …» are bodies
_DEED_TOO = (
    r"(?:phân công|triển khai|thực hiện|chỉ đạo|hướng dẫn|kiểm tra|quản lý|điều hành|vận hành|bố trí|sắp xếp|phối hợp|quán triệt|giám sát"
    r"|xây dựng|rà soát|duy trì|phát động|theo dõi|lãnh đạo|động viên|tuyên truyền|vận động|tham gia)"
)
#: «Báo cáo số 12/BC-…», «Tổ chức, cá nhân …», «Quy định về …», «Đạt 41% dự toán»: names of things and figures, not deeds
_NOUN = spaced(
    r"(?:ban hành(?= kèm theo)|sửa đổi(?:, bổ sung)?(?= (?:khoản|điều|điểm|một số điều|tên))"
    r"|đạt(?= +(?:khoảng |trên |hơn |gần |xấp xỉ )?\d[\d.,]*(?: ?%| (?:tỷ|triệu|nghìn|điểm|tấn|lượt)))"
    r"|thay thế(?= (?:các )?(?:cụm từ|từ|mẫu|phụ lục))"
    r"|bãi bỏ(?= (?:khoản|điều|điểm|quy định|cụm từ|các|một số|toàn bộ|quyết định|nghị quyết))|quy định(?= mức)|"
    r"phấn đấu(?= +(?:đến|có|đạt|trên|từ|tỷ lệ|tối thiểu|ít nhất|\d))|báo cáo(?= +(?:số|này"
    r"|của|tài chính|tổng hợp kết quả))|tổ chức(?= *(?:,(?! *" + _DEED_TOO + r")|và cá nhân|đảng|đoàn thể|chính trị|bộ máy"
    r"|có|được|nào))|thông tin(?= +(?:về|của|liên|chi tiết|trên|này|được|cá nhân|tại))|quy định(?= +(?:về"
    r"|tại|của|này|số|chi tiết))"
    r"|quyết định(?= +(?:số|này|của|về))|kế hoạch|thực hiện(?= +(?:nghị quyết|quyết định|công văn"
    r"|chỉ thị|kế hoạch|kết luận|thông báo|chương trình|luật|văn bản|công điện|thông tư|nghị định"
    r"|hướng dẫn|ý kiến)\b.{0,400}?(?:như sau|ban hành|xây dựng|báo cáo)\b)"
    r"|hướng dẫn(?= +(?:số|này|của))|đề nghị(?= +(?:số|của|tại))|yêu cầu(?= +(?:về|của|đối))"
    r"|hợp tác xã|đầu tư công\b|học sinh|sản xuất(?= +kinh doanh (?:là|của|trong))|công bố(?= +của)"
    r"|phòng +(?:[A-ZĐ]|chuyên))"
)
#: «Xác định … là nhiệm vụ chính trị quan trọng»: a view, no deed
_VIEW = spaced(
    r"(?:xác định|coi|xem) [^.;:]{0,160}? là (?:một trong |những |nhiệm vụ|trách nhiệm|khâu|yếu tố"
    r"|động lực|mục tiêu|nền tảng|việc làm)"
)


def is_view(prose: Prose, start: int, end: int) -> bool:
    """Whether a sentence only says how a matter is seen."""
    return bool(_VIEW.match(prose.low, start, end))


#: «Thống nhất phương án hỗ trợ như đề xuất của Phòng Kinh tế»: what is agreed to, no work
_AGREED = spaced(r"thống nhất\b[^.;:]{3,160}? (?:như|theo) (?:đề xuất|đề nghị|báo cáo|tờ trình|ý kiến|dự thảo|nội dung trình)\b")


def is_agreed(prose: Prose, at: int, end: int) -> bool:
    """Whether a sentence only agrees to what was proposed."""
    return prose.low.startswith("thống", at) and bool(_AGREED.match(prose.low, at, end))


def is_thing(prose: Prose, at: int, end: int) -> bool:
    return bool(_NOUN.match(prose.low, at, end) or _NOT_DEED.reach(prose.low, at, end) or _VIEW.match(prose.low, at, end)) or is_agreed(
        prose, at, end
    )


#: «Chủ tịch các tỉnh …, trong đó trọng tâm là các tỉnh: …:»
ASIDE = spaced(r", *(?:trong đó|nhất là|đặc biệt là|bao gồm)[^.;]*: *$")


def skip(prose: Prose, at: int, end: int) -> int:
    while at < end and prose.flat[at] == " ":
        at += 1
    return at
