"""Files that would hang, crash or exhaust a reader that trusts them: each is a problem, or is read.

Where a crash would take the test runner along, the command is run in a process of its own.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from postmortems.model.scalars import slugs
from postmortems.reader import read
from postmortems.reader.plain_data import MAX_ROWS
from tests.conftest import run, write

SOUND = "title: A sound incident\nseverity: SEV3\n"
ID = "2025-01-02-x"


def rules(folder: Path) -> list[str]:
    """Return the names of the problems of the incident, and check that it costs no other."""
    write(folder, {"2025-01-01-sound/incident.yaml": SOUND})
    reading = read(folder)
    assert "2025-01-01-sound" in reading.corpus.by_id
    return [problem.rule for problem in reading.problems]


def incident(folder: Path, text: str) -> list[str]:
    write(folder, {f"{ID}/incident.yaml": text})
    return rules(folder)


@pytest.mark.parametrize(
    "text",
    [
        "summary: " + '["]",' * 40_000,
        "summary:\n" + "  [ # ]\n" * 40_000,
        "summary: " + "[" * 100_000,
        "summary: " + '{"}": ' * 40_000,
        "summary:\n" + "- " * 40_000 + "a",
        "? " * 40_000 + "a",
    ],
    ids=["quoted brackets", "brackets in comments", "lists", "mappings", "dashes", "keys"],
)
def test_nesting_is_counted_whatever_hides_it(text: str, tmp_path: Path) -> None:
    write(tmp_path / "incidents", {f"{ID}/incident.yaml": SOUND + text})
    done = run("postmortems", "check", "--format=concise", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert ": nested-too-deeply: " in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            SOUND + "aliases: [" + ", ".join(f"INC-{n}" for n in range(40_000)) + "]",
            "too-many-rows",
        ),
        (SOUND + "".join(f"key{n}: a\n" for n in range(24_000)), "unknown-key"),
        (SOUND + "".join(f"a{n}: &b{n} x\n" for n in range(24_000)), "text-cut-by-anchor"),
        (SOUND + 'summary: "' + '\\"' * 400_000, "not-yaml"),
        (SOUND + "summary: '" + "a'" * 400_000, "not-yaml"),
        (SOUND + "- a\n" * 200_000, "not-yaml"),
        (SOUND + "summary: see " + "[a](" * 200_000, "text-too-long"),
        (SOUND + "times: {started: '" + "1 " * 400_000 + "'}", "wrong-type"),
        (SOUND + "timeline:\n" + "- {time: x, event: y}\n" * MAX_ROWS, "wrong-type"),
        ("\u00a0" * 400_000 + SOUND, "not-yaml"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_long_file_is_read_in_a_time_that_grows_with_its_length(
    text: str, rule: str, tmp_path: Path
) -> None:
    # With a quadratic algorithm any of these takes minutes.
    assert rule in incident(tmp_path, text)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1_500_000_000)


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "rule"), [(pipe, "not-readable"), (sparse, "file-too-large"), (folder, "not-readable")]
)
@pytest.mark.parametrize("name", [f"{ID}/timeline.yaml", "services.yaml", "rules.yaml"])
def test_only_regular_files_of_a_bounded_size_are_read(
    name: str, make: Callable[[Path], None], rule: str, tmp_path: Path
) -> None:
    write(tmp_path, {f"{ID}/incident.yaml": SOUND})
    make(tmp_path / name)
    assert rule in rules(tmp_path)


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/dev/stdin"])
def test_a_link_to_a_place_outside_is_refused_unread(target: str, tmp_path: Path) -> None:
    write(tmp_path, {f"{ID}/incident.yaml": SOUND})
    (tmp_path / ID / "timeline.yaml").symlink_to(target)
    assert rules(tmp_path) == ["link-outside-folder"]


def test_names_of_teams_and_owners_become_names_that_every_file_system_takes() -> None:
    names = ["con", "NUL", "lpt1", "x" * 300, "x" * 299, "\u4e2d" * 200, "A", "a", "\u00e4" * 200]
    made = slugs(names)
    assert len({slug.casefold() for slug in made.values()}) == len(names)
    for slug in made.values():
        assert len(slug.encode()) <= 110, slug
        assert slug not in ("con", "nul", "lpt1", "index")
