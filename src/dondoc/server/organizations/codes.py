"""Mã định danh cơ quan, theo cả hai thứ tự. / Codes of organizations, in both orders.

Since 2020 a code goes from the highest unit down («H05.12.03», Quyết định 20/2020/QĐ-TTg); before, from the lowest up, filled with
«000» to four parts («000.03.12.H05»). One is kept, the newer; both are understood.
"""

from __future__ import annotations

import re

#: the part of a ministry, a province or a central body: a letter and two figures
_TOP = re.compile(r"[A-Z]\d{2}")
_CODE = re.compile(r"[A-Z0-9]{2,4}(?:\.[A-Z0-9]{2,4}){0,5}")


def newer_order(code: str) -> str:
    """The code from the highest unit down, without filling; text that is no code comes back as it is, in capitals."""
    parts = "".join(code.split()).upper().split(".")
    if len(parts) > 1 and _TOP.fullmatch(parts[-1]) and not _TOP.fullmatch(parts[0]):
        parts.reverse()
    if _TOP.fullmatch(parts[0]):
        parts = [part for part in parts if set(part) != {"0"}]
    return ".".join(parts)


def is_code(code: str) -> bool:
    """Whether this has the shape of a code, in either order. Party bodies' own codes have no letter in front."""
    return bool(_CODE.fullmatch(newer_order(code)))


def both_orders(words: str) -> tuple[str, ...]:
    """The code these words may be, as it is kept; nothing for words that are no code."""
    return (newer_order(words),) if is_code(words) else ()
