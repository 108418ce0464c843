"""Đề cương: phần, chương, mục, điều, khoản, điểm, gạch đầu dòng. / The outline: numbered, lettered and bulleted clauses.

The level of a marker is learnt from the document: a class of marker met for the first time stands below the clause it is met under;
met again it closes everything deeper. «1-» under «II.» is a child; the next «II.»-like marker goes back up. Which classes stand higher
by custom (Phần, Chương, Mục, Điều, roman) is known, so that a lower one never swallows a higher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dondoc.reading.contract import Clause, Head, Table
from dondoc.reading.lines import Line, Lines, mostly_upper

_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
#: The classes of markers: name -> (custom's rank, pattern of the marker at the beginning of the bare line). A smaller rank stands higher.
_CLASSES: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("part", 1, re.compile(rf"(?:PHẦN|Phần)\s+(?:thứ\s+\w+|THỨ\s+\w+|{_ROMAN}|\d{{1,2}})\b[.:]?", re.UNICODE)),
    ("chapter", 2, re.compile(rf"(?:CHƯƠNG|Chương)\s+(?:thứ\s+\w+|{_ROMAN}|\d{{1,2}})\b[.:]?")),
    ("section", 3, re.compile(rf"(?:MỤC|Mục)\s+(?:\d{{1,2}}|{_ROMAN})\b[.:]?")),
    ("article", 4, re.compile(r"(?:ĐIỀU|Điều)\s+\d{1,3}[a-z]?\s*[.:](?!\d)")),
    ("capital", 5, re.compile(r"[A-HK]\s*[./)](?=\s+[A-ZĐÀ-Ỹ])")),
    ("roman", 6, re.compile(rf"{_ROMAN}\s*(?:\.(?!\d)|\s?[-–/]|\))(?=\s|\w)")),
    ("decimal2", 8, re.compile(r"\d{1,2}\.\d{1,2}(?:[.)\-](?!\d)|(?=\s))")),
    ("decimal3", 9, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}(?:[.)\-](?!\d)|(?=\s))")),
    ("decimal4", 10, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.\d{1,2}(?:[.)\-](?!\d)|(?=\s))")),
    ("number-dash", 7, re.compile(r"\d{1,2}\s?[-–](?=\s)")),
    ("number-dot", 7, re.compile(r"\d{1,2}\.(?!\d)(?=\s|[^\W\d_])")),
    ("number-slash", 7, re.compile(r"\d{1,2}/(?=\s|[A-ZĐÀ-Ỹ])")),
    ("number-paren", 7, re.compile(r"\d{1,2}\)(?=\s|[^\W\d_])")),
    ("paren-number", 11, re.compile(r"\(\d{1,2}\)(?=\s|[^\W\d_])")),
    ("paren-roman", 12, re.compile(r"\([ivx]{1,5}\)(?=\s|[^\W\d_])")),
    ("letter-paren", 11, re.compile(r"[a-zđ]\s?\)(?=\s|[^\W\d_])")),
    ("letter-dot", 11, re.compile(r"[a-eđ]\.(?=\s+[A-ZĐÀ-Ỹ])")),
    ("letter-dash", 11, re.compile(r"[a-eđ][-/](?=\s+[A-ZĐÀ-Ỹ])")),
    ("dash", 13, re.compile(r"[-–—](?=\s*[^\W\d_“\"(\d]|\s+\S)")),
    ("plus", 14, re.compile(r"\+(?=\s*\S)")),
    ("bullet", 14, re.compile(r"[•●▪■◦○·❖➢✓►](?=\s*\S)")),
    ("star", 14, re.compile(r"\*(?=\s+\S)")),
)
_BULLETS = frozenset({"dash", "plus", "bullet", "star"})
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ\s+|số\s+)?(?:\d{1,2}|[IVX]{1,5}|[A-Z]))?\b")
_RECIPIENTS = re.compile(r"Nơi\s*nhận\s*:?", re.IGNORECASE)
#: A «-» line of words that stand under «Nơi nhận» or in a signature is no clause.
_FEW = 3


@dataclass
class _Found:
    kind: str
    rank: int
    marker: str
    start: int
    after: int  # where the marker ends
    line: int


@dataclass
class _Node:
    found: _Found
    level: int
    path: str
    children: list[_Node] = field(default_factory=list)
    end: int = 0
    text_end: int = 0


def outline(text: str, head: Head, tables: tuple[Table, ...] = ()) -> tuple[Clause, ...]:
    """The tree of marked clauses in reading order. Table cells, the head and the recipients' lines are no clauses. Linear in length."""
    lines = Lines(text, tables)
    body = _body(lines, head)
    found = list(_markers(lines, body))
    roots = _tree(found)
    stops = _stops(lines, body)
    _close(roots, len(text), stops)
    return tuple(_clause(text, lines, node) for node in roots)


