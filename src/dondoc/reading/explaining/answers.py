"""Câu trả lời cho một chỗ của văn bản. / What the rules said of one place, for head, outline, citations and assignments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dondoc.reading.asjson import Json
from dondoc.reading.contract import Clause, Reading, Reason, Status
from dondoc.reading.explaining.habits import Gate, Habit, Stage, gates, habit_of
from dondoc.reading.explaining.watching import Decision, watch
from dondoc.reading.heads.rows import Label, Row
from dondoc.reading.patterns import lazy
from dondoc.reading.reader import read

#: a kind word may stand so far before the number that a gate judged
_BEFORE_NUMBER = 24
#: fields of the first page
_TOP_FIELDS = ("symbol", "date", "issuer", "kind", "subject", "addressees")
_LONGEST_QUOTE = 120
_MOST_GATES = 4
_STOP = lazy(r"[.;:\n]")

_LABELS = {
    Label.WORDS: Habit("chữ của phần đầu, chưa thuộc trường nào", "words of the head that belong to no field"),
    Label.RULE: Habit("đường kẻ", "a rule"),
    Label.STATE: Habit("quốc hiệu", "the motto of the State"),
    Label.PARTY: Habit("tiêu đề «ĐẢNG CỘNG SẢN VIỆT NAM»", "the heading of the Party"),
    Label.SLOGAN: Habit("tiêu ngữ", "the slogan of the State"),
    Label.SYMBOL: Habit("số và ký hiệu", "number and symbol"),
    Label.DAY: Habit("địa danh và ngày", "place and day"),
    Label.TO: Habit("«Kính gửi»", "«Kính gửi»"),
    Label.URGENCY: Habit("mức độ khẩn", "the mark of urgency"),
}
_FIELDS = {
    "kind": Habit("tên loại", "kind"),
    "symbol": Habit("số, ký hiệu", "symbol"),
    "date": Habit("ngày", "day"),
    "place": Habit("địa danh", "place"),
    "issuer": Habit("cơ quan ban hành", "issuer"),
    "subject": Habit("trích yếu", "subject"),
    "addressees": Habit("nơi gửi tới", "addressees"),
    "recipients": Habit("nơi nhận", "recipients"),
    "signer": Habit("chữ ký", "signature"),
    "authority": Habit("ý kiến của ai", "authority"),
}
_RELATIONS = {
    "basis": Habit("căn cứ", "basis"),
    "implements": Habit("thực hiện", "implements"),
    "continues": Habit("tiếp tục thực hiện", "continues"),
    "guides": Habit("hướng dẫn", "guides"),
    "amends": Habit("sửa đổi", "amends"),
    "replaces": Habit("thay thế", "replaces"),
    "repeals": Habit("bãi bỏ", "repeals"),
    "consolidates": Habit("hợp nhất", "consolidates"),
    "annex-of": Habit("kèm theo", "annex of"),
    "answers": Habit("trả lời", "answers"),
    "follows": Habit("theo", "follows"),
    "reviews": Habit("sơ kết, tổng kết", "reviews"),
    "refers": Habit("dẫn chiếu", "refers to"),
}
_SECTIONS = {
    "work": Habit("mục giao nhiệm vụ", "a section of tasks"),
    "finding": Habit("mục đánh giá, kết quả", "a section of findings"),
    "purpose": Habit("mục mục đích, mục tiêu", "a section of aims"),
    "demand": Habit("mục yêu cầu", "a section of demands"),
    "scope": Habit("mục phạm vi, đối tượng, kinh phí", "a section of scope, subjects or funds"),
    "rule": Habit("điều khoản quy phạm", "rules of a normative text"),
}
_NOTHING = {
    Stage.HEAD: Habit(
        "Chỗ này không thuộc trang đầu, nơi nhận hay chữ ký", "This place is in neither first page, recipients nor signature"
    ),
    Stage.OUTLINE: Habit("Chỗ này nằm ngoài phần có mục (phần đầu, nơi nhận)", "This place is outside what may hold clauses (head, foot)"),
    Stage.CITATION: Habit(
        "Ở đây không có số, ký hiệu, kỳ họp hay năm nào để chỉ ra một văn bản",
        "No number, symbol, session or year here points to a document",
    ),
    Stage.ASSIGNMENT: Habit(
        "Chỗ này nằm ngoài phần nội dung (phần đầu, nơi nhận, bảng số liệu)", "This place is outside the body of the text"
    ),
}


@dataclass(frozen=True)
class Said:
    """A rule that took the words, or a gate that refused them."""

    name: str
    habit: Habit
    words: str


@dataclass(frozen=True)
class Answer:
    """Whether a stage took the place, as what (`what` in the document's own terms), by which rule; else which gates refused it."""

    stage: Stage
    taken: tuple[Said, ...] = ()
    what: Habit | None = None
    refused: tuple[Said, ...] = ()
    note: Habit | None = None


def explain_as_json(data: bytes, name: str = "", *, at: int | None = None, find: str | None = None) -> Json:
    """What the confined child does: read one file and explain the place `at` (offset) or the first place of the words `find`."""
    reading, heard = watch(lambda: read(data, name), gates())
    if reading.status in (Status.REFUSED, Status.UNREAD):
        return _json(reading, None, 0, ())
    places = _places(reading.text, find) if find else [(at, at + 1)] if at is not None and 0 <= at < len(reading.text) else []
    if not places:
        return _json(reading, None, 0, ())
    return _json(reading, places[0], len(places), tuple(answers(reading, heard, *places[0])))


def answers(reading: Reading, heard: Sequence[Decision], start: int, end: int) -> Iterator[Answer]:
    """The four answers for the words at [start, end)."""
    yield _head(reading, heard, start, end)
    yield _outline(reading, heard, start)
    yield _citation(reading, heard, start, end)
    yield _assignment(reading, heard, start, end)


def _head(reading: Reading, heard: Sequence[Decision], start: int, end: int) -> Answer:
    found = [(field, span) for field, span in reading.head.spans.items() if _meets(span.start, span.end, start, end)]
    if found:
        said = tuple(_took(Stage.HEAD, span.rule, _quote(reading.text, span.start, span.end)) for _, span in found)
        fields = [_FIELDS.get(field, Habit(field, field)) for field, _ in found]
        return Answer(Stage.HEAD, said, Habit(", ".join(one.vi for one in fields), ", ".join(one.en for one in fields)))
    row = next((row for row in _rows(heard) if _meets(row.start, row.end, start, end)), None)
    last = max((reading.head.spans[field].end for field in _TOP_FIELDS if field in reading.head.spans), default=0)
    row = None if row and row.label is Label.WORDS and row.start >= last else row
    note = _LABELS[row.label] if row else _NOTHING[Stage.HEAD]
    return Answer(Stage.HEAD, refused=_refused(reading, heard, Stage.HEAD, start, end) if row else (), note=note)


def _rows(heard: Sequence[Decision]) -> list[Row]:
    return next((list(decision.result) for decision in heard if isinstance(decision.result, list)), [])


def _outline(reading: Reading, heard: Sequence[Decision], start: int) -> Answer:
    clause = _clause_at(reading.outline, start)
    line = reading.text.rfind("\n", 0, start) + 1
    stop = reading.text.find("\n", start)
    stop = len(reading.text) if stop < 0 else stop
    begins = clause is not None and line <= clause.start <= max(start, clause.text_start)
    if clause is not None and begins and start < max(stop, clause.text_start):
        kind = (
            next((one.kind for one in heard if one.gate.name == "tree.Tree.add" and one.start == clause.start and not one.refused), "")
            or ""
        )
        return Answer(Stage.OUTLINE, (_took(Stage.OUTLINE, kind, clause.marker),), Habit(clause.path, clause.path))
    refused = _refused(reading, heard, Stage.OUTLINE, line, stop)
    note = None
    if clause is not None:
        note = Habit(f"Thuộc lời của mục «{clause.path}»", f"Part of the words of clause «{clause.path}»")
    elif not refused:
        note = _NOTHING[Stage.OUTLINE]
    return Answer(Stage.OUTLINE, refused=refused, note=note)


def _clause_at(outline: Sequence[Clause], at: int) -> Clause | None:
    """The deepest clause whose own words hold an offset."""
    for clause in outline:
        if clause.start <= at < clause.end:
            return _clause_at(clause.children, at) or clause
    return None


def _citation(reading: Reading, heard: Sequence[Decision], start: int, end: int) -> Answer:
    found = [one for one in reading.citations if _meets(one.start, one.end, start, end)]
    if found:
        relations = [_RELATIONS.get(one.relation or "", Habit("", "")) for one in found]
        known = [" ".join(piece for piece in (one.kind, one.symbol, one.pinpoint) if piece) for one in found]
        vi = "; ".join(f"{words} ({relation.vi})" if relation.vi else words for words, relation in zip(known, relations, strict=True))
        en = "; ".join(f"{words} ({relation.en})" if relation.en else words for words, relation in zip(known, relations, strict=True))
        return Answer(Stage.CITATION, tuple(_took(Stage.CITATION, one.rule, _quote(one.text)) for one in found), Habit(vi, en))
    refused = _refused(reading, heard, Stage.CITATION, start, end, before=_BEFORE_NUMBER)
    return Answer(Stage.CITATION, refused=refused, note=None if refused else _NOTHING[Stage.CITATION])


def _assignment(reading: Reading, heard: Sequence[Decision], start: int, end: int) -> Answer:
    found = [one for one in reading.assignments if _meets(one.start, one.end, start, end)]
    if found:
        what = "; ".join(", ".join(_quote(actor.text) for actor in one.lead) + (f" ({one.force})" if one.force else "") for one in found)
        return Answer(Stage.ASSIGNMENT, tuple(_took(Stage.ASSIGNMENT, one.rule, _quote(one.text)) for one in found), Habit(what, what))
    clause = _clause_at(reading.outline, start)
    if clause is not None and start < clause.text_start:  # a marker says nothing: ask for the words it begins
        start, end = clause.start, max(end, min(clause.text_start + 1, clause.text_end))
    refused = _refused(reading, heard, Stage.ASSIGNMENT, start, end)
    return Answer(Stage.ASSIGNMENT, refused=refused, note=None if refused else _NOTHING[Stage.ASSIGNMENT])


def _took(stage: Stage, rule: str, words: str) -> Said:
    habit = habit_of(stage, rule) or Habit("chưa ghi thói quen của quy tắc này", "the habit of this rule is not written down")
    return Said(rule, habit, words)


def _refused(reading: Reading, heard: Sequence[Decision], stage: Stage, start: int, end: int, *, before: int = 0) -> tuple[Said, ...]:
    """The gates that turned the place away, each once, the one that judged the fewest words first."""
    near = [
        one
        for one in heard
        if one.refused
        and one.gate.stage is stage
        and _meets(one.start - before, one.end, start, end)
        and not (before and _STOP.search(reading.text, end, max(end, one.start)))
    ]
    exact = [one for one in near if _meets(one.start, one.end, start, end)] or near
    seen: dict[Gate, Decision] = {}
    for one in exact:
        seen.setdefault(one.gate, one)
    ranked = sorted(seen.values(), key=lambda one: one.end - one.start)[:_MOST_GATES]
    return tuple(Said(one.gate.name, _in_section(one), _quote(reading.text, one.start, one.end)) for one in ranked)


def _in_section(decision: Decision) -> Habit:
    """The habit, and what the section is for where the gate asked for it."""
    section = _SECTIONS.get(decision.section or "")
    habit = decision.gate.habit
    return Habit(f"{habit.vi} (đang ở {section.vi})", f"{habit.en} (this is {section.en})") if section else habit


def _meets(start: int, end: int, a: int, b: int) -> bool:
    return start < b and a < end


def _quote(text: str, start: int = 0, end: int | None = None) -> str:
    words = " ".join(text[start:end].split())
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _places(text: str, find: str) -> list[tuple[int, int]]:
    """Where the words stand: blanks, line breaks and emphasis as they come, small and great letters alike."""
    words = unicodedata.normalize("NFC", find).split()
    if not words:
        return []
    pattern = re.compile(r"[\s*_]+".join(re.escape(word) for word in words), re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text)]


def _json(reading: Reading, place: tuple[int, int] | None, count: int, said: Sequence[Answer]) -> Json:
    return {
        "status": str(reading.status),
        "reasons": [_reason(why) for why in reading.reasons],
        "place": list(place) if place else None,
        "words": _quote(reading.text, *place) if place else "",
        "count": count,
        "answers": [
            {
                "stage": str(answer.stage),
                "taken": [_said(item) for item in answer.taken],
                "what": answer.what.vi if answer.what else None,
                "what_en": answer.what.en if answer.what else None,
                "refused": [_said(item) for item in answer.refused],
                "note": answer.note.vi if answer.note else None,
                "note_en": answer.note.en if answer.note else None,
            }
            for answer in said
        ],
    }


def _said(item: Said) -> Json:
    return {"name": item.name, "habit": item.habit.vi, "habit_en": item.habit.en, "words": item.words}


def _reason(why: Reason) -> Json:
    return {"code": why.code, "message": why.message, "message_en": why.message_en}
