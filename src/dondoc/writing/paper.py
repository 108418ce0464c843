"""Một văn bản trước khi thành tệp. / A paper before it is a file: frozen data, one language, no markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Text:
    """A paragraph of the body. `bold` for the lead words of an item is given apart, never by markup inside the text."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading of the body: «I. KẾT QUẢ THỰC HIỆN»."""

    text: str


@dataclass(frozen=True)
class Table:
    """Rows of plain text under a head that repeats on each page. `widths` are shares of the width; `right`: columns of figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    right: tuple[int, ...] = ()
    title: str = ""
    landscape: bool = False


Block = Text | Heading | Table


@dataclass(frozen=True)
class Signature:
    """Who signs: the power («T/M BAN THƯỜNG VỤ», «» when the head signs), the post, the name."""

    post: str
    name: str
    power: str = ""


@dataclass(frozen=True)
class Paper:
    """An official paper. `number` empty leaves room to write it by hand; `day` None leaves the date blank."""

    system: str  # "party" or "state"
    issuer: str
    kind: str  # abbreviation in the symbol: BC, TB, CV
    kind_name: str  # as printed: BÁO CÁO
    subject: str
    place: str
    day: date | None
    on: date  # the day whose layout is followed
    signature: Signature
    body: tuple[Block, ...]
    symbol: str = ""  # of the issuer: VPTU, UBND
    number: str = ""
    parent: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Table, ...] = ()
    foot: str = ""  # small line in the page's foot: the head of the journal
