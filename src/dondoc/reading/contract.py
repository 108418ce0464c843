"""The contract of a reading: frozen data, as `dondoc read --json` prints it (schema dondoc.reading/1).

Offsets count code points of `Reading.text` (NFC, newline "\\n") and obey `text[start:end] == span`.
Unknown is None or an empty tuple, never a guess dressed as a fact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

SCHEMA = "dondoc.reading/1"


class Status(StrEnum):
    """How a reading ended: whole, with something left out, not understood, or refused (unsafe or secret)."""

    READ = "read"
    PARTIAL = "partial"
    UNREAD = "unread"
    REFUSED = "refused"


class Force(StrEnum):
    """How strongly a body is told: the verb of every later letter follows it (model.md). «để biết» is set by a person."""

    ASSIGN = "giao"
    DEMAND = "yêu cầu"
    REQUEST = "đề nghị"
    COORDINATE = "phối hợp"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a reading is not whole, in both languages."""

    code: str
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of `Reading.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found(Span):
    """A span and the name of the rule that found it."""

    rule: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed; `capacity` is «T/M», «T/L», «KT.», «TM.» … as printed, without it the signer signs as head."""

    name: str | None = None
    title: str | None = None
    capacity: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The printed head and foot of a document. `authority` (whose direction) is not `issuer` is not `signer`."""

    kind: str | None = None
    kind_name: str | None = None
    symbol: str | None = None
    number: str | None = None
    date: date | None = None
    issuer: str | None = None
    issuer_parent: str | None = None
    place: str | None = None
    subject: str | None = None
    signer: Signer = Signer()
    recipients: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    authority: str | None = None
    urgency: str | None = None
    system: str | None = None  # "party", "state" or None
    spans: dict[str, Found] = field(default_factory=dict)  # printed as head_spans


@dataclass(frozen=True, slots=True)
class Clause(Span):
    """A node of the outline: `start` is the first character of its marker, `end` the end of its own text with its children."""

    path: str  # "II/1-/-1/+2": markers from the root; unnumbered bullets carry their place among siblings
    marker: str
    level: int
    text_start: int  # first character after the marker
    text_end: int  # end of its own text, children excluded
    heading: str | None = None
    directs: bool = False
    children: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation(Span):
    """A mention of another document."""

    text: str
    rule: str
    kind: str | None = None
    symbol: str | None = None
    number: str | None = None
    date: date | None = None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    relation: str | None = None
    pinpoint: str | None = None
    alias_of: int | None = None  # position in Reading.citations of the citation this alias stands for


@dataclass(frozen=True, slots=True)
class Actor(Span):
    """A body or group told to act; `inherited` when a heading or chapeau above names it."""

    text: str
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Deadline(Span):
    """A time limit as printed. `kind`: by, before, within or relative; `date` is the day printed, ISO."""

    text: str
    kind: str
    date: date | None = None
    count: int | None = None
    unit: str | None = None
    working: bool | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Cadence(Span):
    """How often; `every`: daily, weekly, monthly, quarterly, half-yearly, yearly, continuous, each-issue."""

    text: str
    every: str


@dataclass(frozen=True, slots=True)
class Quantity(Span):
    """«01 mô hình»: a number with its unit."""

    text: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """Words of the document with their place."""

    text: str


@dataclass(frozen=True, slots=True)
class Assignment(Span):
    """What the document tells somebody to do from now on."""

    text: str
    rule: str
    clause: str | None = None  # Clause.path
    lead: tuple[Actor, ...] = ()
    support: tuple[Actor, ...] = ()
    force: Force | None = None
    source: str = "prose"  # prose, list or table
    deadline: Deadline | None = None
    cadence: Cadence | None = None
    quantity: tuple[Quantity, ...] = ()
    criteria: tuple[Quote, ...] = ()
    product: Quote | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Finding(Span):
    """A check that helps a clerk."""

    code: str
    severity: str  # info, warning, error
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Source:
    """The file as it came. All None when refused as secret."""

    name: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    bytes: int | None = None
    pages: int | None = None
    encoding: str | None = None
    ocr: bool | None = None


@dataclass(frozen=True, slots=True)
class Cell(Span):
    """A cell of a table whose words stand in the text; merged cells repeat their span in each place they cover."""


@dataclass(frozen=True, slots=True)
class Table(Span):
    """A table of the source: rows of cells, each a span of the text."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What `formats` give to the later stages: the text and what layout said about it.

    `tables` are spans over the same text. `pages` maps the start of each page to an offset, when known. `aside` is what stands on
    the page outside the text (running heads and feet): kept only to look for a secret mark.
    """

    text: str
    status: Status = Status.READ
    reasons: tuple[Reason, ...] = ()
    tables: tuple[Table, ...] = ()
    media_type: str = "text/plain"
    encoding: str | None = None
    pages: tuple[int, ...] = ()
    ocr: bool = False
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read out of one file."""

    status: Status
    source: Source
    text: str = ""
    reasons: tuple[Reason, ...] = ()
    head: Head = Head()
    outline: tuple[Clause, ...] = ()
    citations: tuple[Citation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    findings: tuple[Finding, ...] = ()
    reader: str = ""
    schema: str = SCHEMA
