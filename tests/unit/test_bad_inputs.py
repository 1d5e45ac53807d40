"""Each folder of tests/bad holds one mistake; its name begins with the rule that must be raised."""

import shutil
from pathlib import Path

import pytest

from postmortems.check import RULES, check
from postmortems.reader import read
from postmortems.reader.files import MAX_BYTES
from tests.conftest import ROOT, run, write

BAD = sorted((ROOT / "tests" / "bad").iterdir())
MINIMAL = "title: A title\nseverity: SEV3\n"


def copy(folder: Path, to: Path) -> Path:
    """The folder of a mistake with its links, which a checkout need not be able to hold."""
    shutil.copytree(folder, to)
    if (links := to / "links.txt").exists():
        link, target = links.read_text(encoding="utf-8").strip().split(" -> ")
        (to / link).parent.mkdir(parents=True, exist_ok=True)
        (to / link).symlink_to(target)
    return to


def problems(folder: Path) -> list[str]:
    """What is wrong, but for what the rules find; `test_rules.py` has those."""
    report = check(read(folder))
    return [str(problem) for problem in report.problems if problem.rule not in RULES]


@pytest.mark.parametrize("folder", BAD, ids=lambda path: path.name)
def test_the_mistake_is_named_with_its_place_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    incidents = copy(folder, tmp_path / "incidents")
    found = problems(incidents)
    rule = folder.name.split("--")[0]
    shown = incidents.as_posix()
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert len(found) == len(expected), found
    for line, wanted in zip(found, expected, strict=True):
        assert f": {rule}: " in line
        assert line.startswith(f"{shown}/{wanted.replace('{incidents}', shown)}"), line


@pytest.mark.parametrize("folder", BAD, ids=lambda path: path.name)
def test_a_problem_has_the_incident_whose_folder_it_is_in(folder: Path, tmp_path: Path) -> None:
    incidents = copy(folder, tmp_path / "incidents")
    for problem in check(read(incidents)).problems:
        name = Path(problem.place.path).relative_to(incidents).parts[0]
        assert problem.incident == (name if (incidents / name).is_dir() else None), problem


def test_all_mistakes_come_at_once_and_stop_no_other_incident(tmp_path: Path) -> None:
    incidents = tmp_path / "incidents"
    number = 0
    for folder in BAD:
        if any(path.suffix == ".yaml" for path in folder.iterdir()):
            continue  # needs a catalogue of its own
        for path in folder.iterdir():
            if path.is_dir():
                number += 1
                name = f"{2000 + number}{path.name[4:]}" if path.name[:4].isdigit() else path.name
                shutil.copytree(path, incidents / name)
    write(incidents, {"2026-01-01-sound/incident.yaml": MINIMAL})
    reading = read(incidents)
    assert [incident.id for incident in reading.corpus.incidents].count("2026-01-01-sound") == 1
    assert len(reading.problems) >= 40
    done = run("postmortems", "check", "--format=concise", cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == len(check(reading).problems)
    assert "Traceback" not in done.stderr


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    text = MINIMAL + "# " + "x" * MAX_BYTES
    write(tmp_path, {"2025-01-02-x/incident.yaml": text})
    (problem,) = problems(tmp_path)
    assert (
        f"{tmp_path.as_posix()}/2025-01-02-x/incident.yaml:1:1: error: file-too-large: " in problem
    )


def test_a_broken_incident_may_be_pointed_at(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "2025-01-02-broken/incident.yaml": "title: [",
            "2025-01-03-x/incident.yaml": MINIMAL + "related: [{incident: 2025-01-02-broken}]\n",
        },
    )
    assert [problem.split(": ")[2] for problem in problems(tmp_path)] == ["not-yaml"]


def test_a_broken_catalogue_blames_nobody_who_points_at_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "services.yaml": "checkout: {tem: payments}\n",
            "lessons.yaml": "a: [\n",
            "2025-01-02-x/incident.yaml": MINIMAL
            + "impact: {system: {services: [checkout]}}\n"
            + "lessons: {improve: [{text: A, lesson: a}]}\n",
        },
    )
    assert [problem.split(": ")[2] for problem in problems(tmp_path)] == [
        "not-yaml",
        "unknown-key",
    ]


def test_a_mistake_of_one_value_hides_no_mistake_of_another(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "2025-01-02-x/incident.yaml": "title: A\nseverity: SEV9\nkin: outage\n"
            "times: {started: 2025-01-02T10:00}\n"
            "timeline:\n  - {time: 2025-01-02T10:00Z, event: A, marks: begun}\n"
            "lessons: {improve: [{text: A, lesson: none}]}\n",
        },
    )
    assert [problem.split(": ")[2] for problem in problems(tmp_path)] == [
        "unknown-severity",
        "unknown-key",
        "time-without-offset",
        "unknown-value",
        "unknown-lesson",
    ]
