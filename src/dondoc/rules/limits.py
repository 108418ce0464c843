"""Giới hạn đối với tệp từ bên ngoài (limits.toml). / Limits for files from outside."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """Bytes, counts and seconds. Past pages, characters and cells a reading is partial; past the others it is refused."""

    upload_bytes: int
    command_bytes: int
    unpacked_bytes: int
    entries: int
    ratio: int
    ratio_from_bytes: int
    pages: int
    characters: int
    table_cells: int
    html_depth: int
    html_tag_characters: int  # of one tag, embedded pictures aside: parsers need quadratic time for its attributes
    step_pages: int  # pages of a PDF that one step of CPU and wall time is for
    ocr_pages: int  # scanned pages of a file that are recognised; each is a step
    image_bytes: int  # of an unpacked picture
    child_address_bytes: int
    child_cpu_seconds: int
    child_wall_seconds: int
    child_output_bytes: int
    unread_hours: int
    request_seconds: int  # all files of one upload together: whoever waits for the page is answered within them
    request_ocr_pages: int  # scanned pages recognised of one file while somebody waits


LIMITS = Limits(**tomllib.loads(Path(__file__).with_name("limits.toml").read_text("utf-8"))["limits"])
