"""What incidents say together: each number from incidents made for it."""

from datetime import date, timedelta
from typing import Any

import pytest

from postmortems.insights import (
    FEW,
    ActionTotals,
    CorpusFacts,
    Histories,
    action_totals,
    age_days,
    by_factor,
    by_trigger,
    impaired,
    incomplete_postmortems,
    months,
    needed_by,
    ongoing_days,
    overdue,
    per_month,
    per_year,
    returns,
    service_row,
    shares,
    spreads,
)
from postmortems.insights import open_items as open_of
from postmortems.model import Corpus, Incident, Lesson, Service
from postmortems.model.corpus import newest_first
from postmortems.model.scalars import slugs
from postmortems.render import words

TODAY = date(2026, 11, 1)


def incident(name: str, **more: Any) -> Incident:
    return Incident.model_validate({"id": name, "title": name, "severity": "SEV2", **more})


def corpus(*incidents: Incident, **more: Any) -> Corpus:
    return Corpus(TODAY, newest_first(list(incidents)), **more)


def times(start: str, end: str | None = None, phase: str = "resolved") -> dict[str, Any]:
    return {"times": {"started": start} | ({phase: end} if end else {})}


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


def test_months_are_none_left_out() -> None:
    assert months(date(2025, 11, 30), date(2026, 2, 1)) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    some = [incident("2026-01-03-a"), incident("2026-01-31-b"), incident("2025-12-31-c")]
    counted = per_month(some, lambda one: [one.severity])
    assert counted[date(2026, 1, 1)]["SEV2"] == 2
    assert list(per_year(some)) == [2026, 2025]


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


def of_kind(kind: str, name: str, **more: Any) -> Incident:
    return incident(name, kind=kind, **more)


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


def test_a_spread_tells_which_incidents_are_neither_outage_nor_degradation() -> None:
    hour = times("2026-01-01T10:00Z", "2026-01-01T11:00Z")
    (spread,) = spreads(
        [of_kind("outage", "2026-01-01-a", **hour), of_kind("near-miss", "2026-01-01-b", **hour)]
    )
    assert (spread.number, spread.other_kinds) == (2, 1)


def test_facts_of_a_corpus_are_computed_once_and_only_when_needed() -> None:
    facts = CorpusFacts(corpus(incident("2026-01-01-a")))
    assert set(vars(facts)) == {"corpus"}
    assert facts.histories is facts.histories
    assert facts.returns is facts.returns
    assert set(vars(facts)) == {"corpus", "histories", "returns"}
