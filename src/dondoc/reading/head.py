"""Phần đầu và phần cuối của văn bản. / The printed head and foot: kind, symbol, day, issuer, subject, signer, recipients.

Two layouts are known: the Party's («TỈNH ỦY … / VĂN PHÒNG», «*», «Số 21-TB/VPTU») and the State's («Số: 634/TB-VPCP»). They are described
in Hướng dẫn 05-HD/VPTW and Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

from dondoc.reading.contract import Found, Head, Signer, Table
from dondoc.reading.dates import day as calendar_day
from dondoc.reading.heads.borrowed import borrowed
from dondoc.reading.heads.issuers import issuer, printed
from dondoc.reading.heads.passages import Parted, Passage, passages
from dondoc.reading.heads.recipients import BULLET, LABEL, Listed, addressees, recipients, run_in
from dondoc.reading.heads.rows import DAY, SYMBOL, Label, Row, rows
from dondoc.reading.heads.signatures import Signed, name_alone, signature
from dondoc.reading.heads.titles import title
from dondoc.reading.lines import Lines
from dondoc.reading.patterns import lazy

#: How far down the head may reach, in lines; some web pages print a summary above it.
_HEAD_LINES = 160
#: How far around «Nơi nhận» the foot reaches, in lines.
_FOOT_BEFORE, _FOOT_AFTER = 16, 110
#: How far below the list a name alone may stand, in characters.
_NEAR_FOOT = 160
#: How many lines that begin like a signature are looked at.
_MOST_SIGNATURES = 8
_FOOT = lazy(
    r"^[\s|*_#>“\"'`]{0,12}N[ơoờớòóọ][iíìlt]\s?\n?[*_]{0,3}nh[ậâaạàáãăắ][nm]\b|\|\s*[*_]{0,3}Nơi nhận", re.IGNORECASE | re.MULTILINE
)
#: its words alone, up to the «nh»; what may stand before them; how much further the label goes, with the sign that shows a word's end
_SENT_TO = lazy(r"[nN][ơoờớòóọƠOỜỚÒÓỌ][iíìltIÍÌLT]\s?\n?[*_]{0,3}[nN][hH]")
_BEFORE_FOOT, _REST_OF_FOOT = "|*_#>“\"'`", 4
_POWERS = lazy(r"^[\s*_|]{0,60}(?:T/M|TM[./]|K/T|KT[./]|T/L|TL[./]|TUQ\.)\s?[A-ZĐỦỈ]", re.MULTILINE)
_WORDS = lazy(r"\w")
_AUTHORITY = lazy(
    r"(?:kết luận|(?:ý kiến )?(?:chỉ đạo|kết luận)|ý kiến)\s+của\s+(?P<who>.+?)(?:\s+(?:tại|về|đối với|trong|trên|sau)\b|\s*[(“\"]|$)",
    re.IGNORECASE,
)
_HAS_OPINION = lazy(
    r"(?P<who>(?:Phó )?(?:Thủ tướng|Chủ tịch|Bí thư|Thường trực|Ban Thường vụ|Bộ trưởng|Thứ trưởng)[^\n,.;:]{0,80}?)\s+(?:đã\s+)?"
    r"(?:có\s+ý\s+kiến(?:\s+chỉ\s+đạo)?|kết\s+luận|giao)\s+như\s+sau"
)
_AS_FOLLOWS = lazy(r"như(?<=\s...)\s+sau")


def head(text: str, tables: tuple[Table, ...] = (), lines: Lines | None = None) -> Head:
    """The head and foot of a document. Unknown stays None. Never raises on content; linear in the length of the text.

    `lines` are those of the text, where another stage needs them too.
    """
    lines = lines or Lines(text)
    top = _top(lines, tables)
    spans: dict[str, Found] = {}
    symbol, number = _symbol(top, spans)
    place, day = _place_and_day(top, spans)
    lent = borrowed(text) if symbol is None else None
    if lent is not None:
        symbol, number, day = lent.symbol, lent.number, day or lent.day
        spans["symbol"] = Found(lent.start, lent.end, "head.symbol.borrowed")
    named = title(text, top, symbol, printed(text, top), spans)
    signed, sent = _foot(lines, tables, top)
    parent, body = issuer(text, top, named.row, named.subject, signed.power, spans)
    to = addressees(top) if named.row is None or _addressed_after(top, named.row) else Listed()
    spans |= {key: span for key, span in (("addressees", to.span), ("recipients", sent.span), ("signer", signed.span)) if span}
    return Head(
        kind=named.kind,
        kind_name=named.kind_name,
        symbol=symbol,
        number=number,
        date=day,
        issuer=body,
        issuer_parent=parent,
        place=place,
        subject=named.subject,
        signer=Signer(signed.name, signed.title, signed.capacity),
        recipients=sent.lines,
        addressees=to.lines,
        authority=_authority(named.subject, text, spans),
        urgency=next((row.words.capitalize() for row in top if row.label is Label.URGENCY), None),
        system=_system(top, symbol),
        spans=spans,
    )


def _top(lines: Lines, tables: Sequence[Table]) -> list[Row]:
    """The rows of the first page."""
    first = next((number for number in range(len(lines)) if not lines[number].empty), 0)
    return list(rows(passages(lines, range(first, min(len(lines), first + _HEAD_LINES)), tables)))


def _symbol(top: Sequence[Row], spans: dict[str, Found]) -> tuple[str | None, str | None]:
    row = next((row for row in top if row.label is Label.SYMBOL), None)
    if row is None:
        return None, None
    words = row.words.replace("\n", " ")
    match = SYMBOL.match(words)
    printed = match["symbol"] if match else re.sub(r"^\D{0,24}[:.;]\s*", "", words)
    spans["symbol"] = Found(row.start, row.end, "head.symbol")
    symbol = re.sub(r"[\s…_]+|\.{2,}", "", printed).replace("–", "-").replace("—", "-").rstrip("-/.").lstrip(".")
    number = re.match(r"\d+[a-zA-Z]?(?=[-/])", symbol)
    return (symbol or None), (number[0] if number else None)


def _place_and_day(top: Sequence[Row], spans: dict[str, Found]) -> tuple[str | None, date | None]:
    row = next((row for row in top if row.label is Label.DAY), None)
    if row is None or (match := DAY.search(words := " ".join(row.words.split()))) is None:
        return None, None
    place = words[: match.start()].strip(" ,.;:-–—") or None
    spans["date"] = Found(row.start, row.end, "head.date")
    if place:
        spans["place"] = Found(row.start, min(row.end, row.start + len(place)), "head.place")
    parts = [match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"]]
    if not all(part and part.isdecimal() for part in parts):
        return place, None
    return place, calendar_day(*(int(part) for part in parts if part))


def _addressed_after(top: Sequence[Row], kind: int) -> bool:
    """«Kính gửi» under a kind line belongs to a tờ trình or a telegram, if it stands near."""
    return any(row.label is Label.TO for row in top[kind : kind + 30])


def _foot_label(text: str, begin: int) -> re.Match[str] | None:
    """The first «Nơi nhận» that begins a line or a cell. Its words are looked for first: they stand nowhere else in most texts."""
    for words in _SENT_TO.finditer(text, begin):
        first = words.start()
        while first > begin and (text[first - 1].isspace() or text[first - 1] in _BEFORE_FOOT):
            first -= 1
        label = _FOOT.search(text, first, words.end() + _REST_OF_FOOT)
        if label:
            return label
    return None


def _foot(lines: Lines, tables: Sequence[Table], top: Sequence[Row]) -> tuple[Signed, Listed]:
    """Signature and recipients: around «Nơi nhận», else the signature alone near the end."""
    text = lines.text
    label = _foot_label(text, _begin(top))
    if label is None:
        return _unlabelled(lines, tables, top)
    at = lines.number_at(_WORDS.search(text, label.start()).start())  # type: ignore[union-attr]  # the pattern ends in letters
    parts = list(passages(lines, range(at, min(len(lines), at + _FOOT_AFTER)), tables))
    first = next((number for number, part in enumerate(parts) if LABEL.match(part.words)), None)
    if first is None:
        return _signature_alone(lines, tables, top), Listed()
    sent = recipients(_column(parts, first))
    signed = signature(text, _outside(parts, sent))
    if signed.name is None:
        above = list(passages(lines, range(max(0, at - _FOOT_BEFORE), at), tables))
        before = signature(text, above)
        signed = before if before.name or not signed.title else signed
    if signed.name is None and signed.title is None:
        signed = name_alone(text, [part for part in _outside(parts, sent) if part.start < (sent.span.end if sent.span else 0) + _NEAR_FOOT])
    return signed, sent


#: «- Lưu: VT, KTN.»: the last entry of every list of recipients
_KEPT_COPY = lazy(r"[-–•+*]\s*L[ưu]u\s*[:;.,]?\s*[A-ZĐV]")
_LONGEST_ENTRY, _LAST_LINES = 110, 90


def _unlabelled(lines: Lines, tables: Sequence[Table], top: Sequence[Row]) -> tuple[Signed, Listed]:
    """A list of recipients whose label a scan made unreadable: the short bulleted lines that end with «- Lưu: …»."""
    alone = _signature_alone(lines, tables, top)
    begin = max(0, len(lines) - _LAST_LINES)
    last = next((number for number in range(len(lines) - 1, begin, -1) if _KEPT_COPY.match(lines[number].bare)), None)
    if last is None:
        return alone, Listed()
    first = last
    while first > begin and BULLET.match(lines[first - 1].bare) and len(lines[first - 1].bare) < _LONGEST_ENTRY:
        first -= 1
    if first == last:
        return alone, Listed()
    parts = list(passages(lines, range(first, min(len(lines), first + _FOOT_AFTER)), tables))
    sent = recipients(parts)
    signed = signature(lines.text, _outside(parts, sent))
    return (signed if signed.name or not alone.name else alone), sent


def _begin(top: Sequence[Row]) -> int:
    """Where the body begins at the earliest: after the motto and the symbol."""
    known = [row.end for row in top if row.label in (Label.STATE, Label.PARTY, Label.SYMBOL, Label.DAY)]
    return max(known, default=0)


def _column(parts: Sequence[Passage], first: int) -> list[Passage]:
    """The passages of the list's own column, from its label on."""
    label = parts[first]
    same = [part for part in parts[first + 1 :] if part.cell == label.cell or part.parted is not Parted.CELL]
    return [label, *same]


