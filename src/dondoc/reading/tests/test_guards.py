"""Cái nhìn rẻ trước mẫu đắt không được đổi kết quả. / A cheap look before a dear pattern never changes what is found.

Every look is held against the pattern alone over sentences put together by chance from the words that both turn on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from dondoc.reading import dates, head
from dondoc.reading.assigning import actors, cadence, doers, gates, measures, statements
from dondoc.reading.assigning import prose as prose_module
from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.citing.grammar import bare, is_blank, squash
from dondoc.reading.outlines import markers

# fmt: off
_PARTS = (
    "Sở Nội vụ,", "các xã;", "và", "hoặc", "cùng:", " được giao", "của cấp", "tại", "ở", "từ", "thuộc", "những các",
    ", do đó giao Sở Y tế", "nên đề nghị các xã", "qua đó yêu cầu", "trên cơ sở đó", "vì thế", "để bảo đảm tiến độ, phân công",
    "ủy quyền cho", "chỉ thị", "quý", "QUÝ I/2026", "quí", "sáu tháng đầu năm 2026", "ngày 15/10/2026", "NGÀY", "5 tháng 3", "12.", "1.2",
    "năm 2025 - 2030", "đạt 95% hồ sơ", "đúng hạn theo quy định", "phù hợp với thực tế", "không để sót việc", "đáp ứng yêu cầu",
    "phấn đấu đến", "đảm bảo kết quả", "hằng tháng", "hàng quý", "mỗi năm", "từng số báo", "mỗi kỳ phát hành", "6 tháng một lần",
    "định kỳ 06 tháng", "cứ 3 tháng", "định kỳ quý", "ngày 20 của tháng cuối quý", "ngày 10 tháng sau", "01 lần/tháng", "mỗi tuần 2 lần",
    "khó khăn", "vướng mắc", "phát sinh", "cần phải làm", "phải",
    "như sau", "có ý kiến như sau", "kết luận như sau", "Thủ tướng Chính phủ", "Chủ tịch", "“", "”", ".", ";", "!", "?", "…", ")", "]",
    "[12]", ".123", "*", "_", "**", "\"", "'", "16 - HD/*BTCTW*", "27-CT/TU\u00a0", "\t", "\n",
)
# fmt: on


def _sentences(count: int = 1500) -> list[str]:
    chance = random.Random(28)
    return [
        "".join(chance.choice(_PARTS) + chance.choice(("", " ", " ", " ", "  ", "")) for _ in range(chance.randint(1, 18)))
        for _ in range(count)
    ]


SENTENCES = _sentences()


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "cues"),
    [
        (statements._FOLLOWS, statements._ORDERING),
        (actors._SPLIT, actors._SPLITS),
        (actors._CLAUSE, ("được",)),
        (measures._CRITERION, measures._HELD),
    ]
    + [(gates._HARD, gates._HARDSHIPS), (doers._MUST, doers._MUSTS)]
    + [(cued.pattern, cued.cues) for _, cued in cadence._COUNTED],
    ids=lambda value: "",
)
def test_where_no_cue_stands_nothing_is_found(pattern: re.Pattern[str], cues: tuple[str, ...]) -> None:
    texts = [Prose(text) for text in SENTENCES]
    found = [prose for prose in texts if pattern.search(prose.low) or pattern.search(prose.flat)]
    assert found
    assert all(stands(cues, prose.low, 0, len(prose.low)) for prose in found)


#: the same said plainly, and slowly
_NUMBERED = re.compile(r"\d|[qQ][uU][ýíÝÍ]|[sS][áÁ][uU]")
_ENDED = re.compile(r"(?:[.;:!?…”»\]]|[.;:]\s*\)|\.\d{1,3}|\[\d{1,3}\])[\s*_\"”')]*$")
_BLANKS = re.compile(r"[\s*_\u00a0]+")


@pytest.mark.parametrize(("quick", "plain"), [(dates._NUMBERED, _NUMBERED)])
def test_patterns_that_begin_with_one_set_find_the_same(quick: re.Pattern[str], plain: re.Pattern[str]) -> None:
    assert all(_spans(quick, text) == _spans(plain, text) for text in SENTENCES)
    assert any(_spans(plain, text) for text in SENTENCES)


@pytest.mark.parametrize(
    ("quick", "plain"),
    [
        (lambda text: markers._is_ended(" ".join(text.split())), lambda text: _ENDED.search(" ".join(text.split())) is not None),
        (lambda text: squash(text), lambda text: _BLANKS.sub(" ", text).strip()),
        (lambda text: bare(text), lambda text: bare(_BLANKS.sub("", text))),
        (lambda text: is_blank(text[:2]), lambda text: not _BLANKS.sub("", text[:2])),
        (lambda text: actors._LOOSE_END.search(text.strip()) is None or text.strip().endswith(actors._LOOSE), lambda text: True),
        (lambda text: head._HAS_OPINION.search(text) is None or head._AS_FOLLOWS.search(text) is not None, lambda text: True),
    ],
    ids=["a line is at its end", "words", "symbol", "blank", "a small word at the end", "an opinion"],
)
def test_what_is_looked_up_by_hand_is_what_the_pattern_says(quick: Callable[[str], object], plain: Callable[[str], object]) -> None:
    assert [quick(text) for text in SENTENCES] == [plain(text) for text in SENTENCES]


def test_a_span_within_one_line_makes_the_paragraphs_that_any_span_makes() -> None:
    for text in SENTENCES:
        line = text.replace("\n", " ")
        prose = Prose(f"Mở đầu.\n{line}\nKết thúc.")
        start, end = 8, 8 + len(line)
        assert prose.paragraphs(start, end) == prose.paragraphs(start, end + 1), line


def test_moments_begin_only_where_they_are_looked_for() -> None:
    found = [_spans(dates._MOMENT, text) for text in SENTENCES]
    assert any(found)
    assert found == [[(moment.start, moment.end) for moment in dates.moments(text, year=2026)] for text in SENTENCES]


def test_a_stop_at_the_end_parts_no_sentences() -> None:
    for text in SENTENCES:
        prose = Prose(text)
        stops = [match.start() for match in prose_module._SENTENCE.finditer(prose.flat)]
        assert all(at < len(text) - 1 for at in stops), text
