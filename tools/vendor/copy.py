"""Copy what the pages carry with them into static/vendor: `make update-assets` runs it after `npm ci`.

Style sheet of Bootstrap (its script is not used), two files of Noto Sans, an icon sprite made of the icons named in icons.txt,
htmx as django-htmx ships it, the licences, and vendor.json with version and SHA-256 of each, which a test recomputes.
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import distribution
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
TARGET = HERE.parents[1] / "src" / "dondoc" / "server" / "site" / "static" / "vendor"


def version(package: str) -> str:
    """The version npm installed."""
    return str(json.loads((MODULES / package / "package.json").read_text("utf-8"))["version"])


def sprite() -> str:
    """One SVG with a <symbol> for each icon of icons.txt."""
    symbols = []
    for line in (HERE / "icons.txt").read_text("utf-8").split("\n"):
        name, _, icon = line.partition(" ")
        if not name:
            continue
        body = (MODULES / "@tabler/icons/icons/outline" / f"{icon or name}.svg").read_text("utf-8")
        inner = re.search(r"<svg[^>]*>(.*)</svg>", body, re.S)
        if inner is None:
            raise SystemExit(f"{name}: not an icon")
        paths = re.sub(r"\s*<path stroke=\"none\"[^>]*/>", "", inner[1]).strip()
        tight = re.sub(r">\s+<", "><", paths)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{tight}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def main() -> None:
    """Copy everything and write vendor.json."""
    TARGET.mkdir(parents=True, exist_ok=True)
    css = (MODULES / "bootstrap/dist/css/bootstrap.min.css").read_text("utf-8")
    fonts = MODULES / "@fontsource-variable/noto-sans/files"
    htmx = Path(str(distribution("django-htmx").locate_file("django_htmx/static/django_htmx/htmx-2.min.js")))
    files: dict[str, tuple[bytes, str]] = {
        "bootstrap.min.css": (re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css).encode(), f"bootstrap {version('bootstrap')}, MIT"),
        "noto-sans-vietnamese.woff2": (
            (fonts / "noto-sans-vietnamese-wght-normal.woff2").read_bytes(),
            f"@fontsource-variable/noto-sans {version('@fontsource-variable/noto-sans')}, OFL-1.1",
        ),
        "noto-sans-latin.woff2": (
            (fonts / "noto-sans-latin-wght-normal.woff2").read_bytes(),
            f"@fontsource-variable/noto-sans {version('@fontsource-variable/noto-sans')}, OFL-1.1",
        ),
        "icons.svg": (sprite().encode(), f"@tabler/icons {version('@tabler/icons')}, MIT"),
        "htmx.min.js": (htmx.read_bytes(), f"htmx 2, as shipped by django-htmx {distribution('django-htmx').version}, 0BSD"),
        "LICENSE-bootstrap.txt": ((MODULES / "bootstrap/LICENSE").read_bytes(), "licence"),
        "LICENSE-noto-sans.txt": ((MODULES / "@fontsource-variable/noto-sans/LICENSE").read_bytes(), "licence"),
        "LICENSE-tabler-icons.txt": ((MODULES / "@tabler/icons/LICENSE").read_bytes(), "licence"),
    }
    for name, (data, _source) in files.items():
        (TARGET / name).write_bytes(data)
    told = {name: {"from": source, "sha256": hashlib.sha256(data).hexdigest()} for name, (data, source) in files.items()}
    (TARGET / "vendor.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
