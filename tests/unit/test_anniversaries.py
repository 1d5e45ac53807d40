"""The feed of the anniversaries of the month."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import feedparser
import pytest

from postmortems.export import ExportContext, files
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Incident, Lesson
from postmortems.site_map import SiteMap

from .incidents import TODAY, corpus, incident

LESSONS = {"timeouts": Lesson(statement="Set timeouts.")}


def taught(day: str, **item: Any) -> Incident:
    rows = [{"id": "fix", "text": "Add a timeout", "lesson": "timeouts", **item}] if item else []
    improve = [{"text": "x", "lesson": "timeouts"}]
    return incident(f"{day}-down", lessons={"improve": improve, "action_items": rows})


def exports(of: Corpus) -> dict[str, Callable[[], str]]:
    """Return the exports of a site by their paths."""
    context = ExportContext(
        CorpusFacts(of),
        datetime(of.as_of.year, of.as_of.month, of.as_of.day, tzinfo=UTC),
        "Ours",
        "https://pm.example/",
        SiteMap().address,
    )
    return dict(files(context))


def feed(of: Corpus) -> str:
    return exports(of)[SiteMap.ANNIVERSARY_FEED]()


def entries(*incidents: Incident) -> list[Any]:
    return list(feedparser.parse(feed(corpus(*incidents, lessons=LESSONS))).entries)


def test_incidents_of_the_month_in_earlier_years_are_listed_by_day() -> None:
    assert date(2026, 11, 1) == TODAY
    listed = entries(
        incident("2025-11-30-a"),
        incident("2020-11-02-b"),
        incident("2025-10-31-c"),
        incident("2026-11-01-d"),
    )
    assert [entry.title for entry in listed] == [
        "6 years ago, on 2020-11-02: 2020-11-02-b",
        "1 year ago, on 2025-11-30: 2025-11-30-a",
    ]
    assert listed[0].link == "https://pm.example/incidents/2020-11-02-b/"
    assert listed[0].summary == "It taught no lesson of the catalogue."
    assert {entry.published for entry in listed} == {"2026-11-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("item", "later", "state"),
    [
        ({}, [], "is not recorded"),
        ({"state": "cancelled"}, [], "is not recorded"),
        ({"state": "open"}, [], "is not complete: 0 of 1 action item done"),
        ({"state": "done"}, [], "is not known to be done"),
        (
            {"done_on": "2025-12-01"},
            [],
            "was done on 2025-12-01, and held: no incident taught the lesson since",
        ),
        (
            {"done_on": "2025-12-01", "verified_on": "2025-12-02"},
            ["2025-11-20"],
            "was done on 2025-12-01, verified on 2025-12-02, and held: no incident taught the "
            "lesson since",
        ),
        ({"done_on": "2025-12-01"}, ["2025-12-01"], "was done on 2025-12-01"),
        (
            {"done_on": "2025-12-01"},
            ["2026-03-01", "2026-04-01"],
            "was done on 2025-12-01, and did not hold: 2026-03-01-down (2026-03-01)",
        ),
    ],
)
def test_an_entry_says_whether_the_fix_is_done_and_held(
    item: dict[str, Any], later: list[str], state: str
) -> None:
    first, *_ = entries(taught("2025-11-02", **item), *map(taught, later))
    assert first.summary == f"Lesson: Set timeouts. Its fix {state}."


def test_the_feed_is_the_same_on_every_day_of_a_month() -> None:
    of = corpus(taught("2025-11-02", state="open", due="2026-11-05"), lessons=LESSONS)
    assert feed(of) == feed(replace(of, as_of=date(2026, 11, 30)))
    assert feed(of) != feed(replace(of, as_of=date(2027, 11, 1)))


def test_an_entry_changes_when_its_fix_is_done() -> None:
    (entry,) = entries(taught("2025-11-02", done_on="2026-11-10"))
    assert entry.updated == "2026-11-10T00:00:00Z"
