"""Câu của từng phát hiện. / The sentence of each finding, in both languages, and how grave it is."""

from __future__ import annotations

from dondoc.reading.contract import Finding

#: code → (severity, Vietnamese, English)
_SENTENCES: dict[str, tuple[str, str, str]] = {
    "kind-symbol-mismatch": (
        "warning",
        "Tên loại ghi là {kind} nhưng ký hiệu {symbol} là của {stated}. Đề nghị kiểm tra lại tên loại hoặc ký hiệu.",
        "The kind is written as {kind_en}, but the symbol {symbol} is that of {stated_en}. Please check the kind or the symbol.",
    ),
    "date-impossible": (
        "warning",
        "«{words}» không có trong lịch. Đề nghị kiểm tra lại ngày, tháng.",
        "“{words}” is in no calendar. Please check the day and month.",
    ),
    "date-later-than-document": (
        "warning",
        "Văn bản được viện dẫn ghi ngày {day}, sau ngày ban hành văn bản này ({issued}). Đề nghị kiểm tra lại.",
        "The document cited bears {day}, later than this document ({issued}). Please check.",
    ),
    "number-missing": (
        "warning",
        "Văn bản chưa có số và ký hiệu, hoặc không đọc được. Đề nghị ghi bổ sung khi vào sổ.",
        "The document bears no number and symbol, or they could not be read. Please enter them when registering.",
    ),
    "actor-not-recipient": (
        "info",
        "{actor} được giao việc nhưng không thấy trong nơi nhận. Đề nghị kiểm tra để gửi văn bản đến nơi thực hiện.",
        "{actor} is told to act but is not found among the recipients. Please check that the document reaches it.",
    ),
    "task-without-measure": (
        "info",
        "Nội dung này giao việc nhưng chưa có thời hạn, sản phẩm hoặc tiêu chí. Cần cụ thể hóa trước khi giao.",
        "This clause gives work without deadline, product or criterion. Make it concrete before assigning it.",
    ),
    "deadline-before-issue": (
        "warning",
        "Thời hạn {day} đứng trước ngày ban hành ({issued}). Đề nghị kiểm tra lại.",
        "The deadline {day} lies before the day of issue ({issued}). Please check.",
    ),
    "marker-sequence-broken": (
        "info",
        "Đánh số không liền nhau: sau «{before}» là «{marker}». Đề nghị kiểm tra có thiếu hoặc trùng mục không.",
        "The numbering is broken: “{marker}” follows “{before}”. Please check for a missing or repeated clause.",
    ),
    "secret-mark": (
        "error",
        "Có dòng chỉ ghi «{words}». Nếu đây là dấu chỉ độ mật thì không được đưa văn bản này lên hệ thống.",
        "A line bears nothing but “{words}”. If it is a mark of secrecy, this document must not enter the system.",
    ),
    "citation-unresolved": (
        "info",
        "Chưa tìm thấy {words} trong sổ văn bản.",
        "{words} was not found in the register.",
    ),
    "layout-symbol-separator": (
        "info",
        "Ký hiệu {symbol} chưa đúng thể thức: sau số là dấu «{separator}». Nguồn: {source}.",
        "The symbol {symbol} is not as the guide asks: “{separator}” follows the number. Source: {source}.",
    ),
    "layout-number-digits": (
        "info",
        "Số dưới 10 phải có số 0 đứng trước: {symbol}. Nguồn: {source}.",
        "A number below 10 takes a leading zero: {symbol}. Source: {source}.",
    ),
    "layout-date-digits": (
        "info",
        "Ngày dưới 10 và tháng 1, tháng 2 phải có số 0 đứng trước: «{words}». Nguồn: {source}.",
        "Days below 10 and months 1 and 2 take a leading zero: “{words}”. Source: {source}.",
    ),
    "layout-capacity": (
        "info",
        "Thể thức đề ký «{capacity}» không phải của loại văn bản này; mẫu dùng {allowed}. Nguồn: {source}.",
        "The signing form “{capacity}” is not that of this sort of document; the guide has {allowed}. Source: {source}.",
    ),
    "layout-end": (
        "info",
        "Kết thúc nội dung chỉ dùng dấu chấm, không dùng «./.». Nguồn: {source}.",
        "The text ends with a full stop alone, not with “./.”. Source: {source}.",
    ),
}

CODES = frozenset(_SENTENCES)

_ENGLISH = {
    "NQ": "resolution",
    "NQLT": "joint resolution",
    "NĐ": "decree",
    "QĐ": "decision",
    "QyĐ": "regulation",
    "QC": "working rules",
    "QTr": "procedure",
    "CT": "directive",
    "KL": "conclusion",
    "TB": "notice",
    "TT": "circular",
    "TTLT": "joint circular",
    "TC": "communiqué",
    "HD": "guidance",
    "BC": "report",
    "KH": "plan",
    "CTr": "programme",
    "CTrPH": "joint programme",
    "ĐA": "scheme",
    "PA": "option paper",
    "DA": "project",
    "TTr": "submission",
    "CV": "official letter",
    "CĐ": "urgent dispatch",
    "BB": "minutes",
    "HĐ": "contract",
    "GP": "licence",
    "L": "law",
    "BL": "code",
    "PL": "ordinance",
    "VBHN": "consolidated text",
}
_VIETNAMESE = {
    "NQLT": "Nghị quyết liên tịch",
    "QyĐ": "Quy định",
    "QTr": "Quy trình",
    "CTr": "Chương trình",
    "TTr": "Tờ trình",
    "TT": "Thông tư",
    "TB": "Thông báo",
    "HĐ": "Hợp đồng",
    "GP": "Giấy phép",
    "L": "Luật",
    "BL": "Bộ luật",
    "VBHN": "Văn bản hợp nhất",
}


def finding(code: str, start: int, end: int, **words: str) -> Finding:
    """A finding of this code at this place; `words` fill its sentences. KeyError for an unknown code or a missing word."""
    severity, vietnamese, english = _SENTENCES[code]
    return Finding(start, end, code, severity, vietnamese.format(**words), english.format(**words))


def english_kind(kind: str) -> str:
    """«CT» -> «directive»; the abbreviation itself where there is no word."""
    return _ENGLISH.get(kind, kind)


def vietnamese_kind(kind: str, name: str | None) -> str:
    """«CT» -> «Chỉ thị»: `name` as the table of kinds has it, unless a kind shares its abbreviation with another."""
    return _VIETNAMESE.get(kind) or name or kind
