"""Progress is shown on a terminal only, for work of more than a second."""

import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

from postmortems.progress import Progress
from tests.conftest import ROOT

WORK = """
import time
from postmortems import progress
progress.DELAY = {delay}
shown = progress.Progress(is_shown={is_shown})
for _ in shown.over(range(3), 3, "checking incidents"):
    time.sleep(0.2)
with shown.during("indexing pages"):
    time.sleep(0.2)
"""


def output(delay: float = 0.1, *, is_shown: bool = True) -> str:
    """Return what some work prints on a terminal."""
    terminal, end = pty.openpty()
    termios.tcsetwinsize(end, (24, 80))
    code = WORK.format(delay=delay, is_shown=is_shown)
    process = subprocess.Popen([sys.executable, "-c", code], stderr=end, cwd=ROOT)
    os.close(end)
    parts = []
    try:
        while part := os.read(terminal, 4096):
            parts.append(part)
    except OSError:  # Linux reports the end as an error
        pass
    os.close(terminal)
    assert process.wait() == 0
    return b"".join(parts).decode("utf-8")


def test_a_terminal_shows_how_far_the_work_is() -> None:
    text = output()
    assert "checking incidents: 2 of 3" in text
    assert "indexing pages …" in text


def test_short_work_shows_nothing() -> None:
    assert "checking" not in output(delay=30)
    assert "indexing" not in output(delay=30)


def test_nothing_is_shown_if_it_is_switched_off() -> None:
    assert output(is_shown=False) == ""


def test_nothing_is_shown_in_a_file(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as log:
        code = WORK.format(delay=0, is_shown=True)
        subprocess.run([sys.executable, "-c", code], stderr=log, cwd=ROOT, check=True)
    assert (tmp_path / "log").read_text() == ""


def test_all_items_are_yielded() -> None:
    assert list(Progress().over(iter("abc"), 3, "reading")) == ["a", "b", "c"]
