"""Lệnh `dondoc`. / The command `dondoc`: a table of subcommands, each loaded only when it is called.

The one module with imports inside functions: `dondoc read --help` must not wait for Django, nor `dondoc serve` for the reader.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dondoc import __version__


def vietnamese() -> bool:
    """Whether this terminal's language is Vietnamese (LC_ALL, LC_MESSAGES, LANG, the first that is set)."""
    spoken = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return spoken.lower().startswith("vi")


def t(vi: str, en: str) -> str:
    """The sentence in the terminal's language."""
    return vi if vietnamese() else en


@dataclass(frozen=True)
class Command:
    """A subcommand: its help in both languages, its arguments, what it does."""

    name: str
    vi: str
    en: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def _home(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help=t(
            "thư mục của bản cài đặt (mặc định: DONDOC_HOME, hoặc ./instance)",
            "the instance's folder (default: DONDOC_HOME, or ./instance)",
        ),
    )


def _place(args: argparse.Namespace) -> Path:
    from dondoc.server.site.instance import home_from

    return args.home.resolve() if args.home else home_from(os.environ)


def _call(args: argparse.Namespace, module: str, function: str, **arguments: object) -> int:
    """Enter the instance and call one of its operations; what is wrong with the instance is said in a line."""
    from dondoc.server.site.instance import NotConfigured
    from dondoc.server.site.operating.entering import call

    try:
        return call(module, function, _place(args), **arguments)
    except NotConfigured as error:
        sys.stderr.write(f"dondoc: {error}\n")
        return 2


def _read_arguments(parser: argparse.ArgumentParser) -> None:
    from dondoc.reading.command import arguments

    arguments(parser, t)


def _read(args: argparse.Namespace) -> int:
    from dondoc.reading.command import run

    return run(args, t, _sheet)


def _sheet(titles: Sequence[str], rows: Sequence[Sequence[int | str]], title: str) -> bytes:
    from dondoc.sheets.writing import assignment_sheet

    return assignment_sheet(titles, rows, title)


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    from dondoc.reading.explaining.command import arguments

    arguments(parser, t)


def _explain(args: argparse.Namespace) -> int:
    from dondoc.reading.explaining.command import run

    return run(args, t)


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("export", type=Path, metavar="EXPORT", help=t("tệp xuất từ trang Nhật ký", "a file exported from the Journal page"))
    parser.add_argument(
        "--head", metavar="HEX", help=t("mã đầu chuỗi giữ ở nơi khác (ít nhất 16 chữ số)", "a head kept elsewhere (at least 16 digits)")
    )
    parser.add_argument("--size", type=int, metavar="N", help=t("số dòng ứng với mã ấy", "the number of entries at that head"))
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="HEX",
        help=t("khóa công khai ghi ở nơi khác, nêu được nhiều lần", "a public key known from elsewhere; may be given again"),
    )
    parser.add_argument(
        "--anchors",
        type=Path,
        metavar="FILE",
        help=t(
            "tệp chép mã giữ ở nơi khác: chân trang, thư, danh sách của cấp trên",
            "a file of heads kept elsewhere: footers, mails, the parent's list",
        ),
    )


def _verify(args: argparse.Namespace) -> int:
    from dondoc.server.journal import marks

    if args.head is not None and len(args.head) < 16:
        sys.stderr.write(t("dondoc: --head cần ít nhất 16 chữ số\n", "dondoc: --head needs at least 16 digits\n"))
        return 2
    if any(len(key) != 64 or not set(key.lower()) <= set("0123456789abcdef") for key in args.key):
        sys.stderr.write(t("dondoc: --key cần 64 chữ số hệ mười sáu\n", "dondoc: --key needs 64 hex digits\n"))
        return 2
    try:
        kept = marks.found_in(args.anchors.read_text("utf-8", "replace")) if args.anchors else []
        if args.anchors and not kept:
            sys.stderr.write(t(f"dondoc: {args.anchors}: không thấy mã nào\n", f"dondoc: {args.anchors}: no head in it\n"))
            return 2
        told = [*kept, *([marks.Mark(args.head.lower(), args.size)] if args.head else [])]
        return marks.main(str(args.export), keys=[key.lower() for key in args.key], anchors=told)
    except OSError as error:
        sys.stderr.write(f"dondoc: {error.filename}: {error.strerror}\n")
        return 2


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    _home(parser)
    parser.add_argument("--quiet", action="store_true", help=t("không in danh sách đăng nhập", "do not print the sign-ins"))
    parser.add_argument(
        "--merger",
        action="store_true",
        help=t("dựng ngày 1/7/2025: ba tỉnh thành một", "the change of 1 July 2025 instead: three provinces into one"),
    )


