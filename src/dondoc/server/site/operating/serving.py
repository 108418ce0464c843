"""Chạy máy chủ. / Serving."""

from __future__ import annotations

import gc
import ipaddress
import threading
import time
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from gunicorn.app.base import BaseApplication
from rich.console import Console

from dondoc import __version__
from dondoc.server.site.instance import Instance, NotConfigured
from dondoc.server.site.operating import jobs, tables
from dondoc.server.site.operating.starting import tell_sign_ins

out = Console(highlight=False)
#: Seconds between two looks at what the clock has to do.
TICK = 60


def serve(instance: Instance, *, bind: str, workers: int, threads: int, tick: bool) -> int:
    """Serve until stopped. Without TLS (an https address, behind a proxy) only this machine is answered."""
    host = bind.rsplit(":", 1)[0].strip("[]")
    if not instance.secure and not _is_loopback(host):
        raise NotConfigured(
            f"{bind}: without TLS only this machine is answered; set an https address in instance.toml and put a proxy before it"
        )
    if waiting := tables.pending():
        raise NotConfigured(f"the database is older than the program ({', '.join(waiting)}): run `dondoc upgrade`")
    tables.check_mode(instance)
    tables.renew_static()
    if instance.demo:
        tell_sign_ins(instance)
    out.print(f"\n  dondoc {__version__}: http://{bind}   (Ctrl+C: dừng / stop)", soft_wrap=True)
    # made only now: WhiteNoise lists the static files when the application is made
    server = Server(get_wsgi_application(), bind=bind, workers=workers, threads=threads, tick=tick)
    _settle_memory()
    server.run()
    return 0


def _settle_memory() -> None:
    """What is loaded before the workers part stays theirs in common and is never searched again; a page's own garbage is, more rarely.

    A page makes tens of thousands of small objects, nearly all freed by their counts; searching them at each seven hundred took a
    fifteenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn, told by us rather than by a file."""

    def __init__(self, wsgi: WSGIHandler, *, bind: str, workers: int, threads: int, tick: bool) -> None:
        self.served, self.tick = wsgi, tick
        self.options: dict[str, Any] = {
            "bind": bind,
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 5,
            "max_requests": 20000,
            "max_requests_jitter": 2000,
            "preload_app": True,
            "loglevel": "warning",
            "limit_request_line": 8190,
            "proc_name": "dondoc",
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn; those a version does not know are left."""
        for key, value in self.options.items():
            if key in self.cfg.settings:
                self.cfg.set(key, value)
        self.cfg.set("post_worker_init", self._start_clock)

    def load(self) -> WSGIHandler:
        """The application."""
        return self.served

    def _start_clock(self, worker: Any) -> None:
        if self.tick:
            threading.Thread(target=_keep_time, name="dondoc-tick", daemon=True).start()


def _keep_time() -> None:
    while True:
        time.sleep(TICK)
        try:
            jobs.run_due()
        finally:
            close_old_connections()
