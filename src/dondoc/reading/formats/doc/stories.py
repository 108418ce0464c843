"""Thân, chú thích, đầu chân trang, khung chữ của tệp .doc. / Body, notes, running heads and boxes of a .doc as WordprocessingML."""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from dondoc.reading.formats.doc import fib
from dondoc.reading.formats.doc.files import DocFile
from dondoc.reading.formats.doc.pieces import Text
from dondoc.reading.formats.doc.sprms import Look, Shape, look_maker, shape_of
from dondoc.reading.formats.word.older import Letters, Paragraph, Story, add, root
from dondoc.rules.limits import Limits

_MAIN, _FOOTNOTES, _HEADS, _MACROS, _REMARKS, _ENDNOTES, _BOXES, _HEAD_BOXES = range(8)
_PARAGRAPH, _CELL, _BREAK = "\r", "\x07", "\x0c"
_BEGIN, _SEPARATE, _END = "\x13", "\x14", "\x15"
_NOTE, _SHAPE, _SYMBOL = "\x02", "\x08", "\x28"
_FIELDS = {_BEGIN: "begin", _SEPARATE: "separate", _END: "end"}
#: characters that stand for something, and what they are on the page
_PLAIN = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": "\u00ad", "\xa0": "\xa0", _BREAK: "\n"}
_SHAPE_BYTES, _BOX_BYTES = 26, 22


