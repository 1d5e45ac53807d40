"""The charts of the indexes, from small corpora: their numbers and sentences, counted anew."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.indexes import PageContext, Site, pictures
from postmortems.chart import Figure
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Incident, Service
from postmortems.site_map import SiteMap

TODAY = date(2026, 11, 1)
Event = tuple[date, str, str]
EVENTS = st.lists(
    st.tuples(
        st.dates(date(1950, 1, 1), TODAY),
        st.sampled_from(["outage", "near-miss"]),
        st.sampled_from(["SEV1", "SEV2"]),
    ),
    min_size=1,
    max_size=12,
)
RECENT = st.lists(
    st.tuples(st.dates(date(2024, 1, 1), TODAY), st.just("outage"), st.just("SEV2")),
    min_size=1,
    max_size=20,
)


def incident(number: int, day: date, kind: str, severity: str, **more: Any) -> Incident:
    name = f"{day:%Y-%m-%d}-i{number}"
    return Incident.model_validate(
        {"id": name, "title": name, "kind": kind, "severity": severity, **more}
    )


def site_of(events: list[Event], **more: Any) -> Site:
    incidents = (incident(at, *event) for at, event in enumerate(events))
    newest_first = sorted(incidents, key=lambda one: one.day, reverse=True)
    return Site(CorpusFacts(Corpus(TODAY, tuple(newest_first), **more)))


def context() -> PageContext:
    return PageContext("severity.md", {}, SiteMap(directory_urls=True).address)


def drawn(site: Site) -> Figure:
    figure = pictures.over_time(site, context(), site.corpus.incidents)
    assert figure is not None
    return figure


def cells(figure: Figure) -> list[list[str]]:
    return [
        [cell if isinstance(cell, str) else cell[0] for cell in row] for row in figure.table.rows
    ]


@given(st.one_of(EVENTS, RECENT))
def test_a_chart_over_time_counts_every_incident_and_names_the_most(events: list[Event]) -> None:
    figure = drawn(site_of(events))
    column = list(figure.table.head).index("All")
    totals = {row[0].split(",")[0]: int(row[column]) for row in cells(figure)}
    left_out = sum(map(int, re.findall(r"\d+", figure.caption)))
    assert sum(totals.values()) + left_out == len(events)
    others = sum(int(row[column + 1]) for row in cells(figure) if len(row) > column + 1)
    near = [day for day, kind, _ in events if kind == "near-miss"]
    assert others <= len(near) and (left_out or others == len(near))
    if "had the most incidents" in figure.message:
        first = figure.message.split(". ")[0]
        number = int(re.findall(r"incidents, (\d+)", first)[0])
        assert number == max(totals.values())
        names = {name for name, total in totals.items() if total == number}
        assert all(name in first for name in names) or f"{len(names)} " in first


@given(RECENT)
def test_the_last_full_months_are_compared_with_those_before(events: list[Event]) -> None:
    counted = Counter(f"{day:%Y-%m}" for day, _, _ in events)
    message = drawn(site_of(events)).message
    months = [f"{at // 12}-{at % 12 + 1:02}" for at in range(2026 * 12 - 14, 2026 * 12 + 10)]
    number = [sum(counted[month] for month in part) for part in (months[12:], months[:12])]
    sentence = f"The last 12 full months had {number[0]}, the 12 before {number[1]}."
    assert ("The last 12" in message) == (min(counted) <= months[0])
    assert sentence in message or "The last 12" not in message
    now = counted["2026-11"]
    if min(counted) < "2026-11":
        assert message.endswith(f"2026-11 has {now or 'none'} so far.")


def test_incidents_before_the_first_column_are_counted_in_the_caption() -> None:
    long_ago: list[Event] = [(date(1900 + at, 5, 1), "outage", "SEV1") for at in (0, 1, 120)]
    assert drawn(site_of(long_ago)).caption == "2 earlier incidents not drawn."


def test_without_incidents_or_durations_there_is_no_chart() -> None:
    site = site_of([])
    assert pictures.over_time(site, context(), ()) is None
    assert pictures.how_long(site, context(), (), "x") is None
    assert pictures.by_severity(site, context(), {"SEV1": ()}, "resolve", "x") is None
    assert pictures.hot_quarters(site, context()) is None
    assert pictures.hot_years(site, context()) is None


def lasting(minutes: list[int]) -> list[Incident]:
    start = date(2026, 1, 1)
    return [
        incident(
            at,
            start,
            "outage",
            "SEV1",
            times={
                "started": "2026-01-01T00:00Z",
                "resolved": f"2026-01-01T{length // 60:02}:{length % 60:02}Z",
            },
        )
        for at, length in enumerate(minutes)
    ]


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ([41], "The time to resolve is recorded for 1 incident: 41 min."),
        ([5, 5], "The time to resolve is recorded for 2 incidents: 5 min each."),
        ([0, 61], "The time to resolve is recorded for 2 incidents: 0 min to 1 h 1 min."),
        (
            [*range(1, 10), 100],
            "The median time to resolve is 5 min 30 s, of 10 incidents: 1 min to 1 h 40 min.",
        ),
    ],
)
def test_durations_have_a_median_only_of_enough_incidents(
    minutes: list[int], sentence: str
) -> None:
    figure = pictures.how_long(site_of([]), context(), lasting(minutes), "x")
    assert figure is not None and figure.message == sentence
    assert ("median 5 min 30 s" in figure.html()) == (len(minutes) >= 10)
    assert ("≤ 1 min" in figure.html()) == (min(minutes) == 0)


def test_a_heat_map_has_eight_quarters_up_to_today() -> None:
    day = TODAY - timedelta(days=365 * 5)
    impact = {"system": {"services": ["shop"]}}
    rows = (incident(1, TODAY, "outage", "SEV1", impact=impact), incident(2, day, "outage", "SEV1"))
    site = Site(CorpusFacts(Corpus(TODAY, rows, services={"shop": Service(title="Shop")})))
    figure = pictures.hot_quarters(site, context())
    assert figure is not None
    assert [figure.table.head[1], figure.table.head[-1]] == ["2025 Q1", "2026 Q4"]
    assert figure.text == "Since 2025 Q1, Shop had 1 incident. 2026 Q4 is in progress."
