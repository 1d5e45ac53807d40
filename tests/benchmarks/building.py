"""How long a build takes, and what a change costs: `python -m tests.benchmarks.building [N]`.

Builds in turns, from the invented company's N incidents (1,000 by default):

- this project: cold; after one edit of prose; after one edit of a severity; after nothing;
- stock Material with its own search, of the same pages as plain Markdown;
- Hugo with a bare theme, of the same Markdown, where `hugo` is installed.

Each line has the wall and user CPU seconds, the peak memory of the largest process, and the ratios
of both times to Material's. The ratios are the figures to quote, for machines differ.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.benchmarks.company import write
from tests.benchmarks.reading import UNTIL
from tests.conftest import FIVE_LINES

MATERIAL = (
    "site_name: Material\ntheme: {name: material, font: false}\nplugins: [search]\n"
    # As on our site, incidents are not in the navigation. With all pages in it, as by default,
    # each page holds links to all others, and Material takes many times as long.
    "nav: [index.md]\nnot_in_nav: '*'\n"
)
HUGO = {
    "hugo.toml": 'title = "Hugo"\nbaseURL = "/"\n[markup.goldmark.renderer]\nunsafe = true\n',
    "layouts/baseof.html": (
        "<!doctype html><html><head><title>{{ .Title }}</title></head>"
        '<body>{{ block "main" . }}{{ end }}</body></html>\n'
    ),
    "layouts/page.html": '{{ define "main" }}{{ .TableOfContents }}{{ .Content }}{{ end }}\n',
    "layouts/list.html": (
        '{{ define "main" }}{{ .Content }}'
        '{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}\n'
    ),
}


@dataclass(frozen=True)
class Cost:
    """What a process cost: wall and user CPU seconds, and its peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def cost_of(command: list[str], folder: Path) -> Cost:
    """Run a command in a folder and return what it and its child processes cost.

    Raises:
        SystemExit: the command failed.
    """
    # Python keeps the compiled modules, as it does for installed packages.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
    with tempfile.TemporaryFile() as output:
        actions = [
            (os.POSIX_SPAWN_DUP2, output.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, output.fileno(), 2),
        ]
        start = time.perf_counter()
        # `wait4` tells the cost of one process; the start by `env` sets its folder.
        argv = ["env", "-C", str(folder), *command]
        pid = os.posix_spawnp("env", argv, environment, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - start
        if status:
            output.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{output.read().decode()}")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(wall, usage.ru_utime, usage.ru_maxrss / unit)


def cold(top: Path) -> None:
    """Remove what earlier builds left."""
    shutil.rmtree(top / ".cache", ignore_errors=True)
    shutil.rmtree(top / "site", ignore_errors=True)


def edit_prose(top: Path) -> None:
    """Append a sentence to the summary of the incident in the middle."""
    _edit(top, lambda data: data.update(summary=f"{data.get('summary', '')}\n\nOne edit more."))


def edit_severity(top: Path) -> None:
    """Change the severity of the incident in the middle."""
    _edit(top, lambda data: data.update(severity="SEV1" if data["severity"] != "SEV1" else "SEV2"))


def _edit(top: Path, change: Callable[[dict[str, str]], None]) -> None:
    files = sorted(top.glob("incidents/*/incident.yaml"))
    file = files[len(files) // 2]
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    change(data)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def as_plain_markdown(site: Path, docs: Path) -> None:
    """Copy the Markdown version of every page of a site to a docs folder."""
    for path in site.rglob("*.md"):
        target = docs / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


def hugo_content(docs: Path, content: Path) -> None:
    """Copy Markdown pages for Hugo, which names the page of a folder `_index.md`."""
    for path in docs.rglob("*.md"):
        target = content / path.relative_to(docs)
        if path.name == "index.md" and len(list(path.parent.iterdir())) > 1:
            target = target.with_name("_index.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        target.write_text(f"---\ntitle: {path.parent.name}\n---\n{text}", encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.building")
    parser.add_argument("incidents", nargs="?", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3, help="turns of each build (default 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        costs = measure(Path(folder), options.incidents, options.rounds)
    reference = costs["stock Material"]
    for name, cost in costs.items():
        print(
            f"{name:32} wall {cost.wall:7.2f} s ({cost.wall / reference.wall:5.2f})   "
            f"user CPU {cost.cpu:7.2f} s ({cost.cpu / reference.cpu:5.2f})   "
            f"peak {cost.memory:6.0f} MB"
        )
    if hugo := costs.get("Hugo"):
        ratio = costs["after one edit of prose"].wall / hugo.wall
        print(f"after one edit of prose, wall, against Hugo: {ratio:.2f}")


def measure(folder: Path, incidents: int, rounds: int) -> dict[str, Cost]:
    """Return the cheapest cost of each build by its name."""
    top, plain, hugo = folder / "ours", folder / "material", folder / "hugo"
    write(top / "incidents", incidents, 1, UNTIL)
    (top / "mkdocs.yml").write_text(FIVE_LINES, encoding="utf-8")
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    cost_of(mkdocs, top)
    as_plain_markdown(top / "site", plain / "docs")
    (plain / "mkdocs.yml").write_text(MATERIAL, encoding="utf-8")
    pages = len(list((plain / "docs").rglob("*.md")))
    print(f"{incidents} incidents, {pages} pages, Python {sys.version.split()[0]}", flush=True)

    builds: list[tuple[str, list[str], Path, Callable[[Path], None]]] = [
        ("cold", mkdocs, top, cold),
        ("after nothing", mkdocs, top, lambda top: None),
        ("after one edit of prose", mkdocs, top, edit_prose),
        ("after one edit of a severity", mkdocs, top, edit_severity),
        ("stock Material", mkdocs, plain, cold),
    ]
    if program := shutil.which("hugo"):
        for path, text in HUGO.items():
            (hugo / path).parent.mkdir(parents=True, exist_ok=True)
            (hugo / path).write_text(text, encoding="utf-8")
        hugo_content(plain / "docs", hugo / "content")
        builds.append(("Hugo", [program, "--quiet", "-d", "site"], hugo, cold))
    costs: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        for name, command, place, prepare in builds:
            prepare(place)
            costs.setdefault(name, []).append(cost_of(command, place))
    return {
        name: Cost(*(min(getattr(c, f) for c in each) for f in ("wall", "cpu", "memory")))
        for name, each in costs.items()
    }


if __name__ == "__main__":
    main()
