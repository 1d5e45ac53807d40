"""Lessons that came back after their fix was done: what is reported, and what is not known."""

from typing import Any

import pytest

from postmortems.insights import CorpusFacts, OtherIncidents, RecurrenceAfterFix
from postmortems.model import Incident, Lesson
from postmortems.render import incident_page

from .incidents import corpus, incident

LESSON = "bound-it"
LESSONS = {LESSON: Lesson(statement="Bound it.")}


def taught(day: str, *items: dict[str, Any]) -> Incident:
    rows = [
        {"id": f"fix-{number}", "text": f"Fix {number} of {day}", "lesson": LESSON, **item}
        for number, item in enumerate(items)
    ]
    improve = [{"text": f"on {day}", "lesson": LESSON}]
    return incident(f"{day}-x", lessons={"improve": improve, "action_items": rows})


def done(day: str, **more: Any) -> dict[str, Any]:
    return {"state": "done", "done_on": day, **more}


def recurrences(*incidents: Incident) -> tuple[RecurrenceAfterFix, ...]:
    return CorpusFacts(corpus(*incidents, lessons=LESSONS)).histories[LESSON].did_not_hold


def pairs(*incidents: Incident) -> list[tuple[str, str]]:
    return [(one.earlier.id[:10], one.later.id[:10]) for one in recurrences(*incidents)]


def test_a_fix_did_not_hold_if_all_of_it_was_done_before_the_lesson_came_back() -> None:
    first = taught("2026-01-01", done("2026-01-10"), done("2026-01-20", verified_on="2026-01-22"))
    (recurrence,) = recurrences(first, taught("2026-03-01"))
    assert recurrence.days == 40
    assert [item.id for item in recurrence.fix.items] == ["fix-0", "fix-1"]


@pytest.mark.parametrize(
    "items",
    [
        [],
        [{}],
        [{"state": "open"}],
        [{"state": "cancelled"}],
        [{"state": "cancelled", "done_on": "2026-01-10"}],
        [{"state": "done"}],
        [done("2026-01-10"), {"state": "done"}],
        [done("2026-01-10"), {"state": "open"}],
        [done("2026-01-10"), done("2026-03-02")],
        [done("2026-03-01")],
        [done("2025-12-30")],
        [{**done("2026-01-10"), "lesson": None}],
    ],
)
def test_nothing_is_reported_of_a_fix_that_is_not_known_to_be_done(
    items: list[dict[str, Any]],
) -> None:
    assert not pairs(taught("2026-01-01", *items), taught("2026-03-01"))


def test_a_cancelled_item_is_no_part_of_the_fix() -> None:
    first = taught("2026-01-01", done("2026-01-10"), {"state": "cancelled"})
    (recurrence,) = recurrences(first, taught("2026-03-01"))
    assert [item.id for item in recurrence.fix.items] == ["fix-0"]


def test_each_fix_comes_with_the_first_incident_after_it_and_each_incident_with_the_last_fix() -> (
    None
):
    assert pairs(
        taught("2026-01-01", done("2026-01-10")),
        taught("2026-02-01", done("2026-04-10")),
        taught("2026-03-01"),
        taught("2026-05-01"),
        taught("2026-06-01"),
    ) == [
        ("2026-01-01", "2026-02-01"),
        ("2026-01-01", "2026-03-01"),
        ("2026-02-01", "2026-05-01"),
        ("2026-02-01", "2026-06-01"),
    ]


def test_the_number_of_recurrences_grows_with_the_incidents_only() -> None:
    days = [f"20{year}-{month:02}-01" for year in range(10, 26) for month in range(1, 13)]
    assert len(recurrences(*(taught(day, done(day)) for day in days))) < 2 * len(days)


def test_both_pages_name_the_fix_and_the_days_until_it_came_back() -> None:
    first = taught("2026-01-01", done("2026-01-10", verified_on="2026-01-12"))
    second = taught("2026-03-01")
    both = corpus(first, second, lessons=LESSONS)
    histories = CorpusFacts(both).histories
    pages = {
        one.id: incident_page(one, both, others=OtherIncidents.of(one, both, histories))
        for one in (first, second)
    }
    assert (
        "> **The fix did not hold.** 50 days after the fix of this incident was done, "
        "[2026-03-01-x](../2026-03-01-x/) taught the lesson" in pages[first.id]
    )
    assert (
        "> **The fix did not hold.** 50 days after the fix of [2026-01-01-x](../2026-01-01-x/) "
        "was done, this incident taught the lesson" in pages[second.id]
    )
    item = "(`fix-0`), done on 2026-01-10, verified on 2026-01-12"
    assert f"    - “[Fix 0 of 2026-01-01](#action-fix-0)” {item}" in pages[first.id]
    assert item in pages[second.id]


def test_the_other_recurrences_of_a_page_are_counted() -> None:
    first = taught("2026-01-01", done("2026-01-10"))
    later = [taught(f"2026-0{month}-01") for month in range(2, 8)]
    both = corpus(first, *later, lessons=LESSONS)
    others = OtherIncidents.of(first, both, CorpusFacts(both).histories)
    assert [one.other[:10] for one in others.did_not_hold] == [
        "2026-07-01",
        "2026-06-01",
        "2026-05-01",
    ]
    assert "- And 3 more times; see the pages of the lessons." in incident_page(
        first, both, others=others
    )


def test_a_fix_that_is_done_and_one_that_is_open_can_be_in_one_history() -> None:
    first = taught("2026-01-01", done("2026-01-10"))
    second = taught("2026-02-01", {"state": "open"})
    history = CorpusFacts(corpus(first, second, taught("2026-03-01"), lessons=LESSONS)).histories
    assert [one.earlier.id for one in history[LESSON].came_back] == [second.id]
    assert [one.later.id[:10] for one in history[LESSON].did_not_hold] == [
        "2026-02-01",
        "2026-03-01",
    ]
