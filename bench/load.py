"""Tải thật: nhiều người cùng lúc, qua trang thật của máy chủ thật. / Load: many people at once, through the real pages of a real server.

    python bench/load.py fill HOME [--size 100000] [--bodies 500]    an instance with six accounts a body
    python bench/load.py mixed HOME [--seconds 180] [--users 50] [--rate 60]
    python bench/load.py crowd HOME [--seconds 180] [--users 200]
    python bench/load.py rush HOME [--seconds 600] [--reports 2000]

mixed: people of the country open pages at a steady pace in all (`--rate`, requests a second); what comes too fast waits, and the waiting
is in the figures. crowd: everybody at once, each asks again as soon as answered. rush: the end of a month, each report with a file of
300 kB, one in twenty sent twice; at the end every report stands once, with its file.

Nine of ten people are of a unit, the others of a province or the centre; one request in ten writes. Signing in goes through its form for
a few only, since an address may sign in so often a minute; the others come with a session made beforehand. The generator is a process of
its own on the same machine: what it and others took stands beside the server's.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import requests
from lxml import html

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
SEED, SIGN_IN_SECONDS, COOKIE = 20261125, 6.0, "dondoc_session"
OFFICERS = 5  # reporting officers of each body, beside its head


def fill(home: Path, size: int, bodies: int) -> None:
    """The country of `rows`, with accounts and sessions for everybody, and what they may ask for."""
    from bench.beside import crowd, rows

    rows.build(home, size, bodies=bodies)
    (home / "asked.json").write_text(json.dumps({"dondoc": sys.executable, **crowd.settle(OFFICERS)}))
    sys.stdout.write(f"{rows.counts()}\n")


@dataclass
class Told:
    """What was measured. `took`: seconds by kind of page."""

    took: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, seconds: float, fault: str = "") -> None:
        """One request."""
        with self.lock:
            self.took[kind].append(seconds)
            if fault:
                self.faults[f"{kind}: {fault}"] += 1

    def show(self, seconds: float) -> None:
        """A line a kind, all of them last."""
        every = [one for some in self.took.values() for one in some]
        if not every:
            return
        for kind, some in [*sorted(self.took.items()), ("all", every)]:
            some.sort()
            at = [1000 * some[min(len(some) - 1, int(share * len(some)))] for share in (0.5, 0.95, 0.99)]
            print(f"  {kind:<22}{len(some):>7}{len(some) / seconds:>9.1f}/s{at[0]:>9.0f}{at[1]:>9.0f}{at[2]:>9.0f} ms")
        print(f"  faults: {dict(self.faults) or 'none'}")


class Asker:
    """One person with a browser: a connection kept, a session, pages of the own kind."""

    def __init__(self, base: str, told: Told, person: dict[str, Any], dice: random.Random) -> None:
        self.base, self.told, self.person, self.dice = base, told, person, dice
        self.browser = requests.Session()
        self.browser.cookies.set(COOKIE, person["session"])

    def ask(self, kind: str, path: str, since: float | None = None, **how: Any) -> requests.Response | None:
        """One request, judged: 5xx and broken connections are faults, and an answer that is not the page."""
        began = since or time.perf_counter()
        try:
            answer = self.browser.request("POST" if how else "GET", self.base + path, timeout=60, **how)
        except requests.RequestException as error:
            self.told.add(kind, time.perf_counter() - began, type(error).__name__)
            return None
        fault = (
            ""
            if answer.status_code == 200 and "/login/" not in answer.url
            else f"{answer.status_code} {'at the sign-in' if '/login/' in answer.url else ''}"
        )
        self.told.add(kind, time.perf_counter() - began, fault)
        return answer

    def one(self, since: float | None = None) -> None:
        """What this person does next."""
        kinds = self.person["kinds"]
        kind = self.dice.choices([name for name, _path, _share in kinds], [share for _name, _path, share in kinds])[0]
        path = next(path for name, path, _share in kinds if name == kind)
        if kind == "card":
            path = path.format(self.dice.choice(self.person["work"]))
        answer = self.ask(kind, path, since)
        if kind == "unit's month" and answer is not None:
            self.enter(answer)

    def enter(self, page: requests.Response) -> None:
        """A row of the month's page changed and saved, as the page itself saves it."""
        form = next((one for one in html.fromstring(page.text).forms if any(name.endswith("-result") for name in one.fields)), None)
        rows = [name for name in form.fields if name.endswith("-result")] if form is not None else []
        if form is None or not rows:
            return
        data = {name: value or "" for name, value in form.form_values()}
        data[self.dice.choice(rows)] = f"Đã triển khai, số {self.dice.random()}"
        data.setdefault(f"{rows[0].removesuffix('-result')}-progress", "in_hand")
        answer = self.ask("write a report", page.url.removeprefix(self.base), data=data, headers={"X-Autosave": "1", "Referer": page.url})
        if answer is not None and answer.ok and "json" in answer.headers["Content-Type"] and not answer.json()["ok"]:
            self.told.faults["not saved: " + answer.json()["said"][:60]] += 1


