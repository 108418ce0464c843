"""Vì sao: mỗi câu trả lời đến từ chính quy tắc đã quyết định. / Why: every answer comes from the rule that decided."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dondoc import cli
from dondoc.reading.explaining.answers import explain_as_json
from dondoc.reading.explaining.habits import Stage, _tables, first_sentence, function, gates, habit_of, named
from dondoc.reading.explaining.watching import watch
from dondoc.reading.outlines.markers import _CLASSES
from dondoc.reading.reader import read

CORPUS = Path(__file__).parents[4] / "tests" / "corpus"

NOTICE = """TỈNH ỦY ĐÔNG LĨNH
VĂN PHÒNG
*
Số 21-TB/VPTU

ĐẢNG CỘNG SẢN VIỆT NAM

Đông Lĩnh, ngày 05 tháng 3 năm 2026

THÔNG BÁO
kết luận của Thường trực Tỉnh ủy tại hội nghị giao ban tháng 2
-----

Ngày 02/3/2026, Thường trực Tỉnh ủy họp giao ban và kết luận như sau:

I. ĐÁNH GIÁ CHUNG

1. Các cơ quan đã triển khai tốt Chỉ thị số 87-CT/TU, ngày 01/10/2012 của Ban Thường vụ Tỉnh ủy.

2. Nguồn vốn đạt 1.5 tỷ đồng theo Luật Việc làm và Mẫu số 02-BC/TU, thời kỳ 2021
- 2030 tăng dần.

II. NHIỆM VỤ

1. Văn phòng Tỉnh ủy tham mưu kế hoạch trước ngày 20/3/2026.

2. Văn phòng Tỉnh ủy thông báo để các cơ quan biết, thực hiện.

Nơi nhận:
- Các đảng ủy trực thuộc,
- Lưu Văn phòng Tỉnh ủy.

CHÁNH VĂN PHÒNG

Trần Văn Minh
"""


def asked(find: str, text: str = NOTICE) -> dict:
    data = explain_as_json(text.encode(), "thong-bao.txt", find=find)
    return {answer["stage"]: answer for answer in data["answers"]}


def names(answer: dict, which: str) -> list[str]:
    return [item["name"] for item in answer[which]]


@pytest.mark.parametrize(
    ("find", "stage", "rule"),
    [
        ("21-TB/VPTU", "head", "head.symbol"),
        ("kết luận của Thường trực", "head", "head.subject.under-kind"),
        ("Trần Văn Minh", "head", "foot.signature"),
        ("Các đảng ủy trực thuộc", "head", "foot.recipients"),
        ("II. NHIỆM VỤ", "outline", "roman"),
        ("87-CT/TU", "citation", "symbol"),
        ("tham mưu kế hoạch", "assignment", "body-deed"),
    ],
)
def test_what_was_taken_names_its_rule(find, stage, rule):
    answer = asked(find)[stage]
    assert names(answer, "taken") == [rule]
    assert answer["taken"][0]["habit"] != answer["taken"][0]["habit_en"]
    assert not answer["refused"]


@pytest.mark.parametrize(
    ("find", "stage", "gate"),
    [
        ("Mẫu số 02", "citation", "symbols._of_a_form"),
        ("Luật Việc làm", "citation", "laws._law"),
        ("Số 21", "citation", "symbols._heads_the_document"),
        ("- 2030", "outline", "markers._is_clause"),
        ("- Lưu", "outline", "outline._Body.skipped"),
        ("Ngày 02/3", "outline", "markers.marker_at"),
        ("biết, thực hiện", "assignment", "chapeaux.closes"),
        ("đã triển khai tốt", "assignment", "runs.runs"),
        ("như sau:", "assignment", "chapeaux.introduces"),
        ("II. NHIỆM VỤ", "assignment", "walk._is_heading"),
    ],
)
def test_what_was_refused_names_its_gate(find, stage, gate):
    answer = asked(find)[stage]
    assert not answer["taken"]
    assert gate in names(answer, "refused")


def test_the_answer_follows_the_rule_not_a_table(monkeypatch):
    """With the gate held open the same words are a citation: the answer was the gate's own."""
    assert not asked("Mẫu số 02-BC/TU")["citation"]["taken"]
    monkeypatch.setattr("dondoc.reading.citing.symbols._of_a_form", lambda text, match: False)
    assert names(asked("Mẫu số 02-BC/TU")["citation"], "taken") == ["symbol"]


