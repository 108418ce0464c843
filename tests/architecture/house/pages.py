"""Luật về trang, tờ kiểu, tài liệu và tệp được giữ. / Rules about templates, style sheets, docs and tracked files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.house.source import Fault, Source

#: what the content security policy would refuse, or what would let typed text become markup
IN_TEMPLATES = {
    "style=": r"<[^>]*\sstyle\s*=",
    "on…=": r"<[^>]*\son[a-z]+\s*=",
    "hx-on": r"\bhx-on\b",
    "inline script": r"<script(?![^>]*\bsrc\s*=)[^>]*>|<script[^>]*>\s*[^\s<]",
    "inline style": r"<style\b",
    "javascript:": r"javascript:",
}
UNESCAPED = {"|safe": r"\|\s*safe(?:seq)?\b", "autoescape off": r"autoescape\s+off"}
#: not in every browser of the offices
IN_SHEETS = {"oklch": r"\boklch\(", "color-mix": r"\bcolor-mix\(", ":has": r":has\("}
#: spelled so that this file does not find itself
MACHINES = {
    "a path of a machine": r"/(?:work|home|root|Users|tmp)/[\w.-]|/opt/py[p]i|[A-Z]:\\\\Users",
    "a package host": r"(?:py[p]i\.org|python[h]osted\.org|npm[j]s\.(?:org|com)|npm[m]irror\.)",
}
LONGEST_DOCSTRING = 25
MARKED = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


def matching(source: Source, patterns: dict[str, str]) -> Iterator[Fault]:
    """Each pattern found, by its name."""
    for name, pattern in patterns.items():
        for match in re.finditer(pattern, source.text):
            yield Fault(source.path, name, source.text.count("\n", 0, match.start()) + 1)


def in_templates(source: Source) -> Iterator[Fault]:
    """Templates hold no inline script or style and never unescape."""
    yield from matching(source, UNESCAPED)
    # arguments of tags («with on=…») are no attributes; lines are kept
    bare = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", lambda tag: "\n" * tag[0].count("\n"), source.text, flags=re.DOTALL)
    yield from matching(Source(source.path, bare), IN_TEMPLATES)


def in_sheets(source: Source) -> Iterator[Fault]:
    """Style sheets use what every browser of the offices has."""
    return matching(source, IN_SHEETS)


def machine_traces(source: Source) -> Iterator[Fault]:
    """No path of a machine, no package host in what is kept."""
    return matching(source, MACHINES)


def marked_safe(source: Source) -> Iterator[Fault]:
    """`mark_safe` and `csrf_exempt` are not used; `format_html` and templates escape."""
    for node in ast.walk(source.tree):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if name in {"mark_safe", "csrf_exempt"}:
            yield Fault(source.path, name, node.lineno)


def docstring_of_a_room(source: Source) -> Iterator[Fault]:
    """What, for whom, doors: at most 25 lines, Vietnamese first, then English."""
    doc = ast.get_docstring(source.tree) or ""
    if not doc:
        yield Fault(source.path, "no docstring")
        return
    if doc.count("\n") + 1 > LONGEST_DOCSTRING:
        yield Fault(source.path, "docstring over 25 lines")
    first, _, rest = doc.partition(" / ") if " / " in doc.split("\n")[0] else doc.partition("\n")
    if not MARKED.search(first):
        yield Fault(source.path, "docstring does not begin in Vietnamese")
    if not any(re.search(r"[A-Za-z]{2,} [a-z]{2,}", sentence) and not MARKED.search(sentence) for sentence in rest.split("\n")):
        yield Fault(source.path, "docstring has no English")


def migrations(app: str, files: dict[str, str]) -> Iterator[Fault]:
    """`files`: name -> text. Numbered without gap; schema and data never in one file."""
    for place, name in enumerate(sorted(files), start=1):
        if not re.fullmatch(rf"{place:04d}_[a-z0-9_]+\.py", name):
            yield Fault(f"{app}/migrations/{name}", f"is not number {place:04d}")
        operations = set(re.findall(r"migrations\.(\w+)\(", files[name]))
        if operations & {"RunPython"} and operations - {"RunPython", "RunSQL", "swappable_dependency"}:
            yield Fault(f"{app}/migrations/{name}", "schema and data in one file")


def decision(name: str, text: str) -> Iterator[Fault]:
    """NNNN-title.md begins «# NNNN Title» and has Context, Decision, Price, none empty."""
    number = re.match(r"(\d{4})-[a-z0-9-]+\.md$", name)
    title = re.match(r"# (\d{4}) \S", text)
    if not number:
        yield Fault(name, "is not NNNN-title.md")
    elif not title or title[1] != number[1]:
        yield Fault(name, "number of the file is not that of the title")
    for part in ("Context", "Decision", "Price"):
        body = re.search(rf"^## {part}\n+(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        if not body or len(body[1].split()) < 5:
            yield Fault(name, f"has no {part}")
