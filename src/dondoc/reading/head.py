"""Phần đầu và phần cuối của văn bản. / The printed head and foot: kind, symbol, day, issuer, subject, signer, recipients.

Two layouts are known: the Party's («TỈNH ỦY … / VĂN PHÒNG», «*», «Số 21-TB/VPTU») and the State's («Số: 634/TB-VPCP»). Converters
split the cells of the head over lines; cells are put together before they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dondoc.reading.contract import Found, Head, Signer, Table
from dondoc.reading.dates import day as calendar_day
from dondoc.reading.foot import addressees, recipients, signature
from dondoc.reading.kinds import kind_name, kind_of, kind_of_symbol
from dondoc.reading.lines import Line, Lines, mostly_upper

#: How far down the first page the head may reach, in lines that are not empty.
_REACH = 70
_NATION = re.compile(r"CỘNG\s*H[ÒO][ÀA]?A?\s*XÃ\s*HỘI|ĐẢNG\s+CỘNG\s+SẢN|ĐỘC LẬP\s*[-–]|Độc\s*lập\s*[-–]", re.IGNORECASE)
_SYMBOL = re.compile(
    r"S[ốô]\s*[:.]?\s*(?P<symbol>(?P<number>\d{1,5}[a-zA-Z]?|[.…_\s]{0,12}?)\s*(?:[-–/]\s*(?:\d{4}\s*/\s*)?[A-ZĐ][A-Za-zĐđƯư0-9&.]*)"
    r"(?:\s*[-–/]\s*[A-ZĐ0-9][A-Za-zĐđƯư0-9&.]*){0,5})"
)
_DAY = re.compile(
    r"(?P<place>[^\W\d_][^,|:;]{1,60}?)\s*,\s*ngày\s*(?P<d>\d{1,2}|[.…_\s]*)\s*tháng\s*(?P<m>\d{1,2}|[.…_\s]*)\s*năm\s*(?P<y>\d{4}|[.…_\s\d]*)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:V/v|Về việc|V\s*/\s*v)\s*[:.]?\s*", re.IGNORECASE)
#: Words an agency's name begins with: a line of the head's left column that begins so starts a new name.
_AGENCY = re.compile(
    r"(?:BỘ|SỞ|BAN|ỦY BAN|UỶ BAN|UBND|HĐND|VĂN PHÒNG|CỤC|TỔNG CỤC|CHI CỤC|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|HUYỆN ỦY|HUYỆN UỶ|THỊ ỦY|QUẬN ỦY|ĐẢNG ỦY|"
    r"ĐẢNG UỶ|ĐẢNG BỘ|CHI BỘ|HỘI|ĐOÀN|TỈNH ĐOÀN|TRƯỜNG|VIỆN|TÒA ÁN|TOÀ ÁN|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|CHỦ TỊCH|CÔNG AN|PHÒNG|TRUNG TÂM|LIÊN ĐOÀN|NGÂN HÀNG|"
    r"TẬP ĐOÀN|TỔNG CÔNG TY|CÔNG TY|THANH TRA|KIỂM TOÁN|MẶT TRẬN|BAN CHẤP HÀNH|BAN CHỈ ĐẠO|BAN QUẢN LÝ|BỘ CHỈ HUY|BẢO HIỂM|KHO BẠC|THUẾ|ĐẢNG ĐOÀN)\b"
)
#: A name that is not whole without the line below it: «ỦY BAN NHÂN DÂN» + «TỈNH …».
_OPEN_NAME = re.compile(r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|ĐẢNG BỘ|ĐẢNG ỦY|ĐẢNG UỶ|CÔNG AN|BAN CHẤP HÀNH)$")
_PLACE_LINE = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU|THỊ TRẤN)\b")
#: Bodies whose printed name in the head is shorter than the name they go by; the symbol's code tells which.
_BY_CODE = {"VPTW": "Văn phòng Trung ương Đảng", "TTg": "Thủ tướng Chính phủ"}
_BODY_OPENS = re.compile(
    r"(?:Căn cứ|Thực hiện|Kính gửi|Theo |Ngày |Để |Nhằm |Qua |Sau |Trong |Chiều |Sáng |Xét |Thủ tướng|Từ ngày|Hội nghị|Điều \d|[IVX]+\.|1[.-])"
)
_OF = re.compile(
    r"(?:kết luận|ý kiến chỉ đạo|ý kiến kết luận|ý kiến|chỉ đạo)\s+của\s+(?P<who>.+?)(?:\s+tại\b|\s+về\b|\s+đối với\b|$)", re.IGNORECASE
)
_URGENCY = re.compile(r"^(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)(?:\s+HẸN GIỜ)?$")


@dataclass(frozen=True)
class _Piece:
    """Lines put together: a cell, or lines without an empty one between them."""

    start: int
    end: int
    words: str
    lines: tuple[Line, ...]


def head(text: str, tables: tuple[Table, ...] = ()) -> Head:
    """The head and foot of a document. Unknown stays None. Never raises on content."""
    lines = Lines(text, tables)
    top = _top(lines)
    pieces = list(_pieces(lines, top))
    spans: dict[str, Found] = {}
    kind_line = _kind_line(top, pieces)
    limit = kind_line.start if kind_line else (top[-1].end if top else 0)
    symbol, number = _symbol(pieces, text, spans)
    place, day = _place_and_day(pieces, text, spans)
    parent, issuer = _issuer(pieces, limit, symbol, text, spans)
    kind, name = _kind(kind_line, symbol, top, spans)
    subject = _subject(lines, kind_line, pieces, text, spans)
    issuer = issuer or _sender(text, kind_line)
    signer = signature(lines)
    to = addressees(lines, top)
    if to.span:
        spans["addressees"] = to.span
    sent = recipients(lines)
    if sent.span:
        spans["recipients"] = sent.span
    if signer.span:
        spans["signer"] = signer.span
    return Head(
        kind=kind,
        kind_name=name,
        symbol=symbol,
        number=number,
        date=day,
        issuer=issuer,
        issuer_parent=parent,
        place=place,
        subject=subject,
        signer=Signer(signer.name, signer.title, signer.capacity),
        recipients=sent.lines,
        addressees=to.lines,
        authority=_authority(subject),
        urgency=next((line.bare.capitalize() for line in top if _URGENCY.match(line.bare)), None),
        system=_system(top, symbol),
        spans=spans,
    )


def _top(lines: Lines) -> list[Line]:
    """The lines of the first page that can belong to the head."""
    found: list[Line] = []
    for line in lines.all:
        if not line.empty:
            found.append(line)
        if len(found) >= _REACH:
            break
    return found


def _pieces(lines: Lines, top: list[Line]) -> Iterator[_Piece]:
    """Cells and paragraphs of the head, each put together over its lines."""
    run: list[Line] = []
    last = -1
    for line in top:
        apart = line.bar or line.number != last + 1 or line.rule
        if apart and run:
            yield _piece(run)
            run = []
        if not line.bar and not line.rule:
            run.append(line)
        last = line.number
    if run:
        yield _piece(run)


def _piece(run: list[Line]) -> _Piece:
    return _Piece(run[0].word_start, run[-1].word_end, " ".join(line.bare for line in run), tuple(run))


def _kind_line(top: list[Line], pieces: list[_Piece]) -> Line | None:
    """The line that is the name of a kind and nothing else; letters may not be spaced."""
    for line in top:
        found = kind_of(line.bare)
        if found and (mostly_upper(line.bare) or len(line.bare) < 25):
            return line
        if line.bare.startswith("Kính gửi"):
            return None
    for line in top:
        first = re.match(
            r"(THÔNG BÁO|KẾT LUẬN|KẾ HOẠCH|CHỈ THỊ|CÔNG ĐIỆN|HƯỚNG DẪN|BÁO CÁO|CHƯƠNG TRÌNH|QUYẾT ĐỊNH|NGHỊ QUYẾT)\b", line.bare
        )
        if first and mostly_upper(line.bare) and not _NATION.search(line.bare):
            return line
    return None


def _symbol(pieces: list[_Piece], text: str, spans: dict[str, Found]) -> tuple[str | None, str | None]:
    for piece in pieces[:14]:
        if piece.words.startswith(("Căn cứ", "Thực hiện", "Theo", "Kính gửi")):
            break
        match = _SYMBOL.match(piece.words) or _SYMBOL.search(piece.words)
        if match is None or (match.start() > 0 and not _heads(piece.words, match.start())):
            continue
        symbol = re.sub(r"\s+", "", match["symbol"]).replace("–", "-").rstrip("-/.")
        number = match["number"].strip() if match["number"].strip().isalnum() else None
        spans["symbol"] = _span(text, piece, match["symbol"], "head.symbol")
        return (symbol if number else symbol.lstrip(".…_")), number
    return None, None


def _heads(words: str, at: int) -> bool:
    """Whether what stands before «Số» in the piece is of the head (an agency, a star), not a sentence."""
    return mostly_upper(words[:at]) or words[:at].strip(" *-") == ""


def _span(text: str, piece: _Piece, words: str, rule: str) -> Found:
    """Where words of a piece stand in the text; the piece itself when a line break runs through them."""
    at = text.find(words.strip(), piece.start, piece.end)
    return Found(at, at + len(words.strip()), rule) if at >= 0 and words.strip() else Found(piece.start, piece.end, rule)


def _place_and_day(pieces: list[_Piece], text: str, spans: dict[str, Found]) -> tuple[str | None, date | None]:
    for piece in pieces[:16]:
        match = _DAY.search(piece.words)
        if match is None or piece.words.startswith(("Căn cứ", "Thực hiện", "Ngày", "Chiều", "Sáng")) or len(piece.words) > 200:
            continue
        place = match["place"].strip(" .*_")
        if " " in place and not place[0].isupper():
            continue
        spans["date"] = _span(text, piece, match[0], "head.date")
        spans["place"] = _span(text, piece, match["place"], "head.place")
        parts = [match[key].strip() for key in ("y", "m", "d")]
        day = calendar_day(*(int(part) for part in parts)) if all(part.isdigit() for part in parts) else None
        return place, day
    return None, None


def _issuer(pieces: list[_Piece], limit: int, symbol: str | None, text: str, spans: dict[str, Found]) -> tuple[str | None, str | None]:
    """(parent, issuer): the names of the head's left column, the most specific last."""
    for piece in pieces[:8]:
        if piece.start >= limit and limit:
            break
        lines = [line for line in piece.lines if not _NATION.search(line.bare) and not line.bare.startswith(("Số", "V/v", "Độc lập", "*"))]
        words = [line.bare.strip("* -–") for line in lines if mostly_upper(line.bare) and not _DAY.search(line.bare)]
        if not words or (_NATION.search(piece.words) and not _AGENCY.match(words[0])):
            continue
        if kind_of(words[0]):
            break
        names = _names(words)
        if not names:
            continue
        spans["issuer"] = _span(text, piece, lines[-1].bare, "head.issuer")
        code = re.split(r"[/-]", symbol)[-1] if symbol else ""
        issuer = _BY_CODE.get(code) if code in _BY_CODE and len(names[-1]) < len(_BY_CODE[code]) + 4 else None
        return (names[-2] if len(names) > 1 else None), issuer or names[-1]
    return None, None


