"""Câu chữ hai thứ tiếng: trích, biên dịch, kiểm tra. / Sentences in two languages: extract, compile, check.

    messages.py compile    .po -> .mo for every app (done by scripts/env.sh; .mo are not committed)
    messages.py check      every Vietnamese sentence of an app has its English one, none is left over; exit 1 otherwise
    messages.py missing    print entries that are missing, ready to be pasted and translated

Sources are Vietnamese. Python by Babel's extractor; templates by Django's `templatize`, then the same extractor.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SERVER = ROOT / "src" / "dondoc" / "server"
KEYWORDS = {"gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "_lazy": None}


@dataclass
class App:
    """One app's sentences: used in its sources, told in its English catalogue."""

    name: str
    used: set[str] = field(default_factory=set)
    told: dict[str, str] = field(default_factory=dict)

    def missing(self, everywhere: dict[str, str]) -> list[str]:
        """Used here, told nowhere."""
        return sorted(text for text in self.used if not everywhere.get(text))

    def left_over(self, used: set[str]) -> list[str]:
        """Told here, used nowhere."""
        return sorted(text for text in self.told if text and text not in used)


def sentences(path: Path) -> Iterator[str]:
    """Source sentences of one file."""
    source = path.read_text("utf-8")
    if path.suffix == ".html":
        # what templatize leaves of the page is no Python; each call stands on a line of its own
        source = "\n".join(
            line.strip() for line in re.findall(r"\b(?:gettext|ngettext|pgettext|_)\(.*?\)(?=\s|$)", templatize(source, origin=str(path)))
        )
    for _line, text, _comments, _context in extract(
        "python", io.BytesIO(source.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
    ):
        for one in text if isinstance(text, tuple) else (text,):
            if one:
                yield one


def apps() -> list[App]:
    """Every app with its sentences."""
    found = []
    for folder in sorted(path.parent for path in SERVER.glob("*/__init__.py")):
        app = App(folder.name)
        for path in [*folder.rglob("*.py"), *folder.rglob("*.html")]:
            if "tests" not in path.parts and "migrations" not in path.parts:
                app.used |= set(sentences(path))
        for path in folder.glob("locale/en/LC_MESSAGES/*.po"):
            with path.open("rb") as lines:
                app.told |= {_first(m.id): _first(m.string) for m in read_po(lines) if m.id and not m.fuzzy}
        found.append(app)
    return found


def _first(text: object) -> str:
    return str(text[0] if isinstance(text, (tuple, list)) else text)


def placeholders(text: str) -> set[str]:
    """Named placeholders of a sentence."""
    return set(re.findall(r"%\((\w+)\)", text))


def faults(found: list[App]) -> list[str]:
    """Everything wrong, a line each."""
    everywhere = {text: english for app in found for text, english in app.told.items()}
    used = {text for app in found for text in app.used}
    lines = [f"{app.name}: no English for {text!r}" for app in found for text in app.missing(everywhere)]
    lines += [f"{app.name}: left over {text!r}" for app in found for text in app.left_over(used)]
    lines += [
        f"{app.name}: other placeholders in {text!r}"
        for app in found
        for text, english in app.told.items()
        if english and placeholders(text) != placeholders(english)
    ]
    return lines


def compile_all() -> int:
    """Write each .mo that is older than its .po."""
    made = 0
    for path in SERVER.glob("*/locale/*/LC_MESSAGES/*.po"):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as lines:
            catalog: Catalog = read_po(lines, locale=path.parts[-3])
        with target.open("wb") as out:
            write_mo(out, catalog)
        made += 1
    return made


def main(arguments: list[str]) -> int:
    """Do what was asked; 2 for wrong usage."""
    if arguments == ["compile"]:
        compile_all()
        return 0
    if arguments in (["check"], ["missing"]):
        if not settings.configured:
            settings.configure(USE_I18N=True, INSTALLED_APPS=[], TEMPLATES=[])
            django.setup()
        found = apps()
        if arguments == ["missing"]:
            everywhere = {text: english for app in found for text, english in app.told.items()}
            for app in found:
                for text in app.missing(everywhere):
                    print(f'# {app.name}\nmsgid "{text}"\nmsgstr ""\n')
            return 0
        wrong = faults(found)
        print("\n".join(wrong), end="\n" if wrong else "")
        return 1 if wrong else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
