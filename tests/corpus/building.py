"""Văn bản tự đặt, dựng thành chữ, Word và PDF từ một nguồn. / Whole documents of our own: text, Word and PDF out of one source.

The sources stand in `whole/*.yml`: head and foot in two columns, title, body, annex, and beside them what a careful reader finds. The PDFs
are printed by `python -m tests.corpus.building` (LibreOffice) and kept, since printing is slow; text and Word files are made when needed.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

Source = dict[str, Any]
WHOLE = Path(__file__).with_name("whole")
_LEFT = 44  # width of the left column of a text in columns


def sources() -> dict[str, Source]:
    """All documents by name."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(WHOLE.glob("*.yml"))}


def text(source: Source) -> str:
    """The document as plain text, its two columns side by side or one below the other."""
    blocks = [_beside(source["left"], source["right"], source), "\n".join(source["title"])]
    if source.get("to"):
        blocks.append("Kính gửi:\n" + "\n".join(source["to"]))
    blocks += [_plain(item) for item in source["body"]]
    blocks.append(_beside(source["foot_left"], source["foot_right"], source))
    blocks += [_plain(item) for item in source.get("annex", [])]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _beside(left: list[str], right: list[str], source: Source) -> str:
    if not source["columns"]:
        return "\n".join(left) + "\n\n" + "\n".join(right)
    height = max(len(left), len(right))
    rows = zip([*left, *[""] * (height - len(left))], [*right, *[""] * (height - len(right))], strict=True)
    return "\n".join(f"{one.ljust(_LEFT)}    {two}".rstrip() if two else one for one, two in rows)


def _plain(item: str | dict[str, list[list[str]]]) -> str:
    if isinstance(item, str):
        return item
    head, *rows = (f"| {' | '.join(row)} |" for row in item["table"])
    rule = "|" + " --- |" * len(item["table"][0])
    return "\n".join([head, rule, *rows])


def word(source: Source) -> bytes:
    """The document as a .docx: head and foot in tables without lines, tables of tasks with lines."""
    paper = Document()
    paper.styles["Normal"].font.name = "Times New Roman"
    paper.styles["Normal"].font.size = Pt(13)
    _columns(paper, source["left"], source["right"], centred=True)
    for line in source["title"]:
        _line(paper, line, centred=True)
    if source.get("to"):
        _line(paper, "Kính gửi:", centred=True)
        for line in source["to"]:
            _line(paper, line)
    for item in source["body"]:
        _block(paper, item)
    _columns(paper, source["foot_left"], source["foot_right"], centred=False)
    if source.get("annex"):
        paper.add_page_break()
        for item in source["annex"]:
            _block(paper, item)
    paper.core_properties.created = paper.core_properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _line(paper: Any, words: str, *, centred: bool = False) -> None:
    paragraph = paper.add_paragraph()
    paragraph.add_run(words).bold = centred
    paragraph.paragraph_format.space_after = Pt(6)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _columns(paper: Any, left: list[str], right: list[str], *, centred: bool) -> None:
    cells = paper.add_table(rows=1, cols=2).rows[0].cells
    for place, (cell, lines) in enumerate(zip(cells, (left, right), strict=True)):
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.add_run(line)
            paragraph.paragraph_format.space_after = Pt(0)
            if centred or place:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _block(paper: Any, item: str | dict[str, list[list[str]]]) -> None:
    if isinstance(item, str):
        _line(paper, item, centred=item.isupper() and not re.match(r"[IVX]+[.-]", item))
        return
    rows = item["table"]
    table = paper.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for row, words in zip(table.rows, rows, strict=True):
        for cell, one in zip(row.cells, words, strict=True):
            cell.text = one


def print_all(office: str) -> None:
    """Print every document to whole/NAME.pdf."""
    with tempfile.TemporaryDirectory() as place:
        for name, source in sources().items():
            paper = Path(place, f"{name}.docx")
            paper.write_bytes(word(source))
            command = [
                office,
                "--headless",
                f"-env:UserInstallation=file://{place}/profile",
                "--convert-to",
                "pdf",
                "--outdir",
                place,
                str(paper),
            ]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            shutil.copy(Path(place, f"{name}.pdf"), WHOLE / f"{name}.pdf")
            sys.stdout.write(f"{name}.pdf\n")


if __name__ == "__main__":
    print_all(shutil.which("soffice") or sys.exit("LibreOffice (soffice) is needed to print the PDFs"))
