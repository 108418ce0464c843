"""Lệnh dondoc read. / The command: report, JSON, sheet, folder, exit codes."""

from __future__ import annotations

import io
import json
import os
from contextlib import nullcontext
from pathlib import Path

import openpyxl
import pytest

from dondoc import cli
from dondoc.reading.folder import Job, SameStem, jobs, read_all

LETTER = "Số: 12/UBND-TH\nHà Nội, ngày 5 tháng 3 năm 2026\nKính gửi: Sở Tài chính\n1. Giao Sở Tài chính báo cáo trước ngày 15/4/2026."


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "cv.txt"
    file.write_text(LETTER, "utf-8")
    return file


def run(*words: object) -> int:
    return cli.main(["read", *map(str, words)])


def test_the_report(letter: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert run(letter) == 0
    shown = capsys.readouterr().out
    assert "assignments" in shown
    assert "12/UBND-TH" in shown
    assert "Sở Tài chính" in shown


def test_a_refusal_is_a_sentence_and_a_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN")
    file, out = tmp_path / "mat.txt", tmp_path / "a.json"
    file.write_text("TUYỆT MẬT\nSố 77-BC/TU", "utf-8")
    assert run(file, "-o", out) == 4
    shown = capsys.readouterr().out
    assert "Không nhận" in shown
    assert "TUYỆT MẬT" in shown
    assert "77" not in shown
    assert json.loads(out.read_text("utf-8"))["status"] == "refused"


def test_wrong_usage(tmp_path: Path, letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none.docx") == 2
    assert run(letter, "-o", tmp_path / "a.odt") == 2
    assert run(tmp_path) == 2
    assert run(tmp_path, "-o", tmp_path / "a.xlsx") == 2
    assert capsys.readouterr().err.count("dondoc: ") == 4


def test_the_sheet_beside_the_reading(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(letter, "--json", "-o", tmp_path / "a.xlsx") == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["status"], data["head"]["symbol"]) == ("read", "12/UBND-TH")
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "a.xlsx").read_bytes())).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    titles = rows.index(["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Nguồn"])
    assert rows[titles + 1][0] == 1
    assert rows[titles + 1][2] == "Sở Tài chính"
    assert rows[titles + 1][4] == "trước 15/04/2026"


def test_no_sheet_of_what_was_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.doc"
    file.write_bytes(b"{\\rtf1}")
    assert run(file, "--json", "-o", tmp_path / "a.xlsx") == 3
    assert json.loads(capsys.readouterr().out)["status"] == "unread"
    assert not (tmp_path / "a.xlsx").exists()


def test_a_folder_is_gone_through_and_resumed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en")
    folder, out = tmp_path / "in", tmp_path / "in" / "out"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(LETTER, "utf-8")
    (folder / "deep" / "a.txt").write_bytes(b"MZ\0\0")
    (folder / "old.json").write_text("{}")
    os.symlink("/etc/hostname", folder / "link.txt")
    assert run(folder, "--json", "-o", out) == 0
    assert sorted(str(file.relative_to(out)) for file in out.rglob("*") if file.is_file()) == ["a.txt.json", "deep/a.txt.json"]
    assert "read 1" in capsys.readouterr().err
    assert run(folder, "--json", "-o", out) == 0
    assert "kept 2" in capsys.readouterr().err
    (folder / "a.txt").write_text(LETTER + " ", "utf-8")
    assert run(folder, "--json", "-o", out) == 0
    assert "kept 1" in capsys.readouterr().err


def test_by_stem_and_two_of_one_stem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert jobs(tmp_path, tmp_path / "out", stem=True) == [Job(tmp_path / "a.txt", tmp_path / "out" / "a.json")]
    (tmp_path / "a.md").write_text("x")
    with pytest.raises(SameStem):
        jobs(tmp_path, tmp_path / "out", stem=True)
    assert run(tmp_path, "-o", tmp_path / "out", "--stem") == 2


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name)

    def read(file: Path, _: str) -> dict[str, object]:
        if file.name == "a":
            raise PermissionError(13, "Permission denied")
        return {"status": "read"}

    done = list(read_all(jobs(tmp_path, tmp_path / "out", stem=False), at_once=2, made=lambda: nullcontext(read)))
    assert sorted((one.status, one.error) for one in done) == [("failed", "Permission denied"), ("read", "")]
