"""Giá trị thành ô, ô thành giá trị, theo cách ghi của hệ thống kia. / Values to cells and back, as the other system writes them.

Pure. A value is compared as what reading its own cell gives, so a table that was not touched has no difference.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from dondoc.server.columnmaps.fields import CODES, DAYS, FIELDS
from dondoc.sheets.harmless import Value
from dondoc.sheets.parsing import tidy
from dondoc.sheets.writing import cell_text
from dondoc.terms.vietnamese import fold

Codes = Mapping[str, Mapping[str, str]]
#: «0.125» as a cell of a number is read; «1.250,5» as it is typed here
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_TYPED = re.compile(r"\d{1,3}(\.\d{3})*(,\d+)?|\d+(,\d+)?")


def code_of(field: str, key: str, codes: Codes) -> str:
    """The other system's code of one of our keys, else our own word for it."""
    return codes.get(field, {}).get(key) or str(CODES[field].get(key, ""))


def written(field: str, value: Any, *, codes: Codes, days: str) -> Value:
    """What stands in the cell."""
    if value is None or value == "":
        return None
    kind = FIELDS[field].kind
    if kind == "code":
        return code_of(field, value, codes)
    if kind == "day" and (pattern := DAYS[days][1]):
        return str(value.strftime(pattern))
    if kind in ("day", "figure"):
        as_it_is: Value = value
        return as_it_is
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def own(field: str, value: Any) -> Any:
    """Our value in the shape `understood` gives: days, numbers, keys; text as it is after a way through a cell; None for nothing."""
    if value is None or value == "":
        return None
    kind = FIELDS[field].kind
    if kind == "figure":
        return Decimal(str(value))
    if kind == "text":
        return tidy(cell_text(str(value).replace("\r\n", "\n").replace("\r", "\n"))) or None
    return value


def understood(field: str, text: str, *, codes: Codes, days: str) -> Any:
    """The value a cell means. ValueError with a sentence when it means none."""
    if not text:
        return None
    kind = FIELDS[field].kind
    if kind == "code":
        return _key(field, text, codes)
    if kind == "day":
        return _day(text, days)
    return _figure(field, text) if kind == "figure" else text


def _key(field: str, text: str, codes: Codes) -> str:
    known = {fold(str(words)): key for key, words in CODES[field].items()}
    known |= {fold(code): key for key, code in codes.get(field, {}).items() if code}
    if fold(text) not in known:
        raise ValueError(_("“%(text)s” không có trong bảng mã.") % {"text": text[:60]})
    return known[fold(text)]


def _day(text: str, days: str) -> date:
    for pattern in (DAYS[days][1], "%d/%m/%Y"):  # a cell of a date is read so, whatever is written in others
        try:
            return datetime.strptime(text, pattern).date() if pattern else _fail()
        except ValueError:
            continue
    raise ValueError(_("“%(text)s” không phải ngày theo cách ghi đã đặt.") % {"text": text[:40]})


def _fail() -> date:
    raise ValueError


def _figure(field: str, text: str) -> Decimal:
    bare = text.rstrip("% ") if field == "percent" else text
    plain = bare if _PLAIN.fullmatch(bare) else bare.replace(".", "").replace(",", ".") if _TYPED.fullmatch(bare) else "?"
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(_("“%(text)s” không phải số.") % {"text": text[:40]}) from None
    if field == "percent" and (value != value.to_integral_value() or not 0 <= value <= 100):
        raise ValueError(_("Tỷ lệ là số nguyên từ 0 đến 100."))
    if field == "quantity" and value != value.quantize(Decimal("0.01")):
        raise ValueError(_("Số liệu có nhiều nhất hai chữ số thập phân."))
    return value


def shown(field: str, value: Any) -> str:
    """A value in a sentence of our own pages."""
    if value is None:
        return "–"
    kind = FIELDS[field].kind
    if kind == "code":
        return str(CODES[field][value])
    return value.strftime("%d/%m/%Y") if kind == "day" else str(value)
