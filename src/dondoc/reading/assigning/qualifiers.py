"""Điều nói thêm bên cạnh tên cơ quan. / What tells more about a body beside its name: its purpose, which of many, how far down.

«Ban Chỉ đạo phòng, chống tham nhũng tỉnh», «Các địa phương chưa ban hành kế hoạch | khẩn trương …», «Ngành Nội vụ từ tỉnh đến cơ sở».
"""

from __future__ import annotations

import re

from dondoc.reading.assigning.endings import skip, verb
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced
from dondoc.reading.lines import LOWER, UPPER

#: «Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh», «Chi cục Phòng, chống tệ nạn xã hội»
_EVIL = (
    r"(?:tham nhũng|lãng phí|tiêu cực|thiên tai|tội phạm|tệ nạn xã hội|ma túy|mại dâm|mua bán người|dịch bệnh|dịch|cháy rừng"
    r"|buôn lậu|gian lận"
    r" thương mại|hàng giả|lụt bão|bão lụt|hạn hán|tác hại (?:của )?thuốc lá|rửa tiền|cháy nổ|bạo lực gia đình|đuối nước|HIV"
    r"|bệnh nghề nghiệp)"
)
AGAINST_WHAT = spaced(
    rf"(?:phòng *,? *chống|chống) {_EVIL}(?:(?:, | và |, chống ){_EVIL})*(?:(?:, | và )tìm kiếm,? cứu nạn)?(?![\w])", re.IGNORECASE
)

#: bodies set up for a purpose, which is written small: «Ban Chỉ đạo phát triển du lịch | có trách nhiệm …», «Tổ công tác triển khai
#: Đề án 06 | khẩn trương …»; what follows must be sure: a must, a manner, «chủ trì», «định kỳ»
_FOR_A_PURPOSE = frozenset(
    (
        "ban chỉ đạo",
        "ban tổ chức",
        "ban vận động",
        "tổ công tác",
        "tổ giúp việc",
        "tổ chỉ đạo",
        "tiểu ban",
        "đoàn công tác",
        "hội đồng",
        "quỹ",
    )
)
_PURPOSE = spaced(
    r" (?:thi đua|phòng, chống|phòng chống|phát triển|xây dựng|thi hành|thực hiện|triển khai|cải cách|chuyển đổi|chống|ứng phó"
    r"|giảm nghèo|tổng điều tra"
    r"|tổng kết|sắp xếp|đổi mới|bảo vệ|giải phóng|quản lý|tháo gỡ|hỗ trợ|bảo trợ|đền ơn|khuyến học|thẩm định|nghiệm thu|xét"
    r"|tuyển|thi đua|giám sát"
    r"|kiểm tra|rà soát|tìm kiếm|thu hồi|đầu tư)\b(?:[^,.;:()]|, (?:chống|lãng phí|tiêu cực|tội phạm|tệ nạn"
    r"|cứu nạn)){0,80}? (?=(?:có trách nhiệm|chịu trách nhiệm|phải|cần|khẩn trương|chủ động"
    r"|tiếp tục|kịp thời|thường xuyên|định kỳ|chủ trì|phối hợp|tham mưu|nghiêm túc|tập trung|cử|hằng (?:năm|quý|tháng)"
    r"|hàng (?:năm|quý|tháng)|họp)\b)"
)


def for_a_purpose(prose: Prose, word: str, at: int, end: int) -> int:
    """Where the purpose of a body named by `word` ends, 0 when none follows."""
    match = _PURPOSE.match(prose.low, at, end) if word in _FOR_A_PURPOSE else None
    return prose.trim(at, match.end())[1] if match else 0


#: «Các cơ quan | được phân công chủ trì thực hiện nhiệm vụ | có trách nhiệm …»
_RELATIVE = spaced(
    r" +được (?:giao|phân công)\b(?:[^,.;:()]|, (?=(?:điểm|khoản|mục|điều|đầu mối|phối hợp)\b)){0,120}?"
    r"(?= +(?:có trách nhiệm|chịu trách nhiệm|phải|cần|chủ động|khẩn trương|tiếp tục|nghiêm túc|lập|xây dựng)\b|,)"
)
#: «Các địa phương | chưa ban hành kế hoạch | khẩn trương …», «Các đơn vị | có tàu thuyền hoạt động trên biển | phải …»
_SUCH_AS = spaced(
    r" +(?:(?:có(?! +(?:trách nhiệm|nhiệm vụ|văn bản|kế hoạch|biện pháp|giải pháp|phương án|hình thức|cơ chế|báo cáo|ý kiến))|còn|chưa|đã"
    r"|đang|đóng trên|hoạt động|không|nơi|nằm|được (?:cấp|phê duyệt|lựa chọn|hỗ trợ|cho phép))\b"
    r"(?:[^,.;:()]|, (?=khai thác|sử dụng|kinh doanh|sản xuất|vận chuyển|chế biến)){1,90}? "
    r"(?=(?:thì|có trách nhiệm|chịu trách nhiệm|phải|cần|chủ động|khẩn trương|nghiêm túc|kịp thời"
    r"|tiếp tục|tập trung|tích cực|thường xuyên)\b)"
    r"|(?:tổ chức lập|lập|trình|ban hành|chủ trì soạn thảo|tiếp nhận|soạn thảo|thẩm định|quản lý|sử dụng|vận hành|giải quyết"
    r"|xử lý|tham mưu)\b[^,.;:()]{0,45}? "
    r"(?=(?:có trách nhiệm|chịu trách nhiệm|phải|cần)\b))"
)
#: of whom a relative clause tells which: «các địa phương …», «đơn vị …»; a name needs none
_WHICH = spaced(r"(?:các|những|mọi|mỗi|cơ quan|đơn vị|bộ phận|tổ chức|cá nhân|người|cán bộ|doanh nghiệp|cơ sở|hộ|chủ)\b")


