"""How a command ends that cannot come to its own end: one line that says why, and an exit code."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

UNDONE = 2
"""Something that the command needs is not so; an answer, or a file that can be written."""
STOPPED = 128 + signal.SIGINT
CLOSED = 128 + 13
"""What a shell tells of a command that SIGPIPE ended, on systems without that signal too."""


def ended(run: Callable[[], int]) -> int:
    """Run a command, and return its exit code, or one for what kept it from ending.

    Whoever reads the output may have seen enough and closed it, as `head` does: that is no mistake.
    """
    try:
        try:
            return run()
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except BrokenPipeError:
        code = CLOSED
    except KeyboardInterrupt:
        code = _told("stopped", STOPPED, before="\n")
    except EOFError:
        code = _told("the questions were not all answered; nothing was made", UNDONE, before="\n")
    except OSError as error:
        what = f"`{error.filename}`" if error.filename else "the output"
        why = error.strerror or error
        code = _told(f"{what} cannot be written or read ({why}); mend that and run this again")
    _let_go()
    return code


def _told(message: str, code: int = UNDONE, before: str = "") -> int:
    with suppress(OSError):
        print(f"{before}postmortems: {message}", file=sys.stderr)
    return code


def _let_go() -> None:
    """Leave behind what cannot be written, or Python would try it once more at its own end."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
