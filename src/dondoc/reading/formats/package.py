"""Tệp nén của Office, mở một cách đề phòng. / The zip package of an Office file, opened with suspicion.

Checked before anything is unpacked: number of entries, their names, duplicates, links, declared sizes and ratios. While unpacking:
the real sizes, against the declared ones and against one budget for the whole package. Nothing is ever written to a disk.
"""

from __future__ import annotations

import copy
import io
import posixpath
import stat
import zipfile
import zlib

from lxml import etree

from dondoc.reading.formats.reasons import NotUnderstood, Unsafe
from dondoc.reading.formats.xml import parse, refuse_doctype
from dondoc.rules.limits import LIMITS, Limits

#: parts that are compressed badly or hugely by nature; their size still counts in the whole
_MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wav", ".mp3", ".mp4", ".avi", ".svg", ".ico")
_CHUNK = 1 << 16
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An opened package: parts by name. Raises Unsafe or NotUnderstood; nothing else on any bytes."""

    def __init__(self, data: bytes, kind: str, limits: Limits = LIMITS) -> None:
        self.kind, self.limits = kind, limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        # all that zipfile raises on a damaged directory, found by spoiling packages: a file is never the program's fault
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
            raise NotUnderstood("damaged", kind=kind) from None
        self._left = limits.unpacked_bytes
        self._counted: set[str] = set()
        self._entries = {info.filename: info for info in self._checked(self._zip.infolist())}
        self.names = tuple(self._entries)

    def _checked(self, infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
        if len(infos) > self.limits.entries:
            raise Unsafe("many-entries", count=len(infos), limit=self.limits.entries)
        if any(_climbs(info) for info in infos):
            raise Unsafe("entry-name")
        if len({info.filename.casefold() for info in infos}) < len(infos):
            raise Unsafe("entry-twice")
        if sum(info.file_size for info in infos) > self.limits.unpacked_bytes:
            raise Unsafe("bomb", what=f"> {self.limits.unpacked_bytes // 1_000_000} MB")
        for info in infos:
            if self._swells(info.filename, info.file_size, info.compress_size):
                raise Unsafe("bomb", what=f"1 : {info.file_size // max(1, info.compress_size)}")
        if any(info.flag_bits & 1 for info in infos):
            raise NotUnderstood("encrypted")
        return infos

    def _swells(self, name: str, size: int, packed: int) -> bool:
        large = size > self.limits.ratio_from_bytes and not name.lower().endswith(_MEDIA)
        return large and size > self.limits.ratio * max(1, packed)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def part(self, name: str) -> bytes:
        """The bytes of a part, "" when there is none."""
        info = self._entries.get(name)
        if info is None:
            return b""
        try:
            data = self._unpack(info)
        # what zipfile and zlib raise on spoiled data, unknown methods (NotImplementedError) and passwords (RuntimeError)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
            raise NotUnderstood("damaged", kind=self.kind) from None
        if len(data) != info.file_size:
            raise Unsafe("size-lie")
        return data

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        """All bytes there are, whatever the directory declares, within the budget of the package."""
        honest = copy.copy(info)
        honest.file_size = self._left + 1
        pieces, taken = [], 0
        with self._zip.open(honest) as stream:
            while piece := stream.read(_CHUNK):
                taken += len(piece)
                if taken > self._left:
                    raise Unsafe("bomb", what=f"> {self.limits.unpacked_bytes // 1_000_000} MB")
                if taken > info.file_size + _CHUNK:
                    raise Unsafe("size-lie")
                pieces.append(piece)
        if info.filename not in self._counted:
            self._counted.add(info.filename)
            self._left -= taken
        return b"".join(pieces)

    def scan(self) -> None:
        """Unpack every XML part once, used or not: a DOCTYPE, a bomb or a lie anywhere condemns the package."""
        for name in self.names:
            if name.lower().endswith((".xml", ".rels")):
                refuse_doctype(self._or_nothing(name))

    def _or_nothing(self, name: str) -> bytes:
        # a damaged part that nothing needs does no harm; one that is needed is met again when it is read
        try:
            return self.part(name)
        except NotUnderstood:
            return b""

    def tree(self, name: str) -> etree._Element | None:
        """A part as XML, None when the package has none or it is empty."""
        data = self.part(name)
        return parse(data, self.kind) if data.strip() else None

    def relations(self, name: str = "") -> dict[str, tuple[str, str, bool]]:
        """Relations of a part ("" for the package): id -> (last word of the type, target part or address, external)."""
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for relation in () if root is None else root.iter(_RELATIONS):
            target, external = relation.get("Target", ""), relation.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], target, external)
        return found


def _climbs(info: zipfile.ZipInfo) -> bool:
    """Whether an entry would leave its folder if it were unpacked, or is a link. `orig_filename` still has NULs and backslashes."""
    name = info.orig_filename
    parts = name.replace("\\", "/").split("/")
    outside = name.startswith(("/", "\\")) or ".." in parts or "\0" in name or "\\" in name or (len(name) > 1 and name[1] == ":")
    return outside or stat.S_ISLNK(info.external_attr >> 16)
