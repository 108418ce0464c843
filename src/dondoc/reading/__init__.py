"""Đọc văn bản: từ tệp đến những gì tìm thấy, kèm chữ gốc. / Reading: bytes in, findings with their source words out.

    read(data, name) -> Reading        one file, in this process (trusted bytes, tests)
    read_text(text, name) -> Reading   pasted words
    read_confined(file, name) -> dict  one file in a limited child process, as JSON: what pages and the command call
    asjson.to_json, asjson.from_json   the contract dondoc.reading/1
    formats.paper                      file -> text and tables;  formats.kinds.media_type_of
    head, outline, citations, assignments, findings   the stages, each from frozen data to frozen data

Pure: no Django, no network, no model to download. Never raises on content.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dondoc.reading.confined import read_confined
    from dondoc.reading.reader import read, read_text

__all__ = ["read", "read_confined", "read_text"]

#: loaded when first used: whoever only starts a child process, or only asks for a media type, need not compile every pattern
_WHERE = {"read": "reader", "read_text": "reader", "read_confined": "confined"}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
