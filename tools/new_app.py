"""Mở một phòng mới: `make new-app NAME=…`. / Copies the doors of a room; the contracts fail until its floor is chosen."""

from __future__ import annotations

import sys
from pathlib import Path

SERVER = Path(__file__).resolve().parents[1] / "src" / "dondoc" / "server"
DOORS = {
    "__init__.py": '"""{title}: … (một câu: làm gì, cho ai).\n\nIn English: what, for whom.\n\nDoors: actions.…, queries.…\n"""\n',
    "apps.py": '"""Django\'s name for this room. / Tên phòng đối với Django."""\n\nfrom django.apps import AppConfig\n\n\nclass {camel}Config(AppConfig):\n    """The room as Django knows it."""\n\n    name = "dondoc.server.{name}"\n    default_auto_field = "django.db.models.BigAutoField"\n',
    "access.py": '"""Việc của phòng. / The acts of this room."""\n\nACTS: dict[str, str] = {{}}\n',
    "models.py": '"""Bảng của phòng. / Tables of this room."""\n',
    "actions.py": '"""Mọi thay đổi của phòng. / Every write of this room."""\n',
    "urls.py": '"""Địa chỉ các trang. / Addresses of the pages."""\n\nfrom django.urls import URLPattern\n\napp_name = "{name}"\nurlpatterns: list[URLPattern] = []\n',
    "migrations/__init__.py": "",
    "tests/__init__.py": "",
}


def main(arguments: list[str]) -> int:
    """Make the folder; 2 when the name is no identifier or the room is there."""
    name = arguments[0] if arguments else ""
    folder = SERVER / name
    if not name.isidentifier() or not name.islower() or folder.exists():
        print("usage: make new-app NAME=identifier (lower case, a glossary term, not there yet)")
        return 2
    for file, text in DOORS.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(name=name, camel="".join(w.capitalize() for w in name.split("_")), title=name), "utf-8")
    (folder / "templates" / name).mkdir(parents=True)
    (folder / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    print(f"{folder}: now choose its floor in pyproject.toml, add it to INSTALLED_APPS and to site/roles.py, its terms to the glossary")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
