"""Khung của từng mục: chỗ đứng và chủ thể ở trên. / The frame of each clause: its place and who stands above."""

from __future__ import annotations

from dataclasses import dataclass, field

from dondoc.reading.assigning.actors import is_named
from dondoc.reading.assigning.drafts import Charge, inherited
from dondoc.reading.assigning.places import Place
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.units import Unit
from dondoc.reading.contract import Clause, Head


@dataclass
class Frame:
    """What holds inside one clause (or the whole document, `clause` None)."""

    clause: Clause | None
    place: Place
    charge: Charge = field(default_factory=Charge)
    base: Charge | None = None  # who stood above before the clause's own paragraphs named anybody
    working: bool = False  # the clause's first paragraph gave work: further ones that open with a deed do so too
    titled: bool = False  # the clause's first line is only its title: its plain paragraphs stand like the clause itself


@dataclass
class Walk:
    """The state of the walk."""

    prose: Prose
    head: Head
    frames: list[Frame]
    by_clause: dict[int, list[Unit]]
    opened: bool = False  # a sentence has announced that orders follow
    quoted_until: int = 0  # where the quotation ends that is being read
    noting: bool = False  # among the notes at the end of the document
    in_annex: bool = False
    announced: bool = False  # the text says that views or orders follow: «… có ý kiến chỉ đạo như sau:»
    answers: bool = False  # a letter that answers a question: what it says of a case is the law, no order
    handed_back: Charge | None = None  # «Theo tinh thần đó, đề nghị …»: whom the lines before were also meant for

    @property
    def frame(self) -> Frame:
        """The innermost frame."""
        return self.frames[-1]


def hand_down(frame: Frame, charge: Charge, *, job: bool = False) -> None:
    """Set who stands above. In a rule only a job («… có trách nhiệm:», «Trách nhiệm của …») makes what follows work."""
    if frame.place is Place.RULE and (charge.force or job) and is_named(charge.lead):
        frame.place = Place.WORK
    force = charge.force or frame.charge.force
    frame.base = None
    frame.charge = Charge(inherited(charge.lead), inherited(charge.support), force, charge.expects)


def is_strict(frame: Frame) -> bool:
    return frame.place in {Place.FINDING, Place.PURPOSE, Place.WHOM}
