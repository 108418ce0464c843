"""Dòng có nhãn của kế hoạch: «Cơ quan chủ trì:», «Thời gian hoàn thành:». / Labelled lines of plans and heads of table columns."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced


class Field(StrEnum):
    """What a label or the head of a column announces."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    SUPPORT = "support"
    TIME = "time"
    PRODUCT = "product"
    OTHER = "other"


_PATTERNS = (
    #: «Cơ quan phối hợp», «Đơn vị phối hợp thực hiện», «Phối hợp»
    (
        Field.SUPPORT,
        r"(?:(?:các )?(?:cơ quan|đơn vị|cấp|ngành|bộ phận|cá nhân|địa phương)(?:,? (?:đơn vị"
        r"|tổ chức|địa phương))* )?(?:tham gia )?phối hợp(?: thực hiện| triển khai)?|(?:cơ quan"
        r"|đơn vị) (?:tham gia|hỗ trợ)",
    ),
    #: «Cơ quan chủ trì», «Đơn vị thực hiện», «Người phụ trách», «Phân công», «Chủ trì thực hiện»
    (
        Field.LEAD,
        r"(?:(?:các )?(?:cơ quan|đơn vị|cấp|ngành|bộ phận|cá nhân|địa phương|phòng|ban|sở)(?:,? (?:đơn vị"
        r"|tổ chức|địa phương|cá nhân|/))* ?(?:/ ?(?:đơn vị|cá nhân) )?)(?:đầu mối )?(?:được giao )?(?:chủ trì"
        r"|thực hiện|chịu trách nhiệm|đầu mối|phụ trách|tham mưu|chủ quản|đề xuất|soạn thảo|triển khai"
        r"|tổ chức|được phân công)(?:,? (?:và )?(?:tham mưu|thực hiện|trình|tổng hợp|báo cáo"
        r"|triển khai|soạn thảo|phối hợp))*|chủ trì(?: thực hiện| tham mưu)?|phân công(?: thực hiện"
        r"| nhiệm vụ| chủ trì| trách nhiệm)?|trách nhiệm(?: chỉ đạo)?(?: thực hiện| chủ trì| triển khai)?|(?:người|cán bộ"
        r"|lãnh đạo)(?: được)? (?:thực hiện|phụ trách|phân công|chịu trách nhiệm|chỉ đạo)|đầu mối",
    ),
    #: «Thời gian hoàn thành», «Thời hạn», «Tiến độ», «Hoàn thành»
    (
        Field.TIME,
        r"(?:dự kiến )?(?:thời gian|thời hạn|thời điểm|tiến độ|hạn|kỳ hạn|mốc thời gian|lộ trình)(?: (?:dự kiến"
        r"|thực hiện|hoàn thành|trình|triển khai|báo cáo|kết thúc|xong|ban hành|tổ chức|gửi|nộp"
        r"|yêu cầu))*(?: dự kiến)?|ngày hoàn thành|hoàn thành",
    ),
    #: «Sản phẩm», «Kết quả đầu ra», «Dự kiến sản phẩm»
    (
        Field.PRODUCT,
        r"(?:dự kiến )?(?:sản phẩm|kết quả|đầu ra|yêu cầu sản phẩm|hình thức văn bản)(?: (?:dự kiến"
        r"|đầu ra|thực hiện|hoàn thành|chủ yếu|cần đạt|công việc|chính|/|sản phẩm))*",
    ),
    #: «Nội dung công việc», «Nhiệm vụ», «Tên nhiệm vụ, giải pháp»
    (
        Field.TASK,
        r"(?:tên |danh mục )?(?:(?:các )?(?:nội dung|nhiệm vụ|công việc|hoạt động|đầu việc|việc"
        r"|đề án|chương trình|văn bản)(?:,? ?(?:/|và|-|–)? ?(?:nội dung|nhiệm vụ|giải pháp|công việc"
        r"|hoạt động|chủ yếu|trọng tâm|cụ thể|thực hiện|triển khai|nhóm|chính|được giao|phải thực hiện"
        r"|cần thực hiện|chỉ đạo|kiểm tra|yêu cầu))*)",
    ),
    #: «Thành phần», «Địa điểm»: of an event, no work
    (Field.OTHER, r"(?:thành phần|địa điểm|đối tượng|số lượng|quy mô)(?: (?:tham dự|tham gia|dự kiến|tổ chức|đào tạo|dự|mời))*"),
    (Field.NUMBER, r"(?:số )?(?:stt|tt|số tt|số thứ tự)"),
)
_LABELS = tuple(
    (name, spaced(rf"(?:[-–+•*(] *)?(?:\d[\d.]*\.? +)?(?:{pattern})(?: *\([^)]{{1,60}}\))? *(?::|$)")) for name, pattern in _PATTERNS
)
_INLINE = spaced(
    "|".join(
        rf"(?P<{name.value}>(?<![\w])(?:{pattern})(?: *\([^)]{{1,60}}\))? *:)"
        for name, pattern in _PATTERNS
        if name in {Field.LEAD, Field.SUPPORT, Field.TIME, Field.PRODUCT}
    )
)
#: «Thời gian thực hiện sau khi …», without colon
_BARE_TIME = spaced(r"(?:thời gian|thời hạn|tiến độ) (?:thực hiện|hoàn thành)(?: xong)? +(?!phải|của)")


