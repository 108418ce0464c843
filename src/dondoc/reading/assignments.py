"""Giao việc: ai làm gì, ai phối hợp, bao giờ xong. / Assignments: what a document tells somebody to do from now on.

`assignments(text, head, outline, tables)` reads them in the order of the text; `directs(outline, assignments)` marks the clauses
that hold one. What counts is defined by the annotation guideline of the contract; how each form is read stands in `assigning/`:

    prose       paragraphs and sentences            places      what a section is for
    words       the vocabulary                      chapeaux    sentences that introduce or close
    actors      noun phrases of bodies              runs        a paragraph cut by its leads
    statements  which sentence gives work           plans       «Cơ quan chủ trì:» lines
    support     who must help                       grids, tables   tables of tasks
    deadlines, cadence, measures                    walk        headings and chapeaux hand the lead down
"""

from __future__ import annotations

from dondoc.reading.assigning import details
from dondoc.reading.assigning.grids import grids
from dondoc.reading.assigning.prose import Prose
from dondoc.reading.assigning.tables import is_head, row_drafts
from dondoc.reading.assigning.units import body
from dondoc.reading.assigning.walk import walk
from dondoc.reading.contract import Assignment, Clause, Head, Table


def assignments(text: str, head: Head, outline: tuple[Clause, ...], tables: tuple[Table, ...] = ()) -> tuple[Assignment, ...]:
    """Everything the document tells somebody to do, in the order of the text.

    `text` is NFC; offsets of the result count in it and obey `text[start:end] == span`. Never raises on content; linear in its length.
    """
    prose = Prose(text)
    where = body(prose, head)
    zones = [grid for grid in grids(prose, tables, lambda row: is_head(prose, row)) if grid.end > where.start]
    tabled = [(grid, list(row_drafts(prose, grid))) for grid in zones]
    tabled = [(grid, drafts) for grid, drafts in tabled if drafts]
    found = [*walk(prose, head, outline, where, [grid for grid, _ in tabled])]
    found += [draft for _, drafts in tabled for draft in drafts]
    year = details.year_of(prose, head)
    drafts = sorted(found, key=lambda d: (d.start, d.end))[::-1]
    del found, tabled, zones  # of a long text they weigh as much as the work: each draft goes once its work is made
    prose.forget()
    return tuple(details.complete(prose, drafts.pop(), head, year) for _ in range(len(drafts)))


def directs(outline: tuple[Clause, ...], assignments: tuple[Assignment, ...]) -> tuple[Clause, ...]:
    """The outline with `directs` set on the clauses that hold an assignment (theirs, not their children's)."""
    paths = {assignment.clause for assignment in assignments}
    return tuple(_marked(clause, paths) for clause in outline)


def _marked(clause: Clause, paths: set[str | None]) -> Clause:
    children = tuple(_marked(child, paths) for child in clause.children)
    if clause.path not in paths and all(one is other for one, other in zip(children, clause.children, strict=True)):
        return clause  # nothing in it directs
    own, path = clause.path in paths, clause.path
    return Clause(
        clause.start, clause.end, path, clause.marker, clause.level, clause.text_start, clause.text_end, clause.heading, own, children
    )