@dataclass(frozen=True)
class _Body:
    first: int  # line
    closed: tuple[tuple[int, int], ...]  # runs of lines that hold no clause: recipients and signature


def _body(lines: Lines, head: Head) -> _Body:
    """The lines that may hold clauses: after the head, less each block from «Nơi nhận» to the next annex."""
    last = max(
        (span.end for name, span in head.spans.items() if name in ("subject", "kind", "symbol", "date", "place", "addressees")), default=0
    )
    first = lines.at(last).number + 1 if last else 0
    closed, number = [], first
    while number < len(lines.all):
        if _RECIPIENTS.match(lines.all[number].bare) and len(lines.all[number].bare) < 40:
            end = next((n for n in range(number + 1, len(lines.all)) if _is_annex(lines, n)), len(lines.all))
            closed.append((number, end))
            number = end
        number += 1
    return _Body(first, tuple(closed))


def _is_annex(lines: Lines, number: int) -> bool:
    line = lines.all[number]
    return (
        bool(_ANNEX.match(line.bare)) and len(line.bare) < 40 and not line.bare.endswith((",", ";")) and not lines.inside_table(line.start)
    )


def _stops(lines: Lines, body: _Body) -> list[int]:
    """Offsets at which every open clause ends: recipients, annexes."""
    stops = [lines.all[start].start for start, _end in body.closed]
    stops += [line.start for line in lines.all[body.first :] if _is_annex(lines, line.number)]
    return sorted(stops)


def _markers(lines: Lines, body: _Body) -> Iterator[_Found | None]:
    """Markers in order; None where an annex begins and the levels are learnt anew."""
    closed = iter(body.closed)
    run = next(closed, None)
    quoted = False
    for line in lines.all[body.first :]:
        while run is not None and line.number >= run[1]:
            run = next(closed, None)
        if run is not None and line.number >= run[0]:
            continue
        if line.empty or line.bar or line.rule or lines.inside_table(line.start):
            continue
        if _is_annex(lines, line.number):
            quoted = False
            yield None
            continue
        if not quoted and (found := _marker(lines, line)) is not None:
            yield found
        quoted = _quoting(quoted, line.bare)


def _quoting(quoted: bool, bare: str) -> bool:
    """Whether a quotation that spans lines is open after this line (an amending text quotes whole clauses)."""
    opened, shut = bare.count("“"), bare.count("”")
    if quoted:
        return shut <= opened
    return opened > shut and bare.startswith("“")


def _marker(lines: Lines, line: Line) -> _Found | None:
    raw = lines.text[line.start : line.end]
    offset = _skip(raw)
    bare, starred = raw[offset:], raw.lstrip().startswith("* ") and raw.lstrip()[2:3] not in ("*", "")
    if starred and not bare.startswith("*"):
        at = len(raw) - len(raw.lstrip())
        return _Found("star", 14, "*", line.start + at, line.start + at + 1, line.number)
    for kind, rank, pattern in _CLASSES:
        match = pattern.match(bare)
        if match is None or not _follows(lines, line, kind, match[0], bare[match.end() :]):
            continue
        start = line.start + offset
        return _Found(kind, rank, match[0].strip(), start, start + match.end(), line.number)
    return None


def _skip(raw: str) -> int:
    """How much emphasis stands before the first word."""
    at = 0
    while at < len(raw) and raw[at] in " \t\u00a0*_#>":
        at += 1
    return at


