"""Kết quả đọc thành hàng của bảng phân công. / A reading as rows of the assignment sheet: STT, nhiệm vụ, chủ trì, phối hợp, thời hạn …"""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.reading.contract import Actor, Assignment, Reading

#: how often, as printed on the sheet; the words of the document stand in the text beside it
CADENCES = {
    "daily": "hằng ngày",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half-yearly": "6 tháng một lần",
    "yearly": "hằng năm",
    "continuous": "thường xuyên",
    "each-issue": "mỗi kỳ",
}
_MARKS = str.maketrans({"*": None, "|": " "})
TITLES = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Nguồn")


def rows(reading: Reading) -> list[tuple[int | str, ...]]:
    """One row for each assignment, in the columns of TITLES; what the document does not say is an empty cell."""
    return [
        (
            number,
            one_line(item.text),
            actors(item.lead),
            actors(item.support),
            deadline(item),
            one_line(item.product.text) if item.product else "",
            item.clause or "",
        )
        for number, item in enumerate(reading.assignments, start=1)
    ]


def title(reading: Reading) -> str:
    """«Thông báo 12-TB/TU ngày 18/8/2014»: what the document is called in a line."""
    head = reading.head
    day = f"ngày {head.date.day}/{head.date.month}/{head.date.year}" if head.date else ""
    return " ".join(piece for piece in (head.kind_name, head.symbol, day) if piece) or reading.source.name or ""


def actors(found: Iterable[Actor]) -> str:
    """Bodies in one cell."""
    return "; ".join(one_line(actor.text) for actor in found)


def deadline(item: Assignment) -> str:
    """The day, else the words; with the cadence."""
    limit = item.deadline
    day = ""
    if limit:
        day = f"{limit.date.day:02d}/{limit.date.month:02d}/{limit.date.year}" if limit.date else one_line(limit.text)
        if limit.date and limit.kind == "before":
            day = f"trước {day}"
    often = CADENCES.get(item.cadence.every, item.cadence.every) if item.cadence else ""
    return "; ".join(piece for piece in (day, often) if piece)


def one_line(text: str) -> str:
    """Words in one line, the marks of emphasis of text files left out."""
    return " ".join(text.translate(_MARKS).split()).strip("_ ")
