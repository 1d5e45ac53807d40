"""Histories of lessons: order, gaps, and what is known to have been open."""

from datetime import date, timedelta
from typing import Any

from postmortems.insights import Histories, recurrences
from postmortems.model import Corpus, Incident, Lesson
from postmortems.model.corpus import newest_first

LESSON = "bound-it"


def incident(day: str, action: dict[str, Any] | None = None) -> Incident:
    lessons: dict[str, Any] = {"improve": [{"text": f"on {day}", "lesson": LESSON}]}
    if action is not None:
        item = {"id": "fix", "text": "Fix it", "lesson": LESSON, **action}
        lessons["action_items"] = [item]
    return Incident.model_validate(
        {
            "id": f"{day}-x",
            "title": f"Of {day}",
            "severity": "SEV2",
            "times": {"started": f"{day}T10:00Z"},
            "lessons": lessons,
        }
    )


def history(*incidents: Incident) -> Any:
    corpus = Corpus(
        date(2026, 1, 1),
        newest_first(list(incidents)),
        lessons={LESSON: Lesson(statement="Bound it."), "other": Lesson(statement="Other.")},
    )
    return Histories(corpus)[LESSON]


def test_incidents_come_in_order_of_time_with_the_gaps_between() -> None:
    found = history(incident("2021-03-01"), incident("2019-03-01"), incident("2021-03-31"))
    assert [t.incident.id[:10] for t in found.teachings] == [
        "2019-03-01",
        "2021-03-01",
        "2021-03-31",
    ]
    assert [t.gap for t in found.teachings] == [None, timedelta(731), timedelta(30)]
    assert found.repeats == 2


def test_it_came_back_while_the_action_item_was_open() -> None:
    (back,) = history(
        incident("2020-01-01", {"state": "open", "due": "2020-02-01"}), incident("2020-03-02")
    ).came_back
    assert (back.earlier.id, back.later.id) == ("2020-01-01-x", "2020-03-02-x")
    (pair,) = recurrences([back])
    assert pair.gap == timedelta(61)
    assert back.overdue_days == 30


def test_it_came_back_before_the_day_the_action_item_was_done() -> None:
    done_later = {"state": "done", "done_on": "2020-06-01"}
    assert history(incident("2020-01-01", done_later), incident("2020-03-01")).came_back
    assert not history(incident("2020-01-01", done_later), incident("2020-07-01")).came_back


def test_nothing_is_claimed_of_what_nobody_recorded() -> None:
    for action in ({}, {"due": "2020-02-01"}, {"state": "done"}, {"state": "cancelled"}):
        found = history(incident("2020-01-01", action), incident("2020-03-01"))
        assert not found.came_back, action


def test_an_action_item_of_the_same_incident_is_no_repeat() -> None:
    assert not history(incident("2020-01-01", {"state": "open"})).came_back


def test_the_most_often_taught_lesson_comes_first() -> None:
    corpus = Corpus(
        date(2026, 1, 1),
        (incident("2020-01-01"),),
        lessons={"a": Lesson(statement="A."), LESSON: Lesson(statement="Bound it.")},
    )
    assert list(Histories(corpus)) == [LESSON, "a"]
