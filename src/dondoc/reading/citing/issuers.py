"""Cơ quan ban hành trong viện dẫn: «của Bộ Kế hoạch và Đầu tư». / The issuing body in a citation, and where its name ends.

A name begins with a capital; each capital syllable may be followed by one small one («Chính phủ», «Lao động»), some words by
more («Ủy ban nhân dân tỉnh»); «và» and «-» go on only before a capital that is no new citation. A word that opens a title or a
verb («về», «quy định», «phê duyệt») ends it. In a line of capitals only such words end it.
"""

from __future__ import annotations

import re

from dondoc.reading.citing.kinds import GAP, KIND, NEED
from dondoc.reading.patterns import lazy

#: words that begin the title, a verb, or the next part: never inside the name of a body
_OPENERS = (
    "quy định, qui định, ban hành, phê duyệt, phê chuẩn, hướng dẫn, sửa đổi, bổ sung, triển khai, thực hiện, yêu cầu,"
    " đồng ý, nhiệm kỳ, đề nghị, đề xuất, trả lời, thông báo, thông qua, công bố, công nhận, thành lập, tiếp tục, tăng cường, đẩy mạnh,"
    " phát động, phát hành, điều chỉnh, kết luận, thay thế, bãi bỏ, hủy bỏ, quyết nghị, quyết định, phân công, phân cấp, chủ trì,"
    " phối hợp, báo cáo, nghị quyết, chi tiết, giai đoạn, hợp nhất, đính chính, rà soát, xác định, liên quan, cụ thể, căn cứ,"
    " khuyến khích, quy chế, thủ tục, giải thích, về, việc, theo, xét, được"
)
#: these too, but only written small: with a capital they are parts of names (Ban Tổ chức, Ủy ban Kiểm tra, Cần Thơ, Từ Sơn)
_SMALL_OPENERS = (
    "tổ chức, kiểm tra, xây dựng, chỉ đạo, thi hành, xử lý, ứng dụng, phát triển, thống nhất, đã, là, có, để, do, tại, trong, "
    "ngày, năm, khóa, khoá, cho, với, bị, nêu, trên, dưới, này, thì, phải, cần, gửi, từ, đến, khi, nếu, hoặc, nhằm, vào, bởi, "
    "như, còn, hết, mà, đối, số, kèm, trình, gồm, cùng, không, chưa, sẽ, cũng, các, những, một, mọi, tháng, quý, kỳ, phiên, "
    "ký, của, lần, sau, trước, đang, nay, đó, hiện, vẫn, nhất, đề ngày, và, hỏi, cả"
)


def _words(listed: str, *, capital: bool) -> str:
    """Alternatives out of a list of words, their first letter in either case if `capital`."""
    phrases = [phrase.split() for phrase in listed.split(",")]
    first = "[{0}{1}]{2}" if capital else "{0}{2}"
    return "|".join(NEED.join([first.format(words[0][0], words[0][0].upper(), words[0][1:]), *words[1:]]) for words in phrases)


