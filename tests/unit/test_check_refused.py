"""`check`: a refused row or value hides no finding of others, and findings keep their place."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from postmortems.check import RULES, check
from postmortems.reader import read
from tests.conftest import COMPLETE, GOLDEN, write
from tests.unit.check_command import DAY, HEAD, MAIN, NAME, findings


def test_a_value_that_was_refused_is_not_missing_as_well(tmp_path: Path) -> None:
    text = HEAD.replace("2025-03-14T09:20Z}", "2025-03-14 9.20}").replace("09:20Z, e", "09:20, e")
    found = findings(tmp_path, text + "summary: It broke.\n")
    assert found == ["error: wrong-type", "error: time-without-offset"]


ROWS = """\
  - {time: 2025-03-14T09:20Z, event: The first card is declined, marks: started}
  - {time: 2025-03-14T09:25, event: An alert goes off, marks: detected}
  - {event: Somebody looks}
  - {time: lunch, event: Nothing helps}
  -
  - {time: 2025-03-14T09:50Z, event: TODO}
  # postmortems: allow placeholder: it is a quotation
  - {time: 2025-03-14T09:40Z, event: TODO and TBD, marks: resolved}
"""


def test_a_broken_row_hides_no_finding_of_others_and_moves_none(tmp_path: Path) -> None:
    head = HEAD.partition("times:")[0].replace("investigating", "resolved")
    text = f"{head}document: {{status: in-review}}\ntimeline:\n{ROWS}"
    reading = read(write(tmp_path, {MAIN: text}), as_of=DAY)
    found = [(p.rule, p.place.line, p.place.column) for p in check(reading).problems]
    assert [row for row in found if row[1] > 4] == [
        ("time-without-offset", 7, 12),
        ("missing-key", 8, 5),
        ("wrong-type", 9, 12),
        ("placeholder", 11, 38),
        ("timeline-unordered", 13, 12),
    ]
    assert not {"no-timeline", "missing-phase", "no-start-time"} & {rule for rule, *_ in found}
    assert "no-detection-method" in {rule for rule, *_ in found}
    assert reading.corpus.incidents == (), "no page is made of what is left"


def test_a_broken_row_of_a_file_of_its_own(tmp_path: Path) -> None:
    rows = "- lunch\n- {time: 2025-03-14T09:20Z, event: TODO}\n"
    files = {MAIN: HEAD.partition("timeline:")[0], f"{NAME}/timeline.yaml": rows}
    report = check(read(write(tmp_path, files), as_of=DAY))
    found = [(p.rule, p.place.line, p.place.column) for p in report.problems]
    assert [row for row in found if row[0] != "no-summary"] == [
        ("wrong-type", 1, 3),
        ("placeholder", 2, 36),
    ]


def rows_of(data: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all items of lists."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from rows_of(value, (*loc, key))
    if isinstance(data, list):
        for index, value in enumerate(data):
            yield (*loc, index)
            yield from rows_of(value, (*loc, index))


def complete() -> Any:
    """The complete incident as plain data."""
    folder = GOLDEN / "incidents" / COMPLETE
    parts = {
        path.stem: yaml.load(path.read_text(), yaml.BaseLoader)
        for path in folder.iterdir()
        if path.suffix == ".yaml"
    }
    return parts.pop("incident") | parts


@pytest.mark.parametrize("loc", list(rows_of(complete())), ids=lambda loc: ".".join(map(str, loc)))
def test_nothing_is_missing_because_a_row_is_refused(loc: tuple[Any, ...], tmp_path: Path) -> None:
    root = tmp_path / "incidents"
    shutil.copytree(GOLDEN / "incidents", root)
    for path in (root / COMPLETE).glob("*.yaml"):
        path.unlink()

    def rules(data: Any) -> Counter[str]:
        write(root, {f"{COMPLETE}/incident.yaml": yaml.safe_dump(data, sort_keys=False)})
        problems = check(read(root, as_of=date(2026, 11, 1), only=[COMPLETE])).problems
        return Counter(f"{problem.rule}: {problem.message}" for problem in problems)

    data = complete()
    before = rules(data)
    holder = data
    for step in loc[:-1]:
        holder = holder[step]
    row = holder[loc[-1]]
    first, *others = row if isinstance(row, dict) else [""]
    holder[loc[-1]] = {"nonsense": first, **{key: row[key] for key in others}}
    new = rules(data) - before
    assert new, "the row is refused"
    assert not [said for said in new if said.partition(":")[0] in RULES]
    assert not [said for said in new if said.startswith("unknown-") and "nonsense" not in said]


def test_a_place_is_that_of_the_word(tmp_path: Path) -> None:
    text = HEAD + "summary: >\n  The first line.\n  A TODO here, and\n  a TODO there.\n"
    report = check(read(write(tmp_path, {MAIN: text}), as_of=DAY))
    assert [(p.place.line, p.place.column) for p in report.problems] == [(10, 5), (11, 5)]
