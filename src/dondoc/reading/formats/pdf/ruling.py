"""Đường kẻ trên trang. / Ruled lines of a page: horizontal and vertical strokes, and thin filled boxes, which is how Word draws borders."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from dondoc.reading.formats.pdf.plainly import address, get_object, type_of_object

#: thinner than this is a line, in points; shorter than that is a letter's ornament
_THIN, _SHORT = 2.5, 6.0
_MOST_OBJECTS, _MOST_SEGMENTS = 6_000, 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: where it stands (`at`: y of a horizontal, x of a vertical one) and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass
class Rules:
    """The rules of a page by direction."""

    across: list[Rule]
    down: list[Rule]


def rules_of(page: pdfium.FPDF_PAGE) -> Rules:
    """All horizontal and vertical rules of an open page."""
    found = Rules([], [])
    left = _MOST_SEGMENTS
    get, kind, path, place = get_object, type_of_object, pdfium.FPDF_PAGEOBJ_PATH, address(page)
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        if kind(get(place, index)) != path:
            continue
        item = pdfium.FPDFPage_GetObject(page, index)
        box = _box(item)
        if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
            _add(found, *box)
        elif _stroked(item) and left > 0:
            left -= max(0, pdfium.FPDFPath_CountSegments(item))
            for start, end in _segments(item):
                _add(found, min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
    return found


def _add(found: Rules, left: float, bottom: float, right: float, top: float) -> None:
    wide, high = right - left, top - bottom
    if high <= _THIN and wide >= _SHORT:
        found.across.append(Rule((top + bottom) / 2, left, right))
    elif wide <= _THIN and high >= _SHORT:
        found.down.append(Rule((left + right) / 2, bottom, top))


def _box(item: pdfium.FPDF_PAGEOBJECT) -> tuple[float, float, float, float]:
    """Left, bottom, right and top edge."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges))
    return edges[0].value, edges[1].value, edges[2].value, edges[3].value


def _stroked(item: pdfium.FPDF_PAGEOBJECT) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _segments(item: pdfium.FPDF_PAGEOBJECT) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path, on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = before = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, begun
        before = point
