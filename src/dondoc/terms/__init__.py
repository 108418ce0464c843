"""Thuật ngữ: mỗi khái niệm một tên, định nghĩa ở một chỗ (glossary.toml). / Terms: one name a concept, defined in one place."""

from dondoc.terms.glossary import Term, glossary

__all__ = ["Term", "glossary"]
