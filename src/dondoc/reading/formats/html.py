"""Trang HTML. / HTML pages: script and style dropped, blocks as lines, tables kept.

Parsers take minutes for some small pages (a hundred thousand attributes, depth); the page is measured before it is parsed.
"""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from dondoc.reading.contract import Cell, Paper, Status
from dondoc.reading.formats.encodings import Decoded, decode
from dondoc.reading.formats.manuscript import Manuscript
from dondoc.reading.formats.oddities import oddities
from dondoc.reading.formats.reasons import NotUnderstood, Unsafe
from dondoc.reading.patterns import lazy
from dondoc.rules.limits import LIMITS, Limits

_SKIPPED = {
    "script", "style", "head", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video", "select",
    "button", "textarea", "map",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "section", "article",
    "header", "footer", "main", "nav", "aside", "blockquote", "pre", "center", "form", "fieldset", "hr", "body", "html", "address",
    "figure", "figcaption", "caption", "thead", "tbody", "tfoot",
}  # fmt: skip
_HIDDEN = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)
#: a picture inside an attribute is long and harmless
_PICTURE = lazy(r"""(["'])data:[^"'<>]*\1""")
_TAG = lazy(r"<[/a-zA-Z][^<>]*")
_OPENING = lazy(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]*?(/?)>")
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr", "p", "li", "td", "tr", "th"}
_CHARSET = lazy(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
_ENTITY_TRICK = lazy(r"<!DOCTYPE[^>]{0,500}\[|<!ENTITY", re.IGNORECASE)
_WIDEST = 1000  # as browsers cap colspan


def html(data: bytes, limits: Limits = LIMITS) -> Paper:
    """An HTML page as paper."""
    decoded = _decoded(data)
    source = _measured(decoded.text, limits)
    manuscript = Manuscript(limits)
    root = _parsed(source)
    if root is not None:
        _Page(manuscript).read(root)
    text = manuscript.text()
    return Paper(
        text=text,
        status=Status.PARTIAL if {"characters-left", "cells-left"} & manuscript.reasons.keys() else Status.READ,
        reasons=(*manuscript.reasons.values(), *oddities(text, manuscript.steering)),
        tables=manuscript.placed_tables(len(text)),
        encoding=decoded.encoding,
    )


def _decoded(data: bytes) -> Decoded:
    """By content; the page's own word counts only where the content does not decide (a page of ASCII and entities, windows-1252 …)."""
    declared = _CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    try:
        return decode(data)
    except NotUnderstood:
        if name in ("utf-8", "iso-8859-1", "windows-1252", "windows-1258"):
            return Decoded(data.decode(name, "replace"), name)
        raise


def _measured(source: str, limits: Limits) -> str:
    """The page with embedded pictures taken out; Unsafe when a tag or the nesting is beyond any real page."""
    if _ENTITY_TRICK.search(source):
        raise Unsafe("doctype")
    source = _PICTURE.sub('""', source)
    if any(match.end() - match.start() > limits.html_tag_characters for match in _TAG.finditer(source)):
        raise Unsafe("long-tag")
    depth = deepest = 0
    for closing, tag, itself in _OPENING.findall(source):
        if tag.lower() not in _VOID and not itself:
            depth = max(0, depth + (-1 if closing else 1))
            deepest = max(deepest, depth)
    if deepest > limits.html_depth:
        raise Unsafe("too-deep")
    return source


def _parsed(source: str) -> etree._Element | None:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        return lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


class _Page:
    """Walks a page without recursion deeper than its measured nesting."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._words: list[str] = []

    def read(self, element: etree._Element) -> None:
        """The element and all in it."""
        self._element(element)
        self._break()

    def _break(self) -> None:
        # a break in the source is a blank on the page
        if words := " ".join("".join(self._words).split()):
            self._manuscript.line(words)
        self._words = []

    def _element(self, element: etree._Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED or self._hidden(element) or self._manuscript.full:
            return
        if tag == "table":
            self._table(element)
            return
        block = tag in _BLOCKS
        if block:
            self._break()
        self._content(element)
        if block:
            self._break()

    def _content(self, element: etree._Element) -> None:
        if element.text:
            self._words.append(element.text)
        for child in element:
            self._element(child)
            if child.tail:
                self._words.append(child.tail)

    def _hidden(self, element: etree._Element) -> bool:
        hidden = element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")[:2000]))
        if hidden and (count := len("".join(map(str, element.itertext())).strip())):
            self._manuscript.note("hidden-text", count=count)
        return hidden

    def _table(self, table: etree._Element) -> None:
        self._break()
        rows: list[tuple[Cell, ...]] = []
        carried: dict[int, tuple[Cell, int]] = {}  # column -> cell and how many more rows it reaches down
        room = self._manuscript.limits.table_cells
        for part in _rows(table):
            if part.tag == "caption":
                self._element(part)
                continue
            row = self._row(part, carried, room)
            room -= len(row)
            if row:
                rows.append(row)
            if room <= 0:
                self._manuscript.note("cells-left", limit=self._manuscript.limits.table_cells)
                break
        self._manuscript.table(rows)

    def _row(self, row: etree._Element, carried: dict[int, tuple[Cell, int]], room: int) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for element in row:
            if element.tag not in ("td", "th") or self._hidden(element):
                continue
            _carry(cells, carried)
            start = self._manuscript.length
            self._content(element)
            self._break()
            cell = self._manuscript.cell(start)
            for _ in range(min(_span(element, "colspan"), max(0, room - len(cells)))):
                if (down := _span(element, "rowspan") - 1) > 0:
                    carried[len(cells)] = (cell, down)
                cells.append(cell)
        _carry(cells, carried)
        return tuple(cells[:room])


def _carry(cells: list[Cell], carried: dict[int, tuple[Cell, int]]) -> None:
    """Put in the cells that reach down from rows above."""
    while len(cells) in carried:
        column = len(cells)
        cell, left = carried.pop(column)
        if left > 1:
            carried[column] = (cell, left - 1)
        cells.append(cell)


def _rows(table: etree._Element) -> list[etree._Element]:
    """Rows and captions of this table, not of tables inside it."""
    found: list[etree._Element] = []
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot"):
            found.extend(row for row in child if row.tag == "tr")
        elif child.tag in ("tr", "caption"):
            found.append(child)
    return found


def _span(element: etree._Element, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(_WIDEST, max(1, int(value))) if value.isascii() and value.isdigit() and len(value) < 10 else 1
