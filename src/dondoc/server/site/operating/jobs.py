"""Việc của đồng hồ. / What the clock does: each room's `jobs.run`, safe to run twice and by several workers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone, translation
from rich.console import Console

from dondoc.server.assignments import jobs as assignments
from dondoc.server.custody import jobs as custody
from dondoc.server.documents import jobs as documents
from dondoc.server.exchange import jobs as exchange
from dondoc.server.files import jobs as files
from dondoc.server.notices import jobs as notices
from dondoc.server.reports import jobs as reports
from dondoc.server.rights import jobs as rights
from dondoc.server.rulebook.queries import calendar, quiet_hours
from dondoc.server.site.instance import Instance
from dondoc.server.urging import jobs as urging

log = logging.getLogger("dondoc.jobs")
out = Console(highlight=False)


def mail(at: datetime) -> int:
    """Mail whom something waits for, by the office's hours and days."""
    return notices.run(at, quiet=quiet_hours(at), working=calendar().works(timezone.localdate(at)))


#: name -> what it does at an instant, returning how many things it touched
JOBS: dict[str, Callable[[datetime], int]] = {
    "clock": custody.run,
    "files": files.run,
    "documents": documents.run,
    "assignments": assignments.run,
    "reports": reports.run,
    "rights": rights.run,
    "urging": urging.run,
    "notices": mail,
    "exchange": exchange.run,
}


def run_due() -> dict[str, int]:
    """Run every job once; one that fails does not stop the others, and says so in the log."""
    done: dict[str, int] = {}
    with translation.override("vi"):
        for name, job in JOBS.items():
            try:
                done[name] = job(timezone.now())
            except Exception:
                log.exception("job %s failed", name)
                done[name] = -1
    return done


def tick(instance: Instance) -> int:
    """The command `dondoc tick`: for cron or a timer where `serve` does not keep time itself."""
    done = run_due()
    for name, count in done.items():
        out.print(f"{name}: {'lỗi, xem nhật ký / failed, see the log' if count < 0 else count}")
    return 1 if min(done.values(), default=0) < 0 else 0