def signing_in(base: str, told: Told, names: list[str], password: str, until: float) -> None:
    """Somebody signs in every few seconds, by the form."""
    for name in names:
        if time.perf_counter() > until:
            return
        browser = requests.Session()
        page = browser.get(f"{base}/tai-khoan/login/", timeout=60)
        token = html.fromstring(page.text).xpath("string(//input[@name='csrfmiddlewaretoken']/@value)")
        began = time.perf_counter()
        sent = {"login": name, "password": password, "csrfmiddlewaretoken": token}
        answer = browser.post(page.url, data=sent, headers={"Referer": page.url}, timeout=60)
        told.add("sign in", time.perf_counter() - began, "" if COOKIE in browser.cookies else f"{answer.status_code}")
        time.sleep(SIGN_IN_SECONDS)


def at_a_pace(askers: list[Asker], rate: float, until: float) -> Callable[[Asker], None]:
    """Each asks when its turn comes, `rate` in all a second; a turn that is late counts from when it should have begun."""
    began, step = time.perf_counter(), len(askers) / rate
    place = {id(asker): n for n, asker in enumerate(askers)}

    def ask(asker: Asker) -> None:
        turn = began + step * place[id(asker)] / len(askers)
        while turn < until:
            time.sleep(max(0.0, turn - time.perf_counter()))
            asker.one(turn)
            turn += step

    return ask


def without_rest(until: float) -> Callable[[Asker], None]:
    """Each asks again as soon as answered."""

    def ask(asker: Asker) -> None:
        while time.perf_counter() < until:
            asker.one()

    return ask


def paper(number: int) -> bytes:
    """A small .docx, made heavy by a picture of noise: 300 kB that no other report has."""
    import docx

    made, text = io.BytesIO(), docx.Document()
    text.add_paragraph(f"Minh chứng số {number}")
    text.save(made)
    with ZipFile(made, "a", ZIP_STORED) as whole:
        whole.writestr("word/media/image1.png", random.Random(number).randbytes(290_000))
    return made.getvalue()


