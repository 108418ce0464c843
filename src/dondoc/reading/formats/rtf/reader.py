"""Đọc RTF theo từng nhóm. / Walks the groups of an RTF file and writes paragraphs, tables, notes and boxes as WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from dondoc.reading.formats.reasons import Unsafe
from dondoc.reading.formats.rtf.fonts import Colours, Fonts
from dondoc.reading.formats.rtf.places import Place, RowMaker, bullet
from dondoc.reading.formats.rtf.tokens import Token, tokens
from dondoc.reading.formats.word.older import PLAIN, Letters, add, root
from dondoc.rules.limits import Limits

#: destinations that hold no words of the document
_SKIPPED = {
    "stylesheet", "info", "pict", "filetbl", "nonshppict", "shprslt", "xe", "tc", "tcn", "rxe", "template", "private", "comment",
    "nonesttables", "fontemb", "objdata", "author", "operator", "annotation", "atnid", "atnauthor", "pgptbl", "revtbl", "generator",
    "listtable", "listoverridetable", "themedata", "colorschememapping", "datastore", "latentstyles", "bkmkstart", "bkmkend", "ftnsep",
    "ftnsepc", "aftnsep", "aftnsepc", "sn", "sv", "falt", "panose", "keycode",
}  # fmt: skip
#: starred destinations that do hold words
_STARRED_KEPT = {"shpinst", "nesttableprops", "fldinst", "do", "pntext", "listtext", "shptxt"}
_HEADS = {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip


@dataclass(frozen=True)
class _State:
    """What holds inside a group."""

    look: Letters = PLAIN
    font: int | None = None
    skip: int = 1  # characters that stand in for one in Unicode
    mode: str = "text"  # text, none, fonts, colours, instruction, number
    depth: int = 0
    in_table: bool = False


@dataclass
class Found:
    """What was read."""

    document: etree._Element
    notes: etree._Element
    heads: list[etree._Element]
    embedded: bool


class Rtf:
    """One file; `read` once."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data, self._limits = data, limits
        self._fonts, self._colours = Fonts(), Colours()
        self._state = _State()
        self._stack: list[tuple[_State, Callable[[], None] | None]] = []
        self._places = [Place()]
        self._closes: Callable[[], None] | None = None
        self._starred = False
        self._to_skip = 0
        self._pending = b""
        self._default_font: int | None = None
        self._row = RowMaker()
        self._notes = root("footnotes")
        self._heads: list[etree._Element] = []
        self._instruction = ""
        self._embedded = False
        self._left = limits.characters * 2

    def read(self) -> Found:
        """All of it. Unsafe when groups are nested beyond any real document."""
        for token in tokens(self._data):
            if token.kind == "bytes":
                self._bytes(token.data)
            else:
                self._flush()
                self._other(token)
            if self._left <= 0:
                break
        self._flush()
        while self._stack:
            self._close()
        self._place.close(self._table_depth)
        document = root("document")
        self._places[0].story.into(add(document, "body"))
        return Found(document, self._notes, self._heads, self._embedded)

    def _other(self, token: Token) -> None:
        if token.kind == "{":
            self._open()
        elif token.kind == "}":
            self._close()
        elif token.kind == "sign":
            self._sign(token.name)
        else:
            self._word(token.name, token.number)

    def _open(self) -> None:
        if len(self._stack) >= self._limits.html_depth:
            raise Unsafe("too-deep")
        self._stack.append((self._state, self._closes))
        self._closes = None
        self._to_skip = 0

    def _close(self) -> None:
        if not self._stack:
            return
        closes = self._closes
        if closes:
            closes()
        self._state, self._closes = self._stack.pop()
        self._starred, self._to_skip = False, 0

    # what stands in a group

    def _word(self, name: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if self._state.mode == "none":
            return
        if self._destination(name, starred):
            return
        if self._state.mode in ("fonts", "colours"):
            self._table_word(name, number)
        elif name in _SIGNS:
            self._add(_SIGNS[name])
        elif name == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self._to_skip = self._state.skip
        elif handler := _HANDLERS.get(name):
            handler(self, 1 if number is None else number)
        elif name in _LOOKS:
            self._state = replace(self._state, look=_LOOKS[name](self, self._state.look, 1 if number is None else number))

    def _destination(self, name: str, starred: bool) -> bool:
        """Whether the word opens a destination of its own."""
        if name in _SKIPPED or (starred and name not in _STARRED_KEPT and name not in _OPENERS):
            self._state = replace(self._state, mode="none")
            return True
        opener = _OPENERS.get(name)
        if opener:
            opener(self)
        return opener is not None

    def _table_word(self, name: str, number: int | None) -> None:
        if self._state.mode == "colours":
            self._colours.say(name, number or 0)
        elif name == "f":
            self._fonts.begin(number or 0)
        else:
            self._fonts.say(name, number or 0)

    def _mode(self, mode: str) -> None:
        self._state = replace(self._state, mode=mode)

    def _begin_place(self, then: Callable[[Place], None]) -> None:
        """Words of this group go to a place of their own; at its end the place is handed over."""
        self._places.append(Place())
        self._state = replace(self._state, mode="text", depth=0, in_table=False)

        def closes() -> None:
            self._place.close(self._table_depth)
            then(self._places.pop())

        self._closes = closes

    def _note(self) -> None:
        made = add(self._notes, "footnote", id=str(len(self._notes)))
        add(self._place.open.run(self._state.look), "footnoteReference", id=made.get(_ID, ""))
        self._begin_place(lambda place: _give(place, made))

    def _head(self) -> None:
        made = root("hdr")
        self._heads.append(made)
        self._begin_place(lambda place: _give(place, made))

    def _box(self) -> None:
        outside = self._place

        def give(place: Place) -> None:
            outside.has_words = True
            place.story.into(add(add(outside.open.run(PLAIN), "pict"), "txbxContent"))

        self._begin_place(give)

    def _begin_instruction(self) -> None:
        self._mode("instruction")
        self._instruction = ""
        place, look = self._place, self._state.look

        def closes() -> None:
            for kind in ("begin", "", "separate", "end"):
                run = place.open.run(look)
                if kind:
                    add(run, "fldChar", fldCharType=kind)
                else:
                    add(run, "instrText").text = "".join(char for char in self._instruction if char.isprintable())

        self._closes = closes

    def _begin_number(self) -> None:
        self._mode("number")

    # paragraphs and tables

    @property
    def _place(self) -> Place:
        return self._places[-1]

    @property
    def _table_depth(self) -> int:
        return max(1, self._state.depth) if self._state.in_table else 0

    def _end_cell(self, depth: int) -> None:
        self._state = replace(self._state, in_table=True, depth=depth)
        self._place.end_paragraph(self._table_depth)
        self._place.story.end_cell(depth)

    def _end_row(self, depth: int) -> None:
        self._place.story.end_row(depth, self._row.form)

    # words

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            self._word("par", None)
        elif sign == "-":
            self._add("\u00ad")  # TCVN3 keeps a letter there; elsewhere it goes when lines are tidied
        elif sign in "~_\\{}":
            self._add({"~": "\u00a0", "_": "-"}.get(sign, sign))

    def _bytes(self, data: bytes) -> None:
        self._starred = False
        mode = self._state.mode
        if mode == "none":
            return
        if mode == "fonts":
            self._fonts.named(data)
        elif mode == "colours":
            self._colours.end(data)
        else:
            skip = min(self._to_skip, len(data))
            self._to_skip -= skip
            self._pending += data[skip:]

    def _flush(self) -> None:
        """Bytes are decoded together: a letter of some code pages has two."""
        if self._pending:
            data, self._pending = self._pending, b""
            self._add(self._fonts.decode(data, self._font))

    @property
    def _font(self) -> int | None:
        return self._default_font if self._state.font is None else self._state.font

    def _add(self, words: str) -> None:
        self._left -= len(words)
        mode = self._state.mode
        if mode == "instruction":
            self._instruction += words
        elif mode == "number":
            self._place.number += bullet(words)
        elif mode == "text":
            self._place.add(words, replace(self._state.look, font=self._fonts.name(self._font)))


_ID = add(root("footnote"), "r", id="").keys()[0]


def _give(place: Place, parent: etree._Element) -> None:
    place.story.into(parent)


_OPENERS: dict[str, Callable[[Rtf], None]] = {
    "fonttbl": lambda rtf: rtf._mode("fonts"),
    "colortbl": lambda rtf: rtf._mode("colours"),
    "footnote": Rtf._note,
    "fldinst": Rtf._begin_instruction,
    "listtext": Rtf._begin_number,
    "pntext": Rtf._begin_number,
    "shptxt": Rtf._box,
    "dptxbxtext": Rtf._box,
    **dict.fromkeys(_HEADS, Rtf._head),
}


def _set(**changes: object) -> Callable[[Rtf, int], None]:
    def change(rtf: Rtf, _number: int) -> None:
        rtf._state = replace(rtf._state, **changes)  # type: ignore[arg-type]

    return change


def _assign(name: str) -> Callable[[Rtf, int], None]:
    def change(rtf: Rtf, number: int) -> None:
        rtf._state = replace(rtf._state, **{name: number})  # type: ignore[arg-type]

    return change


def _plain(rtf: Rtf, _number: int) -> None:
    rtf._state = replace(rtf._state, look=PLAIN, font=None)


def _page(rtf: Rtf, number: int) -> None:
    rtf._fonts.page = number


def _default(rtf: Rtf, number: int) -> None:
    rtf._default_font = number


def _object(rtf: Rtf, _number: int) -> None:
    rtf._embedded = True


_HANDLERS: dict[str, Callable[[Rtf, int], None]] = {
    "par": lambda rtf, _: rtf._place.end_paragraph(rtf._table_depth),
    "sect": lambda rtf, _: rtf._place.end_paragraph(rtf._table_depth),
    "page": lambda rtf, _: rtf._add("\n"),
    "cell": lambda rtf, _: rtf._end_cell(1),
    "nestcell": lambda rtf, _: rtf._end_cell(max(2, rtf._state.depth)),
    "row": lambda rtf, _: rtf._end_row(1),
    "nestrow": lambda rtf, _: rtf._end_row(max(2, rtf._state.depth)),
    "trowd": lambda rtf, _: rtf._row.begin(),
    "trleft": lambda rtf, number: rtf._row.left(number),
    "cellx": lambda rtf, number: rtf._row.cell(number),
    "clmrg": lambda rtf, _: rtf._row.merged(into_left=True),
    "clvmgf": lambda rtf, _: rtf._row.merged(down="restart"),
    "clvmrg": lambda rtf, _: rtf._row.merged(down="continue"),
    "pard": _set(in_table=False, depth=0),
    "intbl": _set(in_table=True),
    "itap": _assign("depth"),
    "plain": _plain,
    "f": _assign("font"),
    "uc": lambda rtf, number: setattr(rtf, "_state", replace(rtf._state, skip=max(0, min(number, 9)))),
    "ansicpg": _page,
    "deff": _default,
    "object": _object,
}


def _on(name: str) -> Callable[[Rtf, Letters, int], Letters]:
    return lambda _rtf, look, number: replace(look, **{name: number != 0})  # type: ignore[arg-type]


_LOOKS: dict[str, Callable[[Rtf, Letters, int], Letters]] = {
    "v": _on("hidden"),
    "deleted": _on("deleted"),
    "revised": _on("inserted"),
    "highlight": _on("shaded"),
    "chcbpat": _on("shaded"),
    "fs": lambda _rtf, look, number: replace(look, size=number),
    "cf": lambda rtf, look, number: replace(look, color=rtf._colours.colour(number)),
}
