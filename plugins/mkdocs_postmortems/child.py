"""Run other programs during a build; they end when the build ends, even if it is killed."""

import os
import subprocess
import sys
from collections.abc import Sequence

_SUPERVISOR = """
import os, subprocess, sys, threading

child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)


def end_with_the_build():
    while os.read(0, 1024):
        pass
    child.kill()


threading.Thread(target=end_with_the_build, daemon=True).start()
os._exit(1 if child.wait() else 0)
"""
"""Runs a program until its own standard input is closed. The build holds the other end of that
pipe; the operating system closes it when the build is killed, which no signal handler could do."""


class Child:
    """A program that runs in the background.

    Raises:
        OSError: Python itself cannot be started.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        reading, self._writing = os.pipe()
        try:
            self._supervisor = subprocess.Popen(  # noqa: S603 - no shell, own arguments
                [sys.executable, "-I", "-S", "-c", _SUPERVISOR, *command],
                stdin=reading,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C ends the build, which ends the program
                encoding="utf-8",
                errors="replace",
            )
        except OSError:
            self.kill()
            raise
        finally:
            os.close(reading)

    def wait(self) -> subprocess.CompletedProcess[str]:
        """Return the output of the program; its exit code is 1 for every failure."""
        try:
            stdout, stderr = self._supervisor.communicate()
        finally:
            self.kill()
            self._supervisor.wait()
        code = self._supervisor.returncode
        return subprocess.CompletedProcess(self._command, code, stdout, stderr)

    def kill(self) -> None:
        """End the program if it runs."""
        writing, self._writing = self._writing, -1
        if writing >= 0:
            os.close(writing)
