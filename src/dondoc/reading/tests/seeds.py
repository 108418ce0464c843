"""Tệp lành để làm hỏng. / Sound files of each kind, to be spoiled."""

from __future__ import annotations

from dondoc.reading.formats.tests.making import level, numbered, p, pdf, tbl, tc, word

TEXT = """ỦY BAN NHÂN DÂN
TỈNH ĐÔNG LĨNH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 812/KH-UBND

Đông Lĩnh, ngày 02 tháng 3 năm 2025

KẾ HOẠCH
Triển khai công tác cải cách hành chính

Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ (sau đây gọi tắt là Nghị định 30), Nghị quyết Trung ương 4 (khóa XI).
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
II. NHIỆM VỤ
1. Sở Nội vụ
a) Chủ trì, phối hợp với Sở Tài chính rà soát quy trình, hoàn thành trước ngày 15/4/2025.
- Thường xuyên kiểm tra; định kỳ hằng quý báo cáo 01 mô hình.
2. Giao Sở Y tế: triển khai theo khoản 2 Điều 5 Quyết định số 12/QĐ-UBND.
| STT | Nội dung | Cơ quan chủ trì | Thời gian |
| 1 | Rà soát hồ sơ | Sở Nội vụ | Quý III/2025 |

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Minh
"""
_LEVELS = level(0, "%1.") + level(1, "%1.%2.")
_LIST = f'<w:abstractNum w:abstractNumId="0">{_LEVELS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
_ROWS = [[tc(p(words)) for words in row] for row in (("STT", "Nội dung", "Chủ trì"), ("1", "Rà soát hồ sơ", "Sở Nội vụ"))]
_PRINTED = ("So: 12/KH-UBND", "1. Giao So Noi vu ra soat.", "- Bao cao truoc ngay 15/4/2025.")
_OLD = rb"1. Giao S\'eb N\'e9i v\'f4 b\'b8o c\'b8o.\par\trowd\cellx900 a\cell\row"


def seeds() -> list[tuple[str, bytes]]:
    """One file of each kind, small."""
    body = "".join(map(p, TEXT.split("\n")[:14])) + numbered("Giao Sở Nội vụ rà soát", 1) + numbered("Báo cáo trước ngày 15/4/2025", 1, 1)
    page = [(70.0, 780.0 - 16 * number, words) for number, words in enumerate(_PRINTED)]
    marked = f"<h1>KẾ HOẠCH</h1>{TEXT.replace(chr(10), '<p>')}<table><tr><td>1<td>Sở Nội vụ</table>"
    return [
        ("a.txt", TEXT.encode()),
        ("b.docx", word(body + tbl(*_ROWS), numbering=_LIST, footnotes=p("Chú thích"), header=p("2"))),
        ("c.pdf", pdf(page, page)),
        ("d.html", f"<html><body>{marked}</body></html>".encode()),
        ("e.rtf", rb"{\rtf1\ansi\ansicpg1258{\fonttbl{\f0 .VnTime;}}\f0 " + _OLD + b"}"),
    ]
