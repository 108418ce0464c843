"""Các thành phần của trang. / Components of pages: what they say and how they hold together."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from dondoc.server.site import errors, specimens
from dondoc.server.site.templatetags import components

SERVER = Path(components.__file__).parents[2]


def render(source: str, **told: object) -> str:
    """A template with the components loaded, in Vietnamese."""
    with translation.override("vi"):
        return Template("{% load components %}" + source).render(Context(told))


@pytest.fixture
def templates() -> list[Path]:
    return sorted(SERVER.rglob("templates/**/*.html"))


def test_a_status_says_its_days_only_where_they_mean_lateness() -> None:
    assert "Quá hạn 4 ngày" in render('{% status "late" 4 %}')
    assert "Hoàn thành, quá hạn 4 ngày" in render('{% status "done_late" 4 %}')
    for key in components.STATUSES.keys() - {"late", "done_late"}:
        assert not re.search(r"\d+ ngày|>[^<]*\d[^<]*<", render("{% status key 4 %}", key=key)), key


def test_a_day_late_is_one_day_in_english() -> None:
    with translation.override("en"):
        assert "by 1 day<" in components.status("late", 1)
        assert "by 4 days<" in components.status("late", 4)


def test_every_icon_used_is_in_the_sprite(templates: list[Path]) -> None:
    sprite = (SERVER / "site" / "static" / "vendor" / "icons.svg").read_text("utf-8")
    there = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    asked = {name for path in templates for name in re.findall(r'{% icon "([^"]+)"', path.read_text("utf-8"))}
    asked |= {shape for _look, shape, _word in components.STATUSES.values()}
    assert asked - there == set()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2026-11", "tháng 11/2026"),
        ("2026-Q4", "quý IV/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026", "năm 2026"),
    ],
)
def test_a_period_in_words(key: str, words: str) -> None:
    with translation.override("vi"):
        assert components.period_name(key) == words


def test_progress_is_a_figure_too_and_survives_nothing_to_do() -> None:
    assert "71/124 (57%)" in render("{% progress 71 124 %}")
    assert "0/0 (0%)" in render("{% progress 0 0 %}")


def test_long_days_and_sizes() -> None:
    assert render("{{ on|date_long }}", on=date(2026, 11, 25)) == "thứ Tư, 25/11/2026"
    assert render("{{ n|file_size }}", n=3_200_000) == "3,2 MB"
    assert render("{{ n|file_size }}", n=400) == "1 KB"


def test_a_wrong_field_is_tied_to_its_words_and_the_summary_leads_to_it() -> None:
    page = render("{% error_summary form %}{% field form.deadline 'ngày/tháng/năm' %}", form=specimens.form())
    assert 'role="alert"' in page
    assert "Lỗi: chưa lưu được" in page
    assert 'href="#id_deadline"' in page
    control = re.search(r"<input[^>]*>", page)
    assert control is not None
    assert 'aria-invalid="true"' in control[0]
    assert 'value="11/24/2026"' in control[0]
    for name in re.findall(r'aria-describedby="([^"]+)"', control[0])[0].split():
        assert f'id="{name}"' in page


def test_the_picker_posts_without_a_script() -> None:
    told = specimens.shown(date(2026, 11, 24), datetime(2026, 11, 24, 5, tzinfo=UTC))
    page = render('{% organization_picker "to" groups places chosen "Gửi đến" %}', **told)
    boxes = re.findall(r'<input type="checkbox" name="to" value="([^"]+)"([^>]*)>', page)
    assert len(boxes) == 5
    assert [value for value, rest in boxes if "checked" in rest] == told["chosen"]
    assert page.count("<details open>") == 2


def test_a_form_key_is_new_each_time() -> None:
    assert render("{% form_key %}") != render("{% form_key %}")


def test_no_template_carries_what_the_security_policy_forbids(templates: list[Path]) -> None:
    forbidden = re.compile(r"\sstyle=|\son[a-z]+=\"|hx-on|hx-vals=[\"']js:|<style|<script(?![^>]*\ssrc=)", re.I)
    assert [(path.name, found[0]) for path in templates if (found := forbidden.search(path.read_text("utf-8")))] == []


def test_style_sheets_are_of_an_age_offices_have() -> None:
    sheets = [path for path in SERVER.rglob("static/**/*.css") if "vendor" not in path.parts]
    assert [path.name for path in sheets if re.search(r"oklch\(|color-mix\(|:has\(|^\s*&", path.read_text("utf-8"), re.M)] == []


def test_a_cold_page_stays_within_its_budget() -> None:
    brotli = pytest.importorskip("brotli")
    static = SERVER / "site" / "static"
    names = ["vendor/bootstrap.min.css", "site/theme.css", "site/app.js", "vendor/icons.svg", "vendor/htmx.min.js"]
    fonts = ["vendor/noto-sans-latin.woff2", "vendor/noto-sans-vietnamese.woff2"]
    weight = sum(len(brotli.compress((static / name).read_bytes())) for name in names)
    weight += sum((static / name).stat().st_size for name in fonts)
    assert weight < 101_000  # of 110 KB; the rest is the page's own HTML and its app's style


@pytest.mark.django_db
def test_error_pages_ask_the_database_nothing(django_assert_num_queries: Any, rf: Any) -> None:
    request = rf.get("/")
    request.reference = "A1B2C3"
    with translation.override("vi"), django_assert_num_queries(0):
        pages = [errors.bad_request(request), errors.forbidden(request), errors.not_found(request), errors.broken(request)]
    assert [page.status_code for page in pages] == [400, 403, 404, 500]
    assert "Không tìm thấy nội dung này, hoặc đường dẫn đã cũ." in pages[2].content.decode()
    assert "A1B2C3" in pages[3].content.decode()
