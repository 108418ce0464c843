"""Kế hoạch có dòng «Cơ quan chủ trì:», «Thời gian:». / Plans whose lines name the doer and the time of the task above them.

The task is the line «Nội dung:» or «Nhiệm vụ:» (or its bullets), else the clause that holds the lines; doer, help, time and product are
those of the labelled lines, however deep they stand under «b) Cơ quan thực hiện:».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dondoc.reading.assigning.actors import listed, split
from dondoc.reading.assigning.chapeaux import introduces
from dondoc.reading.assigning.drafts import Charge, Draft, inherited
from dondoc.reading.assigning.fields import Field, Labelled, label, labels
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.runs import runs
from dondoc.reading.assigning.sentence import Kind
from dondoc.reading.assigning.statements import read
from dondoc.reading.assigning.support import once, supports
from dondoc.reading.assigning.units import Unit
from dondoc.reading.assigning.words import spaced
from dondoc.reading.contract import Actor, Clause


@dataclass
class Plan:
    """The labelled lines under one clause."""

    clause: Clause
    lines: dict[Field, list[Labelled]] = field(default_factory=dict)
    tasks: list[tuple[int, int, str]] = field(default_factory=list)
    spent: set[int] = field(default_factory=set)  # starts of the clauses that the plan reads

    def one(self, name: Field) -> Labelled | None:
        """The first line of this label that has words."""
        return next((line for line in self.lines.get(name, []) if line.start < line.end), None)


def plans(prose: Prose, by_clause: dict[int, list[Unit]], outline: tuple[Clause, ...]) -> Iterator[Plan]:
    """Every clause whose lines say who does it or by when. Nearest to the lines wins, so sub-tasks stay apart."""
    for clause in _upward(outline):
        plan = Plan(clause)
        for unit in by_clause.get(clause.start, [])[1:]:
            _take(prose, plan, unit.start, unit.end)
        for child in clause.children:
            _child(prose, plan, child, by_clause)
        if plan.lines:
            yield from _read_as(prose, plan, by_clause)


def _read_as(prose: Prose, plan: Plan, by_clause: dict[int, list[Unit]]) -> Iterator[Plan]:
    """What the lines under a clause belong to: the clause, the tasks beside them, or nothing."""
    doing, time = plan.one(Field.LEAD) or plan.one(Field.SUPPORT), plan.one(Field.TIME)
    if doing and not plan.one(Field.LEAD) and _names_a_body(prose, by_clause.get(plan.clause.start, [])):
        return  # the title tells who leads what stands below, the line who helps: `headings` hands both down
    below = _below_a_title(prose, plan, by_clause) if doing else []
    if not below and (doing or (time and _only_lines(plan))):
        yield plan
        return
    rest = below or (_timed(prose, plan, by_clause) if time and not plan.tasks else [])
    yield from (Plan(child, plan.lines, spent=plan.spent) for child in rest)


def _names_a_body(prose: Prose, own: list[Unit]) -> bool:
    """«2. Sở Y tế» above its tasks and a line «Đơn vị phối hợp: …»."""
    return bool(own) and read(prose, own[0].start, own[0].end).kind is Kind.HEADING


def _below_a_title(prose: Prose, plan: Plan, by_clause: dict[int, list[Unit]]) -> list[Clause]:
    """The tasks between a title and its lines: «1. Phát triển hợp tác xã⏎- Rà soát …⏎- Hỗ trợ …⏎Phân công:⏎- Cơ quan chủ trì: …»."""
    own = by_clause.get(plan.clause.start, [])
    rest = [child for child in plan.clause.children if child.start not in plan.spent]
    if plan.tasks or not own or not rest or prose.flat[own[0].start : own[0].end].rstrip(" *").endswith((".", ";")):
        return []
    return rest if all(not child.children and _is_task(prose, by_clause.get(child.start, [])) for child in rest) else []


def _timed(prose: Prose, plan: Plan, by_clause: dict[int, list[Unit]]) -> list[Clause]:
    """The bullets that a last line «- Thời gian thực hiện: …» beside them is meant for: all that are no lines, if each is a task."""
    *before, last = plan.clause.children
    rest = [child for child in before if child.start not in plan.spent]
    alike = all(child.marker == last.marker and not child.children and _is_task(prose, by_clause.get(child.start, [])) for child in rest)
    return rest if last.start in plan.spent and last.marker in _BULLETS and alike else []


def shared(prose: Prose, found: dict[int, Plan], by_clause: dict[int, list[Unit]], outline: tuple[Clause, ...]) -> Iterator[Plan]:
    """Bullets that stand right before one with lines have these lines too: «- Tuyên truyền …⏎- Tập huấn …⏎Đơn vị chủ trì: Sở Nội vụ».

    Only lines that follow the last bullet as plain paragraphs are so shared; lines that are bullets themselves belong to what holds them.
    """
    for clause in (None, *_upward(outline)):
        waiting: list[Clause] = []
        siblings = clause.children if clause else outline
        if not any(child.start in found for child in siblings):
            continue  # nothing to share, as nearly everywhere
        for child in siblings:
            plan = found.get(child.start)
            if plan is None and not child.children and child.marker in _BULLETS:
                waiting.append(child)
                continue
            if plan is not None and not plan.tasks and not plan.spent and child.marker in _BULLETS:
                yield from (Plan(other, plan.lines) for other in _alike(prose, by_clause, waiting, child.marker))
            waiting = []


def _alike(prose: Prose, by_clause: dict[int, list[Unit]], waiting: list[Clause], marker: str) -> Iterator[Clause]:
    """The tasks with this marker that stand right before, nearest first."""
    for other in reversed(waiting):
        if other.marker != marker or not _is_task(prose, by_clause.get(other.start, [])):
            return
        yield other


_BULLETS = frozenset("-–+•*")


def _is_task(prose: Prose, units: list[Unit]) -> bool:
    """Whether a clause is a deed, perhaps with the first labelled lines right behind it."""
    labels = [label(prose, unit.start, unit.end) for unit in units]
    return bool(units) and labels[0] is None and None not in labels[1:] and _is_deed(prose, units[0])


def _only_lines(plan: Plan) -> bool:
    """A time alone makes a plan of a clause only when nothing else stands under it."""
    return all(child.start in plan.spent for child in plan.clause.children)


def _upward(outline: tuple[Clause, ...]) -> Iterator[Clause]:
    stack = list(reversed(outline))
    while stack:
        clause = stack.pop()
        yield clause
        stack.extend(reversed(clause.children))


def _take(prose: Prose, plan: Plan, start: int, end: int) -> Labelled | None:
    """Keep what a labelled line says: its first label, and those that follow on the same line."""
    found = labels(prose, start, end)
    if not found or found[0].field is Field.NUMBER:
        return None
    for part in found:
        plan.lines.setdefault(part.field, []).append(part)
    return found[0]


def _child(prose: Prose, plan: Plan, child: Clause, by_clause: dict[int, list[Unit]]) -> None:
    """A labelled child, with what stands under it."""
    units = by_clause.get(child.start, [])
    if not units:
        return
    if heads_tasks(prose, child, units[0], by_clause):
        return
    found = _take(prose, plan, units[0].start, units[0].end)
    if found is None:
        _group(prose, plan, child, units, by_clause)
        return
    plan.spent.add(child.start)
    for unit in units[1:]:
        _take(prose, plan, unit.start, unit.end)
    if found.field is Field.TASK:
        _tasks(plan, child, found, by_clause)
    elif found.start >= found.end:
        for grandchild in child.children:
            _line(prose, plan, grandchild, by_clause, found.field)


def heads_tasks(prose: Prose, clause: Clause, first: Unit, by_clause: dict[int, list[Unit]]) -> bool:
    """Whether a label with its body is the title of that body's own tasks, and no line of the plan above.

    «1. Cơ quan chủ trì: Sở Y tế⏎- Hướng dẫn …», «2. Các cơ quan phối hợp:⏎2.1. Tỉnh đoàn: Mở lớp dạy bơi».
    """
    found = label(prose, first.start, first.end) if clause.children else None
    if found is None or found.field not in {Field.LEAD, Field.SUPPORT}:
        return False
    below = [units[0] for child in clause.children if (units := by_clause.get(child.start))]
    told = {Kind.BARE, Kind.NAMED, Kind.ORDERED} if found.start < found.end else {Kind.NAMED, Kind.ORDERED}
    return bool(below) and all(
        label(prose, unit.start, unit.end) is None and read(prose, unit.start, unit.end).kind in told for unit in below
    )


def _line(prose: Prose, plan: Plan, clause: Clause, by_clause: dict[int, list[Unit]], above: Field) -> None:
    """A line under an empty label: «- Đơn vị chủ trì: …», or a plain «- Sở Nội vụ»."""
    units = by_clause.get(clause.start, [])
    if not units:
        return
    plan.spent.add(clause.start)
    if _take(prose, plan, units[0].start, units[0].end) is None:
        plan.lines.setdefault(above, []).append(Labelled(above, units[0].start, units[0].end))


def _tasks(plan: Plan, child: Clause, found: Labelled, by_clause: dict[int, list[Unit]]) -> None:
    """What «Nhiệm vụ:» says: its words, or its bullets."""
    bullets = [(grandchild, by_clause.get(grandchild.start, [])) for grandchild in child.children]
    if found.start < found.end and not bullets:
        plan.tasks.append((found.start, found.end, child.path))
    for grandchild, units in bullets:
        if units:
            plan.spent.add(grandchild.start)
            plan.tasks.append((units[0].start, units[-1].end, grandchild.path))


def _group(prose: Prose, plan: Plan, child: Clause, units: list[Unit], by_clause: dict[int, list[Unit]]) -> None:
    """«- Các nội dung hỗ trợ bao gồm:» with bullets: the bullets are the tasks, if lines with a doer stand beside them."""
    if not child.children or not introduces(prose, units[0].start, units[-1].end):
        return
    parts = [(c, by_clause.get(c.start, [])) for c in child.children]
    if all(u and label(prose, u[0].start, u[0].end) is None and read(prose, u[0].start, u[0].end).kind is Kind.BARE for _, u in parts):
        plan.spent.add(child.start)
        for part, found in parts:
            plan.spent.add(part.start)
            plan.tasks.append((found[0].start, found[-1].end, part.path))


def drafts(prose: Prose, plan: Plan, by_clause: dict[int, list[Unit]], above: Charge) -> Iterator[Draft]:
    """The work of a plan: its tasks with the doers of its lines, and the doers' own sentences where a line holds some."""
    tasks = plan.tasks or _own_tasks(prose, plan, by_clause)
    doing, helping = plan.one(Field.LEAD), plan.one(Field.SUPPORT)
    time, product = plan.one(Field.TIME), plan.one(Field.PRODUCT)
    sentences = [line for line in plan.lines.get(Field.LEAD, []) if _is_prose(prose, line)]
    leads = _bodies(prose, plan.lines.get(Field.LEAD, []))
    helpers = _bodies(prose, plan.lines.get(Field.SUPPORT, [])) if helping else ()
    for start, end, path in tasks:
        told = () if doing and leads and _presides(prose, doing) else _told(prose, start, end)
        lead = told or ((inherited(leads) if plan.tasks else leads) if doing else _own_lead(prose, start, end) or above.lead)
        yield Draft(
            start,
            end,
            path,
            lead,
            once((*supports(prose, start, end, lead), *helpers)),
            source="list",
            rule="plan-lines" if doing else "plan-lines-without-doer",
            time=(time.start, time.end) if time else None,
            product=(product.start, product.end) if product else None,
        )
    for line in sentences:
        for run in runs(prose, line.start, line.end):
            if run.lead:
                help_ = supports(prose, run.start, run.end, run.lead)
                yield Draft(run.start, run.end, plan.clause.path, run.lead, help_, run.first.force, "list", "plan-line-sentence")


