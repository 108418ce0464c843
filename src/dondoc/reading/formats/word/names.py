"""Tên phần tử WordprocessingML. / Element names of the namespace the document itself uses (transitional or strict)."""

from __future__ import annotations

from functools import lru_cache

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


class Names:
    """`names.p` is «{namespace}p», made once; elements and attributes share the namespace."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def __getattr__(self, word: str) -> str:
        full = f"{{{self.namespace}}}{word}"
        self.__dict__[word] = full
        return full

    def __getitem__(self, word: str) -> str:
        """For words that Python keeps for itself: `names["del"]`."""
        return str(getattr(self, word))


@lru_cache(maxsize=512)  # a document has few names, each again and again
def local(tag: object) -> str:
    """The name without its namespace; «» for comments and instructions, whose tag is no text."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
