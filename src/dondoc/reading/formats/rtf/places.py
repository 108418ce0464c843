"""Nơi chữ RTF đi tới. / Where the words of an RTF file go: the body, a note, a running head or a box, each with its own paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dondoc.reading.formats.word.numbering import SYMBOLS
from dondoc.reading.formats.word.older import CellForm, Letters, Paragraph, RowForm, Story

_MOST_CELLS = 200


@dataclass
class Place:
    """A story and its open paragraph; `number`: what was printed before a list item."""

    story: Story = field(default_factory=Story)
    open: Paragraph = field(default_factory=Paragraph)
    number: str = ""
    has_words: bool = False

    def add(self, words: str, look: Letters) -> None:
        """Words of the open paragraph."""
        self.has_words = True
        self.open.text(words, look)

    def end_paragraph(self, depth: int) -> None:
        """The open paragraph ends; it stands at this depth of tables."""
        if self.number and self.has_words:
            _prefix(self.open, self.number)
        self.story.paragraph(self.open.element, depth)
        self.open, self.number, self.has_words = Paragraph(), "", False

    def close(self, depth: int) -> None:
        """End a paragraph that was left open."""
        if self.has_words:
            self.end_paragraph(depth)


class RowMaker:
    """The definition of rows, which holds until the next one."""

    def __init__(self) -> None:
        self.form, self._cell = RowForm(), CellForm(0)

    def begin(self) -> None:
        """A definition begins."""
        self.form, self._cell = RowForm(), CellForm(0)

    def left(self, edge: int) -> None:
        """Where the row begins."""
        self.form = replace(self.form, left=edge)

    def merged(self, *, down: str | None = None, into_left: bool = False) -> None:
        """How the cell that is defined next is merged."""
        self._cell = replace(self._cell, down=down or self._cell.down, into_left=into_left or self._cell.into_left)

    def cell(self, edge: int) -> None:
        """A cell ends at this edge."""
        self.form = replace(self.form, cells=(*self.form.cells[:_MOST_CELLS], replace(self._cell, edge=edge)))
        self._cell = CellForm(0)


def bullet(words: str) -> str:
    """What is drawn for the glyphs of symbol fonts."""
    return "".join(SYMBOLS.get(char, "•") if "\ue000" <= char <= "\uf8ff" else char for char in words)


def _prefix(paragraph: Paragraph, number: str) -> None:
    """The printed number of a list item, a blank behind it."""
    made = Paragraph()
    made.text(f"{' '.join(number.split())} ")
    for place, run in enumerate(list(made.element)):
        paragraph.element.insert(place, run)
