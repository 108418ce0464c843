"""Dấu độ mật trên văn bản. / The mark of secrecy on a document: MẬT, TỐI MẬT, TUYỆT MẬT.

A mark stands by itself: a line of its own, a cell, a stamp beside another stamp («HỎA TỐC»), after «Độ mật:», or at the end of the line of
the number. The word in a sentence («bí mật nhà nước», «bảo mật», «danh mục tối mật») is none. Looked for in the head of the document and
in the heads of its later pages, since a mark is printed there.
"""

from __future__ import annotations

import re
import unicodedata

from dondoc.reading.patterns import lazy

#: the three grades, of which the longer ones are tried first
_GRADE = r"(TUYỆT\s*MẬT|TỐI\s*MẬT|MẬT)"
#: what may stand around a mark: brackets, emphasis, table bars, dashes, a frame of stars
_FRAME = r"[\s\[\](){}|*_#>«»\"'“”.:;=~\-–—]*"
_STAMPS = r"(?:HỎA\s*TỐC(?:\s*HẸN\s*GIỜ)?|THƯỢNG\s*KHẨN|KHẨN|TÀI\s*LIỆU\s*THU\s*HỒI|CHỈ\s*NGƯỜI\s*CÓ\s*TÊN\s*MỚI\s*ĐƯỢC\s*BÓC\s*BÌ)"
_ALONE = lazy(rf"{_FRAME}(?:{_STAMPS}{_FRAME})?{_GRADE}{_FRAME}(?:{_STAMPS}{_FRAME})?$")
#: «Độ mật: Tối mật», «ĐỘ MẬT MẬT»; the grade in any case of letters, since the label makes it plain
_LABELLED = lazy(
    rf"{_FRAME}(?:độ|mức\s+độ|dấu\s+độ|dấu)\s*(?:bí\s*)?mật\s*(?:chỉ)?{_FRAME}(tuyệt\s*mật|tối\s*mật|mật){_FRAME}$", re.IGNORECASE
)
#: «Số: 12-BC/TU (MẬT)», «Số 12-BC/TU - TỐI MẬT»
_NUMBERED = lazy(rf"{_FRAME}Số\s*:?\s*[\w./\-&…]{{0,40}}\s+{_FRAME}{_GRADE}{_FRAME}$")
#: letters set apart: «M Ậ T», «T Ố I  M Ậ T»
_SPACED = lazy(r"(?<!\w)(?:\w ){2,}\w(?!\w)")
#: columns that a converter left on one line
_COLUMNS = lazy(r"\t+| {3,}|\|")
#: the head ends where the body begins; a mark further down is a word of the text or of a table about secrets
_BODY = lazy(r"\s*[|*_]*\s*(?:kính\s+gửi|căn\s+cứ\s|điều\s+1\b|chương\s+i\b|phần\s+thứ\s+nhất|I\.\s|1\.\s|1-\s)", re.IGNORECASE)
_HEAD_LINES = 60
_LONG_LINE = 240
_LONGEST = 4000


def secret_mark(text: str, aside: str = "", pages: tuple[int, ...] = ()) -> str | None:
    """The grade a document is marked with: «MẬT», «TỐI MẬT», «TUYỆT MẬT», or None.

    `text` as read; `aside` what stands on the page outside it (running heads and feet); `pages` the offsets where pages begin. Linear.
    """
    text = unicodedata.normalize("NFC", text) if not unicodedata.is_normalized("NFC", text) else text
    for line in _head(text):
        if mark := _mark(line):
            return mark
    for line in aside.split("\n"):
        if mark := _mark(unicodedata.normalize("NFC", line)):
            return mark
    for start in pages[1:]:
        for line in text[start : start + 300].split("\n")[:3]:
            if mark := _mark(line):
                return mark
    return None


def _head(text: str) -> list[str]:
    """The lines before the body, at most _HEAD_LINES; always the first few, whatever they look like."""
    lines: list[str] = []
    for line in text[: _HEAD_LINES * _LONG_LINE].split("\n"):
        if not line.strip():
            continue
        if len(lines) >= _HEAD_LINES or (len(lines) > 4 and (len(line) > _LONG_LINE or _BODY.match(line))):
            break
        lines.append(line)
    return lines


def _mark(line: str) -> str | None:
    if len(line) > _LONGEST or "M" not in line.upper():
        return None
    for piece in _COLUMNS.split(line):
        piece = _SPACED.sub(lambda match: match.group().replace(" ", ""), piece)
        found = _ALONE.match(piece) or _LABELLED.match(piece) or _NUMBERED.match(piece)
        if found:
            grade = found.group(1).upper().replace(" ", "")
            return {"TUYỆTMẬT": "TUYỆT MẬT", "TỐIMẬT": "TỐI MẬT"}.get("".join(grade.split()), "MẬT")
    return None
