"""Văn bản thành tệp Word. / A paper becomes a Word file, by python-docx, cell by cell.

Text is set as run text, never parsed: whatever a user typed appears as typed. Characters XML cannot hold are dropped.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from dondoc.writing.layout import Layout, layout
from dondoc.writing.paper import Heading, Paper, Table, Text

FONT = "Times New Roman"
CENTER, LEFT, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
#: What XML 1.0 forbids, and the controls that turn text around.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


#: A letter between offices: no title of its own.
LETTER = "CV"


def write(paper: Paper) -> bytes:
    """The bytes of a .docx in the layout of the paper's day."""
    form = layout(paper.system, paper.on)
    document = docx.Document()
    _page(document, form, paper.foot)
    _head(document, form, paper)
    _title(document, form, paper)
    for line in paper.addressees:
        _line(document.add_paragraph(), f"Kính gửi: {line}", form.body_size, align=CENTER)
    for block in paper.body:
        _block(document, form, block)
    _foot(document, form, paper)
    for annex in paper.annexes:
        _annex(document, form, annex)
    _properties(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def clean(text: str) -> str:
    """Text as a run can hold it."""
    return _FORBIDDEN.sub("", text)


def _line(
    paragraph: Paragraph,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    align: WD_ALIGN_PARAGRAPH = LEFT,
    after: float = 0,
) -> Paragraph:
    run = paragraph.add_run(clean(text))
    run.font.size, run.bold, run.italic, run.underline = Pt(size), bold, italic, underline
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.space_before = Pt(0)
    return paragraph


def _page(document: Document, form: Layout, foot: str) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(form.body_size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(form.margins["top"]), Mm(form.margins["bottom"])
    section.left_margin, section.right_margin = Mm(form.margins["left"]), Mm(form.margins["right"])
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTER
    _field(number, "PAGE", form.body_size)
    if foot:
        for footer in (section.footer, section.first_page_footer):
            _line(footer.paragraphs[0], foot, 8, align=RIGHT)


def _field(paragraph: Paragraph, code: str, size: float) -> None:
    """A field Word computes itself: the number of the page."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _columns(document: Document, left: float, right: float) -> tuple[_Cell, _Cell]:
    """Two columns without lines, as the head and the foot of a paper have."""
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    cells = table.rows[0].cells
    for column, cell, width in zip(table.columns, cells, (left, right), strict=True):
        column.width = cell.width = Mm(width)  # some programs go by the grid, some by the cells
    return cells[0], cells[1]


@dataclass(frozen=True)
class _Printed:
    """A line of the head or the foot with its size and style."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: WD_ALIGN_PARAGRAPH = CENTER


def _lines(cell: _Cell, lines: Iterable[_Printed]) -> None:
    """Fill a cell line by line; the first uses the paragraph every cell is born with."""
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        _line(paragraph, line.text, line.size, bold=line.bold, italic=line.italic, underline=line.underline, align=line.align)


def _head(document: Document, form: Layout, paper: Paper) -> None:
    left, right = _columns(document, *((65, 101) if form.motto else (78, 87)))  # the name of the State stands on one line
    lines = [_Printed(paper.parent.upper(), form.parent_size)] if paper.parent else []
    number = _number(form, paper)
    lines += [
        _Printed(paper.issuer.upper(), form.issuer_size, bold=True),
        _Printed(form.issuer_mark or "–––––––", form.issuer_size),
        _Printed(number, form.number_size),
    ]
    about = [_Printed(f"V/v {paper.subject}", form.number_size - 1, italic=paper.system == "party")] if paper.kind == LETTER else []
    _lines(left, [*lines, *about])
    title = [_Printed(form.title, form.title_size, bold=True, underline=not form.motto)]
    if form.motto:
        title.append(_Printed(form.motto, form.motto_size, bold=True, underline=True))
    title += [_Printed("", form.date_size)] * (len(lines) - len(title) - 1)
    title.append(_Printed(_date_line(paper.place, paper.day), form.date_size, italic=True))
    _lines(right, title)


def _number(form: Layout, paper: Paper) -> str:
    """«Số 12-BC/ĐU»; a number that was given with its symbol stands as it was given."""
    if any(sign.isalpha() for sign in paper.number):
        return f"{form.number_form.split('{')[0].rstrip()} {paper.number}"
    # a letter of a State office has no abbreviation of its kind in its symbol; that of a Party office has
    shape = form.number_form.replace("/{kind}-", "/") if paper.kind == LETTER else form.number_form
    return shape.format(number=paper.number or "     ", kind=paper.kind, symbol=paper.symbol).rstrip("/-")


def _date_line(place: str, day: date | None) -> str:
    """«Đông Lĩnh, ngày 02 tháng 02 năm 2026»: a nought before days under ten and before January and February."""
    if day is None:
        return f"{place}, ngày     tháng     năm"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def _title(document: Document, form: Layout, paper: Paper) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    if paper.kind == LETTER:  # its subject stands under its number
        return
    _line(document.add_paragraph(), paper.kind_name.upper(), form.kind_size, bold=True, align=CENTER)
    _line(document.add_paragraph(), paper.subject, form.subject_size, bold=True, align=CENTER)
    mark = "–––––––––" if form.subject_mark == "rule" else form.subject_mark
    _line(document.add_paragraph(), mark, form.subject_size, align=CENTER, after=form.space_after)


def _block(document: Document, form: Layout, block: Text | Heading | Table) -> None:
    if isinstance(block, Table):
        _table(document, form, block)
        return
    paragraph = document.add_paragraph()
    if isinstance(block, Heading):
        _line(paragraph, block.text, form.body_size, bold=True, after=form.space_after)
        paragraph.paragraph_format.keep_with_next = True
    else:
        _line(paragraph, block.text, form.body_size, bold=block.bold, italic=block.italic, align=JUSTIFY, after=form.space_after)
    paragraph.paragraph_format.first_line_indent = Mm(form.first_line)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(form.line_exact)


def _table(document: Document, form: Layout, block: Table) -> None:
    section = document.sections[-1]
    width, left, right = section.page_width or Mm(210), section.left_margin or Mm(0), section.right_margin or Mm(0)
    wide = (width - left - right) / Mm(1)
    table = document.add_table(rows=1, cols=len(block.head))
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    shares = _shares(block.widths, wide)
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        _line(cell.paragraphs[0], text, form.body_size - 2, bold=True, align=CENTER)
    _mark(table.rows[0]._tr, "w:tblHeader")
    for row in block.rows:
        added = table.add_row()
        _mark(added._tr, "w:cantSplit")
        cells = added.cells
        for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
            _line(cell.paragraphs[0], text, form.body_size - 2, align=RIGHT if place in block.right else LEFT)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(share)  # some programs go by the grid, some by the cells
    for line in table.rows:
        for cell, share in zip(line.cells, shares, strict=True):
            cell.width = Mm(share)


#: Millimetres a column has at least: «STT» stands on one line.
LEAST_COLUMN = 14.0


def _shares(widths: Sequence[int], wide: float) -> list[float]:
    """Millimetres of each column: by its share, none narrower than `LEAST_COLUMN` where there is room for that."""
    shares = [wide * share / sum(widths) for share in widths]
    narrow = [share < LEAST_COLUMN for share in shares]
    left = wide - LEAST_COLUMN * sum(narrow)
    others = sum(share for share, is_narrow in zip(shares, narrow, strict=True) if not is_narrow)
    if left <= 0 or others <= 0:
        return shares
    return [LEAST_COLUMN if is_narrow else share * left / others for share, is_narrow in zip(shares, narrow, strict=True)]


def _mark(row: object, name: str) -> None:
    """Of a row of a table: «w:tblHeader» repeats on each page, «w:cantSplit» stays whole on one."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]  # lxml element of python-docx, untyped
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _foot(document: Document, form: Layout, paper: Paper) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    left, right = _columns(document, 78, 87)
    words = form.recipients_head.split()
    head = _Printed("Nơi nhận:", form.recipients_head_size, "bold" in words, "italic" in words, "underline" in words, LEFT)
    ends = [";"] * (len(paper.recipients) - 1) + ["."]
    lines = [_Printed(f"- {line}{end}", form.recipients_size, align=LEFT) for line, end in zip(paper.recipients, ends, strict=False)]
    if lines:
        _lines(left, [head, *lines])
    sign = paper.signature
    power = [_Printed(sign.power.upper(), form.authority_size, bold=True)] if sign.power else []
    post = _Printed(sign.post.upper(), form.post_size, bold=form.post_bold or not sign.power)
    _lines(right, [*power, post, *[_Printed("", form.body_size)] * 4, _Printed(sign.name, form.name_size, bold=True)])


def _annex(document: Document, form: Layout, annex: Table) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    if annex.landscape and section.orientation != WD_ORIENT.LANDSCAPE:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    _line(document.add_paragraph(), annex.title, form.body_size, bold=True, align=CENTER, after=form.space_after)
    _table(document, form, annex)


def _properties(document: Document, paper: Paper) -> None:
    """What the file says of itself: the paper's own words, nobody's name, no program's."""
    core = document.core_properties
    core.title, core.author, core.comments, core.language = (
        clean(f"{paper.kind_name} {paper.subject}")[:250],
        clean(paper.issuer)[:250],
        "",
        "vi-VN",
    )
