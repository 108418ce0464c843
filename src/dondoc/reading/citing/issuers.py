"""Cơ quan ban hành trong viện dẫn: «của Bộ Kế hoạch và Đầu tư». / The issuing body in a citation, and where its name ends.

A name begins with a capital; each capital syllable may be followed by one small one («Chính phủ», «Lao động»), some words by
more («Ủy ban nhân dân tỉnh»); «và» and «-» go on only before a capital that is no new citation. A word that opens a title or a
verb («về», «quy định», «phê duyệt») ends it. In a line of capitals only such words end it.
"""

from __future__ import annotations

import re

from dondoc.reading.citing.kinds import GAP, KIND, NEED

#: words that begin the title, a verb, or the next part: never inside the name of a body
_STOP = (
    r"(?:về|việc|quy\s+định|qui\s+định|ban\s+hành|phê\s+duyệt|phê\s+chuẩn|hướng\s+dẫn|sửa\s+đổi|bổ\s+sung|đã|là|có|giao|để|do|tại|trong|theo"
    r"|triển\s+khai|thực\s+hiện|thi\s+hành|yêu\s+cầu|chỉ\s+đạo|đồng\s+ý|ngày|năm|kho[áa]|kh[óo]a|nhiệm\s+kỳ|cho|với|được|bị|nêu|trên|dưới"
    r"|này|thì|phải|cần|tổ\s+chức|xây\s+dựng|kiểm\s+tra|đề\s+nghị|đề\s+xuất|gửi|trả\s+lời|thông\s+báo|thông\s+qua|thống\s+nhất|công\s+bố"
    r"|công\s+nhận|từ|đến|khi|nếu|hoặc|nhằm|vào|bởi|như|còn|hết|mà|đối|số|kèm|thành\s+lập|tiếp\s+tục|tăng\s+cường|đẩy\s+mạnh|phát\s+động"
    r"|phát\s+hành|phát\s+triển|xử\s+lý|điều\s+chỉnh|kết\s+luận|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|quyết\s+nghị|quyết\s+định|phân\s+công|phân\s+cấp"
    r"|chủ\s+trì|phối\s+hợp|báo\s+cáo|trình|nghị\s+quyết|gồm|cùng|không|chưa|sẽ|cũng|các|những|một|mọi|chi\s+tiết|giai\s+đoạn|tháng|quý|kỳ|phiên"
    r"|hợp\s+nhất|đính\s+chính|ký|của|lần|sau|trước|đang|rà\s+soát|xác\s+định|nay|đó|hiện|liên\s+quan|cụ\s+thể|ứng\s+dụng|khuyến\s+khích)(?!\w)"
)
_UP = "A-ZĐÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LOW = "a-zđà-ãè-êìíò-õùúýăĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_STOP = _STOP.replace(r"\s+", NEED)
_CAPITAL = rf"[{_UP}][\w&.]*(?<!\.)"
_NOT_STOP = rf"(?!{_STOP})"
#: small words of bodies and places that may follow one another («Hội đồng nhân dân thành phố», «Tòa án nhân dân tối cao»)
_INSIDE = (
    r"(?:nhân\s+dân|dân\s+tộc|tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|đặc\s+khu|tối\s+cao|cấp\s+cao|vận\s+tải|nông\s+thôn|xã\s+hội"
    r"|nhà\s+nước|quốc\s+gia|chính\s+phủ|trung\s+ương|khu\s+vực|khu\s+công\s+nghiệp|khu\s+kinh\s+tế|quản\s+lý|thường\s+trực|thường\s+vụ"
    r"|địa\s+phương|khí\s+hậu|chính\s+trị|ngang\s+bộ|chỉ\s+đạo|trưởng|điều\s+hành|sự\s+nghiệp|thủy\s+sản|toàn\s+quốc|sát\s+nhân\s+dân)(?!\w)"
)
_INSIDE = _INSIDE.replace(r"\s+", NEED)
_SMALL = rf"{_NOT_STOP}[{_LOW}]+(?!\w)"
#: «Văn hóa, Thể thao và Du lịch»: the few names that hold a comma
_COMMA = (
    rf",{NEED}(?=(?:Thể{NEED}thao|Gia{NEED}đình|Du{NEED}lịch|Khoa{NEED}học{NEED}và|chống{NEED}|Công{NEED}nghệ{NEED}và))(?:chống{NEED})?"
)
_AND = rf"(?:và{NEED}(?!{KIND}{NEED}(?:số|\d)|{KIND}{NEED}của)(?=[{_UP}]))"
_DASH = rf"(?:[-–]{NEED}(?=Thương{NEED}binh|Xã{NEED}hội|Kỹ{NEED}thuật|Tài{NEED}chính{NEED}|Thể{NEED}thao|Du{NEED}lịch))"
_WORD = rf"(?:{_INSIDE}|(?:{_AND}|{_DASH})?{_CAPITAL}(?:{NEED}{_SMALL})?)"
#: bodies that may be written small: «của tỉnh ủy», «của liên Bộ»
_HEAD = rf"(?:(?:đồng{NEED}chí|liên|nguyên){NEED})?(?:{_CAPITAL}(?:{NEED}{_SMALL})?|(?:tỉnh|thành|huyện|đảng){NEED}(?:ủy|uỷ)(?!\w)|[uủ][ỷy]{NEED}ban(?!\w)|ban{NEED}thường{NEED}vụ(?!\w))"
#: the whole name; at most 16 words, so that a run of capitals costs no more than its length
_ISSUER = re.compile(rf"{_NOT_STOP}{_HEAD}(?:(?:{NEED}|{_COMMA}){_WORD}){{0,16}}")
_STOP_CAPS = re.compile(_STOP, re.IGNORECASE)
_CAPS = re.compile(rf"[{_UP}][{_UP}\d&.\-]*")
_OF = re.compile(rf"{GAP}(?:của|CỦA|do){NEED}")


def issuer_after(text: str, position: int, *, capitals: bool = False) -> tuple[int, int] | None:
    """Span of the body named by «của …» right at `position`, or None. `capitals`: the citation stands in a line of capitals."""
    of = _OF.match(text, position)
    if not of:
        return None
    found = _in_capitals(text, of.end()) if capitals else _ISSUER.match(text, of.end())
    if not found:
        return None
    start, end = found.span() if isinstance(found, re.Match) else found
    return (start, end) if end > start else None


def body_at(text: str, position: int) -> tuple[int, int] | None:
    """Span of a body's name that begins exactly at `position`, or None."""
    found = _ISSUER.match(text, position)
    return found.span() if found else None


def _in_capitals(text: str, position: int) -> tuple[int, int] | None:
    """Words in capitals from `position` on, up to a word that opens a title; at most 12."""
    gap = re.compile(NEED)
    start = end = position
    for _ in range(12):
        word = _CAPS.match(text, position)
        if not word or _STOP_CAPS.match(text, position):
            break
        end = word.end()
        blank = gap.match(text, end)
        if not blank or "\n\n" in blank[0]:
            break
        position = blank.end()
    return (start, end) if end > start else None