def _last_item(prose: Prose, at: int, end: int) -> int:
    """Where the last body of a list begins: «Sở Xây dựng, các địa phương, | các đơn vị đang thi công …»."""
    cut = max(prose.low.rfind(", ", at, end) + 2, prose.low.rfind(" và ", at, end) + 4)
    return cut if cut > 3 else at


#: «Ngành Nội vụ từ trung ương đến cơ sở»
_FROM_TO = spaced(
    r" +từ (?:trung ương|tỉnh|thành phố|cấp tỉnh|huyện|cấp trên)(?: (?:đến|tới|xuống) (?:các )?(?:cấp )?"
    r"(?:cơ sở|địa phương|tỉnh|huyện|xã|phường|thôn|bản))+(?![\w])"
)


#: «các cơ quan chủ trì | dự án, tiểu dự án | , các đơn vị …»: of what they are in charge
_SURE = r"(?:khẩn trương|chủ động|phải|cần|có trách nhiệm|theo chức năng|nghiêm túc|tập trung|tiếp tục|kịp thời|nâng cao)\b"
_OF_WHAT = (
    r" (?:(?:quản lý|thực hiện|giao) )?(?:\d{1,2} |các |những )?(?:kế hoạch|dự án|tiểu dự án|chương trình|nhiệm vụ|đề án|nội dung|hợp phần"
    r"|chính sách|công trình)(?: \w+){0,5}?(?:, (?:tiểu dự án|nội dung|nhiệm vụ|đề án|hợp phần|dự án)(?: \w+){0,3}?){0,3}"
    rf"(?=(?:, | và )(?:các|những) [^.;:]{{0,300}}? {_SURE}| {_SURE})"
)
_CHARGED = spaced(_OF_WHAT)
_CHARGED_LATER = spaced(r" (?:chủ trì|đầu mối|chủ quản)" + _OF_WHAT)
_IN_CHARGE = ("chủ trì", "đầu mối", "chủ quản")
_LEADING = ("trưởng các cơ quan", "trưởng các đơn vị", "trưởng cơ quan", "trưởng đơn vị")
#: the last letters of all of these
_CHARGES_END = frozenset(words[-1] for words in (*_IN_CHARGE, *_LEADING))


def charged(prose: Prose, at: int, end: int) -> int:
    """Of what the bodies that end at `at` are in charge, where the list goes on or a must or manner shows the name to be over; 0 if none.

    «Thủ trưởng các cơ quan chủ trì | đề án, nhiệm vụ |, các chủ đầu tư khẩn trương …», «Các đơn vị đầu mối | giao kế hoạch | phải …».
    """
    if prose.low[at - 1 : at] not in _CHARGES_END or prose.flat[at : at + 1] != " ":
        return 0
    if prose.low.endswith(_IN_CHARGE, max(0, at - 8), at):
        match = _CHARGED.match(prose.low, at, end)
    else:
        match = _CHARGED_LATER.match(prose.low, at, end) if prose.low.endswith(_LEADING, max(0, at - 20), at) else None
    return match.end() if match else 0


#: «đơn vị | được lựa chọn quan trắc môi trường | triển khai …», «nhà thầu | được chỉ định thi công tuyến đường | , …»
_CHOSEN = spaced(
    r" được (?:lựa chọn|chỉ định|thuê)(?: \w+){1,4}?(?= (?:triển khai|thực hiện|tổ chức|kiểm tra|rà soát|hướng dẫn|xây dựng|lập|báo cáo"
    r"|phải|cần|có trách nhiệm|khẩn trương)\b| *[,;.:]| *$)"
)


def qualified(prose: Prose, at: int, reached: int, end: int) -> int:
    """Where the phrase [at, reached) ends with what tells which bodies are meant."""
    if not prose.low.startswith(" ", reached, end):
        return reached  # all that follows begins with a blank
    spread = _FROM_TO.match(prose.low, reached, end)
    reached = spread.end() if spread else reached
    relative = _RELATIVE.match(prose.low, reached, end)
    if relative is None and _WHICH.match(prose.low, max(at, _last_item(prose, at, reached)), reached):
        relative = _SUCH_AS.match(prose.low, reached, end) or _CHOSEN.match(prose.low, reached, end)
    return prose.trim(at, relative.end())[1] if relative else reached


#: «Hiệp hội Nước | mắm | Đông Lĩnh», «Hội Nuôi | ong | , Hội Làm vườn»: the trade of an association, written small but for its first word
_TRADE = spaced(rf"(?: [{LOWER}]+){{1,3}}(?= [{UPPER}]| *[,;]| và [{UPPER}])")
_OF_A_TRADE = spaced(rf"(?:[Hh]iệp hội|[Hh]ội) [{UPPER}][{LOWER}]+$")


def trade(prose: Prose, at: int, end: int) -> int:
    """Where the trade of an association named up to `at` ends; 0 when none follows."""
    if prose.flat[at + 1 : at + 2].isupper():
        return 0
    match = _TRADE.match(prose.flat, at, end) if prose.low.find("hội", max(0, at - 20), at) >= 0 else None
    if match is None or not _OF_A_TRADE.search(prose.flat, max(0, at - 24), at):
        return 0
    start = skip(prose, at, end)
    return 0 if verb(prose, start, end) or prose.low.startswith(("và ", "các ", "có ", "để "), start) else match.end()
