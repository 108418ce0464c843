"""Lệnh `dondoc read`. / The command `dondoc read`: one file to the terminal, JSON or a sheet; a folder to JSON."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from dondoc.reading.confined import Confined, Json, confined
from dondoc.reading.printing import as_text

Say = Callable[[str, str], str]
#: makes the sheet: titles, rows, name of the document -> bytes of .xlsx; the command's caller brings it, for reading knows no sheets
Sheet = Callable[[Sequence[str], Sequence[Sequence[int | str]], str], bytes]

#: exit codes of the contract
CODES = {"read": 0, "partial": 0, "unread": 3, "refused": 4}
WRONG_USAGE = 2
_REPORT = "dondoc.reading.report"


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """The arguments of `dondoc read`."""
    parser.add_argument(
        "path",
        type=Path,
        metavar=say("TỆP", "FILE"),
        help=say(
            "văn bản .docx, .doc, .rtf, .pdf, .html, .txt, .md, ảnh quét; hoặc một thư mục",
            "a document: .docx, .doc, .rtf, .pdf, .html, .txt, .md, a scan; or a folder",
        ),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=say("in JSON (dondoc.reading/1) thay cho bản để đọc", "print JSON (dondoc.reading/1), not a report"),
    )
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="OUT",
        help=say(
            "ghi ra OUT.xlsx (bảng phân công) hoặc OUT.json; với thư mục: thư mục kết quả",
            "write OUT.xlsx (the assignment sheet) or OUT.json; for a folder: the folder of the results",
        ),
    )
    parser.add_argument(
        "--stem",
        action="store_true",
        help=say("thư mục: kết quả của a/b.docx là a/b.json", "folder: the result of a/b.docx is a/b.json"),
    )
    parser.add_argument(
        "--jobs",
        type=int,
        default=1,
        metavar="N",
        help=say("thư mục: đọc N tệp cùng lúc (mặc định 1)", "folder: read N files at once (default 1)"),
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = say(
        "Mã kết thúc: 0 đã đọc (kể cả một phần, hoặc xong cả thư mục), 2 dùng sai, 3 chưa đọc được, 4 không nhận "
        "(không an toàn hoặc có dấu độ mật).\nĐọc lại thư mục sẽ bỏ qua tệp đã đọc mà chưa thay đổi.",
        "Exit codes: 0 read (also in part, or a folder gone through), 2 wrong usage, 3 unread, 4 refused (unsafe or marked secret).\n"
        "A second run over a folder passes over files that were read and have not changed.",
    )


def run(args: argparse.Namespace, say: Say, sheet: Sheet | None = None) -> int:
    """Do it; the exit code."""
    path: Path = args.path
    try:
        if path.is_dir():
            return _folder(args, say)
        if not path.is_file():
            return _wrong(say(f"không có tệp {path}", f"there is no file {path}"))
        return _file(args, say, sheet)
    except OSError as error:
        return _wrong(f"{error.filename or path}: {error.strerror or error}")


def _file(args: argparse.Namespace, say: Say, sheet: Sheet | None) -> int:
    out: Path | None = args.out
    ending = out.suffix.lower() if out else ""
    if ending not in ("", ".xlsx", ".json") or (out and not ending):
        return _wrong(say("-o nhận tên .xlsx hoặc .json", "-o takes a name ending in .xlsx or .json"))
    if not args.json and not out:
        # loaded while the child reads: together they take no longer than the child alone
        threading.Thread(target=import_module, args=(_REPORT,), daemon=True).start()
    found = confined(args.path, args.path.name)
    _tell_if_loose(found, say)
    if out and ending == ".json":
        out.write_text(as_text(found.data), "utf-8")
    if args.json:
        sys.stdout.write(as_text(found.data))
    elif not out or CODES[found.data["status"]]:
        _report(found.data, say)
    if out and ending == ".xlsx" and sheet and not CODES[found.data["status"]]:
        _sheet(out, found.data, sheet, say)
    return CODES[found.data["status"]]


def _sheet(out: Path, data: Json, sheet: Sheet, say: Say) -> None:
    rows = import_module("dondoc.reading.rows")
    reading = import_module("dondoc.reading.asjson").from_json(data)
    out.write_bytes(sheet(rows.TITLES, rows.rows(reading), rows.title(reading)))
    count = len(reading.assignments)
    _note(say(f"đã ghi {count} nhiệm vụ vào {out}", f"{count} assignments written to {out}"))


def _report(data: Json, say: Say) -> None:
    # Rich takes as long to load as a short document to read: only a report for a person pays for it
    reading = import_module("dondoc.reading.asjson").from_json(data)
    import_module(_REPORT).show(reading, import_module("rich.console").Console(), say)


def _tell_if_loose(found: Confined, say: Say) -> None:
    if found.outcome and not found.outcome.confined:
        _note(
            say(
                "hệ thống này không giới hạn được tiến trình đọc; tệp đã được đọc không có rào chắn",
                "this system cannot limit the reading process; the file was read unconfined",
            )
        )


def _folder(args: argparse.Namespace, say: Say) -> int:
    if not args.out or args.out.suffix.lower() in (".xlsx", ".json"):
        return _wrong(say("đọc thư mục cần -o THƯMỤC để ghi kết quả", "a folder needs -o FOLDER for the results"))
    code: int = import_module("dondoc.reading.folder").run(args.path, args.out, stem=args.stem, at_once=args.jobs, say=say, note=_note)
    return code


def _note(words: str) -> None:
    sys.stderr.write(f"dondoc: {words}\n")


def _wrong(words: str) -> int:
    _note(words)
    return WRONG_USAGE
