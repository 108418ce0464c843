"""Mực đen và mực đỏ. / Black ink and red ink: a seal, an incoming stamp, a signature are coloured; the words of a document are black."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image, ImageChops

#: what the recogniser is used to
DOTS = 300
#: the longest side of an image that is looked at, in pixels
_LONGEST = 4_000
#: how much redder than anything else a red dot is, and which share of the head must be red before it is read
_RED, _SOME = 70, 0.0004
_LOOKED_AT, _LEVEL = 1_000, 0.15  # pixels; degrees
_DARK, _SPECKS = 128, 0.004
_HEAD = 0.45  # of the page, from above


def black(image: Image.Image) -> Image.Image:
    """A grey image on which coloured ink is as light as its lightest part: red, blue and violet go, black stays."""
    if image.mode in ("1", "L", "I;16", "I", "LA"):
        return image.convert("L")
    red, green, blue = image.convert("RGB").split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def red_head(image: Image.Image) -> Image.Image | None:
    """What is red in the upper part of a page, black on white; None when there is next to nothing."""
    if image.mode in ("1", "L", "I;16", "I", "LA"):
        return None
    red, green, blue = image.convert("RGB").crop((0, 0, image.width, int(image.height * _HEAD))).split()
    found = ImageChops.subtract(red, ImageChops.lighter(green, blue)).point(lambda value: 0 if value > _RED else 255)
    dark = found.histogram()[0]
    return found if dark > _SOME * found.width * found.height else None


def straight(image: Image.Image) -> Image.Image:
    """A grey image turned so that its lines run level: the recogniser loses whole lines of a page that lies askew by two degrees."""
    small = image.copy()
    small.thumbnail((_LOOKED_AT, _LOOKED_AT), Image.Resampling.BOX)
    coarse = max((step / 2 for step in range(-10, 11)), key=lambda angle: _levelness(small, angle))
    angle = max((coarse + step / 10 for step in range(-4, 5)), key=lambda angle: _levelness(small, angle))
    if abs(angle) < _LEVEL:
        return image
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def _levelness(image: Image.Image, angle: float) -> int:
    """How sharply the rows of an image differ once it is turned: most when lines of letters run level."""
    turned = image.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))


def is_blank(image: Image.Image) -> bool:
    """Whether a grey image is as good as empty: the back of a page, with specks at most."""
    return sum(image.histogram()[:_DARK]) < _SPECKS * image.width * image.height


def fitted(image: Image.Image, dots: float) -> tuple[Image.Image, int]:
    """The image brought near the resolution the recogniser is used to, and that resolution."""
    wanted = min(DOTS / dots, _LONGEST / max(image.size))
    if 0.8 <= wanted <= 1.25:
        return image, round(dots)
    size = (max(1, round(image.width * wanted)), max(1, round(image.height * wanted)))
    return image.resize(size, Image.Resampling.LANCZOS), max(70, round(dots * wanted))
