"""The answers of the page of insights that need no option: detection, completion, fixes, hours."""

from typing import Any, get_args

import pytest

from postmortems.export.insight_records import insights_record
from postmortems.insights import CorpusFacts
from postmortems.insights.detection import GROUP_OF
from postmortems.model import Corpus, Incident, Lesson
from postmortems.model.overview import DetectionMethod
from tests.unit.incidents import TODAY, corpus, incident, times

LESSON = "bound-it"


def detected(name: str, method: str | None) -> Incident:
    return incident(name, detection={"method": method} if method else {})


def test_every_method_of_detection_has_a_group() -> None:
    assert set(GROUP_OF) == {*get_args(DetectionMethod), None}


def test_incidents_are_grouped_by_who_detected_them() -> None:
    found = CorpusFacts(
        corpus(
            detected("2026-03-01-a", "customer"),
            detected("2026-02-01-b", "alert"),
            detected("2025-02-01-c", "customer"),
            detected("2025-01-01-d", "unknown"),
            detected("2025-01-01-e", None),
        )
    ).detections
    assert [one.id[-1] for one in found.by_group["customers"]] == ["a", "c"]
    assert (found.known, found.not_recorded) == (3, 1)
    assert found.by_year == {
        2026: {"customers": 1, "alert": 1},
        2025: {"customers": 1, "not known": 2},
    }
    assert list(found.by_year) == [2026, 2025]


def acting(name: str, *items: dict[str, Any], **more: Any) -> Incident:
    rows = [{"id": f"a{at}", "text": "Do it", **item} for at, item in enumerate(items)]
    return incident(name, lessons={"action_items": rows}, **more)


def done(day: str, **more: Any) -> dict[str, Any]:
    return {"state": "done", "done_on": day, **more}


def test_completion_counts_states_by_kind_and_by_severity() -> None:
    found = CorpusFacts(
        corpus(
            acting(
                "2026-01-01-a",
                done("2026-01-08", kind="detect"),
                {"state": "open", "due": "2026-02-01", "kind": "detect"},
                {"state": "cancelled", "kind": "prevent"},
                {},
            ),
            acting("2026-01-01-b", {"state": "done"}, severity="SEV1"),
        )
    ).completion
    totals = found.totals
    assert (totals.all, totals.done, totals.open, totals.overdue) == (5, 2, 1, 1)
    assert (totals.cancelled, totals.unknown, found.without_day) == (1, 1, 1)
    assert [(name, one.all, one.done) for name, one in found.by_kind] == [
        ("prevent", 1, 0),
        ("detect", 2, 1),
    ]
    assert [(name, one.all) for name, one in found.by_severity] == [("SEV1", 1), ("SEV2", 4)]


@pytest.mark.parametrize(
    ("days", "limit"), [(0, 7), (7, 7), (8, 30), (30, 30), (90, 90), (180, 180), (181, None)]
)
def test_days_until_done_are_counted_within_the_least_limit(days: int, limit: int | None) -> None:
    started = TODAY.toordinal() - days
    name = f"{TODAY.fromordinal(started)}-a"
    found = CorpusFacts(corpus(acting(name, done(str(TODAY))))).completion
    assert {number for number, count in found.by_days if count} == {limit}
    assert found.days == (days,)


def test_no_median_of_a_few_days() -> None:
    items = [done(f"2026-01-{day:02}") for day in range(1, 11)]
    assert CorpusFacts(corpus(acting("2026-01-01-a", *items))).completion.median_days == 4.5
    assert CorpusFacts(corpus(acting("2026-01-01-a", *items[:9]))).completion.median_days is None


def teaching(name: str, service: str, *items: dict[str, Any]) -> Incident:
    rows = [
        {"id": f"a{at}", "text": "Do it", "lesson": LESSON, **item} for at, item in enumerate(items)
    ]
    return incident(
        name,
        impact={"system": {"services": [service]}},
        lessons={"improve": [{"text": "x", "lesson": LESSON}], "action_items": rows},
    )


def lessons(*incidents: Incident) -> CorpusFacts:
    catalogue: dict[str, Lesson] = {LESSON: Lesson(statement="Bound it.")}
    return CorpusFacts(corpus(*incidents, lessons=catalogue))


def test_a_lesson_that_came_back_after_its_fix() -> None:
    (found,) = lessons(
        teaching("2026-01-01-a", "shop", done("2026-02-01")),
        teaching("2026-03-01-b", "shop", done("2026-04-01")),
        teaching("2026-05-01-c", "mail"),
    ).fixed_lessons
    assert (found.history.times_after_fix, found.same_service) == (2, 1)
    assert found.recurrence and found.recurrence.later.id == "2026-05-01-c"
    assert found.last_fix.incident.id == "2026-03-01-b"
    assert not found.holds
    assert found.days_held(TODAY) == 30


