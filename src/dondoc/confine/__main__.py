"""Tiến trình con. / The child: put up the fences, call the function, tell the result.

python -m dondoc.confine REQUEST      REQUEST is JSON: function "module:name", arguments, bounds; the file comes on standard input
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection, Mapping
from importlib import import_module
from typing import Any

from dondoc.confine import fences
from dondoc.confine.protocol import Bounds, open_channel, say


def main() -> int:
    """Run the one request of the command line."""
    return serve(json.loads(sys.argv[1]), 0, os.dup(1))


def serve(request: Mapping[str, Any], file: int, answers: int, fenced: Collection[str] = ()) -> int:
    """Run one request on the file and tell the result, both given as descriptors; 0 also when the function failed: the parent was told.

    `fenced`: the fences this process was born behind.
    """
    bounds = Bounds(**request["bounds"])
    open_channel(answers, bounds)
    # whatever a library prints must not mix with what we say
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    holds = fences.first(bounds, fenced)
    try:
        module, name = request["function"].split(":")
        function = getattr(import_module(module), name)
        say({"holds": holds + fences.second()})
        with os.fdopen(file, "rb") as stream:
            data = stream.read()
        say({"done": function(data, **request["arguments"])})
    except MemoryError:
        say({"failed": "MemoryError", "at": ""})
    except Exception as error:
        # the child's edge: any failure becomes a message, without the words of the file
        say({"failed": type(error).__name__, "at": _place(error)})
    return 0


def _place(error: BaseException) -> str:
    """Where it happened, never what it said: a message may quote the document."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""


def run() -> None:
    """The whole life of the child."""
    code = main()
    os._exit(code)  # freeing half a gigabyte object by object helps nobody


if __name__ == "__main__":
    run()
