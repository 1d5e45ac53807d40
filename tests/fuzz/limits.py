"""The limits of time and memory that a step must keep to, and how they are measured."""

import re
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .outputs import require

SECONDS = 5
"""The longest that a command may take, in seconds of the processor."""
WAIT = 60
"""After as many seconds by the clock a command hangs; the machine may be busy otherwise."""
MEMORY = 1_000_000_000
"""The most memory that a command may ask for, in bytes."""
SIGNALS = {
    signal.SIGPROF: f"takes more than {SECONDS} s",
    signal.SIGALRM: f"hangs for more than {WAIT} s",
}
"""The signals that end a process beyond its limits, and what is said of it then."""


@contextmanager
def limited() -> Iterator[None]:
    """Run what takes as long as it may, and not longer, with no more memory than it may.

    What takes too long is ended by a signal, and the process with it; what starts other processes
    that do, or asks for too much memory, raises `BrokenOutputError`.
    """
    memory, spent = _memory(), _seconds()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.setitimer(signal.ITIMER_REAL, WAIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        require(_memory() - memory <= MEMORY, "asks for more than 1 GB of memory")
    require(_seconds() - spent <= SECONDS, f"takes more than {SECONDS} s with what it starts")


def limit_memory() -> None:
    """Let this process ask for twice of what it may: more is refused, less is measured."""
    most = _memory() + 2 * MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _seconds() -> float:
    """The time of the processor that this process and those it waited for have used."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


def _memory() -> int:
    """The most memory that this process has asked for, in bytes; 0 where that is not told."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(r"VmPeak:\s*(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0
