"""Rules about what is recorded: numbers, times, links, and parts that are missing."""

import json
from pathlib import Path

import pytest

from postmortems.check import RULES
from tests.unit.rule_examples import found


@pytest.mark.parametrize(
    ("host", "is_internal"), [("[2606:4700::1111]", False), ("[fd00::1]", True), ("wiki", True)]
)
def test_a_public_address_without_a_dot_is_not_internal(
    host: str, is_internal: bool, tmp_path: Path
) -> None:
    example = f'audience: public\nlinks: [{{title: A, url: "https://{host}/"}}]'
    assert bool(found(RULES["internal-link-in-public"], example, tmp_path)) == is_internal


@pytest.mark.parametrize(
    ("name", "example", "says"),
    [
        (
            "no-detection-method",
            "detection: {source: The alert on declined cards}",
            "`source` is recorded, but `method` is not",
        ),
        (
            "resolved-without-lessons",
            "prevention: {safeguards: [Connections have a timeout]}",
            "`lessons` is empty",
        ),
    ],
)
def test_what_is_said_depends_on_what_is_there(
    name: str, example: str, says: str, tmp_path: Path
) -> None:
    (problem,) = found(RULES[name], example, tmp_path)
    assert problem.message == says


@pytest.mark.parametrize(
    ("said", "is_measured"),
    [
        ("Checkout 0.3.1 was hurt", False),
        ("Checkout v2 was hurt", False),
        ("From 11:05 to 11:20 UTC on 2026-03-14", False),
        ("From 4pm to 5 pm on March 14th, 2026", False),
        ("On 14 March 2026", False),
        ("`declined 12`, see https://shop.example/12 and #12", False),
        ("The zones us-west-2 and e2e", False),
        ("For 9 minutes from 11:05 on", True),
        ("12 cards on March 14", True),
        ("It took 2.5 s", True),
        ("About 30min", True),
        ("1,400 orders", True),
        ("All cards", True),
    ],
)
def test_digits_that_count_nothing_are_no_measure(
    said: str, is_measured: bool, tmp_path: Path
) -> None:
    text = f"impact: {{user: {{features: [{json.dumps(said)}]}}}}"
    assert (found(RULES["impact-without-number"], text, tmp_path) == []) == is_measured


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Many tests failed.", ["Many tests"]),
        ("Several pull requests waited for many hours", ["Several pull requests", "many hours"]),
        ("Most jobs failed. The outage lasted 35 minutes", ["Most jobs"]),
        ("Most jobs failed, 470 of them", []),
        ("Most jobs failed from 11:05 on", ["Most jobs"]),
        ("It lasted 35 minutes. Most jobs failed, 90 %. Others ran", []),
    ],
)
def test_a_number_counts_for_its_own_sentence(said: str, words: list[str], tmp_path: Path) -> None:
    text = f"impact: {{user: {{features: [{json.dumps(said)}]}}}}"
    problems = found(RULES["vague-number"], text, tmp_path)
    assert [problem.message.split("`")[1] for problem in problems] == words


@pytest.mark.parametrize(
    ("times", "is_live"),
    [
        ("timeRange=2026-03-14T09:20:00Z%2F2026-03-14T10:00:00Z", False),
        ("startTime=20260314T0920;endTime=20260314T1000", False),
        ("timeRange=PT1H", True),
        ("cursorTimestamp=x", True),
    ],
)
def test_a_time_in_the_path_of_a_link_fixes_it(times: str, is_live: bool, tmp_path: Path) -> None:
    url = f"https://console.cloud.google.com/logs/query;query=x;{times}?project=shop"
    text = f"links: [{{title: Logs, url: '{url}'}}]"
    assert bool(found(RULES["live-dashboard-link"], text, tmp_path)) == is_live


def rows(*times: str) -> str:
    """A timeline of times; a day is a day of March 2026."""
    made = (f"  - {{time: 2026-03-{time}Z, event: A card is declined}}\n" for time in times)
    return f"timeline:\n{''.join(made)}"


@pytest.mark.parametrize(
    ("times", "asked"),
    [
        (["14T23:50", "14T00:20"], [True]),
        (["14T15:30", "14T04:45", "14T07:15"], [True]),
        (["14T23:00", "14T00:25", "15T13:10"], [True]),
        (["14T21:00", "15T21:30", "14T21:40", "14T22:00"], [True]),
        (["14T09:26", "14T09:20"], [False]),
        (["14T09:26", "13T09:20"], [False]),
        (["14T23:00", "14T08:00", "14T23:10"], [False]),
        (["14T23:00", "14T14:00", "14T05:00"], [False, False]),
    ],
)
def test_a_row_past_midnight_is_asked_for_its_day(
    times: list[str], asked: list[bool], tmp_path: Path
) -> None:
    problems = found(RULES["timeline-unordered"], rows(*times), tmp_path)
    assert ["is the day right?" in problem.hint for problem in problems] == asked
