"""The state of the fix for a lesson in each service that the lesson concerns."""

from datetime import date
from typing import Any

import pytest

from postmortems.insights import CorpusFacts, FixTotals, ServiceFix, fix_totals
from postmortems.model import Corpus, Incident, Lesson, Service
from postmortems.model.corpus import newest_first

LESSON = "bound-it"
TODAY = date(2026, 6, 1)


def taught(day: str, *services: str, items: tuple[dict[str, Any], ...] = ()) -> Incident:
    rows = [
        {"id": f"fix-{number}", "text": "Fix it", "lesson": LESSON, **item}
        for number, item in enumerate(items)
    ]
    return Incident.model_validate(
        {
            "id": f"{day}-x",
            "title": f"Of {day}",
            "severity": "SEV2",
            "impact": {"system": {"services": list(services)}},
            "lessons": {
                "improve": [{"text": "x", "lesson": LESSON}],
                "action_items": rows,
            },
        }
    )


def fixes(*incidents: Incident, **needs: list[str]) -> tuple[ServiceFix, ...]:
    corpus = Corpus(
        TODAY,
        newest_first(list(incidents)),
        services={name: Service(depends_on=names) for name, names in needs.items()},
        lessons={LESSON: Lesson(statement="Bound it.")},
    )
    return CorpusFacts(corpus).service_fixes[LESSON]


def done(day: str) -> dict[str, Any]:
    return {"state": "done", "done_on": day}


OPEN = {"state": "open"}
STATES = {
    "done": (done("2026-02-01"),),
    "done-on-an-unrecorded-day": ({"state": "done"},),
    "done-in-part": (done("2026-02-01"), OPEN),
    "open": ({"state": "in-progress", "due": "2026-06-02"},),
    "overdue": (OPEN, {"state": "open", "due": "2026-05-31"}),
    "done-but-one-is-overdue": (done("2026-02-01"), {"state": "open", "due": "2026-05-31"}),
    "done-but-one-without-a-state": (done("2026-02-01"), {}),
    "cancelled": ({"state": "cancelled"},),
    "without-a-state": ({}, {"state": "cancelled"}),
    "nothing": (),
}
EXPECTED = {
    "done": "done",
    "done-on-an-unrecorded-day": "done",
    "done-in-part": "in-part",
    "open": "open",
    "overdue": "overdue",
    "done-but-one-is-overdue": "overdue",
    "done-but-one-without-a-state": "not-recorded",
    "cancelled": "cancelled",
    "without-a-state": "not-recorded",
    "nothing": "none",
}


@pytest.mark.parametrize("case", STATES)
def test_the_action_items_of_its_own_incidents_determine_the_state(case: str) -> None:
    (fix,) = fixes(taught("2026-01-01", "shop", items=STATES[case]), shop=[])
    assert fix.status == EXPECTED[case]
    assert fix.is_fixed == case.startswith("done")
    assert (fix.action is None) == (case == "nothing")


@pytest.mark.parametrize(
    ("case", "open_items"),
    [
        ("overdue", 2),
        ("done-in-part", 1),
        ("done-but-one-is-overdue", 1),
        ("done-but-one-without-a-state", 0),
    ],
)
def test_the_action_item_that_is_not_done_is_named(case: str, open_items: int) -> None:
    (fix,) = fixes(taught("2026-01-01", "shop", items=STATES[case]), shop=[])
    assert fix.action is not None
    assert (fix.action[1].id, fix.open_items) == ("fix-1", open_items)


def test_a_recurrence_names_the_fix_before_it_and_no_item_that_was_done_after_it() -> None:
    first = taught("2026-01-01", "shop", items=(done("2026-01-05"), done("2026-01-10")))
    again = taught("2026-02-01", "shop", items=(done("2026-03-01"), OPEN))
    (fix,) = fixes(first, again, shop=[])
    assert (fix.status, fix.recurrence_after_fix) == ("came-back", again)
    assert fix.action == (first, first.actions[1])


def test_a_lesson_came_back_in_a_service_if_an_incident_is_later_than_its_last_fix() -> None:
    first = taught("2026-01-01", "shop", items=(done("2026-01-10"),))
    again = taught("2026-03-01", "shop", items=(OPEN,))
    (fix,) = fixes(first, again, shop=[])
    assert (fix.status, fix.recurrence_after_fix, fix.open_items) == ("came-back", again, 1)
    assert fix.action == (first, first.actions[0])
    (held,) = fixes(first, taught("2026-03-01", "shop", items=(done("2026-03-05"),)), shop=[])
    assert (held.status, held.recurrence_after_fix) == ("done", None)


def test_a_fix_that_is_done_in_part_is_not_said_to_have_failed() -> None:
    first = taught("2026-01-01", "shop", items=STATES["done-in-part"])
    (fix,) = fixes(first, taught("2026-03-01", "shop"), shop=[])
    assert (fix.status, fix.recurrence_after_fix) == ("in-part", None)


def test_the_fix_of_another_service_does_not_count() -> None:
    rows = fixes(
        taught("2026-01-01", "shop", items=(done("2026-01-10"),)),
        taught("2026-03-01", "card"),
        shop=[],
        card=[],
    )
    assert [(row.service, row.status) for row in rows] == [("card", "none"), ("shop", "done")]


def test_a_service_that_only_depends_on_an_affected_one_is_marked() -> None:
    rows = fixes(
        taught("2026-01-01", "database", items=(done("2026-01-10"),)),
        database=[],
        orders=["database"],
        search=[],
    )
    orders, database = rows
    assert (orders.service, orders.status, orders.incidents) == ("orders", "none", ())
    assert orders.exposure is not None
    assert orders.exposure.path == ("orders", "database")
    assert fix_totals(rows) == FixTotals(affected=1, fixed=1, recurred_after_fix=0, dependent=1)
    assert fix_totals(rows).exposed == 1
    assert database.exposure is None


def test_what_needs_attention_comes_first() -> None:
    day = "2026-01-01"
    incidents = [
        taught(f"2026-01-{at:02}", name, items=STATES[name]) for at, name in enumerate(STATES, 1)
    ]
    failed = taught(day, "failed", items=(done("2026-01-02"),)), taught("2026-04-01", "failed")
    rows = fixes(*incidents, *failed, **{name: [] for name in [*STATES, "failed"]})
    assert [row.status for row in rows] == [
        "came-back",
        "overdue",
        "overdue",
        "open",
        "not-recorded",
        "not-recorded",
        "cancelled",
        "none",
        "in-part",
        "done",
        "done",
    ]


def test_an_exposed_service_is_one_without_the_fix() -> None:
    incidents = [
        taught(f"2026-01-{at:02}", name, items=STATES[name]) for at, name in enumerate(STATES, 1)
    ]
    needs: dict[str, list[str]] = {name: [] for name in STATES}
    rows = fixes(*incidents, **needs, page=["open"])
    totals = fix_totals(rows)
    assert totals.exposed == sum(row.exposure is not None for row in rows) == 6