def _names(words: list[str]) -> list[str]:
    """Lines as names: a line that does not begin like an agency, or follows a name that is not whole, belongs to the one before."""
    names: list[str] = []
    for word in words:
        joins = names and (not _AGENCY.match(word) or (_OPEN_NAME.search(names[-1]) and _PLACE_LINE.match(word)))
        if joins:
            names[-1] = f"{names[-1]} {word}"
        elif word:
            names.append(word)
    return names


_NOTIFIES = re.compile(r"\n\s*(?P<who>Văn phòng [^\n,.;]{3,60}?)\s+(?:xin\s+)?(?:trân trọng\s+)?thông báo", re.UNICODE)


def _sender(text: str, kind_line: Line | None) -> str | None:
    """A document without a printed issuer: «Văn phòng … thông báo ý kiến kết luận …» at its end names it."""
    if kind_line is None:
        return None
    match = None
    for match in _NOTIFIES.finditer(text, max(0, len(text) - 6000)):
        pass
    return match["who"] if match else None


def _kind(kind_line: Line | None, symbol: str | None, top: list[Line], spans: dict[str, Found]) -> tuple[str | None, str | None]:
    if kind_line is not None:
        spans["kind"] = Found(kind_line.word_start, kind_line.word_end, "head.kind")
        named = kind_of(kind_line.bare)
        if named:
            return named[0], named[1].capitalize()
        first = next((pair for n in range(3, 0, -1) if (pair := kind_of(" ".join(kind_line.bare.split()[:n])))), None)
        return (first[0], first[1].capitalize()) if first else (None, None)
    by_symbol = kind_of_symbol(symbol) if symbol else None
    if by_symbol:
        return by_symbol, kind_name(by_symbol)
    letter = any(line.bare.startswith("Kính gửi") or _ABOUT.match(line.bare) for line in top)
    return ("CV", "Công văn") if letter and (symbol or top) else (None, None)