class Stories:
    """The stories of a document, one after another in its text."""

    def __init__(self, file: DocFile, fonts: tuple[str, ...], limits: Limits) -> None:
        self._file = file
        lengths = file.fib.stories
        self._starts = [sum(lengths[:number]) for number in range(9)]
        self._text = Text(file, min(self._starts[-1] + 1, limits.characters * 2))
        self._looks = look_maker(fonts)
        self._fonts = fonts
        self._in_instruction: list[bool] = []
        self._notes: dict[int, tuple[str, str]] = {}  # place of the mark -> kind and id
        self._boxes = self._text_boxes()
        self._anchors = self._shapes()

    def document(self) -> etree._Element:
        """The main text as a document element; boxes whose anchor is unknown follow at the end."""
        for kind, references in (("footnote", fib.NOTE_REFERENCES), ("endnote", fib.END_REFERENCES)):
            places, records = self._file.positions(references, 2)
            self._notes |= {place: (kind, str(number)) for number, place in enumerate(places[: len(records)])}
        made = root("document")
        body = add(made, "body")
        self._story(*self._reach(_MAIN)).into(body)
        for start, end in self._boxes.values():
            self._story(start, end).into(body)
        return made

    def notes(self) -> dict[str, etree._Element]:
        """Footnotes and endnotes by kind."""
        found = {}
        for kind, part, story in (("footnote", fib.NOTE_TEXTS, _FOOTNOTES), ("endnote", fib.END_TEXTS, _ENDNOTES)):
            places, _ = self._file.positions(part, 0)
            first, _ = self._reach(story)
            made = found[kind] = root(f"{kind}s")
            for number, (start, end) in enumerate(pairwise(places[:-1])):
                self._story(first + start, first + end).into(add(made, kind, id=str(number)))
        return found

    def heads(self) -> list[etree._Element]:
        """Running heads and feet."""
        made = [root("hdr"), root("hdr")]
        for head, story in zip(made, (_HEADS, _HEAD_BOXES), strict=True):
            self._story(*self._reach(story)).into(head)
        return made

    def _reach(self, story: int) -> tuple[int, int]:
        return self._starts[story], self._starts[story + 1]

    def _text_boxes(self) -> dict[int, tuple[int, int]]:
        """The text of each box by the number of its shape."""
        places, records = self._file.positions(fib.BOXES, _BOX_BYTES)
        first, last = self._reach(_BOXES)
        found = {}
        for record, start, end in zip(records, places, places[1:], strict=False):
            if not int.from_bytes(record[8:10], "little") and first + end <= last:
                found[int.from_bytes(record[14:18], "little")] = (first + start, first + end)
        return found

    def _shapes(self) -> dict[int, int]:
        """The number of the shape that hangs at a place of the main text."""
        places, records = self._file.positions(fib.SHAPES, _SHAPE_BYTES)
        return {place: int.from_bytes(record[:4], "little") for place, record in zip(places, records, strict=False)}

    def _story(self, start: int, end: int) -> Story:
        """Paragraphs between two places; a mark of a paragraph, a cell or a section ends each."""
        story = Story()
        self._in_instruction = []
        text = self._text.text
        end = min(end, len(text))
        sections = set(self._file.positions(fib.SECTIONS, 12)[0])
        at = start
        for mark in range(start, end):
            char = text[mark]
            if char in (_PARAGRAPH, _CELL) or (char == _BREAK and mark + 1 in sections):
                self._paragraph(story, at, mark)
                at = mark + 1
        if at < end:
            made = Paragraph()
            self._runs(made, at, end)
            story.paragraph(made.element)
        return story

    def _paragraph(self, story: Story, start: int, mark: int) -> None:
        shape = shape_of(*self._text.paragraph(mark))
        if shape.row_end and shape.depth:
            story.end_row(shape.depth, shape.row)
            return
        made = Paragraph()
        self._runs(made, start, mark)
        last = self._text.runs(mark, mark + 1)
        made.properties(style=shape.style, number=shape.number, mark_deleted=bool(last) and self._looks.of(last[0][2]).letters.deleted)
        story.paragraph(made.element, shape.depth)
        if _ends_cell(shape, self._text.text[mark]):
            story.end_cell(shape.depth)

    def _runs(self, made: Paragraph, start: int, end: int) -> None:
        for begin, upto, properties in self._text.runs(start, end):
            look = self._looks.of(properties)
            if look.special or any(char in _FIELDS for char in self._text.text[begin:upto]):
                for at in range(begin, upto):
                    self._special(made, at, look)
            else:
                self._words(made, self._text.text[begin:upto], look.letters)

    def _words(self, made: Paragraph, words: str, letters: Letters) -> None:
        made.text(_paired("".join(_PLAIN.get(char, char) for char in words)), letters)

    def _special(self, made: Paragraph, at: int, look: Look) -> None:
        """A character that stands for something else: a field, a note, a symbol, a shape."""
        char = self._text.text[at]
        if char in _FIELDS:
            add(made.run(look.letters), "fldChar", fldCharType=_FIELDS[char])
            self._field(char)
        elif at in self._notes:
            kind, number = self._notes[at]
            add(made.run(look.letters), f"{kind}Reference", id=number)
        elif char == _SYMBOL and look.symbol:
            font, code = look.symbol
            add(made.run(look.letters), "sym", font=self._looks.font(font) or "", char=f"{code:04X}")
        elif char == _SHAPE:
            self._box(made, at)
        elif not look.special and any(self._in_instruction):
            add(made.run(look.letters), "instrText").text = char if char.isprintable() else ""
        elif not look.special or char.isprintable():
            self._words(made, char, look.letters)

    def _field(self, char: str) -> None:
        if char == _BEGIN:
            self._in_instruction.append(True)
        elif char == _SEPARATE and self._in_instruction:
            self._in_instruction[-1] = False
        elif char == _END and self._in_instruction:
            self._in_instruction.pop()

    def _box(self, made: Paragraph, at: int) -> None:
        reach = self._boxes.pop(self._anchors.get(at, -1), None)
        if reach:
            within = self._in_instruction
            content = add(add(made.run(Letters()), "pict"), "txbxContent")
            self._story(*reach).into(content)
            self._in_instruction = within


def _ends_cell(shape: Shape, char: str) -> bool:
    """A cell ends with its own sign; one inside another table with a paragraph that says so."""
    return shape.depth > 0 and (shape.inner_cell if shape.depth > 1 else char == _CELL)


def _paired(words: str) -> str:
    """Halves of a surrogate pair made one character."""
    if words.isascii() or not any("\ud800" <= char <= "\udfff" for char in words):
        return words
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