def _own_tasks(prose: Prose, plan: Plan, by_clause: dict[int, list[Unit]]) -> list[tuple[int, int, str]]:
    """The clause's own words: its plain paragraphs where its first line is only their title, else that line."""
    own = by_clause.get(plan.clause.start, [])
    plain = [unit for unit in own[1:] if label(prose, unit.start, unit.end) is None]
    if plain and not prose.flat[own[0].start : own[0].end].rstrip(" *").endswith((".", ";", ":")) and _is_deed(prose, plain[0]):
        return [(unit.start, unit.end, plan.clause.path) for unit in plain]
    return [(own[0].start, own[0].end, plan.clause.path)] if own else []


def _is_deed(prose: Prose, unit: Unit) -> bool:
    return read(prose, unit.start, unit.end).kind in {Kind.BARE, Kind.NAMED, Kind.ORDERED}


def _told(prose: Prose, start: int, end: int) -> tuple[Actor, ...]:
    """The body with which the task's own sentence begins: «Đề nghị Thủ trưởng các sở …», «Các địa phương tiếp tục …»."""
    statement = read(prose, start, end)
    named = statement.lead is not None and statement.kind in {Kind.NAMED, Kind.ORDERED} and statement.lead[0] - start < _AT_ONCE
    return split(prose, *statement.lead) if named and statement.lead else ()


