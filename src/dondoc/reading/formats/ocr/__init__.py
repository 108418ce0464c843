"""Nhận dạng chữ trên ảnh quét. / Recognising the letters of scans, by Tesseract and its Vietnamese model, where they are installed.

Tesseract runs inside the confined child as a library (`tesserocr`), so nothing is started and nothing written. It sees black ink only:
seals, incoming stamps and signatures are red or blue. What stands in red at the head of the first page is read apart, for a secret mark is
printed so.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

_MODEL = "vie.traineddata"
_FOLDERS = ("/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata")


@lru_cache(maxsize=1)
def models() -> str | None:
    """The folder of the Vietnamese model, None when it or the library is not installed."""
    if not all(find_spec(name) for name in ("tesserocr", "PIL")):
        return None
    own = Path(sys.prefix) / "share" / "tessdata"
    found = [own, *(folder for pattern in _FOLDERS for folder in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True))]
    return next((str(folder) for folder in found if (folder / _MODEL).is_file()), None)


def available() -> bool:
    """Whether scans can be read on this machine."""
    return models() is not None


def recogniser() -> object:
    """The recogniser, loaded when first needed; it is dear to load and is kept."""
    return import_module("dondoc.reading.formats.ocr.engine").engine()
