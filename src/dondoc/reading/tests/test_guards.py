"""Cái nhìn rẻ trước mẫu đắt không được đổi kết quả. / A cheap look before a dear pattern never changes what is found.

Every look is held against the pattern alone over sentences put together by chance from the words that both turn on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from types import ModuleType

import pytest

from dondoc.reading import dates, head
from dondoc.reading.assigning import actors, cadence, clues, doers, gates, measures, naming, statements, units
from dondoc.reading.assigning import prose as prose_module
from dondoc.reading.assigning.cues import stands
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.words import spaced
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
    "Nơi nhận:", "\nNơi nhận:", "\n| **Nơi nhận**:", "\nnoi nhận", "kế hoạch trung hạn và hằng năm", "giai đoạn,", "có trách nhiệm",
    "là đầu mối", "không để xảy ra", "tuyệt đối không gây", "trước ngày 25 hằng tháng tổng hợp", "đầu năm 2026 rà soát", "khẩn trương",
    "chủ trì", "Ủy ban nhân dân tỉnh", "Ban Chỉ đạo", "đ/c Trần Văn An", "02 sở", "Hội Nuôi ong", "Phòng Tuyên truyền", "- Chi nhánh",
    "(Sở Y tế)", "các tỉnh: Đông Lĩnh", "/thành phố", "chuyển đổi số", "Quyết định số", "điều", "về",
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


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "cues"),
    [
        (statements._FOLLOWS, statements._ORDERING),
        (statements._FOLLOWS, statements._THEREFORE),
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
_SPLIT = spaced(r" *(?:[,;:]| và | hoặc | cùng )(?: *và )? *", re.IGNORECASE)
_PLAIN = spaced(
    r"(?:định kỳ +)?(?:vào +)?(?:hằng|hàng|mỗi) +(?P<period>ngày|tuần|tháng|quý|quí|năm)(?![\w])(?! +(?:làm việc"
    r"|lương|tuổi))(?:,? *(?:một|01|1) +lần)?"
)
_ENDED = re.compile(r"(?:[.;:!?…”»\]]|[.;:]\s*\)|\.\d{1,3}|\[\d{1,3}\])[\s*_\"”')]*$")
_BLANKS = re.compile(r"[\s*_\u00a0]+")


@pytest.mark.parametrize(
    ("quick", "plain"),
    [(actors._SPLIT, _SPLIT), (cadence._PLAIN, _PLAIN)],
    ids=["between bodies", "each month"],
)
def test_patterns_that_begin_with_one_set_find_the_same(quick: re.Pattern[str], plain: re.Pattern[str]) -> None:
    texts = [Prose(text).flat for text in SENTENCES]
    assert all(_spans(quick, text) == _spans(plain, text) for text in texts)
    assert any(_spans(plain, text) for text in texts)


@pytest.mark.parametrize(
    ("quick", "plain"),
    [
        (lambda text: markers._is_ended(" ".join(text.split())), lambda text: _ENDED.search(" ".join(text.split())) is not None),
        (lambda text: squash(text), lambda text: _BLANKS.sub(" ", text).strip()),
        (lambda text: bare(text), lambda text: bare(_BLANKS.sub("", text))),
        (lambda text: is_blank(text[:2]), lambda text: not _BLANKS.sub("", text[:2])),
        (lambda text: actors._LOOSE_END.search(text.strip()) is None or text.strip().endswith(actors._LOOSE), lambda text: True),
        (lambda text: markers._hangs(text), lambda text: markers._HANGS.search(text[-markers._LAST_WORDS :]) is not None),
        (lambda text: cadence._AND_YEARLY.search(text) is None or text.rstrip(" ").endswith(cadence._JOINTS), lambda text: True),
        (lambda text: _span(head._foot_label(text, 0)), lambda text: _span(head._FOOT.search(text))),
        (lambda text: _span(units._recipients(Prose(text), 0)), lambda text: _span(units._RECIPIENTS.search(text))),
        (lambda text: head._HAS_OPINION.search(text) is None or head._AS_FOLLOWS.search(text) is not None, lambda text: True),
    ],
    ids=[
        *("a line is at its end", "words", "symbol", "blank", "a small word at the end", "a line hangs", "of a period", "the foot"),
        *("the recipients", "an opinion"),
    ],
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


class _Any(frozenset[str]):
    """Holds every word: a look that turns nothing away."""

    def __contains__(self, word: object) -> bool:
        return True


#: the looks at the first letters of a place
_LOOKS = [
    *((naming, name) for name in ("_OPENING_HEADS", "_GOES_ON")),
    *((clues, name) for name in ("_HAVING_BEGINS", "_NEVER_BEGINS", "_WHEN_BEGINS")),
    (doers, "_ORDERS_BEGIN"),
]


def _told(text: str) -> list[object]:
    """Whatever is read at each word of a sentence: the name, the deed, the work."""
    prose = Prose(text)
    end = prose.trim(0, len(text))[1]
    places = [match.start() for match in re.finditer(r"(?<!\w)\w", prose.low[:end])]
    return [(naming.phrase_at(prose, at, end), clues.deed_at(prose, at, end), doers.work_at(prose, at, end, strict=False)) for at in places]


def _all_told() -> list[list[object]]:
    return [_told(text) for text in SENTENCES[:_SOME]]


_SOME = 80
_TOLD = cache(_all_told)


def _read_without(monkeypatch: pytest.MonkeyPatch, looks: list[tuple[ModuleType, str]], instead: frozenset[str]) -> list[list[object]]:
    with monkeypatch.context() as patched:
        for module, name in looks:
            patched.setattr(module, name, instead)
        return _all_told()


def test_looks_at_the_first_letters_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _read_without(monkeypatch, _LOOKS, _Any()) == _TOLD()


@pytest.mark.parametrize("look", _LOOKS, ids=lambda look: look[1])
def test_a_look_that_turns_away_too_much_is_found(look: tuple[ModuleType, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above: its sentences hold what each look is there for."""
    held = getattr(*look)
    assert any(_read_without(monkeypatch, [look], held - {one}) != _TOLD() for one in sorted(held)[:40])


def test_a_lexicon_finds_at_once_what_it_finds_word_by_word() -> None:
    for lexicon in (naming._BODY, naming._PLACE, clues._DEED, statements._PRAISE):
        for text in SENTENCES[:100]:
            low, end = Prose(text).low, len(text)
            for at in range(end):
                first = re.compile(r"\w+").match(low, at, end)
                rests = lexicon._spelled(first[0]) if first and first[0] in lexicon.firsts else None
                plain = lexicon._reach(rests, low, first.end(), end) if first and rests else 0
                assert lexicon.reach(low, at, end) == plain
