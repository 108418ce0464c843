"""Chữ có phải tiếng Việt không. / Whether words are Vietnamese: a syllable has a closed form, so nonsense shows.

Used to choose among encodings and to distrust a broken text layer; never to change a text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from dondoc.reading.patterns import lazy

_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
#: vowels with their glides, tones taken off
_RIME = (
    r"(?:iêu|yêu|ươi|ươu|uôi|oai|oay|oao|oeo|uây|uya|uyê|uyu|uêu|iê|yê|ươ|uô|uâ|uê|uơ|uy|oa|oă|oe|oo|ưa|ưi|ưu|ua|ui|ia|iu"
    r"|ai|ao|au|ay|âu|ây|eo|êu|oi|ôi|ơi|[aăâeêioôơuưy])"
)
_CODA = r"(?:ch|ng|nh|[cmnpt])?"
_SYLLABLE = lazy(_ONSET + _RIME + _CODA + r"$")
_TONES = dict.fromkeys((0x0300, 0x0301, 0x0303, 0x0309, 0x0323))
_WORD = lazy(r"[^\W\d_]+")
_PROBE = 20_000


@lru_cache(maxsize=8192)  # the language has about so many, and each stands in a text again and again
def is_syllable(word: str) -> bool:
    """Whether one word has the form of a Vietnamese syllable, with at most one tone."""
    parts = unicodedata.normalize("NFD", word.lower())
    toneless = parts.translate(_TONES)
    return len(parts) - len(toneless) <= 1 and _SYLLABLE.match(unicodedata.normalize("NFC", toneless)) is not None


def share(text: str, *, marked: bool = False, probe: int = _PROBE) -> float:
    """Share of the words that are syllables, 0 to 1, over the beginning and the middle of a text; 1 when there is no word.

    marked: count only words with letters beyond ASCII, which is where encodings differ.
    """
    middle = len(text) // 2
    sample = text if len(text) <= 2 * probe else text[:probe] + " " + text[middle : middle + probe]
    words = {word for word in _WORD.findall(sample) if len(word) > 1}
    if marked:
        words = {word for word in words if not word.isascii()}
    return sum(map(is_syllable, words)) / len(words) if words else 1.0


def vietnamese(text: str, probe: int = _PROBE) -> bool:
    """Whether the text is Vietnamese: it has marked words, and most of its words are syllables. True for too few words to say."""
    words = Counter(word for word in _WORD.findall(text[: 2 * probe]) if len(word) > 1)
    count = words.total()
    if count < 20:
        return True
    good = {word: times for word, times in words.items() if is_syllable(word)}
    return sum(good.values()) / count >= 0.6 and sum(times for word, times in good.items() if not word.isascii()) >= 0.2 * count
