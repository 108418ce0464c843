"""Chữ máy quét đọc sai dấu. / Words whose marks a scan misread, put right for the rules.

A scan loses or swaps the marks of letters and keeps the letters: «dé nghị», «phôi hợp», «Đây mạnh». One syllable may be many words, two
together are one: so the commonest pairs are known again by their bare letters, and nothing else is touched. One for one: offsets stay.
The text itself is never changed; names and quotations are printed as they stand.
"""

from __future__ import annotations

import re

from dondoc.reading.assigning.words import phrases
from dondoc.reading.lines import flat
from dondoc.reading.patterns import later, lazy

#: what no typist writes: a text with some of them was scanned. Only looked up, so a clean text pays nearly nothing
_SIGNS = (
    *(" dé ", "thué", "tô chức", "tổ chúc", "đôi với", "phôi hợp", "quan lý", "cơ quan thuê", "hướng dân", "triên khai", "kiêm tra"),
    *("thục hiện", "ngay tháng", "ngày thang", "thành phó ", "thành phô ", "day đủ", "doanh nghiép", "chính phi", "Chính phú", "bỗ sung"),
    *(
        "Chỉ cục",
        "Chỉ nhánh",
        "vướng mặc",
        "hệ thông ",
        "Cục Thuê",
        "dự toán chỉ ",
        "Hội đông",
        "tông hợp",
        "thúc đây",
        "đây nhanh",
        "Đảo tạo",
    ),
    *("CONG HOA", "CỌNG HO", "CONG HÒA", "VIET NAM", "NGHIA VI", "đây mạnh", "Đây mạnh", "quyên hạn", "đề nghi ", "PAGE BREAK"),
)
_FEW, _SAMPLE = 2, 20_000

#: pairs that mean one thing whatever marks they have lost
_PAIRS = """
đề nghị, yêu cầu, phối hợp, chủ trì, tổ chức, đối với, thực hiện, triển khai, tổng hợp, báo cáo, kiểm tra, thanh tra, giám sát,
theo dõi, đôn đốc, hướng dẫn, chỉ đạo, lãnh đạo, tham mưu, rà soát, bổ sung, sửa đổi, xây dựng, hoàn thiện, hoàn thành, nâng cao,
tăng cường, đẩy mạnh, đẩy nhanh, thúc đẩy, phát triển, phát huy, bảo đảm, đảm bảo, tuyên truyền, quán triệt, nghiên cứu, cập nhật,
công khai, tiếp tục, tập trung, chủ động, kịp thời, khẩn trương, nghiêm túc, thường xuyên, định kỳ, hàng năm, hàng quý, hàng tháng,
hàng tuần, đồng thời, ngoài ra, trách nhiệm, nhiệm vụ, giải pháp, mục tiêu, mục đích, quan điểm, nguồn lực, kinh phí, kết quả,
đánh giá, tồn tại, hạn chế, nội dung, phân công, cơ quan, đơn vị, địa phương, cục thuế, chi cục, tổng cục, ủy ban, nhân dân,
chủ tịch, văn phòng, thủ trưởng, liên quan, thành phố, các tỉnh, trước ngày, thời hạn, thời gian, thẩm quyền, quy định, quyết định,
nghị định, thông tư, căn cứ, quản lý, xử lý, giải quyết, vướng mắc, khó khăn, phản ánh, chi nhánh, thuế tỉnh, tuyển sinh, tháo gỡ,
nắm chắc, nắm bắt, thực tế, các nội dung, chịu trách nhiệm, có trách nhiệm, bố trí, huy động, lồng ghép, củng cố, đào tạo,
bồi dưỡng, hợp tác, hỗ trợ, cung cấp, công bố, ban hành, thông báo, như sau, cụ thể, sau đây
"""


def _pattern() -> re.Pattern[str]:
    known = sorted({flat(pair) for pair in phrases(_PAIRS)}, key=len, reverse=True)
    return re.compile(r"(?<![\w])(?:" + "|".join(pair.replace(" ", " +") for pair in known) + r")(?![\w])")


_BARE = later(_pattern)
_MARKED = {flat(pair): pair for pair in phrases(_PAIRS)}
_WORD = lazy(r"\S+")
#: «phần công việc»: another word where this follows
_OTHER = {"phan cong": "viec"}


def is_scanned(text: str) -> bool:
    """Whether a text bears the signs of a scan."""
    sample = text[:_SAMPLE]
    return sum(sign in sample for sign in _SIGNS) >= _FEW


def repaired(low: str) -> str:
    """A scanned text in lower case with the marks of its commonest pairs of words put right; as long as it was."""
    parts: list[str] = []
    at = 0
    bare = flat(low)
    for match in _BARE.finditer(bare):
        folded = " ".join(match[0].split())
        marked = _MARKED[folded]
        if low[match.start() : match.end()] == marked or bare.startswith(_OTHER.get(folded, "\n"), match.end() + 1):
            continue
        parts.append(low[at : match.start()])
        parts.append(_spread(match[0], marked))
        at = match.end()
    return "".join((*parts, low[at:])) if parts else low


def _spread(printed: str, marked: str) -> str:
    """The words of `marked` with the blanks of `printed` between them."""
    at, out = 0, ""
    for word, marked_word in zip(_WORD.finditer(printed), marked.split(), strict=True):
        out += printed[at : word.start()] + marked_word
        at = word.end()
    return out
