"""`mkdocs serve`: what it notices."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import FIVE_LINES, write

NAME = "2026-03-14-checkout-declines-cards"
MINUTE = 60
BARE = "site_name: Ours\ntheme: {name: material}\nplugins: [postmortems: {search: false}]\n"


def incident(title: str) -> dict[str, str]:
    return {f"incidents/{NAME}/incident.yaml": f"title: {title}\nseverity: SEV3\n"}


@pytest.fixture(params=["of-its-own", "docs-dir"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The folder of a site that is served."""
    config = BARE if request.param == "of-its-own" else FIVE_LINES
    write(tmp_path, {"mkdocs.yml": config, "docs/about.md": "# About\n", **incident("First")})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=tmp_path,
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(tmp_path, "Serving on", 1)
            yield tmp_path
        finally:
            server.kill()
            server.wait()


def wait_for(folder: Path, words: str, number: int) -> str:
    """Wait until the log has words so many times, and return it."""
    end = time.monotonic() + MINUTE
    while time.monotonic() < end:
        log = (folder / "log").read_text()
        if log.count(words) >= number:
            return log
        time.sleep(0.2)
    raise AssertionError(f"no `{words}` in:\n{log}")


def test_a_folder_that_was_moved_away_and_back_is_watched_again(served: Path) -> None:
    folder = served
    time.sleep(1.5)  # the observer has seen it
    (folder / "incidents").rename(folder / "away")
    time.sleep(2)  # MkDocs' observer looks every half a second, and gives the folder up
    (folder / "away").rename(folder / "incidents")
    wait_for(folder, "Reloading browsers", 1)
    time.sleep(1.5)
    write(folder, incident("Second"))
    log = wait_for(folder, "Reloading browsers", 2)
    assert "Traceback" not in log
