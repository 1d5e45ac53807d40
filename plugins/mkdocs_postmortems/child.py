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


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a program and return its output; its exit code is 1 for every failure.

    Raises:
        OSError: Python itself cannot be started.
    """
    reading, writing = os.pipe()
    try:
        with subprocess.Popen(  # noqa: S603 - no shell, own arguments
            [sys.executable, "-I", "-S", "-c", _SUPERVISOR, *command],
            stdin=reading,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        ) as supervisor:
            os.close(reading)
            reading = -1
            try:
                stdout, stderr = supervisor.communicate()
            finally:
                os.close(writing)
                writing = -1
    finally:
        for descriptor in (reading, writing):
            if descriptor >= 0:
                os.close(descriptor)
    return subprocess.CompletedProcess(command, supervisor.returncode, stdout, stderr)
