"""What incidents say together: services, causes, months, teams, and what is left to record."""

from datetime import date
from typing import Any

import pytest

from postmortems.insights import (
    CorpusFacts,
    Period,
    by_factor,
    by_trigger,
    incomplete_postmortems,
    needed_by,
    per_period,
    per_year,
    service_row,
)
from postmortems.model import Incident, Service
from postmortems.model.scalars import slugs
from tests.unit.incidents import TODAY, corpus, incident, times


def test_a_service_knows_its_quiet_days_and_what_failed_with_it() -> None:
    def of(name: str, *services: str, **more: Any) -> Incident:
        return incident(name, impact={"system": {"services": list(services)}}, **more)

    cause = {"nodes": [{"id": "x", "kind": "trigger", "text": "x", "category": "software"}]}
    found = corpus(
        of("2026-10-02-a", "shop", "mail"),
        of("2026-09-01-b", "shop", "mail", "pay", root_cause=cause),
        services={"shop": Service(depends_on=("mail",)), "mail": Service(), "idle": Service()},
    )
    row = service_row(found, "shop")
    assert row.quiet(TODAY) == 30
    assert row.shared == [("mail", 2), ("pay", 1)]
    assert row.factors == [("software", 1)]
    assert service_row(found, "idle").quiet(TODAY) is None
    assert needed_by(found) == {"mail": ("shop",)}


def test_a_service_with_an_ongoing_incident_is_not_quiet() -> None:
    impact = {"system": {"services": ["shop"]}}
    ongoing = incident("2026-09-01-a", status="investigating", impact=impact)
    over = incident("2026-10-02-b", impact=impact)
    row = service_row(corpus(ongoing, over, services={"shop": Service()}), "shop")
    assert row.is_ongoing
    assert row.quiet(TODAY) is None


def test_triggers_and_factors_are_two_lists() -> None:
    def caused(name: str, trigger: str, *factors: str) -> Incident:
        nodes = [
            {"id": f"n{at}", "kind": "contributing-factor", "text": "x", "category": factor}
            for at, factor in enumerate(factors)
        ]
        return incident(name, root_cause={"trigger": {"category": trigger}, "nodes": nodes})

    found = corpus(
        caused("2026-01-01-a", "capacity", "testing", "testing", "software"),
        caused("2026-02-01-b", "capacity", "testing"),
        caused("2026-03-01-c", "expiry"),
        incident("2026-04-01-d"),
    )
    names = [(cause.name, [one.id[-1] for one in cause.incidents]) for cause in by_trigger(found)]
    assert names == [("capacity", ["b", "a"]), ("expiry", ["c"])]
    assert [(cause.name, len(cause.incidents)) for cause in by_factor(found)] == [
        ("testing", 2),
        ("software", 1),
    ]


def test_incidents_are_counted_by_period_and_year() -> None:
    some = [incident("2026-01-03-a"), incident("2026-01-31-b"), incident("2025-12-31-c")]
    counted = per_period(some, "month", lambda one: [one.severity])
    assert counted[Period.of(date(2026, 1, 1), "month")]["SEV2"] == 2
    assert list(per_year(some)) == [2026, 2025]


def test_what_is_left_to_record() -> None:
    whole = {
        "impact": {"system": {"services": ["a"]}},
        "root_cause": {"summary": "It was so."},
        "lessons": {"improve": [{"text": "x", "lesson": "y"}]},
        "document": {"status": "published"},
    }
    found = corpus(
        incident("2026-01-01-whole", **whole),
        incident("2026-01-02-bare", document={"status": "published"}),
        incident(
            "2026-01-03-late",
            **whole | {"document": {"status": "draft"}},
            **times("2026-01-03T10:00Z", "2026-01-03T11:00Z"),
        ),
        incident("2026-01-04-dead", **whole, related=[{"incident": "2026-01-05-withdrawn"}]),
        incident("2026-01-05-withdrawn", document={"status": "withdrawn"}),
        incident("2026-01-06-going-on", status="investigating"),
    )
    rows = {
        row.incident.id[11:]: (row.missing, row.days_late, row.broken_relations)
        for row in incomplete_postmortems(found)
    }
    assert rows == {
        "bare": (("service", "cause", "lesson"), 0, ()),
        "late": ((), (TODAY - date(2026, 1, 10)).days, ()),
        "dead": ((), 0, ("2026-01-05-withdrawn",)),
    }


def test_teams_are_those_of_the_catalogue() -> None:
    found = corpus(
        incident("2026-01-01-a", impact={"system": {"services": ["x", "y", "z"]}}),
        services={
            "x": Service(team="Web & Mobile"),
            "y": Service(team="web mobile"),
            "z": Service(),
        },
    )
    assert found.teams_of(found.incidents[0]) == ("Web & Mobile", "web mobile")
    assert {team.slug for team in found.teams.values()} == {"web-mobile", "web-mobile-2"}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Web", "web"], {"Web": "web", "web": "web-2"}),
        (["支付团队"], {"支付团队": "支付团队"}),
        (["../../etc", "???"], {"../../etc": "etc", "???": "unnamed"}),
        (["Index"], {"Index": "index-2"}),
        (["Zoë's"], {"Zoë's": "zoes"}),
    ],
)
def test_names_for_addresses_are_safe_and_no_two_the_same(
    names: list[str], found: dict[str, str]
) -> None:
    assert slugs(names) == found


def test_facts_of_a_corpus_are_computed_once_and_only_when_needed() -> None:
    facts = CorpusFacts(corpus(incident("2026-01-01-a")))
    assert set(vars(facts)) == {"corpus"}
    assert facts.histories is facts.histories
    assert facts.returns is facts.returns
    assert set(vars(facts)) == {"corpus", "histories", "returns"}
