"""The report of a quarter: its lessons with their fixes, and its action items."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.indexes.home import MOST_RETURNED, chosen_returns
from postmortems.insights import CorpusFacts, Period, QuarterReport, ReturnedLesson
from postmortems.insights.quarter_reports import overdue_by_end
from postmortems.model import Corpus, Incident, Lesson
from postmortems.site_map import SiteMap

from .incidents import corpus, incident, times
from .test_anniversaries import exports
from .test_quarters import quarter

LESSONS = {name: Lesson(statement=f"Learn {name}.") for name in "abcdefgh"}
DONE = {"state": "done", "done_on": "2026-02-01"}


def taught(day: str, *lessons: str, **item: Any) -> Incident:
    """Return an incident that taught lessons, with an action item for the first of them."""
    rows = [{"id": "fix", "text": "Fix it", "lesson": lessons[0], **item}] if item else []
    improve = [{"text": "x", "lesson": name} for name in lessons]
    return incident(f"{day}-down", lessons={"improve": improve, "action_items": rows})


def report(of: Corpus, of_quarter: Period) -> QuarterReport:
    return CorpusFacts(of).quarter_reports[of_quarter]


@pytest.mark.parametrize(
    ("item", "fix"),
    [
        (DONE, "done"),
        ({"state": "open"}, "open"),
        ({"state": "done", "done_on": "2026-06-01"}, "open"),
        ({"state": "cancelled"}, "none"),
        ({}, "none"),
        ({"kind": "prevent"}, "unknown"),
    ],
)
def test_a_lesson_that_came_back_has_the_state_of_its_fix_at_that_time(
    item: dict[str, str], fix: str
) -> None:
    facts = CorpusFacts(
        corpus(taught("2026-01-05", "a", **item), taught("2026-05-05", "a"), lessons=LESSONS)
    )
    (returned,) = facts.returned_lessons
    assert (returned.fix, returned.later.id, returned.earlier.id) == (
        fix,
        "2026-05-05-down",
        "2026-01-05-down",
    )


@pytest.mark.parametrize(
    ("item", "later", "fix"),
    [
        (DONE, (), "held"),
        (DONE, ("2026-05-05",), "did-not-hold"),
        (DONE, ("2026-01-20",), "held"),
        (DONE, ("2026-02-01",), "done"),
        ({"state": "open"}, (), "open"),
        ({"state": "done"}, (), "unknown"),
        ({}, (), "none"),
    ],
)
def test_a_new_lesson_has_the_present_state_of_its_fix(
    item: dict[str, str], later: tuple[str, ...], fix: str
) -> None:
    incidents = [taught("2025-12-05", "a", **item), *(taught(day, "a") for day in later)]
    (lesson,) = report(corpus(*incidents, lessons=LESSONS), quarter(2025, 4)).lessons
    assert lesson.returned is None
    assert lesson.fix == fix


@pytest.mark.parametrize(
    ("second", "fix"),
    [
        ({"state": "done", "done_on": "2026-03-20"}, "held"),
        ({"state": "done", "done_on": "2026-03-05"}, "done"),
        ({"state": "done", "done_on": "2026-02-20"}, "did-not-hold"),
        ({"state": "open"}, "did-not-hold"),
    ],
)
def test_a_fix_that_did_not_hold_is_replaced_by_a_later_one(
    second: dict[str, str], fix: str
) -> None:
    incidents = (
        taught("2026-01-05", "a", **DONE),
        taught("2026-02-10", "a", **second),
        taught("2026-03-05", "a"),
    )
    (lesson,) = report(corpus(*incidents, lessons=LESSONS), quarter(2026, 1)).lessons
    assert lesson.fix == fix


def test_of_two_incidents_of_one_day_the_one_that_began_first_taught_a_new_lesson() -> None:
    improve = {"improve": [{"text": "x", "lesson": "a"}]}
    later, first = (
        incident(name, lessons=improve, **times(f"2026-01-05T{hour}:00:00Z"))
        for name, hour in (("2026-01-05-a", "20"), ("2026-01-05-b", "08"))
    )
    (lesson,) = report(corpus(first, later, lessons=LESSONS), quarter(2026, 1)).lessons
    assert lesson.incidents == (first, later)
    assert lesson.returned is None


def test_lessons_that_came_back_are_before_new_ones_and_those_after_their_fix_first() -> None:
    incidents = (
        taught("2026-01-05", "a", state="open"),
        taught("2026-01-06", "b", **DONE),
        taught("2026-05-05", "c", "a", "b"),
    )
    lessons = report(corpus(*incidents, lessons=LESSONS), quarter(2026, 2)).lessons
    assert [lesson.history.name for lesson in lessons] == ["b", "a", "c"]


def test_action_items_that_were_done_count_in_the_quarter_of_that_day() -> None:
    of = corpus(taught("2025-12-05", "a", **DONE), taught("2026-01-05", "b", **DONE))
    found = report(replace(of, lessons=LESSONS), quarter(2026, 1))
    assert ([one.id for one, _ in found.done], found.done_of_own, len(found.promised)) == (
        ["2025-12-05-down", "2026-01-05-down"],
        1,
        1,
    )


def test_a_quarter_in_progress_counts_what_is_overdue_today() -> None:
    of = corpus(taught("2026-10-05", "a", state="open", due="2026-10-20"))
    (row,) = report(of, quarter(2026, 4)).overdue
    assert row[2] == (of.as_of - date(2026, 10, 20)).days


days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
items = st.fixed_dictionaries(
    {},
    optional={
        "due": days.map(str),
        "state": st.sampled_from(["open", "in-progress", "done", "cancelled"]),
        "done_on": days.map(str),
    },
)


@given(st.lists(st.tuples(days, items), max_size=12), st.lists(days, max_size=5))
def test_items_overdue_at_the_end_are_those_that_each_item_says(
    rows: list[tuple[date, dict[str, str]]], ends: list[date]
) -> None:
    incidents = [
        replace_id(taught(str(day), "a", kind="repair", **item), at)
        for at, (day, item) in enumerate(rows)
    ]
    pairs = [(one, item) for one in incidents for item in one.actions]
    by_end = overdue_by_end(pairs, ends)
    for end in ends:
        late = [
            (one.id, item.overdue_days(end))
            for one, item in pairs
            if one.day <= end and item.overdue_days(end)
        ]
        late.sort(key=lambda row: (-row[1], row[0]))
        assert [(one.id, number) for one, _, number in by_end[end]] == late


def replace_id(one: Incident, at: int) -> Incident:
    return one.model_copy(update={"id": f"{one.id}-{at:02}"})


def returned(*fixes: str) -> list[ReturnedLesson]:
    """Return lessons that came back, the latest first: `done a` is lesson a after its fix."""
    histories = CorpusFacts(corpus(lessons=LESSONS)).histories
    pairs = [text.split() for text in fixes]
    later = [
        incident(str(date(2026, 10, 1) - timedelta(days=at)) + "-x") for at in range(len(pairs))
    ]
    return [
        ReturnedLesson(histories[name], one, one, fix)  # type: ignore[arg-type]
        for (fix, name), one in zip(pairs, later, strict=True)
    ]


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        (["none a", "open b", "done c"], "cba"),
        (["none a", "done a", "done b", "none b"], "ab"),
        (["done a", "done b", "done c", "done d", "done e", "open f"], "abcdf"),
        (["none a", "none b", "none c", "none d", "none e", "none f", "open g"], "gabcd"),
    ],
)
def test_home_lists_each_lesson_once_and_keeps_places_for_fixes(
    rows: list[str], chosen: str
) -> None:
    found = chosen_returns(returned(*rows))
    assert len(found) <= MOST_RETURNED
    assert "".join(row.history.name for row in found) == chosen


def test_the_feed_has_an_entry_for_each_quarter_that_is_over() -> None:
    of = corpus(
        taught("2026-10-05", "a"),
        taught("2026-08-05", "a", **DONE),
        taught("2026-05-05", "b"),
        lessons=LESSONS,
    )
    entries = feedparser.parse(exports(of)[SiteMap.QUARTER_FEED]()).entries
    assert [entry.title for entry in entries] == ["2026 Q3: 1 incident", "2026 Q2: 1 incident"]
    assert entries[0].link == "https://pm.example/quarters/2026-Q3/"
    assert entries[0].published == "2026-10-01T00:00:00Z"
    assert entries[0].summary == (
        "1 incident in 2026 Q3: as many as in 2026 Q2 (1, recorded from 2026-05-05). "
        "SEV1 Critical: none, against 0 in 2026 Q2. SEV2 Major: 1, against 1. "
        "Taught 1 lesson, 0 of which had been taught before. "
        "0 action items were done in the quarter, and 0 action items were overdue at its end."
    )
