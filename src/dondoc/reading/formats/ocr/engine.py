"""Bộ nhận dạng. / The recogniser: one page image in, words with their places and confidence out."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from PIL import Image

# one thread: the confined child may not start others. The library reads it when it is loaded
os.environ["OMP_THREAD_LIMIT"] = "1"

import tesserocr

from dondoc.reading.formats.ocr import models
from dondoc.reading.formats.ocr.seen import Seen

_LANGUAGE = "vie"
#: milliseconds a page may take, and the red ink of its head: together less than a step of the child has
_PAGE_TIME, _MARK_TIME = 15_000, 3_000


class Engine:
    """Tesseract with the Vietnamese model."""

    def __init__(self, folder: str) -> None:
        self._api = tesserocr.PyTessBaseAPI(path=folder, lang=_LANGUAGE, psm=tesserocr.PSM.AUTO)
        # it would open a file for its remarks, which the child may not; standard error leads nowhere there
        self._api.SetVariable("debug_file", "")

    def words(self, image: Image.Image, dots: int) -> list[Seen] | None:
        """The words of a grey image of so many dots an inch, in reading order; None when it took too long."""
        self._api.SetPageSegMode(tesserocr.PSM.AUTO)
        self._api.SetImage(image)
        self._api.SetSourceResolution(dots)
        try:
            return list(self._found()) if self._api.Recognize(_PAGE_TIME) else None
        finally:
            self._api.Clear()

    def scattered(self, image: Image.Image, dots: int) -> str:
        """Words that stand anywhere on an image (stamps), a line each."""
        self._api.SetPageSegMode(tesserocr.PSM.SPARSE_TEXT)
        self._api.SetImage(image)
        self._api.SetSourceResolution(dots)
        try:
            return str(self._api.GetUTF8Text()) if self._api.Recognize(_MARK_TIME) else ""
        finally:
            self._api.Clear()

    def _found(self) -> list[Seen]:
        out: list[Seen] = []
        line = 0
        level = tesserocr.RIL
        walk = self._api.GetIterator()
        for at in tesserocr.iterate_level(walk, level.WORD) if walk else ():
            if at.IsAtBeginningOf(level.TEXTLINE):
                line += 1
            if (word := _seen(at, line)) is not None:
                out.append(word)
        return out


def _seen(at: Any, line: int) -> Seen | None:
    """The word a walk stands at; None for a place without letters, which the library tells by an error."""
    level = tesserocr.RIL
    try:
        text, box, ends = at.GetUTF8Text(level.WORD).strip(), at.BoundingBox(level.WORD), at.Baseline(level.TEXTLINE)
        confidence = float(at.Confidence(level.WORD))
    except RuntimeError:
        return None
    if not text or not box or not ends:
        return None
    (x0, y0), (x1, y1) = ends
    slope = (y1 - y0) / (x1 - x0) if x1 - x0 > 1 else 0.0
    left, top, right, bottom = box
    return Seen(text, left, top, right, bottom, y0 + slope * ((left + right) / 2 - x0), slope, line, confidence)


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The one of this process."""
    folder = models()
    if folder is None:
        raise LookupError("no Vietnamese model")
    return Engine(folder)