_STOP = rf"(?:{_words(_OPENERS, capital=True)}|{_words(_SMALL_OPENERS, capital=False)}|(?<!goại\s)giao)(?!\w)"
_UP = "A-ZĐÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LOW = "a-zđà-ãè-êìíò-õùúýăĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_CAPITAL = rf"[{_UP}][\w&.]*(?<!\.)"
#: small words of bodies and places that may follow one another («Hội đồng nhân dân thành phố», «Tòa án nhân dân tối cao»)
_INSIDE = (
    r"(?:nước|nhân\s+dân|dân\s+tộc|tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|đặc\s+khu|tối\s+cao|cấp\s+cao|vận\s+tải|nông\s+thôn|xã\s+hội"
    r"|nhà\s+nước|quốc\s+gia|chính\s+phủ|trung\s+ương|khu\s+vực|công\s+nghiệp|kinh\s+tế|chế\s+xuất|công\s+nghệ\s+cao|(?<=an\s)quản\s+lý|thường\s+trực|thường\s+vụ"
    r"|địa\s+phương|khí\s+hậu|chính\s+trị|ngang\s+bộ|(?<=an\s)(?:chỉ\s+đạo|điều\s+hành)|trưởng|sự\s+nghiệp|thủy\s+sản|toàn\s+quốc|(?<=oàn\s)giám\s+sát"
    r"|kiểm\s+sát|tư\s+lệnh|chỉ\s+huy|công\s+ty|liên\s+hiệp|phụ\s+nữ|nông\s+dân|chiến\s+binh|thanh\s+niên|tổ\s+quốc|giáo\s+dục|đào\s+tạo"
    r"|tài\s+chính|nội\s+vụ|y\s+tế|tư\s+pháp|môi\s+trường|công\s+thương|giao\s+thông|lao\s+động)(?!\w)"
)
_INSIDE = _INSIDE.replace(r"\s+", NEED)  # the single \s of a look behind stays
#: «tỉnh Quảng Trị», «thành phố Bà Rịa - Vũng Tàu»: after the capitals of a place no small syllable belongs to its name
_PLACE = lazy(rf"(?:tỉnh|thành{NEED}phố|huyện|quận|thị{NEED}xã|xã|phường|đặc{NEED}khu)(?={NEED})")
_OF_PLACE = lazy(rf"{NEED}(?:[-\u2013]{NEED})?")
_MOST_OF_PLACE = 4
#: «Văn hóa, Thể thao và Du lịch»: the few names that hold a comma
_COMMA = (
    rf",{NEED}(?=(?:Thể{NEED}thao|Gia{NEED}đình|Du{NEED}lịch|Khoa{NEED}học{NEED}và|chống{NEED}|Công{NEED}nghệ{NEED}và"
    rf"|Chủ{NEED}nhiệm{NEED}))(?:chống{NEED})?"
)
_AND = rf"(?:và{NEED}(?!(?:{KIND}|[ĐKM](?:iều|hoản|ục))(?!\w))(?=[{_UP}]))"
_DASH = rf"(?:[-–]{NEED}(?=Thương{NEED}binh|Xã{NEED}hội|Kỹ{NEED}thuật|Tài{NEED}chính{NEED}|Thể{NEED}thao|Du{NEED}lịch|Ngân{NEED}sách))"
_JOINT = lazy(rf"{_AND}|{_DASH}")
#: bodies that may be written small: «của tỉnh ủy», «của liên Bộ»
_SMALL_HEAD = rf"(?:(?:tỉnh|thành|huyện|đảng){NEED}(?:ủy|uỷ)|[uủ][ỷy]{NEED}ban|ban{NEED}thường{NEED}vụ)(?!\w)"
#: «Công ty cổ phần đầu tư xây dựng Đông Lĩnh», «Hợp tác xã nông nghiệp Trà Khê»: small words of a trade before its own name
_NO_TRADE = _words("về, việc, ngày, của, theo, để, tại, đề nghị, quy định, trong, báo cáo, trả lời, xin, gửi", capital=False)
_TRADE = (
    rf"(?:Tổng{NEED}công{NEED}ty|Công{NEED}ty|Hợp{NEED}tác{NEED}xã|Doanh{NEED}nghiệp|Chi{NEED}nhánh)"
    rf"(?:{NEED}(?!(?:{_NO_TRADE})(?!\w))(?:[{_LOW}]+|TNHH|CP|MTV|TM|DV|XD|XNK)(?!\w),?){{1,10}}(?={NEED}[{_UP}])"
)
_HEAD = lazy(rf"(?:{_TRADE}|(?:(?:đồng{NEED}chí|liên|nguyên){NEED})?(?:(?P<capital>{_CAPITAL})|{_SMALL_HEAD}))")
_BETWEEN = lazy(rf"{NEED}|{_COMMA}")
#: so that a run of capitals costs no more than its length
_MOST_WORDS = 16
_BLANK, _CAPITAL_WORD, _SMALL_WORD, _INSIDE_WORD, _STOPS = (lazy(piece) for piece in (NEED, _CAPITAL, rf"[{_LOW}]+(?!\w)", _INSIDE, _STOP))
_STOP_CAPS = lazy(_STOP, re.IGNORECASE)
_CAPS = lazy(rf"[{_UP}][{_UP}\d&.\-]*")
#: «của»; a slip or a scan makes «cả Quốc hội», «cua Chính phủ», «cia» of it: so read only where a capital follows
_OF = lazy(rf"{GAP}(?:(?:của|CỦA){NEED}|c(?:ả|ua|ùa|úa|ưa|ửa|ia){NEED}(?=[{_UP}]))")


def issuer_after(text: str, position: int, *, capitals: bool = False) -> tuple[int, int] | None:
    """Span of the body named by «của …» right at `position`, or None. `capitals`: the citation stands in a line of capitals."""
    of = _OF.match(text, position)
    if not of:
        return None
    return _in_capitals(text, of.end()) if capitals else body_at(text, of.end())


def body_at(text: str, position: int) -> tuple[int, int] | None:
    """Span of a body's name that begins exactly at `position`, or None."""
    head = None if _STOPS.match(text, position) else _HEAD.match(text, position)
    if head is None:
        return None
    end = _small(text, head.end()) if head["capital"] else head.end()
    for _ in range(_MOST_WORDS):
        between = _BETWEEN.match(text, end)
        further = _word(text, between.end()) if between else None
        if further is None:
            break
        end = further
    return position, end


def _word(text: str, at: int) -> int | None:
    """Where one more word of the name ends: a place, a small word that stands inside names, or a capital with a small one after it."""
    if (place := _PLACE.match(text, at)) and (reached := _place(text, place.end())) > place.end():
        return reached
    if inside := _INSIDE_WORD.match(text, at):
        return inside.end()
    joint = _JOINT.match(text, at) if text.startswith(("và", "-", "–"), at) else None
    reached = _capital(text, joint.end() if joint else at)
    return _small(text, reached) if reached else None


def _place(text: str, at: int) -> int:
    """Where the capitals of a place end."""
    for _ in range(_MOST_OF_PLACE):
        gap = _OF_PLACE.match(text, at)
        reached = _capital(text, gap.end()) if gap else 0
        if not reached:
            break
        at = reached
    return at


def _capital(text: str, at: int) -> int:
    """Where a word with a capital ends that opens no title; 0 when none stands there."""
    word = _CAPITAL_WORD.match(text, at)
    return word.end() if word and not _STOPS.match(text, at) else 0


def _small(text: str, at: int) -> int:
    """Where the small syllable after a capital one ends («Chính phủ»); `at` when none belongs to it."""
    gap = _BLANK.match(text, at)
    word = _SMALL_WORD.match(text, gap.end()) if gap else None
    if word is None or _STOPS.match(text, word.start()) or _INSIDE_WORD.match(text, word.start()):
        return at
    return word.end()


def _in_capitals(text: str, position: int) -> tuple[int, int] | None:
    """Words in capitals from `position` on, up to a word that opens a title; at most 12."""
    start = end = position
    for _ in range(12):
        word = _CAPS.match(text, position)
        if not word or _STOP_CAPS.match(text, position):
            break
        end = word.end()
        blank = _BLANK.match(text, end)
        if not blank or "\n\n" in blank[0]:
            break
        position = blank.end()
    return (start, end) if end > start else None
