"""Tệp Word 97-2003 (.doc). / Word 97-2003 files: the piece table, fonts of runs, lists and tables, by [MS-DOC].

Our own reader over `olefile`: the programs that turn .doc into text (antiword, catdoc) forget which font a run has, and without it the
letters of TCVN3 and VNI fonts cannot be told from others. Everything is brought to the form of .docx and read on by its walker.
"""

from __future__ import annotations

import io
import struct

import olefile

from dondoc.reading.contract import Paper
from dondoc.reading.formats.doc.fib import Fib
from dondoc.reading.formats.doc.files import DocFile
from dondoc.reading.formats.doc.lists import numbering
from dondoc.reading.formats.doc.stories import Stories
from dondoc.reading.formats.doc.styles import fonts, style_sheet
from dondoc.reading.formats.reasons import NotUnderstood
from dondoc.reading.formats.word.document import Parts, compose
from dondoc.reading.formats.word.older import NAMES
from dondoc.rules.limits import LIMITS, Limits

CALLED = "Word 97-2003 (.doc)"
#: storages of a file that keeps programs, and of other files inside it
_MACROS = {"macros", "_vba_project_cur", "vba"}
_OBJECTS = {"objectpool"}


def doc(data: bytes, limits: Limits = LIMITS) -> Paper:
    """A .doc as paper. NotUnderstood when it is encrypted, holds macros, is older than Word 97 or damaged."""
    try:
        file = _opened(data)
        names = fonts(file)
        stories = Stories(file, names, limits)
        parts = Parts(
            names=NAMES,
            document=stories.document(),
            styles=style_sheet(file, names),
            numbering=numbering(file, names),
            notes=stories.notes(),
            heads=stories.heads(),
            embedded=file.embedded,
        )
    except (struct.error, IndexError, OSError, ValueError, KeyError, OverflowError):
        raise NotUnderstood("damaged", kind=CALLED) from None
    return compose(parts, limits)


def _opened(data: bytes) -> DocFile:
    """The streams a document needs, once it is known to be one we may read."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        entries = container.listdir(streams=True, storages=True)
        storages = {entry[0].lower() for entry in entries if entry}
        main = _stream(container, "WordDocument")
        fib = Fib(main)
        if fib.encrypted:
            raise NotUnderstood("encrypted")
        if storages & _MACROS:
            raise NotUnderstood("macro")
        if fib.too_old:
            raise NotUnderstood("kind-old", kind="Word 6/95 (.doc)")
        return DocFile(
            main=main,
            table=_stream(container, fib.table_stream),
            data=_stream(container, "Data"),
            fib=fib,
            embedded=any(len(entry) > 1 and entry[0].lower() in _OBJECTS for entry in entries),
        )


def _stream(container: olefile.OleFileIO, name: str) -> bytes:
    """A stream whole, empty when there is none."""
    if not container.exists(name):
        return b""
    with container.openstream(name) as stream:
        return bytes(stream.read())
