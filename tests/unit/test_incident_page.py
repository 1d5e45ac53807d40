"""The page of an incident: what it says of times, of what goes on, and in which order."""

import re
from datetime import date
from typing import Any

import pytest

from postmortems.chart import Figure
from postmortems.model import Corpus, Incident
from postmortems.render import Markdown, RepositoryLinks, incident_page
from postmortems.scorecard import scorecard

TODAY = date(2026, 11, 1)


def incident(**more: Any) -> Incident:
    return Incident.model_validate(
        {"id": "2026-10-08-slow", "title": "Slow", "severity": "SEV2", **more}
    )


def page(one: Incident) -> str:
    return incident_page(one, Corpus(TODAY, (one,)))


GOES_ON = {"status": "investigating", "times": {"started": "2026-10-08T09:00Z"}}


@pytest.mark.parametrize(
    "line",
    [
        '<span class="pm-severity pm-severity-2">SEV2 Major</span> · **Investigating** · '
        "2026-10-08 09:00 UTC, ongoing, 24 days",
        '- <span class="pm-phase pm-phase-ongoing"></span>'
        '<abbr title="from started to resolved">Time to resolve</abbr>: **ongoing, 24 days**',
        "- **Current status:** Investigating (ongoing, 24 days)",
    ],
)
def test_an_incident_that_goes_on_says_for_how_long(line: str) -> None:
    assert line in page(incident(**GOES_ON)).splitlines()


def test_a_mitigated_incident_goes_on_until_it_is_resolved() -> None:
    times = {"started": "2026-10-31T09:00Z", "mitigated": "2026-10-31T10:00Z"}
    text = page(incident(status="monitoring", times=times))
    assert "2026-10-31 09:00 UTC to 10:00 UTC (mitigated), ongoing, 1 day" in text


def test_an_incident_that_is_over_is_not_called_ongoing() -> None:
    assert "ongoing" not in page(incident())


def test_the_overview_lists_phases_in_the_order_of_time() -> None:
    one = incident(
        times={"resolved": "2026-10-08T12:00Z", "acknowledged": "2026-10-08T09:20Z"},
        timeline=[
            {"time": "2026-10-08T09:00Z", "event": "It begins", "marks": "started"},
            {"time": "2026-10-08T09:10Z", "event": "It is seen", "marks": "detected"},
            {"time": "2026-10-08T11:00Z", "event": "It is stopped", "marks": "mitigated"},
        ],
    )
    overview = page(one).split("## ")[1]
    lines = [line for line in overview.splitlines() if "2026-10-08 " in line]
    assert lines == [
        "- **Start time:** 2026-10-08 09:00 UTC",
        "- **Detected:** 2026-10-08 09:10 UTC",
        "- **Acknowledged:** 2026-10-08 09:20 UTC",
        "- **Mitigated:** 2026-10-08 11:00 UTC",
        "- **Resolved:** 2026-10-08 12:00 UTC",
    ]


def test_a_phase_has_one_colour_whichever_phases_are_recorded() -> None:
    class Pictured(RepositoryLinks):
        def picture(self, figure: Figure | None) -> Markdown:
            return Markdown(figure.html() if figure else "")

    def colours(*phases: str) -> dict[str, str]:
        times = {name: f"2026-10-08T1{at}:00Z" for at, name in enumerate(phases)}
        one = incident(
            times={"started": "2026-10-08T09:00Z", **times},
            timeline=[{"time": "2026-10-08T09:00Z", "event": "It begins"}],
        )
        text = incident_page(one, Corpus(TODAY, (one,)), links=Pictured())
        return dict(re.findall(r'<title>(\w+): [^<]*</title><rect class="([^"]+)"', text))

    every = colours("detected", "acknowledged", "mitigated", "resolved")
    assert len(set(every.values())) == 4
    for phases in (["resolved"], ["detected", "resolved"], ["mitigated"]):
        assert colours(*phases) == {name.title(): every[name.title()] for name in phases}


def first_step(*rows: dict[str, str], detected: str | None = "09:10") -> tuple[bool, str]:
    times = {"detected": f"2026-10-08T{detected}Z"} if detected else {}
    timeline = [
        {"event": "Somebody looks", **row, "time": f"2026-10-08T{row['time']}Z"} for row in rows
    ]
    one = incident(times=times, timeline=timeline)
    step = scorecard(one, Corpus(TODAY, (one,)))[0]
    return step.done, step.says


@pytest.mark.parametrize(
    ("rows", "step"),
    [
        (
            [{"time": "09:14"}],
            (
                False,
                "first timeline row 4 min after detection; "
                "no evidence of the first 15 min is recorded",
            ),
        ),
        (
            [{"time": "09:12"}, {"time": "09:14", "evidence": "evidence/errors.csv"}],
            (True, "first row with evidence 4 min after detection"),
        ),
        (
            [{"time": "09:25:01", "evidence": "evidence/errors.csv"}],
            (False, "first timeline row 15 min 1 s after detection"),
        ),
        ([{"time": "09:00"}], (False, "no row of the timeline is after it was detected")),
    ],
)
def test_data_is_gathered_when_evidence_is_of_the_first_minutes(
    rows: list[dict[str, str]], step: tuple[bool, str]
) -> None:
    assert first_step(*rows) == step


def test_the_row_of_the_detection_itself_is_not_data_gathered_after_it() -> None:
    row = {"time": "09:10", "marks": "detected", "evidence": "evidence/alert.json"}
    assert first_step(row, detected=None) == (
        False,
        "no row of the timeline is after it was detected",
    )