def _demo(args: argparse.Namespace) -> int:
    from dondoc.server.site.instance import CONFIG
    from dondoc.server.site.operating.entering import create

    home = _place(args)
    if not (home / CONFIG).exists():
        create(home, demo=True, address="http://127.0.0.1:8000", database=os.environ.get("DONDOC_DATABASE", ""))
    return _call(args, "starting", "demo_province", quiet=args.quiet, merger=args.merger)


def _init_arguments(parser: argparse.ArgumentParser) -> None:
    _home(parser)
    parser.add_argument(
        "--organization", required=True, metavar="TÊN", help=t("tên cơ quan đầu tiên, ví dụ “Tỉnh ủy …”", "name of the first organization")
    )
    parser.add_argument(
        "--symbol",
        default="",
        metavar="KH",
        help=t("chữ viết tắt trong số, ký hiệu, ví dụ TU", "its abbreviation in document symbols, e.g. TU"),
    )
    parser.add_argument(
        "--administrator", required=True, metavar="TÊN", help=t("họ tên người quản trị đầu tiên", "full name of the first administrator")
    )
    parser.add_argument(
        "--username", default="quantri", metavar="TÊN", help=t("tên đăng nhập của người quản trị", "the administrator's username")
    )
    parser.add_argument(
        "--address", default="http://127.0.0.1:8000", metavar="URL", help=t("địa chỉ người dùng mở", "the address people open")
    )
    parser.add_argument(
        "--database",
        default="",
        metavar="URL",
        help=t("postgresql://…; để trống: một tệp SQLite", "postgresql://…; empty: one SQLite file"),
    )


def _init(args: argparse.Namespace) -> int:
    from dondoc.server.site.instance import NotConfigured
    from dondoc.server.site.operating.entering import create

    try:
        create(_place(args), demo=False, address=args.address, database=args.database)
    except NotConfigured as error:
        sys.stderr.write(f"dondoc: {error}\n")
        return 2
    return _call(
        args,
        "starting",
        "init",
        organization=args.organization,
        symbol=args.symbol,
        administrator=args.administrator,
        username=args.username,
    )


def _reset_arguments(parser: argparse.ArgumentParser) -> None:
    _home(parser)
    parser.add_argument(
        "username", metavar="USERNAME", help=t("tên đăng nhập của người mất lối vào", "the username of who lost the way in")
    )
    parser.add_argument(
        "--reason", required=True, metavar="WORDS", help=t("căn cứ, lý do; vào nhật ký", "the ground; the journal keeps it")
    )
    parser.add_argument(
        "--although",
        action="store_true",
        help=t(
            "cả khi còn hai quản trị trên giấy, nhưng họ cũng không vào được", "also where two administrators are left, who cannot come in"
        ),
    )


def _reset(args: argparse.Namespace) -> int:
    return _call(args, "recovering", "reset", username=args.username, reason=args.reason, although=args.although)


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    _home(parser)
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT", help=t("nơi lắng nghe", "where to listen"))
    parser.add_argument("--workers", type=int, default=2, metavar="N", help=t("số tiến trình", "processes"))
    parser.add_argument("--threads", type=int, default=4, metavar="N", help=t("số luồng mỗi tiến trình", "threads a process"))
    parser.add_argument(
        "--no-tick",
        dest="tick",
        action="store_false",
        help=t("không tự chạy việc của đồng hồ (dùng `dondoc tick`)", "do not keep time (use `dondoc tick`)"),
    )


def _serve(args: argparse.Namespace) -> int:
    return _call(args, "serving", "serve", bind=args.bind, workers=args.workers, threads=args.threads, tick=args.tick)


