"""How a command ends that cannot come to its own end: one line that says why, and an exit code."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

EXIT_USAGE = 2
"""Something that the command needs is not so; an answer, or a file that can be written."""
EXIT_INTERRUPTED = 128 + signal.SIGINT
EXIT_PIPE_CLOSED = 128 + 13
"""What a shell tells of a command that SIGPIPE ended, on systems without that signal too."""


def run_command(run: Callable[[], int]) -> int:
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
        code = EXIT_PIPE_CLOSED
    except KeyboardInterrupt:
        code = _fail("stopped", EXIT_INTERRUPTED, before="\n")
    except EOFError:
        code = _fail(
            "not all questions were answered; no file was written", EXIT_USAGE, before="\n"
        )
    except OSError as error:
        what = f"`{error.filename}`" if error.filename else "the output"
        why = error.strerror or error
        code = _fail(f"{what} cannot be written or read ({why}); mend that and run this again")
    _discard_streams()
    return code


def _fail(message: str, code: int = EXIT_USAGE, before: str = "") -> int:
    with suppress(OSError):
        print(f"{before}postmortems: {message}", file=sys.stderr)
    return code


def _discard_streams() -> None:
    """Leave behind what cannot be written, or Python would try it once more at its own end."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
