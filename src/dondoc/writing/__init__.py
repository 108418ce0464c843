"""Viết văn bản: dữ liệu vào, tệp Word đúng thể thức của ngày ấy ra.

Writing: data in, a Word file in the official layout of its day out. Pure: no Django, no template language over user text.
Public API: `write(paper) -> bytes`, with the dataclasses of `dondoc.writing.paper`.
"""

from dondoc.writing.paper import Block, Heading, Paper, Signature, Table, Text
from dondoc.writing.word import write

__all__ = ["Block", "Heading", "Paper", "Signature", "Table", "Text", "write"]
