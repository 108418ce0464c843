"""Kiểu chữ và kiểu đoạn. / Styles: what a run or paragraph inherits, as far as reading needs it.

Font (old encodings), hidden, and the list a paragraph belongs to, looked up along `basedOn`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from dondoc.reading.formats.word.names import Names

_DEEPEST = 20


@dataclass(frozen=True)
class Look:
    """What is set at one place; None is inherited."""

    font: str | None = None
    hidden: bool | None = None
    color: str | None = None
    size: int | None = None  # half points
    shaded: bool | None = None
    number: tuple[str | None, int | None] | None = None  # (numId, ilvl)
    based_on: str | None = None

    def over(self, below: Look) -> Look:
        """This look where it says something, else the one below."""
        return Look(
            font=self.font or below.font,
            hidden=below.hidden if self.hidden is None else self.hidden,
            color=self.color or below.color,
            size=self.size or below.size,
            shaded=below.shaded if self.shaded is None else self.shaded,
            number=self.number or below.number,
        )


PLAIN = Look()


class Styles:
    """The styles of a document by id; unknown ids give PLAIN."""

    def __init__(self, root: etree._Element | None, names: Names) -> None:
        self._names = names
        self._elements: dict[str, etree._Element] = {}  # a style is read when it is asked for: a document uses few
        self._own: dict[str, Look] = {}
        self._known: dict[str, Look] = {}
        self._over: dict[str | None, Look] = {}
        self.default_paragraph: str | None = None
        self.defaults = PLAIN
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        name = self._names
        defaults = root.find(f"{name.docDefaults}/{name.rPrDefault}/{name.rPr}")
        self.defaults = run_look(defaults, name) if defaults is not None else PLAIN
        for style in root.iterchildren(name.style):
            key = style.get(name.styleId, "")
            self._elements[key] = style
            if style.get(name.default) in ("1", "true") and style.get(name.type) == "paragraph":
                self.default_paragraph = key

    def _read(self, key: str) -> Look | None:
        """What one style sets itself; None when there is none of this id."""
        if key not in self._own and key in self._elements:
            name, style = self._names, self._elements[key]
            based, paragraph = style.find(name.basedOn), style.find(name.pPr)
            self._own[key] = replace(
                run_look(style.find(name.rPr), name),
                based_on=None if based is None else based.get(name.val),
                number=None if paragraph is None else number_of(paragraph, name),
            )
        return self._own.get(key)

    def look(self, key: str | None) -> Look:
        """The look of a style with all it is based on."""
        if key is None:
            return PLAIN
        if key not in self._known:
            look, at, depth = PLAIN, key, 0
            while depth < _DEEPEST and (own := self._read(at)):
                look, depth = look.over(own), depth + 1
                at = own.based_on or ""
            self._known[key] = look
        return self._known[key]

    def look_of_paragraph(self, key: str | None) -> Look:
        """The look of a paragraph of a style: the style's, else the document's."""
        if key not in self._over:
            self._over[key] = self.look(key).over(self.defaults)
        return self._over[key]


def run_look(properties: etree._Element | None, name: Names) -> Look:
    """The look an rPr element sets."""
    if properties is None:
        return PLAIN
    font, hidden, color, size, shaded = None, None, None, None, None
    for child in properties:
        tag = child.tag
        if tag == name.rFonts:
            # letters beyond ASCII, which are what an old encoding is about, are drawn in this one
            font = child.get(name.hAnsi) or child.get(name.ascii) or child.get(name.cs)
        elif tag == name.vanish:
            hidden = switched_on(child, name)
        elif tag == name.color:
            color = child.get(name.val, "").upper()
        elif tag == name.sz:
            size = whole(child.get(name.val))
        elif tag in (name.shd, name.highlight):
            shaded = _is_shade(child, name)
    return Look(font=font, hidden=hidden, color=color, size=size, shaded=shaded)


def _is_shade(element: etree._Element, name: Names) -> bool:
    fill = element.get(name.fill) or element.get(name.val) or ""
    return fill.lower() not in ("", "auto", "ffffff", "none", "clear")


def number_of(properties: etree._Element, name: Names) -> tuple[str | None, int | None] | None:
    """(numId, level) a pPr element sets, each None when it does not say."""
    number = properties.find(name.numPr)
    if number is None:
        return None
    key, level = number.find(name.numId), number.find(name.ilvl)
    return (
        None if key is None else key.get(name.val),
        None if level is None else whole(level.get(name.val)),
    )


def switched_on(element: etree._Element, name: Names) -> bool:
    """A toggle: present means on, unless it says otherwise."""
    return element.get(name.val, "true").lower() not in ("0", "false", "off", "none")


def whole(text: str | None) -> int | None:
    """A small whole number, None for anything else."""
    return int(text) if text and len(text) <= 9 and text.lstrip("-").isascii() and text.lstrip("-").isdigit() else None
