"""Nhà có bài kiểm thử của mình. / The house has tests of its own; beside each a control: a small bad sample that must be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

import map as room_map
import messages
import new_app
from dondoc.terms import glossary
from tests.architecture.house import code, pages
from tests.architecture.house.source import PACKAGE, ROOT, Fault, Source, each, excepted, sources, tracked, unexcused

SERVER = PACKAGE / "server"
APPS = sorted(path.parent for path in SERVER.glob("*/__init__.py"))
OURS = sources("src/dondoc")
ALL = [*sources("src/dondoc", tests=True), *sources("tests", "tools", "bench", tests=True)]
TEMPLATES = sources("src/dondoc", suffix=".html")
SHEETS = [file for file in sources("src/dondoc", suffix=".css") if "vendor" not in file.parts]
ROOMS = [file for file in OURS if file.path.count("/") in (3, 4) and file.path.endswith("__init__.py") and file.door != "actions"]
NEVER = {synonym: term.key for term in glossary().values() for synonym in term.never}
Rule = Callable[[Source], Iterable[Fault]]


def synonyms(source: Source) -> Iterable[Fault]:
    """The rule of words with the real glossary."""
    return code.forbidden_synonyms(source, NEVER)


RULES: list[tuple[Rule, list[Source]]] = [
    (code.writes_outside_actions, OURS),
    (code.reads_not_begun_at_visible_to, OURS),
    (code.asks_the_clock, OURS),
    (code.private_doors, OURS),
    (code.acts, OURS),
    (code.beside_the_door, OURS),
    (code.imports_inside_functions, OURS),
    (code.attics, ALL),
    (code.long_functions, [*OURS, *sources("tools", "bench")]),  # a document written by hand in a test may be long
    (code.long_modules, ALL),
    (synonyms, OURS),
    (pages.in_templates, TEMPLATES),
    (pages.in_sheets, SHEETS),
    (pages.marked_safe, OURS),
    (pages.docstring_of_a_room, [file for file in ROOMS if file.parts[-2] in {app.name for app in APPS} or file.path.count("/") == 3]),
]


@pytest.mark.parametrize(("rule", "files"), RULES, ids=lambda value: getattr(value, "__name__", ""))
def test_the_house_keeps(rule: Rule, files: list[Source]) -> None:
    assert files
    assert unexcused(rule.__name__, each(rule, files)) == []


BAD: list[tuple[Rule, str, str]] = [
    (code.writes_outside_actions, "server/orders/views.py", "def f(x):\n    x.save()\n"),
    (code.writes_outside_actions, "server/orders/queries.py", "Order.objects.filter(pk=1).update(state='x')\n"),
    (code.reads_not_begun_at_visible_to, "server/orders/views.py", "def f(uid):\n    return Order.objects.get(uid=uid)\n"),
    (code.reads_not_begun_at_visible_to, "server/orders/forms/a.py", "rows = Order._default_manager.all()\n"),
    (code.asks_the_clock, "server/orders/queries.py", "def f():\n    return timezone.now()\n"),
    (code.asks_the_clock, "worktime/days.py", "day = date.today()\n"),
    (code.asks_the_clock, "server/orders/jobs.py", "day = timezone.localdate()\n"),
    (code.private_doors, "server/orders/queries.py", "from dondoc.server.reports.views import page\n"),
    (code.private_doors, "server/orders/models.py", "from dondoc.server.orders import actions\n"),
    (code.acts, "server/orders/actions.py", "@transaction.atomic\ndef f(order, *, by):\n    order.save()\n"),
    (code.acts, "server/orders/actions/a.py", "def f(order, *, by, at):\n    order.save()\n"),
    (code.beside_the_door, "server/orders/queries.py", "import requests\n"),
    (code.beside_the_door, "server/orders/jobs.py", "from urllib import request\n"),
    (code.imports_inside_functions, "worktime/days.py", "def f():\n    import json\n"),
    (code.attics, "server/orders/utils.py", ""),
    (code.attics, "helpers/days.py", ""),
    (code.long_functions, "worktime/days.py", "def f():\n" + "    x = 1\n" * 50),
    (code.long_modules, "worktime/days.py", "x = 1\n" * 401),
    (synonyms, "server/orders/models.py", f"class A:\n    {next(iter(NEVER))} = 1\n"),
    (synonyms, "server/orders/models.py", f"class {''.join(word.capitalize() for word in next(iter(NEVER)).split('_'))}: ...\n"),
    (pages.in_templates, "server/orders/templates/a.html", '<p style="color:red">'),
    (pages.in_templates, "server/orders/templates/a.html", '<a href="#" onclick="f()">'),
    (pages.in_templates, "server/orders/templates/a.html", "<script>f()</script>"),
    (pages.in_templates, "server/orders/templates/a.html", '<script src="a.js">f()</script>'),
    (pages.in_templates, "server/orders/templates/a.html", '<a hx-on:click="f()">'),
    (pages.in_templates, "server/orders/templates/a.html", "{{ text|safe }}"),
    (pages.in_templates, "server/orders/templates/a.html", "{% autoescape off %}"),
    (pages.in_sheets, "server/orders/static/a.css", "a { color: oklch(1 0 0) }"),
    (pages.in_sheets, "server/orders/static/a.css", "a { color: color-mix(in srgb, red, blue) }"),
    (pages.in_sheets, "server/orders/static/a.css", "a:has(b) { }"),
    (pages.marked_safe, "server/orders/views.py", "from django.utils import safestring\nx = safestring.mark_safe('a')\n"),
    (pages.docstring_of_a_room, "server/orders/__init__.py", '"""Orders, in English only."""\n'),
    (pages.docstring_of_a_room, "server/orders/__init__.py", '"""Lệnh giao việc, chỉ có tiếng Việt.\n\nĐúng như vậy.\n"""\n'),
    (pages.docstring_of_a_room, "server/orders/__init__.py", '"""Lệnh.\n\nThe orders\n' + "\nof the house" * 25 + '\n"""\n'),
    (pages.machine_traces, "a.sh", "cd /ho" + "me/somebody/project"),
    (pages.machine_traces, "a.txt", "--index" + "-url https://py" + "pi.org/simple"),
]


@pytest.mark.parametrize(("rule", "path", "text"), BAD, ids=lambda value: getattr(value, "__name__", "")[:30])
def test_a_planted_fault_is_found(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(f"src/dondoc/{path}", text)))


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (code.writes_outside_actions, "server/orders/actions/a.py", "x.save()\n"),
        (code.reads_not_begun_at_visible_to, "server/orders/views.py", "Order.objects.visible_to(person).get(uid=uid)\n"),
        (code.reads_not_begun_at_visible_to, "server/orders/views.py", "Exists(Clause.objects.filter(order=OuterRef('pk')))\n"),
        (code.beside_the_door, "server/outbound/http.py", "import requests\n"),
        (code.asks_the_clock, "server/orders/queries.py", "day = timezone.localdate(at)\n"),
        (code.asks_the_clock, "server/orders/views.py", "at = timezone.now()\n"),
        (code.private_doors, "server/site/urls.py", "from dondoc.server.reports import urls\n"),
        (pages.in_templates, "server/orders/templates/a.html", "<script src=\"{% static 'a.js' %}\" defer></script>"),
        (pages.docstring_of_a_room, "server/orders/__init__.py", '"""Lệnh giao việc.\n\nThe orders of a body.\n"""\n'),
    ],
)
def test_what_is_right_passes(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(f"src/dondoc/{path}", text))) == []


def test_an_exception_nobody_needs_is_found() -> None:
    rule = "writes_outside_actions"
    assert excepted(rule)
    assert len(unexcused(rule, [])) == len(excepted(rule))
    assert all(len(reason) > 10 for reason in excepted(rule).values())


def lacking(models: Iterable[str]) -> set[str]:
    """Models that are no term."""
    return {room_map.snake(model) for model in models} - glossary().keys()


def test_every_model_is_a_glossary_term() -> None:
    models = [model.__name__ for config in apps.get_app_configs() if config.name.startswith("dondoc.") for model in config.get_models()]
    assert len(models) > 30
    assert lacking(models) == set()
    assert lacking([*models, "TaskThing"]) == {"task_thing"}


def migration_files(app: Path) -> dict[str, str]:
    """Name -> text of an app's migrations."""
    return {path.name: path.read_text("utf-8") for path in (app / "migrations").glob("*.py") if path.name != "__init__.py"}


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_migrations_are_numbered_and_keep_schema_from_data(app: Path) -> None:
    assert list(pages.migrations(app.name, migration_files(app))) == []


