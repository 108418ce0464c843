"""Vì sao một tệp không được đọc trọn. / Why a reading is not whole: a code and a sentence in both languages.

A reader raises `Unsafe` (refused) or `NotUnderstood` (unread); whatever was left out on the way is noted as a reason of a
partial reading, and what a person should look at twice is noted without changing the status.
"""

from __future__ import annotations

from dondoc.reading.contract import Reason

#: code -> (Vietnamese, English); `{}` are filled by name
SENTENCES: dict[str, tuple[str, str]] = {
    # refused
    "too-large": (
        "Tệp lớn {size} MB, vượt mức {limit} MB nên không được nhận. Hãy giảm cỡ ảnh trong tệp hoặc tách tệp.",
        "The file has {size} MB, more than the {limit} MB allowed. Make its pictures smaller or split it.",
    ),
    "bomb": (
        "Tệp nén bung ra quá lớn ({what}), có dấu hiệu phá hoại nên không được nhận.",
        "The package unpacks to far too much ({what}), as attack files do, so it is refused.",
    ),
    "many-entries": (
        "Tệp nén chứa {count} mục, vượt mức {limit} nên không được nhận.",
        "The package holds {count} entries, more than the {limit} allowed.",
    ),
    "entry-name": (
        "Tệp nén chứa đường dẫn không an toàn (thoát ra ngoài, tuyệt đối hoặc liên kết) nên không được nhận.",
        "The package holds an unsafe path (climbing out, absolute, or a link), so it is refused.",
    ),
    "entry-twice": (
        "Tệp nén chứa hai mục trùng tên: phần mềm khác nhau sẽ đọc khác nhau, nên không được nhận.",
        "The package holds two entries of one name, which programs read differently, so it is refused.",
    ),
    "size-lie": (
        "Tệp nén khai sai dung lượng của một mục nên không được nhận.",
        "The package declares a wrong size for an entry, so it is refused.",
    ),
    "doctype": (
        "Tệp chứa khai báo DOCTYPE hoặc thực thể XML, thứ văn bản thật không có, nên không được nhận.",
        "The file declares a DOCTYPE or XML entities, which no real document does, so it is refused.",
    ),
    "too-deep": (
        "Tệp có cấu trúc lồng nhau quá sâu nên không được nhận.",
        "The structure of the file is nested far too deep, so it is refused.",
    ),
    "long-tag": (
        "Trang HTML có thẻ dài bất thường nên không được nhận.",
        "The HTML page has a tag of unusual length, so it is refused.",
    ),
    "secret": (
        "Văn bản đóng dấu độ mật «{mark}»: không được tiếp nhận trên hệ thống này, không nội dung nào được lưu lại. Hãy xử lý "
        "theo quy định về bảo vệ bí mật nhà nước.",
        "The document is marked secret («{mark}»): it may not be taken in here and nothing of it was kept. Handle it by the rules "
        "for protecting state secrets.",
    ),
    "killed": (
        "Đọc tệp này cần quá nhiều {what} nên đã dừng lại và không nhận tệp.",
        "Reading this file took too much {what}, so it was stopped and the file refused.",
    ),
    # unread
    "empty": (
        "Tệp rỗng, không có nội dung. Hãy kiểm tra lại tệp rồi gửi lại.",
        "The file is empty. Check the file and send it again.",
    ),
    "no-text": (
        "Không có chữ nào trong tệp.",
        "There are no words in the file.",
    ),
    "damaged": (
        "Tệp {kind} bị hỏng hoặc thiếu một phần nên không đọc được. Hãy mở bằng phần mềm soạn thảo và lưu lại.",
        "The {kind} file is damaged or cut short and cannot be read. Open it in an office program and save it again.",
    ),
    "crashed": (
        "Bộ đọc đã dừng đột ngột khi đọc tệp này; có lẽ tệp bị hỏng. Hãy mở bằng phần mềm soạn thảo và lưu lại.",
        "The reader stopped abruptly on this file, which may be damaged. Open it in an office program and save it again.",
    ),
    "encrypted": (
        "Tệp đặt mật khẩu hoặc mã hóa nên không đọc được. Hãy lưu một bản không đặt mật khẩu.",
        "The file is encrypted or has a password and cannot be read. Save a copy without a password.",
    ),
    "macro": (
        "Tệp chứa macro nên không được đọc. Hãy lưu lại dạng .docx không macro.",
        "The file holds macros and is not read. Save it as .docx without macros.",
    ),
    "kind-old": (
        "Tệp dạng {kind} quá cũ nên không đọc được. Hãy mở bằng Word hoặc LibreOffice và lưu dạng .docx.",
        "Files of the kind {kind} are too old to be read. Open it in Word or LibreOffice and save it as .docx.",
    ),
    "kind-other": (
        "Tệp dạng {kind} không phải văn bản đọc được. Nhận: .docx, .doc, .rtf, .pdf, .html, .txt, .md và ảnh quét.",
        "A file of the kind {kind} is no document that can be read. Readable: .docx, .doc, .rtf, .pdf, .html, .txt, .md and scans.",
    ),
    "scan": (
        "Tệp là ảnh quét, không có lớp chữ; máy này chưa cài bộ nhận dạng chữ (dondoc[ocr], tesseract-ocr-vie). Hãy dùng bản có chữ.",
        "The file is a scan without a text layer; no recogniser is installed here (dondoc[ocr], tesseract-ocr-vie). Use a copy with text.",
    ),
    "unreadable-scan": (
        "Ảnh quét quá mờ, nghiêng, nhỏ hoặc không phải chữ Việt: nhận dạng không đáng tin nên không đọc. Hãy quét lại ở 300 dpi.",
        "The scan is too faint, askew, small or not Vietnamese: what was recognised cannot be trusted. Scan it again at 300 dpi.",
    ),
    "image-large": (
        "Ảnh {width} x {height} điểm quá lớn để nhận dạng. Hãy quét lại ở 300 dpi.",
        "The image of {width} x {height} dots is too large to be recognised. Scan it again at 300 dpi.",
    ),
    "bad-text-layer": (
        "Lớp chữ của PDF bị lỗi (hỏng bảng mã hoặc nhận dạng sai), không thể tin; máy này chưa cài bộ nhận dạng chữ. Hãy dùng bản .docx.",
        "The text layer of the PDF is broken (no character map, or wrongly recognised); no recogniser is installed here. Use the .docx.",
    ),
    "encoding": (
        "Không xác định được bảng mã chữ của tệp. Hãy lưu lại dạng UTF-8.",
        "The character encoding of the file could not be told. Save it as UTF-8.",
    ),
    "out-of-time": (
        "Tệp nhiều trang hoặc nhiều ảnh, đọc quá lâu nên đã dừng để không phải chờ. Có thể tách tệp, hoặc dùng bản có lớp chữ.",
        "The file has many pages or pictures; reading it took too long and was stopped. Divide it, or use a copy with text.",
    ),
    # partial
    "pages-left": (
        "Chỉ đọc {limit} trang đầu trong {count} trang.",
        "Only the first {limit} of {count} pages were read.",
    ),
    "characters-left": (
        "Văn bản quá dài: chỉ đọc {limit} ký tự đầu.",
        "The document is too long: only the first {limit} characters were read.",
    ),
    "cells-left": (
        "Một bảng quá lớn: chỉ đọc {limit} ô đầu.",
        "A table is too large: only its first {limit} cells were read.",
    ),
    "scanned-pages": (
        "Trang {pages} là ảnh quét hoặc có lớp chữ hỏng nên chưa đọc.",
        "Page {pages}: scanned or with a broken text layer, not read.",
    ),
    "bytes-lost": (
        "Có {count} chỗ không giải mã được, thay bằng «\ufffd».",
        "{count} places could not be decoded and read «\ufffd».",
    ),
    "embedded": (
        "Có tệp hoặc đối tượng nhúng trong văn bản, nội dung của chúng không được đọc.",
        "Files or objects are embedded in the document; what they hold was not read.",
    ),
    # worth a second look
    "recognised": (
        "Chữ được nhận dạng từ ảnh quét (độ tin cậy {confidence} %): xin đối chiếu số, ngày, tên riêng và dấu thanh với bản gốc.",
        "The words were recognised from a scan (confidence {confidence} %): check numbers, dates, names and accents against the paper.",
    ),
    "name-differs": (
        "Tên tệp ghi «{name}» nhưng nội dung là {kind}.",
        "The file is named «{name}» but its content is {kind}.",
    ),
    "hidden-text": (
        "Có chữ ẩn ({count} ký tự) mà người đọc bản in không thấy; không đưa vào nội dung.",
        "There is hidden text ({count} characters) that nobody sees in print; it was left out.",
    ),
    "tracked-changes": (
        "Văn bản còn vết sửa chưa chấp nhận; đã đọc như khi chấp nhận mọi thay đổi.",
        "The document has tracked changes; it was read as if all were accepted.",
    ),
    "active-field": (
        "Văn bản chứa trường lệnh gọi chương trình khác; đã bỏ qua.",
        "The document holds a field that calls another program; it was passed over.",
    ),
    "external": (
        "Văn bản trỏ tới nội dung bên ngoài; không có gì được tải về.",
        "The document points to outside content; nothing was fetched.",
    ),
    "legacy-encoding": (
        "Văn bản dùng bảng mã cũ {encoding}; đã chuyển sang Unicode, xin đối chiếu các chữ có dấu.",
        "The document uses the old encoding {encoding}; it was converted to Unicode: check the accented letters.",
    ),
    "invisible-characters": (
        "Có {count} ký tự không nhìn thấy (độ rộng bằng không, đổi chiều chữ).",
        "There are {count} invisible characters (of no width, or turning the direction of writing).",
    ),
    "lookalike-letters": (
        "Có chữ cái lạ giống chữ Việt trong từ «{word}».",
        "Foreign letters that look like Latin ones stand in the word «{word}».",
    ),
    "language": (
        "Văn bản có vẻ không viết bằng tiếng Việt nên phần giao việc có thể không nhận ra.",
        "The document seems not to be in Vietnamese, so its assignments may not be recognised.",
    ),
}


class Unsafe(Exception):
    """The file is refused: a limit is passed or a trick found. `reason` says which."""

    def __init__(self, code: str, **values: object) -> None:
        self.reason = reason(code, **values)
        super().__init__(self.reason.message_en)


class NotUnderstood(Exception):
    """The file is unread: encrypted, damaged, of another kind, without words. `reason` says which."""

    def __init__(self, code: str, **values: object) -> None:
        self.reason = reason(code, **values)
        super().__init__(self.reason.message_en)


def reason(code: str, **values: object) -> Reason:
    """The reason of this code with its values filled in; KeyError for an unknown code."""
    vietnamese, english = SENTENCES[code]
    return Reason(code, vietnamese.format(**values), english.format(**values))