def _outside(parts: Sequence[Passage], sent: Listed) -> list[Passage]:
    """What the foot holds beside the list: the columns and lines where the signature stands."""
    if sent.span is None:
        return list(parts)
    kept: list[Passage] = []
    for part in parts:
        at = 0
        for line in part.words.split("\n"):
            piece = part.part(at, at + len(line))
            at += len(line) + 1
            beside = piece.part(_own(piece.words), len(piece.words)) if piece else None
            if piece is not None and not _in_list(piece, sent):
                kept.append(piece)
            elif beside is not None:
                kept.append(beside)
    return kept


def _own(words: str) -> int:
    """How much of a line that begins an entry is the list's own; a line that begins none is whole."""
    return run_in(words) if BULLET.match(words) or LABEL.match(words) else len(words)


def _in_list(piece: Passage, sent: Listed) -> bool:
    """Whether a line is one of the list's own entries."""
    if sent.span is None or not sent.span.start <= piece.start < sent.span.end:
        return False
    words = " ".join(piece.words[: _own(piece.words)].split())
    return not any(char.isupper() for char in words) or LABEL.match(words) is not None or _mentions(sent, words)


def _mentions(sent: Listed, words: str) -> bool:
    bare = words.strip(" -–+•*~;,.:/")
    return any(bare[:30] in entry or entry in bare for entry in sent.lines)