def rush(base: str, told: Told, people: list[dict[str, Any]], reports: int, seconds: float) -> list[dict[str, str]]:
    """The end of a month: so many reports in so many seconds, each with its file, one in twenty twice. What must stand afterwards."""
    dice = random.Random(SEED)
    wanted = [(person, work) for person in people for work in person["untold"]]
    dice.shuffle(wanted)
    wanted = wanted[:reports]
    turns, began, lock = iter(enumerate(wanted)), time.perf_counter(), threading.Lock()

    def send() -> None:
        while True:
            with lock:
                number, (person, work) = next(turns, (None, (None, None)))
            if number is None:
                return
            turn = began + seconds * number / len(wanted)
            time.sleep(max(0.0, turn - time.perf_counter()))
            asker = Asker(base, told, person, dice)
            page = asker.browser.get(f"{base}/bao-cao/", timeout=60)
            form = next(one for one in html.fromstring(page.text).forms if f"{work}-result" in one.fields)
            data = {name: value or "" for name, value in form.form_values()}
            data |= {f"{work}-progress": "in_hand", f"{work}-result": f"Kết quả số {number}"}
            files = {f"{work}-evidence": (f"minh-chung-{number}.docx", paper(number))}
            for _ in range(2 if number % 20 == 0 else 1):
                asker.ask("report with a file", page.url.removeprefix(base), turn, data=data, files=files, headers={"Referer": page.url})

    threads = [threading.Thread(target=send) for _ in range(24)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return [{"work": work, "result": f"Kết quả số {number}"} for number, (_person, work) in enumerate(wanted)]


def tree(root: int) -> list[int]:
    """A process and all below it."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            children[int(stat.read_text().rpartition(")")[2].split()[1])].append(int(stat.parent.name))
        except OSError:
            continue
    found = [root]
    for one in found:
        found += children[one]
    return found


def spent(root: int) -> tuple[float, float]:
    """(CPU seconds, own memory in MB) of a tree of processes."""
    cpu, memory = 0.0, 0.0
    for one in tree(root):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            cpu += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
            memory += (
                sum(int(line.split()[1]) for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
                / 1000
            )
        except OSError:  # it ended meanwhile
            continue
    return cpu, memory


def main() -> None:
    """Fill, or start the server, ask, and tell."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", choices=("fill", "mixed", "crowd", "rush"))
    asked.add_argument("home", type=Path)
    for name, default in (("size", 100_000), ("bodies", 500), ("seconds", 180), ("users", 0), ("rate", 60), ("reports", 2000)):
        asked.add_argument(f"--{name}", type=int, default=default)
    told = asked.parse_args()
    if told.what == "fill":
        fill(told.home.resolve(), told.size, told.bodies)
        return
    os.environ["BENCH_HOME"] = str(told.home.resolve())
    measure(told)


def measure(how: argparse.Namespace) -> None:
    """One run against a server started anew."""
    from bench.beside import target

    target.restart()
    root, dice, told = target.processes()["web"], random.Random(SEED), Told()
    everybody: list[dict[str, Any]] = target.TOLD["people"]
    print(f"{how.what}: {len(everybody)} accounts, load before {os.getloadavg()[0]:.1f}", flush=True)
    before, began, me = spent(root)[0], time.perf_counter(), time.process_time()
    if how.what == "rush":
        stand = rush(target.BASE, told, everybody, how.reports, how.seconds)
    else:
        until, stand = began + how.seconds, []
        chosen = dice.sample(everybody, how.users or (50 if how.what == "mixed" else 200))
        askers = [Asker(target.BASE, told, person, random.Random(n)) for n, person in enumerate(chosen)]
        run = at_a_pace(askers, how.rate, until) if how.what == "mixed" else without_rest(until)
        names = [person["name"] for person in dice.sample(everybody, 60)]
        threads = [threading.Thread(target=run, args=(asker,)) for asker in askers]
        threads.append(threading.Thread(target=signing_in, args=(target.BASE, told, names, target.PASSWORD, until)))
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
    seconds, (after, memory) = time.perf_counter() - began, spent(root)
    print(f"  {'':<22}{'asked':>7}{'':>11}{'p50':>9}{'p95':>9}{'p99':>9}")
    told.show(seconds)
    print(f"  {seconds:.0f} s; server {after - before:.0f} s CPU, {memory:.0f} MB; generator {time.process_time() - me:.0f} s CPU")
    print(f"  load after {os.getloadavg()[0]:.1f}")
    if stand:
        from bench.beside import crowd

        print("  " + crowd.standing(Path(os.environ["BENCH_HOME"]), stand))


if __name__ == "__main__":
    main()