def _subject(lines: Lines, kind_line: Line | None, pieces: list[_Piece], text: str, spans: dict[str, Found]) -> str | None:
    """The trích yếu: after the name of the kind, or after «V/v» in a letter."""
    if kind_line is None:
        return _letter_subject(pieces, text, spans)
    run = _subject_lines(lines, kind_line)
    rest = _after_name(kind_line)
    if rest:
        run = [kind_line, *run]
    if not run:
        return None
    words = " ".join([*([rest] if rest else []), *(line.bare for line in run if line is not kind_line)])
    words = re.sub(r"^(?:V/v|Về việc:)\s*", "", words).strip(" .:-*")
    spans["subject"] = Found(run[0].word_start, run[-1].word_end, "head.subject")
    return words or None


def _after_name(kind_line: Line) -> str:
    """What stands on the kind's own line after its name."""
    if kind_of(kind_line.bare):
        return ""
    count = next((n for n in range(3, 0, -1) if kind_of(" ".join(kind_line.bare.split()[:n]))), 0)
    return " ".join(kind_line.bare.split()[count:])


def _subject_lines(lines: Lines, kind_line: Line) -> list[Line]:
    run: list[Line] = []
    mixed = False
    for line in lines.all[kind_line.number + 1 : kind_line.number + 40]:
        if line.empty:
            if run and not (mostly_upper(run[-1].bare) and _upper_goes_on(lines, line)):
                break
            continue
        if line.rule or line.bar:
            if run:
                break
            continue
        if run and not _continues(run, line, mixed):
            break
        if not run and _opens_body(line.bare):
            break
        if run and not mostly_upper(line.bare):
            mixed = True
        run.append(line)
    return run