def _signature_alone(lines: Lines, tables: Sequence[Table], top: Sequence[Row]) -> Signed:
    """Without «Nơi nhận»: a line that opens with a power, else the last lines of the text."""
    for match in islice(_POWERS.finditer(lines.text, _begin(top)), _MOST_SIGNATURES):
        at = lines.number_at(match.end() - 1)
        signed = signature(lines.text, passages(lines, range(at, min(len(lines), at + 30)), tables))
        if signed.name:
            return signed
    return signature(lines.text, passages(lines, range(max(0, len(lines) - 40), len(lines)), tables))


def _authority(subject: str | None, text: str, spans: dict[str, Found]) -> str | None:
    """Whose direction it is: «kết luận của Thường trực Tỉnh ủy tại …», «Phó Thủ tướng … có ý kiến như sau»."""
    match = _AUTHORITY.search(subject or "") or re.match(r"của\s+(?P<who>.+?)(?:\s+(?:tại|về)\b|$)", subject or "", re.IGNORECASE)
    if match:
        return match["who"].strip(" .,")
    said = _HAS_OPINION.search(text, 0, 6000) if _AS_FOLLOWS.search(text, 0, 6000) else None
    if said is None:
        return None
    spans["authority"] = Found(*said.span("who"), "head.authority.opinion")
    return " ".join(said["who"].split())


def _system(top: Sequence[Row], symbol: str | None) -> str | None:
    for row in top:
        if row.label in (Label.PARTY, Label.STATE):
            return "party" if row.label is Label.PARTY else "state"
    if symbol:
        return "party" if re.match(r"\d*[a-z]?-", symbol) else "state"
    return None
