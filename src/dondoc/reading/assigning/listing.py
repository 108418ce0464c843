"""Tên trong dòng hoặc ô chỉ liệt kê. / A name in a line or cell that only lists bodies: no deed follows it, so it goes further."""

from __future__ import annotations

from dondoc.reading.assigning.endings import skip
from dondoc.reading.assigning.naming import phrase_at
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced

#: a name in a list ends here at the latest
_LIST_STOP = spaced(r" *(?:[,;:.()/\[\]]|[-–+] (?![a-zà-ỹđ])| và )")
_LONGEST_REST = 60
#: what may stand beside a name even there; any other deed is part of it: «Cục Trợ giúp pháp lý»
_BESIDE_NAME = spaced(
    r"(?:chủ trì|chủ động|phối hợp|cùng|thực hiện|tham mưu|xây dựng|tổ chức|hướng dẫn|triển khai|báo cáo|tổng hợp|theo dõi|kiểm tra|rà soát"
    r"|đề xuất|chịu|có|là|làm|được|đã|theo|trong|tại|ở|để|với|khi|nếu|từ|trên|trước|sau|căn cứ|thuộc|và|hoặc|đối với|về|nơi|theo dõi|lập)\b"
)


#: «các đơn vị | xây dựng pháp luật có liên quan», «Cục Quản lý xử lý vi phạm hành chính | và theo dõi thi hành pháp luật»
_WHICH_THEY_ARE = spaced(
    r"(?:xây dựng|thực hiện|tham mưu|tổ chức|theo dõi)\b[^,;:.()]{1,40} liên quan(?= *[,;:.)]| *$)|và theo dõi thi hành"
    r"|(?:xây dựng|tổ chức|theo dõi)\b[^,;:.()]{1,40}(?=, *(?:các|vụ|cục|sở|phòng|ban|văn phòng|trung tâm|chi cục|thanh tra|viện|báo)\b)"
)


def listed_at(prose: Prose, at: int, end: int) -> tuple[int, int] | None:
    """The same in a line or cell that only lists: no deed follows there, so the last name goes on to the next separator.

    «Đơn vị thực hiện: Vụ Các vấn đề chung về xây dựng pháp luật», «Chủ trì: Cục Kiểm tra văn bản».
    """
    span = phrase_at(prose, at, end)
    if span is None:
        return None
    start = skip(prose, span[1], end)
    if not span[1] < start < end or not prose.flat[start].isalpha():
        return span
    if _BESIDE_NAME.match(prose.low, start, end) and not _WHICH_THEY_ARE.match(prose.low, start, end):
        return span
    stop = _LIST_STOP.search(prose.flat, start, end)
    reached = stop.start() if stop else start + len(prose.flat[start:end].rstrip())
    return (at, reached) if reached - start <= _LONGEST_REST and "\n\n" not in prose.text[start:reached] else span