def _follows(lines: Lines, line: Line, kind: str, marker: str, rest: str) -> bool:
    """Whether what follows makes this a marker, and not a wrapped line that happens to begin like one."""
    words = rest.strip(" *_\t")
    if not words and kind not in ("part", "chapter", "section", "article"):
        return False
    before = lines.all[line.number - 1] if line.number else None
    wrapped = before is not None and not before.empty and not before.bar and _goes_on(before.bare)
    if kind in (
        "number-dot",
        "number-dash",
        "number-slash",
        "number-paren",
        "roman",
        "decimal2",
        "decimal3",
        "letter-paren",
        "dash",
        "article",
        "section",
    ):
        first = next((char for char in words if char.isalpha()), "")
        if wrapped and (kind in ("article", "section") or not (first.isupper() or kind in ("letter-paren", "dash"))):
            return False
    return not (kind.startswith("decimal") and re.match(r"\s*(?:%|tỷ|triệu|nghìn|ha|km|m2|người)", rest))


def _goes_on(bare: str) -> bool:
    """Whether a line ends in the middle of a sentence."""
    return bool(bare) and bare[-1] not in '.;:!?”"…' and not mostly_upper(bare)


def _tree(found: Sequence[_Found | None]) -> list[_Node]:
    roots: list[_Node] = []
    stack: list[_Node] = []
    for one in found:
        if one is None:
            stack = []
            continue
        while stack and not _below(one, stack):
            stack.pop()
        siblings = stack[-1].children if stack else roots
        path = _path(one, stack[-1].path if stack else "", siblings)
        node = _Node(one, len(stack) + 1, path)
        siblings.append(node)
        stack.append(node)
    return roots


def _below(one: _Found, stack: list[_Node]) -> bool:
    """Whether a marker is a child of the last clause on the stack."""
    last = stack[-1].found
    if any(node.found.kind == one.kind for node in stack):
        return last.kind != one.kind and not _same_run(one, stack)
    if one.rank > last.rank:
        return True
    if one.kind in _BULLETS and last.kind in _BULLETS:
        return one.rank >= last.rank
    return one.rank == last.rank and _first(one) and one.kind != last.kind


def _same_run(one: _Found, stack: list[_Node]) -> bool:
    """A class that is open somewhere above: the marker goes back to it."""
    return True


def _first(one: _Found) -> bool:
    return re.sub(r"\W", "", one.marker).lower() in ("1", "a", "i")


def _path(one: _Found, above: str, siblings: list[_Node]) -> str:
    label = re.sub(r"\s+", " ", one.marker).strip(" .-–/:")
    if one.kind in _BULLETS:
        label = f"{one.marker}{sum(node.found.kind == one.kind for node in siblings) + 1}"
    label = label.replace("/", "")
    base = f"{above}/{label}" if above else label
    used = {node.path for node in siblings}
    path, again = base, 2
    while path in used:
        path, again = f"{base}~{again}", again + 1
    return path


def _close(roots: list[_Node], length: int, stops: list[int]) -> None:
    """Give each clause its end: where the next one of its level or above begins, or where all clauses stop."""
    flat: list[_Node] = []

    def walk(nodes: list[_Node]) -> None:
        for node in nodes:
            flat.append(node)
            walk(node.children)

    walk(roots)
    ends = [*(node.found.start for node in flat[1:]), length][: len(flat)]
    place = 0
    for node, after in zip(flat, ends, strict=True):
        while place < len(stops) and stops[place] <= node.found.start:
            place += 1
        node.text_end = min(after, stops[place]) if place < len(stops) else after
    for node in reversed(flat):
        node.end = node.children[-1].end if node.children else node.text_end


def _clause(text: str, lines: Lines, node: _Node) -> Clause:
    start, after = node.found.start, node.found.after
    text_start = after + len(text[after : node.text_end]) - len(text[after : node.text_end].lstrip(" \t\n\u00a0*_|"))
    text_end = _trim(text, text_start, node.text_end)
    end = max(_trim(text, start, node.end), text_end)
    own = " ".join(text[text_start:text_end].replace("*", "").split())
    heading = own.rstrip(" :.") if node.children and 0 < len(own) <= 200 and not own.endswith(";") else None
    return Clause(
        start=start,
        end=max(end, after),
        path=node.path,
        marker=text[start:after].strip(),
        level=node.level,
        text_start=min(text_start, max(text_end, after)),
        text_end=max(text_end, min(text_start, max(text_end, after))),
        heading=heading,
        directs=False,
        children=tuple(_clause(text, lines, child) for child in node.children),
    )


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \t\n\u00a0*_|":
        end -= 1
    return end
