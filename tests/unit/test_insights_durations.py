"""How long incidents last together: time impaired, spreads, and those that go on."""

from datetime import timedelta
from typing import Any

import pytest

from postmortems.insights import FEW, impaired, ongoing_days, spreads
from postmortems.model import Incident
from postmortems.render import words
from tests.unit.incidents import TODAY, incident, times


def of_kind(kind: str, name: str, **more: Any) -> Incident:
    return incident(name, kind=kind, **more)


def test_time_at_which_two_incidents_overlap_counts_once() -> None:
    found = impaired(
        [
            incident("2026-01-01-a", **times("2026-01-01T10:00Z", "2026-01-01T12:00Z")),
            incident("2026-01-01-b", **times("2026-01-01T11:00Z", "2026-01-01T13:00Z")),
            incident("2026-01-01-c", **times("2026-01-01T11:10Z", "2026-01-01T11:20Z")),
            incident("2026-01-03-d", **times("2026-01-03T10:00Z", "~2026-01-03T10:30Z")),
            incident("2026-01-04-e", **times("2026-01-04T10:00Z")),
        ]
    )
    assert (found.total, found.approximate, found.unknown) == (timedelta(hours=3.5), True, 1)


@pytest.mark.parametrize("kind", ["near-miss", "security", "data-loss", "other"])
def test_only_outages_and_degradations_impair_a_service(kind: str) -> None:
    hour = times("2026-01-01T10:00Z", "2026-01-01T11:00Z")
    day = times("2026-02-01T10:00Z", "2026-02-02T10:00Z")
    result = impaired(
        [
            of_kind("outage", "2026-01-01-a", **hour),
            of_kind("degradation", "2026-01-01-b", **hour),
            of_kind(kind, "2026-02-01-c", **day),
            of_kind(kind, "2026-03-01-d"),
        ]
    )
    assert (result.total, result.counted, result.unknown) == (timedelta(hours=1), 2, 0)


def test_an_incident_that_goes_on_is_not_one_whose_end_nobody_recorded() -> None:
    result = impaired(
        [
            incident("2026-10-01-a", status="investigating", **times("2026-10-01T10:00Z")),
            incident("2026-10-02-b", **times("2026-10-02T10:00Z")),
        ]
    )
    assert (result.ongoing, result.unknown) == (1, 1)
    assert words.impaired(result) == "1 ongoing, 1 without a known end"


def test_an_end_before_the_start_adds_no_negative_time() -> None:
    result = impaired([incident("2026-01-01-a", **times("2026-01-01T10:00Z", "2026-01-01T09:00Z"))])
    assert (result.total, result.unknown) == (timedelta(), 1)


def test_time_impaired_is_not_counted_where_incidents_are_of_other_kinds() -> None:
    result = impaired([of_kind("data-loss", "2026-01-01-a"), of_kind("security", "2026-01-02-b")])
    assert words.impaired(result) == "not counted"
    assert words.other_kinds(result) == (
        "2 incidents of other kinds, such as data loss, are not counted."
    )
    assert words.impaired(impaired([])) == "none"
    assert words.other_kinds(impaired([])) == ""


def test_time_impaired_keeps_its_length_beside_incidents_of_other_kinds() -> None:
    hour = times("2026-01-01T10:00Z", "2026-01-01T11:00Z")
    result = impaired([of_kind("outage", "2026-01-01-a", **hour), of_kind("other", "2026-01-02-b")])
    assert words.impaired(result) == "1 h"
    assert words.other_kinds(result) == (
        "1 incident of another kind, such as data loss, is not counted."
    )


@pytest.mark.parametrize(
    ("more", "days"),
    [
        ({"status": "investigating"}, 31),
        ({"status": "monitoring", **times("2026-10-01T10:00Z", "2026-10-01T11:00Z")}, None),
        (
            {
                "status": "monitoring",
                **times("2026-10-01T10:00Z", "2026-10-01T11:00Z", "mitigated"),
            },
            31,
        ),
        ({"status": "resolved"}, None),
    ],
)
def test_an_incident_goes_on_until_it_is_resolved(more: dict[str, Any], days: int | None) -> None:
    assert ongoing_days(incident("2026-10-01-a", **more), TODAY) == days


def test_an_incident_of_tomorrow_has_gone_on_for_no_day() -> None:
    assert ongoing_days(incident("2026-11-02-a", status="investigating"), TODAY) == 0


def test_a_spread_keeps_every_incident_and_says_when_there_are_few() -> None:
    some = [
        incident(f"2026-01-{at:02}-x", **times("2026-01-01T10:00Z", f"2026-01-01T10:{at:02}Z"))
        for at in range(1, FEW + 1)
    ]
    (spread,) = spreads(some)
    assert (spread.number, spread.is_few) == (FEW, False)
    assert (spread.least, spread.most) == (timedelta(minutes=1), timedelta(minutes=FEW))
    assert spread.median == timedelta(minutes=(FEW + 1) / 2)
    (fewer,) = spreads(some[1:])
    assert fewer.is_few
    assert spreads([incident("2026-01-01-x")]) == []


def test_a_spread_tells_which_incidents_are_neither_outage_nor_degradation() -> None:
    hour = times("2026-01-01T10:00Z", "2026-01-01T11:00Z")
    (spread,) = spreads(
        [of_kind("outage", "2026-01-01-a", **hour), of_kind("near-miss", "2026-01-01-b", **hour)]
    )
    assert (spread.number, spread.other_kinds) == (2, 1)