def _file(parser: argparse.ArgumentParser) -> None:
    _home(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help=t("tệp sao lưu (.tar)", "the backup file (.tar)"))


def _backup(args: argparse.Namespace) -> int:
    return _call(args, "keeping", "backup", file=args.file.resolve())


def _restore(args: argparse.Namespace) -> int:
    """Into a new folder: its configuration is made from the backup's manifest, with a new secret key."""
    from dondoc.server.site.instance import CONFIG, NotConfigured
    from dondoc.server.site.operating.entering import create
    from dondoc.server.site.operating.manifest import Damaged, told_by

    home = _place(args)
    try:
        told = told_by(args.file)
        if not (home / CONFIG).exists():
            create(home, demo=told["demo"], address=told["address"], database=os.environ.get("DONDOC_DATABASE", ""))
        return _call(args, "keeping", "restore", file=args.file.resolve())
    except (Damaged, NotConfigured) as error:
        sys.stderr.write(f"dondoc: {error}\n")
        return 1


def _upgrade(args: argparse.Namespace) -> int:
    return _call(args, "keeping", "upgrade")


def _tick(args: argparse.Namespace) -> int:
    return _call(args, "jobs", "tick")


COMMANDS = (
    Command("read", "đọc văn bản, in ra nhiệm vụ", "read a document, print its tasks", _read_arguments, _read),
    Command(
        "explain",
        "cho biết vì sao một chỗ được, hoặc không được, đọc là việc, mục, viện dẫn",
        "say why a place was or was not read as a task, clause or citation",
        _explain_arguments,
        _explain,
    ),
    Command("demo", "dựng tỉnh dùng thử", "build the demo province", _demo_arguments, _demo),
    Command("init", "khởi tạo bản cài đặt trống", "make an empty instance", _init_arguments, _init),
    Command(
        "reset",
        "cấp lại lối vào khi không còn đủ hai quản trị",
        "make a sign-in anew when no two administrators are left",
        _reset_arguments,
        _reset,
    ),
    Command("serve", "chạy máy chủ", "run the server", _serve_arguments, _serve),
    Command(
        "verify", "kiểm tra bản xuất nhật ký, không cần máy chủ", "check an exported journal, no server needed", _verify_arguments, _verify
    ),
    Command("backup", "sao lưu", "back up", _file, _backup),
    Command("restore", "khôi phục vào thư mục trống", "restore into an empty folder", _file, _restore),
    Command("upgrade", "sao lưu rồi nâng cấp cơ sở dữ liệu", "back up, then upgrade the database", _home, _upgrade),
    Command("tick", "làm việc của đồng hồ một lần", "do once what the clock has to do", _home, _tick),
)


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are in the terminal's language too."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._positionals.title = t("đối số", "positional arguments")
        self._optionals.title = t("tùy chọn", "options")
        for action in self._actions:
            if isinstance(action, argparse._HelpAction):
                action.help = t("in trợ giúp này rồi thoát", "show this help message and exit")

    def format_help(self) -> str:
        """The help; its first word is the parser's, not the caller's to choose."""
        return super().format_help().replace("usage: ", t("cách dùng: ", "usage: "), 1)


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser; with `only`, the arguments of that subcommand alone are loaded."""
    top = _Parser(
        prog="dondoc",
        description=t(
            "Đôn đốc: biến lời văn của văn bản thành việc có người làm, có hạn, có minh chứng.",
            "From the words of an official document to assigned, measured, evidenced work.",
        ),
        epilog=t("`dondoc LỆNH --help` cho biết thêm về từng lệnh.", "`dondoc COMMAND --help` tells more of each."),
    )
    top.add_argument(
        "--version", action="version", version=f"dondoc {__version__}", help=t("in số phiên bản rồi thoát", "show the version and exit")
    )
    commands = top.add_subparsers(dest="command", metavar=t("LỆNH", "COMMAND"), required=True)
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=t(command.vi, command.en), description=t(command.vi, command.en))
        if only == command.name:
            command.arguments(one)
        one.set_defaults(act=command.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `dondoc`; the exit code of the command, 2 for wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    names = {command.name for command in COMMANDS}
    chosen = parser(next((word for word in words if word in names), None)).parse_args(words)
    try:
        return int(chosen.act(chosen))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
