"""Trang tốn bao nhiêu. / What pages cost: CPU ms (median of nine), queries, bytes, on a demo province built for this run.

    python bench/pages.py [HOME]     HOME: a demo province already built (dondoc demo --home HOME)

The machine is shared: CPU time counts, the load before and after is printed. Never a timed test.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dondoc.server.site.operating.entering import enter

PAGES = {
    "bithu": ("/", "/van-ban/", "/nhiem-vu/", "/nhiem-vu/?ds=given&status=late"),
    "tonghop": ("/", "/bao-cao/xem-xet/", "/van-ban/?q=214"),
    "canboxa": ("/", "/bao-cao/", "/nhiem-vu/", "/nhiem-vu/tiep-nhan/"),
    "kiemtra": ("/nhat-ky/",),
}


def main() -> None:
    """Measure and print."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()) / "home"
    subprocess.run([sys.executable, "-m", "dondoc.cli", "demo", "--quiet", "--home", str(home)], check=True, stdout=subprocess.DEVNULL)
    enter(home)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from dondoc.server.accounts.models import Account

    print("load before", os.getloadavg())
    for username, paths in PAGES.items():
        browser = Client(HTTP_HOST="127.0.0.1")
        browser.force_login(Account.objects.get(username=username))
        for path in paths:
            spent = []
            browser.get(path, follow=True)
            for _ in range(9):
                began = time.process_time()
                answer = browser.get(path, follow=True)
                spent.append(1000 * (time.process_time() - began))
            with CaptureQueriesContext(connection) as queries:
                browser.get(path, follow=True)
            size = len(answer.content) / 1000
            print(f"{username:10} {path:36} {statistics.median(spent):6.0f} ms CPU {len(queries):4} queries {size:7.0f} KB html")
    print("load after", os.getloadavg())


if __name__ == "__main__":
    main()