def test_places():
    data = explain_as_json(NOTICE.encode(), "a.txt", at=NOTICE.index("87-CT/TU"))
    assert data["answers"][2]["taken"]
    assert explain_as_json(NOTICE.encode(), "a.txt", find="không có lời này")["place"] is None
    assert explain_as_json(NOTICE.encode(), "a.txt", at=len(NOTICE) + 9)["place"] is None
    assert explain_as_json(NOTICE.encode(), "a.txt", find="tỉnh ủy")["count"] == NOTICE.upper().count("TỈNH ỦY")


def test_a_secret_document_is_not_explained():
    data = explain_as_json(("TỐI MẬT\n" + NOTICE).encode(), "a.txt", find="Văn phòng")
    assert data["status"] == "refused"
    assert data["answers"] == []
    assert data["words"] == ""


def test_every_gate_and_rule_says_its_habit():
    for row in yaml_rows():
        assert callable(function(row["of"])), row["of"]
    for gate in gates().values():
        assert gate.habit.vi, gate.of
        assert gate.habit.en, gate.of
        assert gate.habit.en != gate.habit.vi, gate.of
    for stage, rule in named():
        habit = habit_of(stage, rule)
        assert habit
        assert habit.vi
        assert habit.en, rule
    assert {one.kind for one in _CLASSES} | {"star"} == {rule for stage, rule in named() if stage is Stage.OUTLINE}
    assert habit_of(Stage.ASSIGNMENT, "no-such-rule") is None


def yaml_rows() -> list[dict]:
    return _tables()["gate"]


def test_every_gate_is_heard_and_every_rule_known():
    """Over the whole corpus: no gate that never decides, no rule without its habit."""
    texts = [case["text"] for path in sorted(CORPUS.glob("*.yml")) for case in yaml.safe_load(path.read_text("utf-8")) if "text" in case]
    heard, unknown = set(), set()
    for text in [*texts[::3], NOTICE]:
        reading, decisions = watch(reader_of(text), gates())
        heard |= {one.gate.of for one in decisions}
        found = [(Stage.CITATION, one.rule) for one in reading.citations]
        found += [(Stage.ASSIGNMENT, one.rule) for one in reading.assignments]
        found += [(Stage.HEAD, one.rule) for one in reading.head.spans.values()]
        unknown |= {rule for stage, rule in found if habit_of(stage, rule) is None}
    assert not unknown
    assert {row["of"] for row in yaml_rows()} - heard <= _SELDOM


#: gates that decide only in texts which this third of the corpus need not hold
_SELDOM = {
    "dondoc.reading.citations:_entitles",
    "dondoc.reading.assigning.tables:_is_task",
    "dondoc.reading.assigning.tables:_head",
    "dondoc.reading.assigning.gates:_may_order",
    "dondoc.reading.heads.titles:_decides",
}


def reader_of(text: str) -> Callable[[], object]:
    return lambda: read(text.encode(), "a.txt")


def test_listening_ends_with_the_call():
    before = sys.getprofile()
    with pytest.raises(ZeroDivisionError):
        watch(lambda: 1 // 0, gates())
    assert sys.getprofile() is before


def test_first_sentences():
    assert first_sentence("dondoc.reading.explaining.habits:function").startswith("The function behind")


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "thong-bao.txt"
    path.write_text(NOTICE, "utf-8")
    return path


def test_the_command_in_both_languages(notice, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert cli.main(["explain", str(notice), "--find", "Mẫu số 02"]) == 0
    vietnamese = capsys.readouterr().out
    assert "Viện dẫn: không" in vietnamese
    assert "chặn bởi symbols._of_a_form: Số đứng sau tên mẫu" in vietnamese
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert cli.main(["explain", str(notice), "--find", "tham mưu kế hoạch"]) == 0
    english = capsys.readouterr().out
    assert "Assignment: yes Văn phòng Tỉnh ủy" in english
    assert "rule body-deed: A named body and what it does" in english


def test_the_command_says_what_is_wrong(notice, tmp_path, capsys):
    assert cli.main(["explain", str(tmp_path / "none.txt"), "--at", "3"]) == 2
    assert cli.main(["explain", str(notice), "--find", "không có lời này"]) == 2
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"%PDF-1.4\n")
    assert cli.main(["explain", str(empty), "--at", "3"]) in {3, 4}
    assert capsys.readouterr().err.count("dondoc:") >= 2
