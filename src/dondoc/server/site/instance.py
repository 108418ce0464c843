"""Một bản cài đặt: thư mục dữ liệu và tệp cấu hình. / One instance: its folder and its configuration file.

Pure: reads `instance.toml` in the instance's folder (DONDOC_HOME), no Django. `dondoc init` and `dondoc demo` write it.
"""

from __future__ import annotations

import ipaddress
import os
import secrets
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

CONFIG = "instance.toml"


#: FULL: an acknowledged write survives a power loss (security.md 3.2); secure_delete: what is erased is gone from the file
#: The cache is what one connection may keep of the file in memory, in kB; a server has a connection a thread.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "cache_size=-16000", "temp_store=MEMORY")
#: Seconds a connection is kept for the next request: opening one costs more than most of what is asked by it.
_KEPT = 60


class NotConfigured(Exception):
    """The folder is not an instance, or its configuration lacks something; the text says how to mend it."""


@dataclass(frozen=True)
class Instance:
    """Where an instance keeps its things and how it is reached."""

    home: Path
    demo: bool = False
    secret_key: str = ""
    database: str = ""  # "" is SQLite in the folder; postgresql://user:password@host:port/name otherwise
    address: str = "http://127.0.0.1:8000"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def secure(self) -> bool:
        """Whether people reach it over TLS."""
        return self.address.startswith("https://")

    @property
    def files(self) -> Path:
        """The content-addressed store."""
        return self.home / "files"

    @property
    def keys(self) -> Path:
        """Keys that are neither in the database nor in a backup: of what a thief of either must not have."""
        return self.home / "keys"

    @property
    def passkeys(self) -> bool:
        """Whether browsers allow passkeys here: a domain name over TLS, or localhost on this machine."""
        host = urlsplit(self.address).hostname or ""
        return host == "localhost" or (self.secure and not _is_address(host))

    def key(self, name: str) -> bytes:
        """32 secret bytes under this name, made at first use and readable by their owner alone."""
        path = self.keys / name
        if not path.exists():
            self.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = self.keys / f".{name}-{secrets.token_hex(4)}"
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(secrets.token_bytes(32))
            try:
                os.link(fresh, path)  # whole or not at all, and never over one that another process made meanwhile
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        found = path.read_bytes()
        if len(found) != 32:
            raise NotConfigured(f"{path}: expected 32 bytes, found {len(found)}")
        return found

    @property
    def origin(self) -> str:
        """The name of this instance in exports of its journal."""
        return urlsplit(self.address).netloc

    def database_settings(self) -> dict[str, Any]:
        """Django's settings of the one database."""
        if not self.database:
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(self.home / "dondoc.sqlite3"),
                "CONN_MAX_AGE": _KEPT,
                # IMMEDIATE: no half-read act waits for a lock
                "OPTIONS": {
                    "timeout": 20,
                    "transaction_mode": "IMMEDIATE",
                    "init_command": f"PRAGMA {'; PRAGMA '.join(_PRAGMAS)};",
                },
            }
        parts = urlsplit(self.database)
        if parts.scheme not in ("postgresql", "postgres"):
            raise NotConfigured(f"database: expected postgresql://…, found {parts.scheme or 'nothing'}")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": _KEPT,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": "-c statement_timeout=60000"},
        }


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def home_from(environment: dict[str, str] | os._Environ[str]) -> Path:
    """The instance's folder: DONDOC_HOME, or `instance` in the working folder."""
    return Path(environment.get("DONDOC_HOME") or "instance").resolve()


def load(home: Path) -> Instance:
    """Read an instance; `NotConfigured` when there is none."""
    path = home / CONFIG
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise NotConfigured(f"{path} is missing: run `dondoc init` (a real instance) or `dondoc demo` (the demo province)") from None
    if len(str(data.get("secret_key", ""))) < 40:
        raise NotConfigured(f"{path}: secret_key is missing or shorter than 40 characters")
    known = {"demo", "secret_key", "database", "address", "hosts"}
    return Instance(
        home=home,
        demo=bool(data.get("demo", False)),
        secret_key=str(data["secret_key"]),
        database=str(os.environ.get("DONDOC_DATABASE") or data.get("database", "")),
        address=str(data.get("address", Instance.address)),
        hosts=tuple(data.get("hosts", Instance.hosts)),
        extra={key: value for key, value in data.items() if key not in known},
    )


def write(instance: Instance) -> Path:
    """Write the configuration, readable by its owner alone."""
    instance.home.mkdir(parents=True, exist_ok=True)
    path = instance.home / CONFIG
    lines = [
        "# Cấu hình của bản cài đặt dondoc. / Configuration of this dondoc instance.",
        f"demo = {'true' if instance.demo else 'false'}",
        f'secret_key = "{instance.secret_key}"',
        f'database = "{instance.database}"',
        f'address = "{instance.address}"',
        f"hosts = [{', '.join(chr(34) + host + chr(34) for host in instance.hosts)}]",
        "",
    ]
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write("\n".join(lines))
    return path