def _opens_body(bare: str) -> bool:
    return bool(_BODY_OPENS.match(bare)) and not mostly_upper(bare)


def _upper_goes_on(lines: Lines, empty: Line) -> bool:
    """After an empty line the subject goes on only in capitals, and not with a heading."""
    following = next((line for line in lines.all[empty.number + 1 : empty.number + 4] if not line.empty), None)
    if following is None or following.rule or following.bar or not mostly_upper(following.bare):
        return False
    return not re.match(
        r"(?:[IVX]+[.\-/]|[A-Z][.)]|\d+[.\-)]|PHẦN|CHƯƠNG|THỦ TƯỚNG|BỘ TRƯỞNG|CHỦ TỊCH|ỦY BAN|UỶ BAN|HỘI ĐỒNG|CHÍNH PHỦ$|BAN\b)",
        following.bare,
    )


def _continues(run: list[Line], line: Line, mixed: bool) -> bool:
    """Whether a line right below belongs to the subject."""
    if mostly_upper(run[0].bare):
        return mixed or mostly_upper(line.bare) or line.bare[:1].islower() or not line.bare[:1].isalpha()
    return not _opens_body(line.bare) or not run[-1].bare.endswith((".", ":"))


def _letter_subject(pieces: list[_Piece], text: str, spans: dict[str, Found]) -> str | None:
    for piece in pieces[:12]:
        for place, line in enumerate(piece.lines):
            match = _ABOUT.match(line.bare)
            if match is None:
                continue
            run = [part.bare for part in piece.lines[place + 1 :] if not _DAY.search(part.bare) and not _NATION.search(part.bare)]
            words = " ".join([line.bare[match.end() :], *run]).strip(" .*")
            spans["subject"] = Found(line.word_start, piece.end, "head.subject.letter")
            return words or None
    return None


def _authority(subject: str | None) -> str | None:
    """Whose direction it is: «kết luận của Thường trực Tỉnh ủy tại …»."""
    match = _OF.search(subject or "") or re.match(r"(?:CỦA|của)\s+(?P<who>.+?)(?:\s+(?:TẠI|tại|VỀ|về)\b|$)", subject or "")
    return match["who"].strip(" .,") if match else None


def _system(top: list[Line], symbol: str | None) -> str | None:
    joined = " ".join(line.bare for line in top[:25]).upper()
    if "ĐẢNG CỘNG SẢN" in joined:
        return "party"
    if "CỘNG HÒA XÃ HỘI" in joined or "CỘNG HOÀ XÃ HỘI" in joined:
        return "state"
    if symbol:
        return "party" if re.match(r"\d*[a-z]?-", symbol) else "state"
    return None
