"""Hàm của PDFium nhận và trả số trần. / Functions of PDFium with plain numbers and addresses.

Asked with pointers of their own kinds, `ctypes` makes an object of each pointer, which for the small questions put to every object and word
of a page costs more than the answer.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_int, _float, _address = ctypes.c_int, ctypes.c_float, ctypes.c_void_p


def address(pointer: Any) -> int:
    """The address a pointer of PDFium holds."""
    return ctypes.cast(pointer, _address).value or 0


def _plainly(function: Any, answer: Any, *asked: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(answer, *asked)(address(function))


get_object = _plainly(pdfium.FPDFPage_GetObject, _address, _address, _int)
type_of_object = _plainly(pdfium.FPDFPageObj_GetType, _int, _address)
char_origin = _plainly(pdfium.FPDFText_GetCharOrigin, _int, _address, _int, _address, _address)
char_box = _plainly(pdfium.FPDFText_GetCharBox, _int, _address, _int, _address, _address, _address, _address)
char_angle = _plainly(pdfium.FPDFText_GetCharAngle, _float, _address, _int)
font_size = _plainly(pdfium.FPDFText_GetFontSize, ctypes.c_double, _address, _int)
