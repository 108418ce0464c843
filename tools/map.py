"""Bản đồ và bảng thuật ngữ. / Writes docs/map.md and docs/glossary.md from the rooms themselves.

    map.py          write both
    map.py check    exit 1 when one is not current

Needs Django's apps for the terms' rooms: DJANGO_SETTINGS_MODULE=dondoc.server.site.settings DONDOC_BUILDING=1 (set here when absent).
"""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path
from types import ModuleType

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.server.site.settings")
os.environ.setdefault("DONDOC_BUILDING", "1")

import importlib
import inspect
import pkgutil

import django
from django.apps import apps

from dondoc.lifecycle import Lifecycle
from dondoc.terms import glossary

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "dondoc"
WRITTEN = "<!-- written by tools/map.py -->"


def rooms() -> list[str]:
    """Apps of the server, by name."""
    return sorted(path.parent.name for path in (SOURCE / "server").glob("*/__init__.py"))


def told(path: Path) -> tuple[str, str]:
    """(what a package does, its doors), in English, from its docstring."""
    doc = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    first, _, rest = doc.partition("\n")
    if " / " in first:
        return first.split(" / ", 1)[1].strip(), ""
    paragraphs = [" ".join(part.split()) for part in rest.strip().split("\n\n") if part.strip()]
    doors = next((part.removeprefix("Doors:").strip().rstrip(".") for part in paragraphs if part.startswith("Doors:")), "")
    return (paragraphs[0] if paragraphs else first), doors


def states(app: str) -> str:
    """«order: drafted, submitted …» for each state table of the app."""
    if not (SOURCE / "server" / app / "lifecycle.py").exists():
        return ""
    module = importlib.import_module(f"dondoc.server.{app}.lifecycle")
    tables = {name.lower(): value for name, value in vars(module).items() if isinstance(value, Lifecycle)}
    return "; ".join(f"{name}: {', '.join(_in_order(table))}" for name, table in tables.items())


def _in_order(table: Lifecycle) -> list[str]:
    named = [table.start, *(state for pair, after in table.table.items() for state in (pair[0], after))]
    return list(dict.fromkeys(named))


def acts(app: str) -> list[str]:
    """Public functions of the app's actions that say by whom, in alphabetical order."""
    found: set[str] = set()
    for module in _modules(f"dondoc.server.{app}.actions"):
        found |= {
            name
            for name, value in vars(module).items()
            if callable(value)
            and not name.startswith("_")
            and getattr(value, "__module__", "").startswith(f"dondoc.server.{app}.actions")
            and not isinstance(value, type)
            and "by" in inspect.signature(value).parameters
        }
    return sorted(found)


def _modules(name: str) -> list[ModuleType]:
    try:
        top = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return []
    return [top, *(importlib.import_module(f"{name}.{one.name}") for one in pkgutil.iter_modules(getattr(top, "__path__", [])))]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def the_map() -> str:
    """docs/map.md."""
    lines = [
        WRITTEN,
        "# The rooms",
        "",
        "## The server (`src/dondoc/server`)",
        "",
        "| app | does | states | acts | doors |",
        "| --- | --- | --- | --- | --- |",
    ]
    for app in rooms():
        does, doors = told(SOURCE / "server" / app / "__init__.py")
        link = f"[{app}](../src/dondoc/server/{app}/__init__.py)"
        lines.append(f"| {link} | {_cell(does)} | {_cell(states(app))} | {', '.join(f'`{act}`' for act in acts(app))} | {_cell(doors)} |")
    lines += ["", "## The library (`src/dondoc`): no Django, no server", "", "| package | does |", "| --- | --- |"]
    for path in sorted(SOURCE.glob("*/__init__.py")):
        if path.parent.name != "server":
            lines.append(f"| [{path.parent.name}](../src/dondoc/{path.parent.name}/__init__.py) | {_cell(told(path)[0])} |")
    lines += ["", "Imports go down only; the floors stand in `pyproject.toml` under `tool.importlinter`.", ""]
    return "\n".join(lines)


def homes() -> dict[str, str]:
    """Term -> the app whose table it is."""
    return {
        snake(model.__name__): config.label
        for config in apps.get_app_configs()
        if config.name.startswith("dondoc.")
        for model in config.get_models()
    }


def snake(name: str) -> str:
    """«UnitReport» -> «unit_report»."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def the_glossary() -> str:
    """docs/glossary.md."""
    lines = [
        WRITTEN,
        "# Bảng thuật ngữ / Glossary",
        "",
        "| key | tiếng Việt | English | nghĩa | phòng / room | không dùng / never |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    home = homes()
    for key, term in sorted(glossary().items()):
        room = home.get(key, "")
        link = f"[{room}](../src/dondoc/server/{room}/models.py)" if room else ""
        meaning = term.meaning + (f" ({term.source})" if term.source else "")
        lines.append(f"| `{key}` | {term.vi} | {term.en} | {_cell(meaning)} | {link} | {', '.join(f'`{word}`' for word in term.never)} |")
    return "\n".join([*lines, ""])


def stale() -> list[str]:
    """Names of pages that are not what the code says now."""
    pages = {"map.md": the_map(), "glossary.md": the_glossary()}
    return [
        name for name, text in pages.items() if not (ROOT / "docs" / name).exists() or (ROOT / "docs" / name).read_text("utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Write or check; 2 for wrong usage."""
    if arguments not in ([], ["check"]):
        print(__doc__)
        return 2
    django.setup()
    if arguments:
        late = stale()
        for name in late:
            print(f"docs/{name} is not current: run tools/map.py")
        return 1 if late else 0
    (ROOT / "docs" / "map.md").write_text(the_map(), "utf-8")
    (ROOT / "docs" / "glossary.md").write_text(the_glossary(), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
