"""Nhà có bài kiểm thử của mình. / The house has tests of its own; each has a control that fails when its wall is taken down."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from dondoc.terms import glossary
from tests.architecture.reading_code import (
    ROOT,
    SERVER,
    SOURCE,
    clocks,
    inner_imports,
    is_actions,
    long_functions,
    modules,
    name,
    unscoped_reads,
    writes,
)

APPS = sorted(path.parent for path in SERVER.glob("*/__init__.py"))
#: Where the clock may be asked: views, commands, the loop that keeps time, the demo's builder is told.
CLOCK_EDGES = ("views", "operating", "cli.py", "middleware.py")
#: Rows that a page fetches by itself start at `visible_to`.
SCOPED = {"Document", "Order", "Assignment", "Report", "Evidence", "Review", "UnitReport", "Submission", "Minute", "Notice"}


def bad(tmp_path: Path, source: str, file: str = "views.py") -> Path:
    """A small module that breaks a rule, for the controls."""
    path = tmp_path / file
    path.write_text(source, "utf-8")
    return path


def test_only_actions_write() -> None:
    elsewhere = [path for path in modules() if path.is_relative_to(SERVER) and not is_actions(path) and "demo" not in path.parts]
    assert [found for path in elsewhere for found in writes(path)] == []


def test_a_write_elsewhere_is_found(tmp_path: Path) -> None:
    assert list(writes(bad(tmp_path, "def f(x):\n    Order.objects.filter(pk=1).update(state='x')\n    x.save()\n")))


def test_pages_start_from_what_is_visible() -> None:
    pages = [path for path in modules() if path.is_relative_to(SERVER) and ("views" in path.stem or path.parent.name == "views")]
    assert len(pages) >= 10
    assert [found for path in pages for found in unscoped_reads(path, SCOPED)] == []


def test_an_unscoped_read_is_found(tmp_path: Path) -> None:
    assert list(unscoped_reads(bad(tmp_path, "def f(uid):\n    return Report.objects.get(uid=uid)\n"), SCOPED))


def test_time_is_told_not_asked() -> None:
    asked = [path for path in modules() if not any(edge in str(path.relative_to(SOURCE)) for edge in CLOCK_EDGES)]
    assert [found for path in asked for found in clocks(path)] == []


def test_asking_the_clock_is_found(tmp_path: Path) -> None:
    assert len(list(clocks(bad(tmp_path, "def f():\n    return timezone.now(), date.today(), timezone.localdate()\n", "queries.py")))) == 3


def test_no_imports_inside_functions() -> None:
    assert [found for path in modules() if path.name != "cli.py" for found in inner_imports(path)] == []


def test_an_inner_import_is_found(tmp_path: Path) -> None:
    assert list(inner_imports(bad(tmp_path, "def f():\n    import json\n    return json\n")))


def test_functions_and_modules_keep_their_size() -> None:
    assert [found for path in modules() for found in long_functions(path)] == []
    assert [name(path) for path in modules() if len(path.read_text("utf-8").splitlines()) > 400] == []


def test_a_long_function_is_found(tmp_path: Path) -> None:
    assert list(long_functions(bad(tmp_path, "def f():\n" + "    x = 1\n" * 51)))


def test_no_room_without_a_name() -> None:
    assert [name(path) for path in modules(tests=True) if path.stem in {"utils", "helpers", "common", "misc", "util"}] == []


def test_every_model_is_a_glossary_term() -> None:
    models = {
        match[1]
        for path in modules()
        if path.is_relative_to(SERVER)
        for match in re.finditer(
            r"^class (\w+)\((?:Recorded|models\.Model|AbstractBaseUser, Recorded)\)", path.read_text("utf-8"), re.MULTILINE
        )
    }
    assert len(models) > 30
    assert {re.sub(r"(?<!^)(?=[A-Z])", "_", model).lower() for model in models} - glossary().keys() == set()


def test_no_forbidden_synonym_enters_a_name() -> None:
    never = {word for term in glossary().values() for word in term.never}
    assert len(never) > 10
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(never))})\b")
    assert [f"{name(path)} {match[0]}" for path in modules() for match in pattern.finditer(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_app_says_what_it_is(app: Path) -> None:
    lines = (app / "__init__.py").read_text("utf-8").strip().splitlines()
    assert lines[0].startswith('"""')
    assert len(lines) <= 25
    assert any(re.match(r"[A-Z][a-z]", line) for line in lines[1:]), "the English part is missing"


FORBIDDEN = re.compile(r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)[^>]*>|hx-on|\|\s*safe\b|mark_safe")


def test_templates_obey_the_policy_of_content() -> None:
    pages = list(SERVER.rglob("*.html"))
    assert len(pages) > 40
    assert [f"{name(path)} {match[0]}" for path in pages for match in FORBIDDEN.finditer(path.read_text("utf-8"))] == []
    assert [name(path) for path in modules() if "mark_safe" in path.read_text("utf-8")] == []


@pytest.mark.parametrize("line", ['<p style="x">', '<a onclick="x">', "<script>x</script>", "{{ x|safe }}", '<a hx-on:click="x">'])
def test_a_forbidden_thing_in_a_template_is_found(line: str) -> None:
    assert FORBIDDEN.search(line)


def test_style_sheets_work_on_old_browsers() -> None:
    for path in SERVER.rglob("static/site/*.css"):
        assert not re.search(r"oklch\(|color-mix\(|:has\(", path.read_text("utf-8")), name(path)


def test_migrations_are_numbered_and_have_one_head() -> None:
    for app in APPS:
        files = sorted(path.stem for path in (app / "migrations").glob("0*.py"))
        assert [int(stem[:4]) for stem in files] == list(range(1, len(files) + 1)), app.name


def test_decisions_are_well_formed() -> None:
    papers = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert len(papers) >= 8
    for path in papers:
        text = path.read_text("utf-8")
        assert re.match(rf"# {path.name[:4]} ", text), path.name
        assert all(f"## {part}" in text for part in ("Context", "Decision", "Price")), path.name


ELSEWHERE = re.compile(r"/(?:work|farm)/|bash_jobs|--index-url|\"resolved\": *\"http|registry *= *\"?http")


def tracked() -> list[Path]:
    """Files git knows; outside a checkout, none."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / line for line in done.stdout.splitlines()]


def test_no_file_names_a_package_host_or_a_path_of_a_machine() -> None:
    texts = [
        path
        for path in tracked()
        if path.suffix in {".py", ".toml", ".md", ".sh", ".txt", ".json", ".yml", ".html", ".cfg", ""} and path.is_file()
    ]
    own = Path(__file__)
    found = [name(path) for path in texts if path != own and ELSEWHERE.search(path.read_text("utf-8", errors="replace"))]
    assert found == []


def test_such_a_name_would_be_found() -> None:
    assert ELSEWHERE.search("cd /wo" + "rk/main")
