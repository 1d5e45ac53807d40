"""How soon `mkdocs serve` shows an edit: `python -m tests.benchmarks.serving [N ...]`.

For each number of incidents of the invented company (10, 1,000 and 10,000 by default): starts
`mkdocs serve`, changes the summary of an incident ten times, and measures the time from saving the
file until the server returns the page with the change. Then it waits until the rest of the site
has followed. Prints the median and the worst time.
"""

import argparse
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import yaml

from postmortems.site_map import SiteMap
from tests.benchmarks.company import write
from tests.benchmarks.reading import UNTIL
from tests.conftest import FIVE_LINES

EDITS = 10
PAUSE = 2.0
"""The seconds between two edits: those of a quick author."""
LIMIT = 900.0
"""The seconds after which the server is given up."""


def free_port() -> int:
    """Return a port that no program listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def page(url: str) -> str:
    """Return a page; empty if the server does not answer."""
    try:
        with urllib.request.urlopen(url, timeout=LIMIT) as answer:
            return str(answer.read().decode("utf-8"))
    except OSError:
        return ""


def wait_for(url: str, words: str) -> float:
    """Return the seconds until a page holds words."""
    start = time.perf_counter()
    while words not in page(url):
        if time.perf_counter() - start > LIMIT:
            sys.exit(f"{url} does not show `{words}`")
        time.sleep(0.01)
    return time.perf_counter() - start


def measure(incidents: int) -> None:
    """Print the times for a number of incidents."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("w") as log:
        top = Path(folder)
        write(top / "incidents", incidents, 1, UNTIL)
        (top / "mkdocs.yml").write_text(FIVE_LINES, encoding="utf-8")
        (top / "docs").mkdir(exist_ok=True)
        files = sorted(top.glob("incidents/*/incident.yaml"))
        file = files[len(files) // 2]
        address = f"127.0.0.1:{free_port()}"
        command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", address]
        server = subprocess.Popen(command, cwd=top, stdout=log, stderr=log)
        try:
            url = f"http://{address}/incidents/{file.parent.name}/"
            first = wait_for(url, "</html>")
            times = [edit(file, url, number) for number in range(EDITS)]
            start = time.perf_counter()
            record = f"http://{address}/{SiteMap.incident_record(file.parent.name)}"
            wait_for(record, f"edit number {EDITS - 1}")
            rest = time.perf_counter() - start
        finally:
            server.kill()
            server.wait()
    print(
        f"{incidents:6} incidents: save to page median {statistics.median(times):.2f} s, worst "
        f"{max(times):.2f} s; the rest after {rest:.1f} s; start {first:.1f} s",
        flush=True,
    )


def edit(file: Path, url: str, number: int) -> float:
    """Save a change of an incident, and return the seconds until its page shows it."""
    time.sleep(PAUSE)
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    data["summary"] = f"This is edit number {number} of the summary."
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return wait_for(url, f"edit number {number} of the summary")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.serving")
    parser.add_argument("incidents", nargs="*", type=int, default=[10, 1_000, 10_000])
    for incidents in parser.parse_args().incidents:
        measure(incidents)


if __name__ == "__main__":
    main()