_AT_ONCE = 16


def _presides(prose: Prose, line: Labelled) -> bool:
    """«Đơn vị chủ trì: Các đơn vị thuộc Bộ» names who leads even a task that asks another body; «Đơn vị thực hiện» does not."""
    return prose.low.find("chủ trì", max(0, line.start - 24), line.start) >= 0


def _own_lead(prose: Prose, start: int, end: int) -> tuple[Actor, ...]:
    """The body that the task itself names, where no line names one."""
    return next((run.lead for run in runs(prose, start, end) if run.lead), ())


#: without one of these a line only lists: «Các đơn vị xây dựng pháp luật, Vụ Pháp luật quốc tế, Cục Trợ giúp pháp lý»
_SAYS = spaced(r";|(?<![\w])(?:chủ trì|phối hợp|tham mưu|hướng dẫn|có trách nhiệm|phải|cần|báo cáo)(?![\w])")


def _is_prose(prose: Prose, line: Labelled) -> bool:
    """Whether a doer's line says what each doer does: «Sở Nội vụ chủ trì tham mưu …; Sở Tư pháp …»."""
    if line.end - line.start <= 90 or not _SAYS.search(prose.low, line.start, line.end):
        return False
    found = [run for run in runs(prose, line.start, line.end) if run.lead]
    return any(not run.first.rule.startswith("body-adjunct") for run in found)


def _bodies(prose: Prose, lines: list[Labelled]) -> tuple[Actor, ...]:
    """The bodies of lines: of a plain list, or the subjects of its sentences."""
    found: list[Actor] = []
    for line in lines:
        if _is_prose(prose, line):
            found += [actor for run in runs(prose, line.start, line.end) for actor in run.lead or ()]
            continue
        found += listed(prose, line.start, line.end)
    return tuple(found)
