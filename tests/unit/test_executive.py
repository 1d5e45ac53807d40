"""The top of an incident page: the phases, the impact, the cause, what stopped it, is it fixed."""

import re
from datetime import date
from typing import Any

import pytest

from postmortems.insights import (
    NO_OTHERS,
    LessonPlace,
    Neighbour,
    OtherIncidents,
    measures_that_stopped,
)
from postmortems.model import Corpus, Incident
from postmortems.render import IncidentPage
from postmortems.render.executive import Executive
from postmortems.render.figure_links import FigureLinks

TODAY = date(2026, 11, 1)
STARTED = "2026-10-08T09:00Z"


def executive(
    others: OtherIncidents = NO_OTHERS, *, links_to_sections: bool = True, **more: Any
) -> Executive:
    one = Incident.model_validate(
        {"id": "2026-10-08-slow", "title": "Slow", "severity": "SEV2", **more}
    )
    corpus = Corpus(TODAY, (one,))
    links = FigureLinks("incidents/2026-10-08-slow.md")
    page = IncidentPage(one, corpus.catalogues, links, others)
    return Executive(page, links_to_sections)


def parts(top: Executive) -> list[tuple[str, float]]:
    """Return the phases in the bar, each with its width in per cent."""
    top.strip()
    assert isinstance(top.page.links, FigureLinks)
    (bar,) = top.page.links.pictures.values()
    found = re.findall(r'<rect class="pm-phase-(\w+)" x="[^"]+" width="([\d.]+)%"', bar)
    return [(phase, float(width)) for phase, width in found]


def test_the_bar_shows_the_phases_to_scale() -> None:
    times = {"started": STARTED, "detected": "2026-10-08T09:15Z", "resolved": "2026-10-08T10:00Z"}
    assert parts(executive(times=times)) == [("detected", 25), ("resolved", 75)]


def test_the_bar_shows_phases_in_the_order_of_time() -> None:
    times = {
        "started": STARTED,
        "mitigated": "2026-10-08T09:30Z",
        "acknowledged": "2026-10-08T09:45Z",
        "resolved": "2026-10-08T10:00Z",
    }
    bar = parts(executive(times=times))
    assert bar == [("mitigated", 50), ("acknowledged", 25), ("resolved", 25)]


def test_an_open_incident_is_ongoing_in_the_bar_and_in_words() -> None:
    top = executive(status="investigating", times={"started": STARTED})
    assert parts(top) == [("ongoing", 100)]
    assert top.phases() == [
        ("ongoing", "Time to resolve", "ongoing, 24 days", "from started to resolved")
    ]
    assert (top.stopped(), top.fixed()) == (
        "nothing yet",
        "Not resolved yet. No action item is recorded",
    )


def test_without_a_start_there_is_no_bar_and_the_time_to_resolve_is_not_recorded() -> None:
    top = executive(times={"resolved": "2026-10-08T10:00Z"})
    assert (top.strip(), [words for _, _, words, _ in top.phases()]) == ("", ["not recorded"])


@pytest.mark.parametrize(
    ("impact", "words"),
    [
        ({"user": {"affected_users": {"count": 18400, "note": "buyers"}}}, "**18,400** (buyers)"),
        (
            {
                "user": {"affected_users": "not measured"},
                "business": {"customer_complaints": "412 tickets"},
            },
            "412 tickets",
        ),
        ({"user": {"features": ["Route 53", "console"]}}, "Route 53, console"),
        ({}, ""),
    ],
)
def test_the_impact_begins_with_the_most_telling_number(impact: dict[str, Any], words: str) -> None:
    assert executive(impact=impact).impact == words


def test_the_cause_is_a_sentence_of_the_root_cause_else_of_the_trigger() -> None:
    cause = {"summary": "The pool was full. Nobody saw it.", "trigger": {"description": "A deploy"}}
    assert executive(root_cause=cause).cause == "The pool was full."
    assert executive(root_cause={"trigger": cause["trigger"]}).cause == "A deploy"


def test_a_measure_that_was_not_taken_did_not_stop_the_incident() -> None:
    measures = {"rollback": ["Not possible"], "traffic": ["Moved to the old pool."]}
    top = executive(response={"stabilization": measures})
    assert top.stopped() == "Moved to the old pool"


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        ("started", "nothing yet; tried: Rolled back to 1.2"),
        ("mitigated", "Rolled back to 1.2"),
        ("resolved", "Rolled back to 1.2"),
    ],
)
def test_nothing_stopped_an_incident_that_is_not_yet_mitigated(phase: str, words: str) -> None:
    measures = {"stabilization": {"rollback": "Rolled back to 1.2"}}
    top = executive(status="investigating", times={phase: STARTED}, response=measures)
    assert top.stopped() == words
    assert measures_that_stopped(top.page.incident) == [words] * (phase != "started")


def items(*states: str | None, due: str | None = None) -> dict[str, Any]:
    rows = [
        {"id": f"item-{n}", "text": f"Do {n}", "state": s, "due": due} for n, s in enumerate(states)
    ]
    rows = [{key: value for key, value in row.items() if value} for row in rows]
    return {"action_items": rows}


@pytest.mark.parametrize(
    ("lessons", "words"),
    [
        (items(), "No action item is recorded"),
        (items("done", "done"), "2 of 2 action items done"),
        (items(None, None), "The state of 2 action items is not recorded"),
        (
            items("done", "open", None, "cancelled", due="2026-10-20"),
            "1 of 3 action items done, 1 overdue, 1 without a recorded state, 1 cancelled",
        ),
        (items("open", "cancelled"), "0 of 1 action item done, 1 open, 1 cancelled"),
    ],
)
def test_fixed_counts_the_action_items(lessons: dict[str, Any], words: str) -> None:
    text = executive(lessons=lessons).fixed()
    assert text == (f"[{words}](#lessons-actions)" if lessons["action_items"] else words)


def test_lessons_of_other_incidents_come_first_with_the_nearest_of_them() -> None:
    place = LessonPlace(
        2,
        Neighbour("2026-09-08-a", "Earlier", date(2026, 10, 8) - date(2026, 9, 8)),
        1,
        Neighbour("2026-10-18-b", "Later", date(2026, 10, 18) - date(2026, 10, 8)),
    )
    improve = [{"text": f"Text {name}", "lesson": name} for name in ("first", "second", "third")]
    top = executive(OtherIncidents({"third": place}), lessons={"improve": improve})
    assert [words for words, _ in top.lessons] == [
        "[third](../lessons/third.md)",
        "[first](../lessons/first.md)",
    ]
    assert top.lessons[0][1] == (
        "before: [Earlier](2026-09-08-a.md), 30 days earlier and 1 more; "
        "after: [Later](2026-10-18-b.md), 10 days later"
    )
    assert (top.more_lessons, top.fixed()) == (
        1,
        "No action item is recorded; its lesson has been taught again since",
    )
