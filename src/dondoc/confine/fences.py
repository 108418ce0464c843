"""Hàng rào quanh tiến trình con. / The fences around the child, each put up by itself and named when it holds.

Where the system knows none of them (not Linux) the child runs without, and whoever called is told by their absence.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Collection

from dondoc.confine.protocol import Bounds, more_cpu
from dondoc.confine.seccomp import forbid

if sys.platform != "win32":
    import resource

_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_DEATH_SIGNAL, _KILL = 1, 9
#: a user of its own for each child, so that children cannot touch each other; nobody where the name space is too small for that
_FIRST_USER, _NOBODY = 0x60000000, 65534


def network() -> list[str]:
    """The fence that those who are born behind it need not put up again."""
    return ["network"] if _held(_no_network) else []


def first(bounds: Bounds, fenced: Collection[str] = ()) -> list[str]:
    """Fences that trusted code can still be loaded behind: network, memory, CPU, core dumps. Names of those that hold."""
    os.umask(0o077)
    holds = ["network"] if "network" in fenced else network()
    holds += ["memory"] if _held(lambda: _limits(bounds)) else []
    return [*holds, "cpu"] if "memory" in holds else holds


def second() -> list[str]:
    """Fences that end all loading of new power: own user, files, processes, system calls."""
    fences = (("user", _own_user), ("files", _no_files), ("processes", _no_processes), ("calls", forbid), ("parent", die_with_parent))
    return [name for name, fence in fences if _held(fence)]


def _held(fence: Callable[[], bool]) -> bool:
    try:
        return fence()
    except (OSError, AttributeError, ValueError, ImportError):
        return False


def _no_network() -> bool:
    """A network name space with nothing in it; as an ordinary user inside a user name space of its own."""
    libc = ctypes.CDLL(None, use_errno=True)
    flags = _NEW_NETWORK if os.geteuid() == 0 else _NEW_NETWORK | _NEW_USER
    return bool(libc.unshare(flags) == 0 or (os.geteuid() == 0 and libc.unshare(_NEW_NETWORK | _NEW_USER) == 0))


def _limits(bounds: Bounds) -> bool:
    if sys.platform == "win32":
        return False
    _lower(resource.RLIMIT_AS, bounds.memory_bytes)
    _lower(resource.RLIMIT_CPU, bounds.cpu_seconds * bounds.steps + 1)
    _lower(resource.RLIMIT_CORE, 0)
    more_cpu(bounds, 1)
    return True


def _lower(kind: int, most: int) -> None:
    """Lower a limit; one that is lower already stays."""
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))


def _own_user() -> bool:
    """Leave root for a user that owns nothing, where the program's own files can still be read as that user."""
    if os.geteuid() != 0:
        return False
    for user in (_FIRST_USER + os.getpid(), _NOBODY):
        try:
            os.setgroups([])
            os.setresgid(user, user, user)
            if not _may_read_program(user):
                return False
            os.setresuid(user, user, user)
        except OSError:
            continue
        return True
    return False


def _may_read_program(user: int) -> bool:
    os.setresuid(user, user, 0)
    try:
        return all(os.access(path, os.R_OK, effective_ids=True) for path in (__file__, os.__file__, *_package_roots()))
    finally:
        os.setresuid(0, 0, 0)


def _package_roots() -> list[str]:
    return [path for path in sys.path if os.path.isdir(path)]


def _no_files() -> bool:
    if sys.platform == "win32":
        return False
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    return True


def _no_processes() -> bool:
    if sys.platform == "win32":
        return False
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    return os.geteuid() != 0  # root is not bound by it; the filter of system calls is


def die_with_parent() -> bool:
    """Ask the system to end this process when the one that started it ends."""
    return bool(ctypes.CDLL(None).prctl(_DEATH_SIGNAL, _KILL, 0, 0, 0) == 0)
