"""Vào một bản cài đặt. / Entering an instance: before this Django knows nothing, after it everything."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from dondoc.server.site.instance import CONFIG, Instance, NotConfigured, load, write


def enter(home: Path) -> Instance:
    """Set Django up for the instance in this folder. `NotConfigured` when there is none."""
    instance = load(home)
    os.environ["DONDOC_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.server.site.settings")
    django.setup()
    return instance


def create(home: Path, *, demo: bool, address: str, database: str = "") -> Instance:
    """Write the configuration of a new instance. `NotConfigured` when the folder holds one already."""
    if (home / CONFIG).exists():
        raise NotConfigured(f"{home / CONFIG}: an instance is here already")
    host = address.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0]
    hosts = tuple(dict.fromkeys((host, "127.0.0.1", "localhost", "[::1]")))
    instance = Instance(
        home=home, demo=demo, secret_key=secrets.token_urlsafe(50), database=database, address=address.rstrip("/"), hosts=hosts
    )
    write(instance)
    for folder in ("files", "incoming", "backups"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    return instance


def call(module: str, function: str, home: Path, **arguments: Any) -> int:
    """Enter, then call `function` of `dondoc.server.site.operating.<module>`; the exit code of the command."""
    instance = enter(home)
    act: Callable[..., int] = getattr(import_module(f"dondoc.server.site.operating.{module}"), function)
    return act(instance, **arguments)
