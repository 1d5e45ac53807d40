"""Turn exceptions that end a command into one line on standard error and an exit code."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

EXIT_USAGE = 2
"""The command cannot run as requested; for example, a file is not accessible."""
EXIT_INTERRUPTED = 128 + signal.SIGINT
EXIT_PIPE_CLOSED = 128 + 13
"""The exit code that a shell reports after SIGPIPE; used on systems without that signal, too."""


def run_command(run: Callable[[], int]) -> int:
    """Run a command and return its exit code, or the exit code for the exception that ended it.

    A reader that closes the output early, as `head` does, is not an error: nothing is printed.
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
        code = _fail(access_error(error))
    _discard_streams()
    return code


def access_error(error: OSError) -> str:
    """Return the message for a file, or the output, that cannot be read or written."""
    target = f"`{error.filename}`" if error.filename else "the output"
    return f"cannot access {target}: {error.strerror.lower() if error.strerror else error}"


def _fail(message: str, code: int = EXIT_USAGE, before: str = "") -> int:
    with suppress(OSError):
        print(f"{before}postmortems: {message}", file=sys.stderr)
    return code


def _discard_streams() -> None:
    """Discard output that cannot be written; otherwise Python tries to write it again at exit."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
