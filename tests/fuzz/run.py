"""Runs a case in a process of its own, within limits of time and memory."""

import contextlib
import faulthandler
import json
import os
import re
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from .case import Case, place
from .limits import SIGNALS, limit_memory
from .outputs import BrokenOutputError
from .steps import STEPS

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
    _, status = os.waitpid(process, 0)
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
    if code >= 0:
        return f"ends with {code}"
    number = signal.Signals(-code)
    return SIGNALS.get(number) or f"dies of {number.name}"


def _child(case: Case, steps: list[str], folder: Path, log: Path, trace: Path) -> None:
    """Run the steps and end the process. What fails is written to the log, row by row."""
    os.setpgid(0, 0)
    try:
        with trace.open("w") as traced, log.open("w", encoding="utf-8") as file:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            faulthandler.enable(traced, all_threads=False)
            for number in SIGNALS:
                faulthandler.register(number, traced, all_threads=False, chain=True)
            limit_memory()
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
    """Run one step, and yield what failed."""
    try:
        STEPS[name][0](case)
    except BrokenOutputError as broken:
        where = _shown(broken.__cause__) if broken.__cause__ else ""
        yield Failure(name, broken.what, where, broken.details)
    except BaseException as error:
        details = "".join(traceback.format_exception(error))
        yield Failure(name, type(error).__name__, _shown(error), details[-3000:])


def _shown(error: BaseException) -> str:
    """The place of an error, from the package on where it is ours."""
    where = _place(error)
    found = OWN.search(where)
    return found[1] if found else where


def _place(error: BaseException) -> str:
    """The innermost place of our own code, as `file:function`; else the innermost of all.

    What was raised first counts, not what was raised while it was handled.
    """
    before = error.__cause__ or error.__context__
    if before and OWN.search(origin := _place(before)):
        return origin
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if OWN.search(frame.filename)]
    if isinstance(error, RecursionError) and own:
        own = own[:1]
    for frame in (own or frames)[-1:]:
        return f"{frame.filename}:{frame.name}"
    return ""


def _dumped_place(dump: str) -> str:
    """The innermost place of our own code in what the fault handler wrote."""
    for path, name in re.findall(r'File "([^"]*)", line \d+ in (\S+)', dump):
        if found := OWN.search(path):
            return f"{found[1]}:{name}"
    return ""
