"""Tệp nhỏ làm bằng tay cho các bài thử. / Small files made by hand: Word packages part by part, PDFs object by object."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = '<Relationship Id="{key}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def word(body: str, *, main: str = _MAIN, extra: dict[str, bytes | str] | None = None, **parts: str) -> bytes:
    """A .docx whose body is this XML; parts by kind: numbering=…, styles=…, footnotes=…, header=… (content of the root element)."""
    rows = "".join(_RELATION.format(key=f"r{kind}", kind=kind, target=f"{kind}.xml") for kind in parts)
    roots = {"header": "hdr", "footer": "ftr"}
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES.format(main=main),
        "_rels/.rels": _RELATIONS.format(rows=_RELATION.format(key="r1", kind="officeDocument", target="word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _RELATIONS.format(rows=rows),
    }
    for kind, xml in parts.items():
        root = roots.get(kind, kind)
        files[f"word/{kind}.xml"] = f'<w:{root} xmlns:w="{W}">{xml}</w:{root}>'
    return package(files | (extra or {}))


def package(files: dict[str, bytes | str]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; a run that is no XML is plain text."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>" if properties else f"<w:p>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, num: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def tc(*paragraphs: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def tbl(*rows: list[str]) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def level(depth: int, text: str, format_: str = "decimal", start: int = 1, more: str = "") -> str:
    """A level of an abstract list."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


Placed = tuple[float, float, str]  # x, baseline, text


def pdf(*pages: list[Placed], small: list[Placed] | None = None, rules: str = "") -> bytes:
    """A PDF in Helvetica of 12 points with texts where they are told, 595 by 842 points a page.

    small: texts of 6 points; rules: drawing operators, both on each page.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for texts in pages:
        sized = [(12, placed) for placed in texts] + [(6, placed) for placed in small or []]
        shown = [f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET" for size, (x, y, text) in sized]
        stream = "\n".join([rules, *shown])
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
