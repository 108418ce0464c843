"""Lệnh `dondoc explain`. / The command `dondoc explain`: why the words at a place were, or were not, taken."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from dondoc.reading.confined import Json, confined
from dondoc.reading.printing import as_text

Say = Callable[[str, str], str]

_CODES = {"read": 0, "partial": 0, "unread": 3, "refused": 4}
_WRONG_USAGE = 2
_TASK = "dondoc.reading.explaining.answers:explain_as_json"
#: name of a stage; yes; no
_STAGES = {
    "head": (("Phần đầu", "Head"), ("thuộc", "part of it"), ("không thuộc trường nào", "belongs to no field")),
    "outline": (("Đề cương", "Outline"), ("mục", "clause"), ("dòng này không mở đầu mục nào", "this line begins no clause")),
    "citation": (("Viện dẫn", "Citation"), ("có", "yes"), ("không", "no")),
    "assignment": (("Giao việc", "Assignment"), ("có", "yes"), ("không", "no")),
}


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """The arguments of `dondoc explain`."""
    parser.add_argument("file", type=Path, metavar=say("TỆP", "FILE"), help=say("văn bản cần hỏi", "the document to ask about"))
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument(
        "--at",
        type=int,
        metavar="N",
        help=say("vị trí, tính bằng ký tự, như trong `dondoc read --json`", "offset in characters, as in `dondoc read --json`"),
    )
    place.add_argument("--find", metavar=say("LỜI", "WORDS"), help=say("chỗ đầu tiên có lời này", "the first place of these words"))
    parser.add_argument("--json", action="store_true", help=say("in JSON", "print JSON"))


def run(args: argparse.Namespace, say: Say) -> int:
    """Do it; the exit code: 0 explained, 2 no such file or place, 3 unread, 4 refused."""
    if not args.file.is_file():
        return _wrong(say(f"không có tệp {args.file}", f"there is no file {args.file}"))
    asked = {"at": args.at, "find": args.find}
    data = confined(args.file, args.file.name, task=_TASK, asked=asked).data
    code = _CODES[data["status"]]
    if args.json:
        sys.stdout.write(as_text(data))
        return code
    for why in data["reasons"]:
        sys.stdout.write(say(why["message"], why["message_en"]) + "\n")
    if code:
        return code
    if not data["place"]:
        return _wrong(say("không tìm thấy chỗ ấy trong văn bản", "the document has no such place"))
    sys.stdout.write("\n".join(_lines(data, say)) + "\n")
    return code


def _lines(data: Json, say: Say) -> list[str]:
    start, end = data["place"]
    lines = [say(f"Vị trí {start}–{end}: «{data['words']}»", f"Place {start}–{end}: “{data['words']}”")]
    if data["count"] > 1:
        lines.append(say(f"(chỗ đầu tiên trong {data['count']} chỗ)", f"(the first of {data['count']} places)"))
    for answer in data["answers"]:
        lines += ["", *_answer(answer, say)]
    return lines


def _answer(answer: Json, say: Say) -> list[str]:
    name, yes, no = _STAGES[answer["stage"]]
    taken = answer["taken"]
    what = f" {say(answer['what'], answer['what_en'])}" if taken and answer["what"] else ""
    lines = [f"{say(*name)}: {say(*yes) if taken else say(*no)}{what}"]
    if answer["note"]:
        lines.append(f"  {say(answer['note'], answer['note_en'])}.")
    for item in taken:
        lines += [f"  «{item['words']}»", f"  {say('quy tắc', 'rule')} {item['name']}: {say(item['habit'], item['habit_en'])}."]
    for item in answer["refused"]:
        lines += [f"  {say('chặn bởi', 'refused by')} {item['name']}: {say(item['habit'], item['habit_en'])}.", f"    «{item['words']}»"]
    return lines


def _wrong(words: str) -> int:
    sys.stderr.write(f"dondoc: {words}\n")
    return _WRONG_USAGE
