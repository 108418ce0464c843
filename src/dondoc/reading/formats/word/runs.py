"""Chữ trong một đoạn. / The words of a paragraph: runs, fields, tracked changes as accepted, old fonts, hidden text, notes, text boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from dondoc.reading.formats import legacy
from dondoc.reading.formats.manuscript import Manuscript
from dondoc.reading.formats.word.names import Names, local
from dondoc.reading.formats.word.numbering import SYMBOLS
from dondoc.reading.formats.word.styles import Look, Styles, run_look

#: containers whose content is simply part of the paragraph
_THROUGH = {"hyperlink", "smartTag", "sdtContent", "sdt", "fldSimple", "customXml", "dir", "bdo", "ruby", "rubyBase", "oMathPara", "oMath"}
_LEFT_OUT = {"del", "moveFrom"}
_KEPT = {"ins", "moveTo"}
#: two points and less, or white on white: nobody sees it
_UNSEEN_SIZE = 4
_WHITE = "FFFFFF"
#: fields that start another program
_ACTIVE = ("DDE", "DDEAUTO")


@dataclass
class Words:
    """What one paragraph holds: pieces with their old encoding, text boxes to follow it, notes it refers to."""

    pieces: list[tuple[str | None, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, text: str, encoding: str | None = None) -> None:
        """Add text; neighbours of one encoding are joined, since a letter may be split over runs."""
        if self.pieces and self.pieces[-1][0] == encoding:
            text = self.pieces.pop()[1] + text
        self.pieces.append((encoding, text))

    def text(self) -> str:
        """The words as Unicode."""
        return "".join(legacy.decode_run(text, encoding) if encoding else text for encoding, text in self.pieces)


class Runs:
    """Reads the inline content of paragraphs; fields may reach over paragraphs, so it keeps their state."""

    def __init__(self, names: Names, styles: Styles, manuscript: Manuscript) -> None:
        self._names, self._styles, self._manuscript = names, styles, manuscript
        self._instructions: list[bool] = []  # one for each open field: still in its instruction?
        self.notes: list[tuple[str, str]] = []  # ("footnote" or "endnote", id) in order of reference
        self.hidden = 0
        self.encodings: set[str] = set()
        self._handlers: dict[str, Callable[[etree._Element, Words, Look], None]] = {
            "t": self._t, "tab": self._tab, "ptab": self._tab, "br": self._br, "cr": self._br, "noBreakHyphen": self._hyphen,
            "softHyphen": self._soft_hyphen, "sym": self._sym, "instrText": self._instruction, "fldChar": self._field,
            "footnoteReference": self._note, "endnoteReference": self._note, "drawing": self._drawing, "pict": self._drawing,
            "object": self._object, "AlternateContent": self._alternate,
        }  # fmt: skip

    def words(self, paragraph: etree._Element, base: Look, in_table: bool) -> Words:
        """The words of a paragraph whose style gives `base`."""
        found = Words()
        self._through(paragraph, found, base, in_table)
        return found

    def _through(self, parent: etree._Element, found: Words, base: Look, in_table: bool) -> None:
        for child in parent:
            name = local(child.tag)
            if name == "r":
                self._run(child, found, base, in_table)
            elif name in _THROUGH:
                self._simple_field(child, name)
                self._through(child, found, base, in_table)
            elif name in _KEPT:
                self._manuscript.note("tracked-changes")
                self._through(child, found, base, in_table)
            elif name in _LEFT_OUT:
                self._manuscript.note("tracked-changes")
            elif name == "AlternateContent":
                self._alternate(child, found, base)

    def _simple_field(self, element: etree._Element, name: str) -> None:
        if name == "fldSimple":
            self._check_active(element.get(self._names.instr, ""))

    def _run(self, run: etree._Element, found: Words, base: Look, in_table: bool) -> None:
        properties = run.find(self._names.rPr)
        look = base
        if properties is not None and len(properties):
            style = properties.find(self._names.rStyle)
            below = base if style is None else self._styles.look(style.get(self._names.val)).over(base)
            look = run_look(properties, self._names).over(below)
        if self._unseen(look, in_table):
            self.hidden += sum(len(text.text or "") for text in run.iter(self._names.t) if (text.text or "").strip())
            self._only_fields(run, found, look)
            return
        for child in run:
            handler = self._handlers.get(local(child.tag))
            if handler:
                handler(child, found, look)

    def _only_fields(self, run: etree._Element, found: Words, look: Look) -> None:
        for child in run.iterchildren(self._names.fldChar):
            self._field(child, found, look)

    def _unseen(self, look: Look, in_table: bool) -> bool:
        if look.hidden or (look.size is not None and 0 < look.size <= _UNSEEN_SIZE):
            return True
        # a table may be shaded by its style: white letters there are seen
        return look.color == _WHITE and not look.shaded and not in_table

    @property
    def _in_instruction(self) -> bool:
        return any(self._instructions)

    def _add(self, found: Words, text: str, look: Look) -> None:
        if self._in_instruction:
            return
        encoding = legacy.of_font(look.font)
        if encoding and not text.isascii():
            self.encodings.add(encoding.removesuffix("-H"))
        found.add(text, encoding)

    def _t(self, element: etree._Element, found: Words, look: Look) -> None:
        if element.text:
            self._add(found, _symbols(element.text) if _is_symbol_font(look.font) else element.text, look)

    def _tab(self, _element: etree._Element, found: Words, look: Look) -> None:
        self._add(found, "\t", look)

    def _br(self, element: etree._Element, found: Words, look: Look) -> None:
        if element.get(self._names.type) not in ("page", "column"):
            self._add(found, "\n", look)

    def _hyphen(self, _element: etree._Element, found: Words, look: Look) -> None:
        self._add(found, "-", look)

    def _soft_hyphen(self, _element: etree._Element, found: Words, look: Look) -> None:
        # TCVN3 keeps «ư» at the place of the soft hyphen, which Word then saves as an element
        if (legacy.of_font(look.font) or "").startswith("TCVN3"):
            self._add(found, "\u00ad", look)

    def _sym(self, element: etree._Element, found: Words, look: Look) -> None:
        code = element.get(self._names.char, "")
        if 0 < len(code) <= 4 and all(digit in "0123456789abcdefABCDEF" for digit in code):
            self._add(found, _symbols(chr(int(code, 16) | (0xF000 if int(code, 16) < 0x100 else 0))), look)

    def _instruction(self, element: etree._Element, _found: Words, _look: Look) -> None:
        self._check_active(element.text or "")

    def _check_active(self, instruction: str) -> None:
        if instruction.strip().upper().startswith(_ACTIVE):
            self._manuscript.note("active-field")

    def _field(self, element: etree._Element, _found: Words, _look: Look) -> None:
        kind = element.get(self._names.fldCharType)
        if kind == "begin":
            self._instructions.append(True)
        elif kind == "separate" and self._instructions:
            self._instructions[-1] = False
        elif kind == "end" and self._instructions:
            self._instructions.pop()

    def _note(self, element: etree._Element, _found: Words, _look: Look) -> None:
        kind = local(element.tag).removesuffix("Reference")
        self.notes.append((kind, element.get(self._names.id, "")))

    def _drawing(self, element: etree._Element, found: Words, _look: Look) -> None:
        found.boxes.extend(_outermost(element, self._names.txbxContent))

    def _object(self, element: etree._Element, found: Words, look: Look) -> None:
        if any(local(child.tag) == "OLEObject" for child in element.iter()):
            self._manuscript.note("embedded")
        self._drawing(element, found, look)

    def _alternate(self, element: etree._Element, found: Words, _look: Look) -> None:
        """One of several forms of the same thing: the first that holds words, never two."""
        for form in element:
            boxes = _outermost(form, self._names.txbxContent)
            if boxes:
                found.boxes.extend(boxes)
                return


def _outermost(element: etree._Element, tag: str) -> list[etree._Element]:
    boxes: list[etree._Element] = []
    for box in element.iter(tag):
        if not any(box is inner for outer in boxes for inner in outer.iter(tag)):
            boxes.append(box)
    return boxes


def _is_symbol_font(font: str | None) -> bool:
    return bool(font) and str(font).startswith(("Symbol", "Wingdings", "Webdings"))


def _symbols(text: str) -> str:
    return "".join(SYMBOLS.get(char, "•" if "\ue000" <= char <= "\uf8ff" else char) for char in text)
