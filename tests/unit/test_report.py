"""A report: how many problems it lists, and from where it takes the lines that it shows."""

import json
import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from postmortems.check import FORMATS, check, findings_for_baseline, read_baseline, write_baseline
from postmortems.check.report import MAX_LISTED, Report
from postmortems.model import Place, Problem
from postmortems.reader import read
from tests.conftest import run, write

DAY = date(2025, 6, 1)
NAME = "2025-03-14-x"
MAIN = f"{NAME}/incident.yaml"
HEAD = "title: Checkout declines every card\nseverity: SEV1\nsummary: It broke.\n"
MANY = 50
EVENTS = "timeline:\n" + "".join(
    f"  - {{time: 2025-03-14T09:{minute:02}Z, event: FIXME}}\n" for minute in range(MANY)
)


def report(folder: Path, text: str) -> Report:
    return check(read(write(folder, {MAIN: HEAD + text}), as_of=DAY))


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lists_more_of_one_rule_in_one_file(name: str, tmp_path: Path) -> None:
    shown = FORMATS[name](report(tmp_path, EVENTS))
    assert shown.count("`FIXME` is a placeholder") == MAX_LISTED
    assert shown.count(f"and {MANY - MAX_LISTED} more `placeholder` in this file") == 1


def test_the_line_for_those_that_remain_stands_at_the_last_of_them(tmp_path: Path) -> None:
    made = report(tmp_path, EVENTS)
    last = made.listed[-1]
    assert (last.rule, last.level) == ("placeholder", "warning")
    assert last.place.line == 4 + MANY


def test_totals_count_what_is_not_listed(tmp_path: Path) -> None:
    made = report(tmp_path, EVENTS)
    assert made.counts["warning"] == len(made.problems) >= MANY
    assert json.loads(FORMATS["json"](made))["counts"]["warning"] == made.counts["warning"]


def test_a_single_one_that_remains_is_listed_itself() -> None:
    problems = tuple(Problem(Place("a", line), "blame", "x") for line in range(1, MAX_LISTED + 2))
    assert Report(problems).listed == problems


def test_each_rule_and_each_file_has_a_limit_of_its_own() -> None:
    problems = [
        Problem(Place(path, line), rule, "x")
        for path in ("a", "b")
        for line in range(1, MANY)
        for rule in ("blame", "handle")
    ]
    listed = Report(tuple(problems)).listed
    counts = Counter((problem.place.path, problem.rule) for problem in listed)
    assert set(counts.values()) == {MAX_LISTED + 1}
    assert list(listed) == sorted(listed)


def test_what_is_not_listed_can_fail_a_check() -> None:
    problems = [Problem(Place("a", line), "blame", "x", "", "warning") for line in range(1, MANY)]
    made = Report((*problems, Problem(Place("a", MANY), "blame", "x", "", "error")))
    assert made.fails()
    assert made.listed[-1].level == "error", "those that remain are as bad as the worst of them"


def test_the_limit_comes_after_comments_and_the_baseline(tmp_path: Path) -> None:
    reason = "  # postmortems: allow placeholder: it is a quotation\n"
    allowed = EVENTS.replace("FIXME}\n", f"FIXME}}{reason}", MANY - 5)
    made = report(tmp_path / "a", allowed)
    left = [problem for problem in made.listed if problem.rule == "placeholder"]
    assert (len(made.suppressed), len(left)) == (MANY - 5, 5)
    reading = read(write(tmp_path / "b", {MAIN: HEAD + EVENTS}), as_of=DAY)
    path = tmp_path / "b" / ".baseline.json"
    everything = check(reading)
    assert len(everything.problems) > MANY
    number = write_baseline(path, findings_for_baseline(reading, everything))
    with_baseline = check(reading, read_baseline(path)[0])
    assert number == len(with_baseline.baselined) == len(everything.problems)
    assert with_baseline.listed == ()


def test_a_secret_that_is_not_listed_is_hidden_all_the_same(tmp_path: Path) -> None:
    url = "TODO of postgres://app:correct9horse@shop.example/{}"
    rows = (f"  - {{time: 2025-03-14T09:{at:02}Z, event: {url.format(at)}}}\n" for at in range(25))
    made = report(tmp_path, f"timeline:\n{''.join(rows)}")
    assert made.counts["error"] == 25
    for form in FORMATS.values():
        assert "correct9horse" not in form(made)


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero"])
def test_a_file_that_the_reader_refused_is_not_shown(target: str, tmp_path: Path) -> None:
    incidents = write(tmp_path / "incidents", {MAIN: HEAD})
    (incidents / NAME / "timeline.yaml").symlink_to(target)
    done = run("postmortems", "check", cwd=tmp_path)
    assert "link-outside-folder" in done.stdout
    assert "root:" not in done.stdout and " 1 | " not in done.stdout


def test_no_format_opens_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    incidents = write(tmp_path, {MAIN: HEAD + EVENTS, f"{NAME}/lessons.yaml": "a: ]"})
    with (incidents / NAME / "timeline.yml").open("wb") as sparse:
        os.truncate(sparse.fileno(), 10 * 1024**3)
    made = check(read(incidents, as_of=DAY))

    def opened(self: Path, *_: object) -> bytes:
        raise AssertionError(f"{self} was opened")

    monkeypatch.setattr(Path, "read_bytes", opened)
    monkeypatch.setattr(Path, "open", opened)
    for form in FORMATS.values():
        form(made)
    assert "  1 | a: ]" in FORMATS["text"](made), "what does not parse was read and is shown"


TOKEN = "ghp_" + "a1B2" * 9


@pytest.mark.parametrize(
    "text",
    [
        f"title: A title\nseverity: SEV3\nsummary: [P1] {TOKEN} was rejected\n",
        f"title: A title\nseverity: {TOKEN}\n",
        f"title: A title\nseverity: SEV3\nimpact: {{system: {{services: [{TOKEN}]}}}}\n",
        f"title: A title\nseverity: SEV3\n{TOKEN}: x\n",
        f"title: A title\nseverity: SEV3\nstatus: {TOKEN}\n",
    ],
    ids=["does not parse", "severity", "service", "key", "value"],
)
@pytest.mark.parametrize("name", FORMATS)
def test_a_secret_that_the_reader_refuses_is_not_printed(
    text: str, name: str, tmp_path: Path
) -> None:
    write(tmp_path, {"2025-01-02-x/incident.yaml": text})
    report = check(read(tmp_path))
    assert report.fails()
    assert TOKEN not in FORMATS[name](report)
