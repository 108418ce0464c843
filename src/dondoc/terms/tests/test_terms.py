"""Thuật ngữ và chữ Việt. / Terms, and Vietnamese letters."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.terms import glossary
from dondoc.terms.vietnamese import fold, name_key, nfc, sort_key


@pytest.mark.parametrize("key", sorted(glossary()))
def test_every_term_is_told_in_both_languages(key: str) -> None:
    term = glossary()[key]
    assert term.vi
    assert term.en
    assert len(term.meaning) > 10
    assert nfc(term.vi + term.meaning) == term.vi + term.meaning


def test_a_forbidden_synonym_is_no_term_and_belongs_to_one_term() -> None:
    never = [word for term in glossary().values() for word in term.never]
    assert len(never) == len(set(never))
    assert not set(never) & glossary().keys()


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đôn đốc", "don doc"), ("  ĐẢNG  ỦY\txã ", "dang uy xa"), ("Nguye\u0302\u0303n", "nguyen"), ("Hòa Hoà", "hoa hoa"), ("", "")],
)
def test_folding_forgets_marks_and_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_is_the_same_for_composed_and_decomposed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def muddled(words: list[str]) -> list[str]:
    """Out of order, always in the same way."""
    return random.Random(7).sample(words, len(words))


def test_words_stand_in_the_order_of_the_dictionary() -> None:
    words = ["an", "ăn", "ân", "ba", "da", "đa", "em", "êm", "on", "ôn", "ơn", "ung", "ưng"]
    assert sorted(muddled(words), key=sort_key) == words
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(muddled(tones), key=sort_key) == tones


def test_names_sort_by_given_name_first() -> None:
    names = ["Trần Văn An", "Lê Thị Bình", "Phạm Thị Bình", "Hoàng Văn Dũng", "Đỗ Hoài Nam"]
    assert sorted(muddled(names), key=name_key) == names
