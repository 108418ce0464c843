"""Ươm tiến trình con: nạp chương trình một lần, mỗi tệp một nhánh. / Where children are born: loaded once, one fork for each file.

python -c "from dondoc.confine.nursery import run; run()" DESCRIPTOR MODULE…

To start the interpreter and load the reader takes longer than to read a short document. The nursery does it once, has no threads and
touches no strange file; each child forks from it, puts up its own fences and ends with its file. What is said on the socket, in order:

keeper -> nursery    {request} with the file and the pipe for the answers as descriptors
nursery -> keeper    {"pid": n}, and when the child has ended {"code": n}
keeper -> nursery    b"." it may be reaped: until then nobody else can get its number, so the keeper may kill it by that
nursery -> keeper    {"peak": bytes} of memory it held at most
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import socket
import sys
from importlib import import_module

from dondoc.confine import fences, seccomp
from dondoc.confine.__main__ import serve

_LONGEST = 1 << 16


def run() -> None:
    """The whole life of the nursery."""
    descriptor, modules = int(sys.argv[1]), sys.argv[2:]
    fences.die_with_parent()
    fenced = fences.network()
    seccomp.instructions()
    for module in modules:
        with contextlib.suppress(ImportError):  # what an extra lacks a child tells in its own words
            import_module(module)
    gc.collect()
    gc.freeze()  # what all children share is not gone through, and so not copied, in each
    with socket.socket(fileno=descriptor) as line:
        while _one(line, fenced):
            pass
    os._exit(0)


def _one(line: socket.socket, fenced: list[str]) -> bool:
    """One child from birth to death; False when the keeper has gone."""
    try:
        request, given, _, _ = socket.recv_fds(line, _LONGEST, 2)
        if not request:
            return False
        file, answers = given
        child = os.fork()
        if child == 0:
            fences.die_with_parent()  # asked again once it has its own user, since a change of user forgets it
            line.close()
            os.setsid()
            os._exit(serve(json.loads(request), file, answers, fenced))
        os.close(file)
        os.close(answers)
        line.send(json.dumps({"pid": child}).encode())
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        code = 0 if ended is None else ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
        line.send(json.dumps({"code": code}).encode())
        going_on = bool(line.recv(1))
        _, _, used = os.wait4(child, 0)
        line.send(json.dumps({"peak": used.ru_maxrss * 1024}).encode())
    except OSError:
        return False
    return going_on
