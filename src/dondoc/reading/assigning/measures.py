"""Số lượng, sản phẩm, tiêu chí của một việc. / Quantity, product and criteria of a piece of work.

Quantity: a number beside what is counted («01 mô hình», «100% hồ sơ»). Product: the paper or thing that the deed makes («báo cáo …», «kế
hoạch …»). Criteria: what the result is held against («bảo đảm …», «đạt …», «đúng …»), up to the next stop.
"""

from __future__ import annotations

from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Quantity, Quote
from dondoc.reading.patterns import lazy

_COUNTED = (
    r"(?:mô hình|tấm gương|gương|lớp|cuộc|buổi|hội nghị|hồ sơ|xã|phường|thôn|hộ|người|đoàn|đợt|bài"
    r"|tin|chuyên mục|chuyên trang|dự án|công trình|nhà|căn|căn hộ|km|ha|tỷ đồng|triệu đồng|đồng"
    r"|tấn|m2|m3|đề án|báo cáo|kế hoạch|văn bản|chỉ tiêu|nhiệm vụ|cơ sở|doanh nghiệp|sản phẩm|điểm"
    r"|đơn vị|tổ|đội|trường|trạm|bệnh viện|giường|máy|xe|thủ tục|dịch vụ|cán bộ|đảng viên|công chức"
    r"|học viên|học sinh|chi bộ|tổ chức|việc|vụ việc|vụ|lượt|lần|cây|con|giờ|tiết|suất|khóa|khoá"
    r"|số)"
)
_QUANTITY = spaced(
    rf"(?<![\w/.,])(?:(?:ít nhất|tối thiểu|tối đa|trên|dưới|không quá|khoảng) +)?(?P<value>\d{{1,3}}(?:\.\d{{3}})+"
    rf"|\d+(?:,\d+)?)(?: *(?P<percent>%)(?: +[\w-]+){{0,4}}| +(?P<unit>{_COUNTED})(?![\w]))"
)
_DIGIT = lazy(r"\d")
_PRODUCT = spaced(
    r"(?:xây dựng|ban hành|trình|lập|soạn thảo|tham mưu ban hành|hoàn thiện|có|xuất bản|biên soạn"
    r"|cụ thể hóa bằng|đề xuất|dự thảo)(?: +[\w,]+){0,6}? +(?P<product>(?:các |một số |01 |dự thảo "
    r"|hồ sơ )*(?:kế hoạch|báo cáo|đề án|chương trình|quyết định|nghị quyết|chỉ thị|hướng dẫn"
    r"|quy chế|quy định|phương án|tờ trình|danh mục|kịch bản|văn bản|công văn|thông tư|nghị định"
    r"|quy trình|bộ tiêu chí|mô hình|tài liệu|bản tin|dự án luật)(?: +[^,;.:()]{1,80})?)"
)
_CRITERION = spaced(r"(?:bảo đảm|đảm bảo|đạt|đúng|phù hợp với|không để|đáp ứng|theo đúng|phấn đấu) +[^;.]{6,240}")

_HELD = ("đảm", "đạt", "đúng", "phù", "không", "đáp", "phấn")


def quantities(prose: Prose, start: int, end: int) -> tuple[Quantity, ...]:
    """Numbers with what they count, dates and numbers of documents left out."""
    found: list[Quantity] = []
    if _DIGIT.search(prose.low, start, end) is None:
        return ()
    for match in _QUANTITY.finditer(prose.low, start, end):
        value = float(match["value"].replace(".", "").replace(",", "."))
        stop = match.end("percent") if match["percent"] else match.end()
        unit = "%" if match["percent"] else match["unit"]
        found.append(Quantity(match.start(), stop, prose.text[match.start() : stop], value, unit))
    return tuple(found)


def product(prose: Prose, start: int, end: int) -> Quote | None:
    """What the deed makes, where it is a paper or a thing that can be shown."""
    match = _PRODUCT.search(prose.low, start, end)
    return _quote(prose, match.start("product"), match.end("product")) if match else None


def criteria(prose: Prose, start: int, end: int) -> tuple[Quote, ...]:
    """What the result is held against; a criterion never begins inside a quotation: «phong trào “Việc tốt, đúng hạn”»."""
    found = _CRITERION.finditer(prose.low, start, end) if stands(_HELD, prose.low, start, end) else ()
    return tuple(_quote(prose, match.start(), match.end()) for match in found if not prose.within_quotation(start, match.start()))


def _quote(prose: Prose, start: int, end: int) -> Quote:
    a, b = prose.trim(start, end)
    return Quote(a, b, prose.text[a:b])
