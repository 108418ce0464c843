"""Một trang ảnh thành trang chữ. / The image of a page becomes a page of words, as if it had a text layer."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from statistics import mean, median

from PIL import Image

from dondoc.reading.formats.ocr.cleaning import cleaned
from dondoc.reading.formats.ocr.engine import engine
from dondoc.reading.formats.ocr.ink import black, fitted, is_blank, red_head, straight
from dondoc.reading.formats.ocr.seen import Seen
from dondoc.reading.formats.ocr.spelling import spelled
from dondoc.reading.formats.pdf.words import Page, Word

#: a page on which it believes its words less than this on average is not passed on as text
_TRUSTED = 60.0
_FEWEST = 3
#: sizes within these bounds of the usual one are the usual one: a line without tall letters is no smaller
_SAME_SIZE = (0.7, 1.4)
_SIZE_TO_HEIGHT = 1.05
_PARTED = 0.15
_MARKS = {"MAT": "MẬT", "TOI MAT": "TỐI MẬT", "TUYET MAT": "TUYỆT MẬT"}


@dataclass(frozen=True)
class Sheet:
    """What was seen on a page: words, mean confidence 0 to 100, secret marks in red. `page` is None when it cannot be trusted."""

    page: Page | None
    confidence: float
    marks: str = ""


def sheet(image: Image.Image, dots: float, *, first: bool) -> Sheet:
    """Recognise one page of so many dots an inch; on the first also what stands in red at its head."""
    fit, sharpness = fitted(image, dots)
    reader = engine()
    marks = ""
    if first and (red := red_head(fit)) is not None:
        marks = _secret(reader.scattered(red, sharpness))
    ink = straight(black(fit))
    seen = reader.words(ink, sharpness)
    if seen is None:
        return Sheet(None, 0.0, marks)
    words = spelled(cleaned(seen, *ink.size, first=first))
    confidence = mean(word.confidence for word in words) if words else 0.0
    if len(words) < _FEWEST and is_blank(ink):
        return Sheet(_page([], ink.size, sharpness), 100.0, marks)
    if len(words) < _FEWEST or confidence < _TRUSTED:
        return Sheet(None, confidence, marks)
    return Sheet(_page(words, ink.size, sharpness), confidence, marks)


def _secret(text: str) -> str:
    """The lines that are a secret mark, whatever signs the recogniser gave its vowels."""
    found = []
    for line in text.split("\n"):
        bare = unicodedata.normalize("NFD", line.upper().replace("Đ", "D"))
        bare = " ".join("".join(char for char in bare if char.isalpha() or char.isspace()).split())
        if bare in _MARKS:
            found.append(_MARKS[bare])
    return "\n".join(found)


def _page(seen: list[Seen], size: tuple[int, int], dots: int) -> Page:
    """Words in points, y upwards, the page turned straight."""
    scale = 72 / dots
    slope = median(word.slope for word in seen) if seen else 0.0
    sizes = _sizes(seen, scale)
    words = [
        Word(
            text=word.text,
            left=word.left * scale,
            right=word.right * scale,
            base=(size[1] - word.base + slope * (word.left + word.right) / 2) * scale,
            size=sizes[word.line],
        )
        for word in seen
    ]
    for word, after, here, there in zip(words, words[1:], seen, seen[1:], strict=False):
        if here.line == there.line:
            # the recogniser parts words itself; its boxes are as tight as the ink
            word.right = min(word.right, after.left - _PARTED * word.size)
    letters = sum(len(word.text) for word in words)
    return Page(words=words, width=size[0] * scale, height=size[1] * scale, letters=letters, broken=0.0, unseen=0.0)


def _sizes(seen: list[Seen], scale: float) -> dict[int, float]:
    """The size of the letters of each line, by the height of its words."""
    heights: dict[int, list[float]] = {}
    for word in seen:
        heights.setdefault(word.line, []).append((word.bottom - word.top) * scale / _SIZE_TO_HEIGHT)
    own = {line: median(values) for line, values in heights.items()}
    usual = median(own[word.line] for word in seen) if seen else 0.0
    low, high = _SAME_SIZE
    return {line: usual if low * usual <= size <= high * usual else size for line, size in own.items()}