def test_migrations_have_one_head() -> None:
    assert MigrationLoader(None, ignore_no_migrations=True).detect_conflicts() == {}


@pytest.mark.parametrize(
    "files",
    [
        {"0001_first.py": "", "0003_third.py": ""},
        {"0001_first.py": "", "0001_other.py": ""},
        {"0001_first.py": "migrations.AddField(), migrations.RunPython()"},
    ],
)
def test_wrong_migrations_are_found(files: dict[str, str]) -> None:
    assert list(pages.migrations("orders", files))


def test_every_sentence_is_told_in_both_languages() -> None:
    assert messages.faults(messages.apps()) == []


def test_an_untold_sentence_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("{% load i18n %}<p>{% translate 'Chưa dịch' %}</p>", "utf-8")
    assert messages.faults([messages.App("orders", set(messages.sentences(page)), {})]) == ["orders: no English for 'Chưa dịch'"]
    assert messages.faults([messages.App("orders", set(), {"Thừa": "Left over"})])
    assert messages.faults([messages.App("orders", {"%(n)s việc"}, {"%(n)s việc": "%(m)s tasks"})])


PAPER = "# 0001 A title\n" + "".join(f"\n## {part}\nfive words stand here now\n" for part in ("Context", "Decision", "Price"))


def test_decisions_are_well_formed() -> None:
    papers = sorted((ROOT / "docs" / "decisions").glob("*"))
    assert len(papers) > 10
    assert [str(fault) for path in papers for fault in pages.decision(path.name, path.read_text("utf-8"))] == []
    assert list(pages.decision("0001-a.md", PAPER)) == []
    assert [path.name[:4] for path in papers] == [f"{number:04d}" for number in range(1, len(papers) + 1)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("0001-a.md", PAPER.replace("# 0001", "# 0002")),
        ("0001-a.md", PAPER.split("## Price")[0]),
        ("0001-a.md", PAPER.replace("five words stand here now", "")),
        ("a.md", "# 0001 A title\n"),
    ],
)
def test_a_badly_formed_decision_is_found(name: str, text: str) -> None:
    assert list(pages.decision(name, text))


def test_map_and_glossary_are_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert room_map.stale() == []
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "map.md").write_text("old", "utf-8")
    monkeypatch.setattr(room_map, "ROOT", tmp_path)
    assert room_map.stale() == ["map.md", "glossary.md"]


def test_no_tracked_file_names_a_machine_or_a_package_host() -> None:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:4096]:
            source = Source(path.relative_to(ROOT).as_posix(), data.decode("utf-8", errors="replace"))
            found += list(pages.machine_traces(source))
    assert unexcused("machine_traces", found) == []


def test_a_new_app_has_the_doors_and_parses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(new_app, "SERVER", tmp_path)
    assert new_app.main(["petitions"]) == 0
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.py")}
    assert {f"petitions/{door}.py" for door in ("__init__", "access", "models", "actions", "urls")} <= made
    for path in tmp_path.rglob("*.py"):
        compile(path.read_text("utf-8"), path.name, "exec")
    assert new_app.main(["petitions"]) == 2
    assert new_app.main(["Not A Name"]) == 2
    assert re.search("usage", capsys.readouterr().out)
