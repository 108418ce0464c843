"""Bản đồ các phòng và bảng thuật ngữ. / Write docs/map.md and docs/glossary.md; `map.py check` says whether they are current."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

from dondoc.lifecycle import Lifecycle
from dondoc.terms import glossary

ROOT = Path(__file__).resolve().parents[1]
SERVER = ROOT / "src" / "dondoc" / "server"
LIBRARY = ("terms", "rules", "worktime", "confine", "reading", "writing", "sheets")


def doc(folder: Path) -> list[str]:
    """The lines of a room's docstring."""
    return (ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or "").splitlines()


def doors(lines: list[str]) -> str:
    """What the docstring says after «Doors:»."""
    text = " ".join(line.strip() for line in lines)
    return text.split("Doors:")[1].strip() if "Doors:" in text else ""


def acts(folder: Path) -> str:
    """Keys of a room's acts."""
    path = folder / "access.py"
    found = re.findall(r'^    "([a-z_.]+)":', path.read_text("utf-8"), re.MULTILINE) if path.exists() else []
    return ", ".join(f"`{act}`" for act in found)


def states(folder: Path) -> str:
    """Names of a room's state tables with their states."""
    path = folder / "lifecycle.py"
    if not path.exists():
        return ""
    space: dict[str, object] = {"Lifecycle": Lifecycle}
    code = re.sub(r"^from .*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
    exec(compile(code, str(path), "exec"), space)  # our own state tables, which import nothing but Lifecycle
    tables = {name: table for name, table in space.items() if isinstance(table, Lifecycle)}
    return "; ".join(f"{name.lower()}: {', '.join(sorted(table.states()))}" for name, table in tables.items())


def room_map() -> str:
    """docs/map.md."""
    lines = ["# Map", "", "Made by `tools/map.py`. One row a room, from the top floor down; imports go down only (pyproject.toml).", ""]
    lines += ["## The server", "", "| room | does | acts | states | doors |", "| --- | --- | --- | --- | --- |"]
    for folder in sorted(path.parent for path in SERVER.glob("*/__init__.py")):
        text = doc(folder)
        lines.append(f"| `{folder.name}` | {text[0] if text else ''} | {acts(folder)} | {states(folder)} | {doors(text)} |")
    lines += ["", "## The library (no Django, no server)", "", "| room | does |", "| --- | --- |"]
    for name in LIBRARY:
        text = doc(SERVER.parent / name)
        lines.append(f"| `{name}` | {text[0] if text else ''} |")
    return "\n".join(lines) + "\n"


def word_list() -> str:
    """docs/glossary.md."""
    lines = [
        "# Glossary",
        "",
        "Made by `tools/map.py` from `src/dondoc/terms/glossary.toml`.",
        "",
        "| identifier | tiếng Việt | English | nghĩa |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| `{term.key}` | {term.vi} | {term.en} | {term.meaning} |" for term in glossary().values()]
    return "\n".join(lines) + "\n"


PAGES = {ROOT / "docs" / "map.md": room_map, ROOT / "docs" / "glossary.md": word_list}


def main(arguments: list[str]) -> int:
    """Write, or check."""
    if arguments == ["check"]:
        old = [str(path.relative_to(ROOT)) for path, make in PAGES.items() if not path.exists() or path.read_text("utf-8") != make()]
        print("\n".join(f"{path} is not current: run python tools/map.py" for path in old), end="\n" if old else "")
        return 1 if old else 0
    for path, make in PAGES.items():
        path.write_text(make(), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
