"""Runs a case in a process of its own, within limits of time and memory."""

import contextlib
import faulthandler
import json
import os
import re
import resource
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from .case import Case, place
from .outputs import Broken
from .steps import STEPS

SECONDS = 5
"""The longest that a step may take, in seconds of the processor."""
WAIT = 25
"""After as many seconds by the clock a step hangs; the machine may be busy with something else."""
MEMORY = 1_000_000_000
"""The most memory that a step may ask for, in bytes."""
MOST_KILLS = 2
"""After as many killed steps the rest of a case is left out."""
OWN = re.compile(r"/(?:generator|plugins)/((?:postmortems|mkdocs_postmortems)/.*)")


@dataclass(frozen=True)
class Failure:
    """Something that must not happen: in which step, what, and where in the code.

    Failures of one `what` and `where` have one cause.
    """

    step: str
    what: str
    where: str
    details: str = ""

    @property
    def signature(self) -> str:
        """What failures of one cause have in common."""
        return f"{self.what} {self.where}".strip()


def run(case: Case, steps: Sequence[str]) -> list[Failure]:
    """Run steps of a case and return what failed. Nothing of it stays on disk."""
    failures: list[Failure] = []
    rest, kills = list(steps), 0
    while rest and kills < MOST_KILLS:
        with TemporaryDirectory(prefix="fuzz-", ignore_cleanup_errors=True) as folder:
            done, found, killed = _attempt(case, rest, Path(folder))
        failures += found
        rest = rest[done + 1 :]
        kills += killed
        if not killed:
            break
    return failures


def rehearse(case: Case, steps: Sequence[str]) -> None:
    """Run steps of a case in this process; whatever fails is no matter."""
    here = Path.cwd()
    with TemporaryDirectory(prefix="fuzz-") as folder:
        try:
            os.chdir(place(case, Path(folder)))
            for name in steps:
                with contextlib.suppress(Exception):
                    STEPS[name][0](case)
        finally:
            os.chdir(here)


def _attempt(case: Case, steps: list[str], folder: Path) -> tuple[int, list[Failure], bool]:
    """Run steps in a forked process: how many it ended, what failed, and whether it was killed."""
    log, trace = folder / "log", folder / "trace"
    sys.stdout.flush()
    sys.stderr.flush()
    if (process := os.fork()) == 0:
        _child(case, steps, folder, log, trace)
    _, status, usage = os.wait4(process, 0)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process, signal.SIGKILL)
    rows = [json.loads(row) for row in log.read_text("utf-8").splitlines()] if log.exists() else []
    failures = [Failure(**row) for row in rows if row.get("what")]
    ended = sum("end" in row for row in rows)
    if os.waitstatus_to_exitcode(status) == 0:
        return ended, failures, False
    said = trace.read_text("utf-8", "replace") if trace.exists() else ""
    what = _ending(os.waitstatus_to_exitcode(status))
    step = steps[min(ended, len(steps) - 1)]
    return ended, [*failures, Failure(step, what, _dumped_place(said), said[-3000:])], True


def _ending(code: int) -> str:
    names = {
        -signal.SIGPROF: f"takes more than {SECONDS} s",
        -signal.SIGALRM: f"hangs for more than {WAIT} s",
    }
    return names.get(code) or (f"dies of {signal.Signals(-code).name}" if code < 0 else f"exit {code}")


def _child(case: Case, steps: list[str], folder: Path, log: Path, trace: Path) -> None:
    """Run the steps and end the process. What fails is written to the log, row by row."""
    os.setpgid(0, 0)
    try:
        with trace.open("w") as traced, log.open("w", encoding="utf-8") as file:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            faulthandler.enable(traced, all_threads=False)
            for number in (signal.SIGPROF, signal.SIGALRM):
                faulthandler.register(number, traced, all_threads=False, chain=True)
            _limit_memory()
            os.chdir(place(case, folder))
            for name in steps:
                for failure in _step(case, name):
                    _write(file, asdict(failure))
                _write(file, {"end": name})
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(70)


def _write(file: TextIO, row: object) -> None:
    file.write(f"{json.dumps(row)}\n")
    file.flush()


def _step(case: Case, name: str) -> Iterator[Failure]:
    """Run one step under its limits, and yield what failed."""
    before, spent = _memory(), _seconds()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.setitimer(signal.ITIMER_REAL, WAIT)
    try:
        STEPS[name][0](case)
    except Broken as broken:
        yield Failure(name, broken.what, "", broken.details)
    except BaseException as error:
        details = "".join(traceback.format_exception(error)[-6:])
        yield Failure(name, type(error).__name__, _place(error), details[-3000:])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
    if _seconds() - spent > SECONDS:
        yield Failure(name, f"takes more than {SECONDS} s with what it starts", "")
    if _memory() - before > MEMORY:
        yield Failure(name, "asks for more than 1 GB of memory", "")


def _place(error: BaseException) -> str:
    """The innermost place of our own code, as `file:function`; else the innermost of all."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if OWN.search(frame.filename)]
    if isinstance(error, RecursionError) and own:
        own = own[:1]
    for frame in reversed(own or frames):
        found = OWN.search(frame.filename)
        return f"{found[1] if found else frame.filename}:{frame.lineno} {frame.name}"
    return ""


def _dumped_place(dump: str) -> str:
    """The innermost place of our own code in what the fault handler wrote."""
    for path, line, name in re.findall(r'File "([^"]*)", line (\d+) in (\S+)', dump):
        if found := OWN.search(path):
            return f"{found[1]}:{line} {name}"
    return ""


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


def _limit_memory() -> None:
    """Let the process ask for twice of what it may: more is refused, less is measured."""
    most = _memory() + 2 * MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
