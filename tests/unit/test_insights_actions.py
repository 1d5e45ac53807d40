"""Action items of all incidents: open, overdue, by whom, and how old."""

from typing import Any

import pytest

from postmortems.insights import (
    ActionTotals,
    Histories,
    action_totals,
    age_days,
    overdue,
    returns,
    shares,
)
from postmortems.insights import open_items as open_of
from postmortems.model import Incident, Lesson
from postmortems.render import words
from tests.unit.incidents import TODAY, corpus, incident


def acting(name: str, *items: dict[str, Any], **more: Any) -> Incident:
    listed = [{"id": f"a{at}", "text": "Do it", **item} for at, item in enumerate(items)]
    return incident(name, lessons={"action_items": listed, **more})


def test_open_items_by_due_day_and_by_whom() -> None:
    found = corpus(
        acting(
            "2026-01-01-a",
            {"state": "open", "due": "2026-12-01", "owner": "lead"},
            {"state": "open", "due": "2026-10-01", "owner": "lead"},
            {"state": "done", "due": "2026-10-01"},
            {"due": "2026-10-01"},
        ),
        acting("2026-02-01-b", {"state": "in-progress"}),
    )
    items = open_of(found)
    assert [(one.id[-1], item.id) for one, item in items] == [("a", "a1"), ("a", "a0"), ("b", "a0")]
    assert [(one.id[-1], item.id, days) for one, item, days in overdue(found)] == [("a", "a1", 31)]
    lead, nobody = shares(items, lambda row: [row[1].owner or "nobody"], TODAY)
    assert (lead.name, lead.overdue, len(lead.items)) == ("lead", 1, 2)
    assert (nobody.name, nobody.overdue) == ("nobody", 0)


def test_an_action_item_knows_what_came_while_it_was_open() -> None:
    taught = {"improve": [{"text": "again", "lesson": "bound-it"}]}
    found = corpus(
        acting("2026-01-01-a", {"state": "open", "lesson": "bound-it"}),
        incident("2026-03-01-b", lessons=taught),
        incident("2026-05-01-c", lessons=taught),
        lessons={"bound-it": Lesson(statement="Bound it.")},
    )
    ((key, later),) = returns(Histories(found)).items()
    assert key == ("2026-01-01-a", "a0")
    assert [one.id[-1] for one in later] == ["b", "c"]


def test_action_items_are_counted_by_where_they_stand() -> None:
    one = acting(
        "2026-01-01-a",
        {"state": "open", "due": "2026-10-01"},
        {"state": "in-progress"},
        {"state": "done"},
        {"state": "open", "done_on": "2026-02-01"},
        {"state": "cancelled"},
        {},
    )
    totals = action_totals(one.actions, TODAY)
    assert totals == ActionTotals(open=2, overdue=1, done=2, cancelled=1, unknown=1)
    assert words.say(totals) == "2 open (1 overdue), 2 done, 1 cancelled, 1 unknown"
    assert words.say(action_totals([], TODAY)) == "none"


@pytest.mark.parametrize(
    ("item", "days"),
    [
        ({"state": "open"}, 304),
        ({"state": "done", "done_on": "2026-01-21"}, 20),
        ({"state": "done", "done_on": "2025-12-30"}, 0),
        ({"state": "done"}, None),
        ({"state": "cancelled"}, None),
        ({}, None),
    ],
)
def test_an_action_item_ages_until_it_is_done(item: dict[str, Any], days: int | None) -> None:
    one = acting("2026-01-01-a", item)
    assert age_days(one, one.actions[0], TODAY) == days