class Labelled(NamedTuple):
    """A label and the span of what stands after it."""

    field: Field
    start: int
    end: int


def label(prose: Prose, start: int, end: int) -> Labelled | None:
    """The label with which a line begins, perhaps in brackets, or None."""
    if prose.flat.startswith("(", start, end) and prose.flat.endswith(")", start, end):
        end -= 1
    stop = prose.low.find(":", start, min(end, start + 90)) + 1
    head = prose.low[start:stop]
    for name, pattern in _LABELS if stop else ():
        if pattern.match(head):
            return Labelled(name, *prose.trim(stop, end))
    if _BARE_TIME.match(prose.low, start, end) and end - start < 160:
        return Labelled(Field.TIME, start, end)
    return None


def column(words: str) -> Field:
    """What the head of a column announces (any case)."""
    head = " ".join(words.lower().split()).strip(" .:*")
    for name, pattern in _LABELS:
        if pattern.fullmatch(head):
            return name
    for name, words_of in (
        (Field.SUPPORT, ("phối hợp",)),
        (Field.LEAD, ("chủ trì", "cơ quan thực hiện", "đơn vị thực hiện", "người thực hiện", "phân công", "phụ trách")),
        (Field.TIME, ("thời gian", "thời hạn", "tiến độ", "hoàn thành")),
        (Field.PRODUCT, ("sản phẩm", "kết quả")),
        (Field.TASK, ("nội dung", "nhiệm vụ", "công việc", "hoạt động")),
    ):
        if any(word in head for word in words_of):
            return name
    return Field.OTHER


def labels(prose: Prose, start: int, end: int) -> list[Labelled]:
    """All labels of a line: «- Chủ trì: Sở Y tế; phối hợp: Công an tỉnh; thời gian: quý I/2026.»; none if it begins with none."""
    first = label(prose, start, end)
    if first is None:
        return []
    more = inline(prose, first.start, first.end) if prose.flat.find(":", first.start, first.end) >= 0 else []
    if not more:
        return [first]
    a, b = prose.trim(first.start, _label_start(prose, first.start, more[0].start))
    while b > a and prose.flat[b - 1] in ";,.":
        b -= 1
    return [Labelled(first.field, a, b), *more]


def _label_start(prose: Prose, start: int, after: int) -> int:
    """Where the label begins whose words stand at `after`."""
    starts = [found.start() for found in _INLINE.finditer(prose.low, start, after) if prose.trim(found.end(), after)[0] >= after]
    return starts[0] if starts else after


def inline(prose: Prose, start: int, end: int) -> list[Labelled]:
    """Labels inside a paragraph: «… (cơ quan chủ trì: Sở Nội vụ; thời gian: quý I/2026).» Each runs to the next."""
    matches = [m for m in _INLINE.finditer(prose.low, start, end) if m.start() > start and prose.flat[m.start() - 1] in " ("]
    matches = [m for m in matches if prose.flat[start : m.start()].rstrip(" (")[-1:] in ".;,:-–" or prose.flat[m.start() - 1] == "("]
    out = []
    for match, after in zip(matches, [*(m.start() for m in matches[1:]), end], strict=False):
        a, b = prose.trim(match.end(), after)
        while b > a and prose.flat[b - 1] in ";,.()":
            b -= 1
        out.append(Labelled(Field(match.lastgroup or ""), a, b))
    return out