def test_of_fixes_done_on_one_day_that_of_the_later_incident_is_the_last() -> None:
    first, later = (
        teaching(name, "shop", done("2026-02-01")).model_copy(
            update={"times": incident(name, **times(start)).times}
        )
        for name, start in (
            ("2026-01-01-b", "2026-01-01T08:00:00Z"),
            ("2026-01-01-a", "2026-01-01T20:00:00Z"),
        )
    )
    (found,) = lessons(first, later).fixed_lessons
    assert found.last_fix.incident == later
    assert found.history.last_fix == found.last_fix


def test_a_fix_that_holds_so_far() -> None:
    (found,) = lessons(
        teaching("2026-01-01-a", "shop", done("2026-02-01")),
        teaching("2026-03-01-b", "shop", done("2026-10-01")),
    ).fixed_lessons
    assert (found.history.times_after_fix, found.holds) == (1, True)
    assert found.days_held(TODAY) == 31


@pytest.mark.parametrize("item", [{"state": "done"}, {"state": "open"}, {"state": "cancelled"}])
def test_no_fix_without_the_day_on_which_all_work_was_done(item: dict[str, Any]) -> None:
    assert lessons(teaching("2026-01-01-a", "shop", item)).fixed_lessons == ()
    both = teaching("2026-01-01-a", "shop", item, done("2026-02-01"))
    assert bool(lessons(both).fixed_lessons) == (item["state"] == "cancelled")


def test_lessons_that_came_back_come_before_those_that_did_not() -> None:
    def taught(name: str, lesson: str, *items: dict[str, Any]) -> Incident:
        rows = [{"id": "x", "text": "x", "lesson": lesson, **item} for item in items]
        improve = [{"text": "x", "lesson": lesson}]
        return incident(name, lessons={"improve": improve, "action_items": rows})

    catalogue = {name: Lesson(statement=name) for name in ("back", "early", "late")}
    facts = CorpusFacts(
        corpus(
            taught("2026-01-01-a", "back", done("2026-01-02")),
            taught("2026-01-01-b", "early", done("2026-03-02")),
            taught("2026-01-01-c", "late", done("2026-04-02")),
            taught("2026-02-01-d", "back"),
            lessons=catalogue,
        )
    )
    assert [one.history.name for one in facts.fixed_lessons] == ["back", "late", "early"]


def affecting(name: str, users: Any, times: dict[str, str], **more: Any) -> Incident:
    user = {"user": {"affected_users": users}} if users is not None else {}
    return incident(name, impact=user, times=times, **more)


HALF_HOUR = {"started": "2026-01-01T10:00Z", "mitigated": "2026-01-01T10:30Z"}


def hours(of: Corpus) -> dict[str, float]:
    return {row.incident.id[-1]: row.hours for row in CorpusFacts(of).customer_hours.rows}


def test_customer_hours_are_users_times_hours_until_mitigated_else_resolved() -> None:
    whole = {"started": "2026-01-01T10:00Z", "resolved": "2026-01-01T12:00Z"}
    of = corpus(
        affecting("2026-01-01-a", {"count": 100}, HALF_HOUR | {"resolved": "2026-01-02T00:00Z"}),
        affecting("2026-01-01-b", {"count": 100}, whole),
        affecting("2026-01-01-c", {"percent": 5}, whole),
        affecting("2026-01-01-d", {"count": 7}, {"started": "2026-01-01T10:00Z"}),
        affecting("2026-01-01-e", None, whole),
        affecting("2026-01-01-f", {"count": 100}, whole, kind="near-miss"),
        affecting("2026-01-01-g", {"count": 0}, whole),
    )
    assert hours(of) == {"b": 200, "a": 50, "g": 0}
    found = CorpusFacts(of).customer_hours
    assert (found.total, found.incidents, found.with_users, found.with_times) == (250, 6, 4, 5)


def test_the_api_has_the_same_numbers(golden: Corpus) -> None:
    facts = CorpusFacts(golden)
    record = insights_record(facts).plain()
    assert sum(record["detected_by"].values()) == len(golden.incidents)
    assert sum(record["done_within_days"].values()) == len(facts.completion.days) > 0
    assert record["actions"]["total"] == len(facts.action_items)
    assert record["measures"]["rollback"] == 1
    assert [one["lesson"] for one in record["fixed_lessons"]] == [
        one.history.name for one in facts.fixed_lessons
    ]
    assert record["customer_hours"] == round(facts.customer_hours.total, 1) > 0
    assert record["exposed_services"] == {
        name: len(found) for name, found in facts.exposures_by_service.items()
    }
