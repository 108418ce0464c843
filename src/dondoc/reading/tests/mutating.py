"""Làm hỏng tệp có phương pháp. / Files spoiled with method: bytes, parts of packages, XML, numbers and streams of PDFs, words of texts.

`mutants(seed, files)` yields spoiled files without end, the same for the same seed.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence

Spoil = Callable[[bytes, random.Random], bytes]

_NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"1e99", b"")
_WORDS = (
    "ngày 31/02/2025", "Điều 99999999999", "số " * 40, "(" * 60, "“" * 9, "a) " * 30, "|" * 50, "\t" * 20, "*" * 40,
    "_" * 40, "\\" * 20, "1." * 40, "ngày ngày ngày tháng", "quý IV/", "và, ; . /", "Giao Giao Giao", "Nơi nhận",
    "phối hợp với, với, với", "\u0301" * 30, "İ" * 9, "\x00", "\u202e", "Nghị định số 12/2020/NĐ-CP, 13/2020/NĐ-CP và",
    "Kính gửi:", "MẬ T", "PHỤ LỤC", "trước ngày trước ngày",
)  # fmt: skip


def mutants(seed: int, files: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of spoiled files, each made of one of `files` by one to four changes."""
    chance = random.Random(seed)
    while True:
        name, data = chance.choice(files)
        for _ in range(chance.choice((1, 1, 2, 4))):
            data = _spoil(name, chance)(data, chance)
        yield name, data


def _spoil(name: str, chance: random.Random) -> Spoil:
    own = {
        "docx": (parts, xml, xml),
        "pdf": (numbers, numbers, lines),
        "txt": (words, words, lines),
        "rtf": (numbers, lines),
        "html": (lines, words),
    }
    return chance.choice((flip, cut, double, insert, *own.get(name.rpartition(".")[2], ()) * 3))


def _span(data: bytes, chance: random.Random, longest: int = 64) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(1, longest))


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed."""
    spoiled = bytearray(data)
    for _ in range(chance.randint(1, 8) if spoiled else 0):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def cut(data: bytes, chance: random.Random) -> bytes:
    """A piece taken out, or the rest."""
    start, end = _span(data, chance, 4000)
    return data[:start] if chance.random() < 0.3 else data[:start] + data[end:]


def double(data: bytes, chance: random.Random) -> bytes:
    """A piece repeated, perhaps often."""
    start, end = _span(data, chance, 400)
    return data[:start] + data[start:end] * chance.choice((2, 2, 3, 50)) + data[end:]


def insert(data: bytes, chance: random.Random) -> bytes:
    """Noise put in."""
    start, _ = _span(data, chance)
    return data[:start] + chance.randbytes(chance.randint(1, 32)) + data[start:]


def words(data: bytes, chance: random.Random) -> bytes:
    """Words the rules turn on, where they do not belong."""
    text = data.decode("utf-8", "replace")
    at = chance.randrange(len(text) + 1)
    return (text[:at] + chance.choice(_WORDS) + text[at:]).encode()


def lines(data: bytes, chance: random.Random) -> bytes:
    """Two lines change places, one is lost or comes twice."""
    rows = data.split(b"\n")
    one, two = chance.randrange(len(rows)), chance.randrange(len(rows))
    rows[one], rows[two] = rows[two], rows[one]
    if chance.random() < 0.5:
        rows.insert(one, rows[two])
    return b"\n".join(rows)


def numbers(data: bytes, chance: random.Random) -> bytes:
    """A number made huge, negative, or none."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + chance.choice(_NUMBERS) + data[match.end() :]


def xml(data: bytes, chance: random.Random) -> bytes:
    """A tag lost, doubled or made deep, or an attribute changed, in one part of a package."""
    files = _opened(data)
    if not files:
        return flip(data, chance)
    name = chance.choice(sorted(files))
    tags = list(re.finditer(rb"<[^<>]*>", files[name]))
    if not tags:
        return data
    tag = chance.choice(tags)
    put = chance.choice((b"", tag[0] * 2, tag[0] * 300, numbers(tag[0], chance), flip(tag[0], chance), words(tag[0], chance)))
    files[name] = files[name][: tag.start()] + put + files[name][tag.end() :]
    return _closed(files, chance)


def parts(data: bytes, chance: random.Random) -> bytes:
    """A part of a package lost, emptied, cut, or put in place of another."""
    files = _opened(data)
    if not files:
        return flip(data, chance)
    one, two = chance.choice(sorted(files)), chance.choice(sorted(files))
    change = chance.randrange(4)
    if change == 0:
        del files[one]
    else:
        files[one] = (b"", cut(files[one], chance), files[two])[change - 1]
    return _closed(files, chance)


def _opened(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist() if info.file_size < 5_000_000}
    except Exception:
        return {}  # spoiled so much already that it is no package


def _closed(files: dict[str, bytes], chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
