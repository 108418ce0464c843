"""Ảnh quét .png, .jpg, .tif, .gif. / Scanned images: each frame a page, recognised where that is installed.

The size is known before the picture is unpacked; one that would not fit into the memory of the child is not opened.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from dondoc.confine.protocol import step
from dondoc.reading.contract import Paper
from dondoc.reading.formats.manuscript import Manuscript
from dondoc.reading.formats.pdf.sheaf import Sheaf, compose
from dondoc.reading.formats.reasons import NotUnderstood
from dondoc.rules.limits import LIMITS, Limits

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF")
_BANDS = {"1": 1, "L": 1, "P": 1, "RGB": 3, "YCbCr": 3, "LA": 2, "PA": 2}
#: an image that does not tell its resolution, or tells nonsense, is taken for a page of A4
_PAGE_INCHES = 8.27
_LIKELY = (70.0, 1_300.0)
#: Pillow's own guard knows no bands; ours is looked at before anything is unpacked
Image.MAX_IMAGE_PIXELS = None
_FEWEST = 300  # pixels of the longer side: less is no page


def image(data: bytes, limits: Limits = LIMITS) -> Paper:
    """An image as paper; a recogniser must be installed. NotUnderstood for damage, or when nothing on it can be trusted."""
    found, manuscript = Sheaf(), Manuscript(limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                count = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
                for number in range(min(count, limits.ocr_pages)):
                    _frame(opened, number, found, limits)
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, ArithmeticError):
        if not any(found.pages):
            raise NotUnderstood("damaged", kind="PNG/JPEG/TIFF") from None
        manuscript.note("scanned-pages", pages=len(found.pages) + 1)
    if count > limits.ocr_pages:
        manuscript.note("pages-left", limit=limits.ocr_pages, count=count)
    return compose(found, manuscript)


def _frame(opened: Image.Image, number: int, found: Sheaf, limits: Limits) -> None:
    step()
    opened.seek(number)
    if opened.width * opened.height * _BANDS.get(opened.mode, 4) > limits.image_bytes:
        raise NotUnderstood("image-large", width=opened.width, height=opened.height)
    if max(opened.size) < _FEWEST:
        found.tried += 1
        found.miss(number)
        return
    straight = ImageOps.exif_transpose(opened)
    told = opened.info.get("dpi", (0, 0))[0]
    across = straight.width / _PAGE_INCHES
    likely = _LIKELY[0] <= float(told) <= _LIKELY[1] and 0.4 <= float(told) / across <= 2.5
    found.recognise(_plain(straight), float(told) if likely else max(_LIKELY[0], across), number)


def _plain(picture: Image.Image) -> Image.Image:
    """Without transparency and palette: white paper under everything."""
    if picture.mode in ("1", "L", "RGB"):
        return picture
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.convert("RGBA").getchannel("A"))
        return paper
    return picture.convert("RGB")
