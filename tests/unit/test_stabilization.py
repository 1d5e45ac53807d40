"""The measures that stop incidents, as their texts name them."""

import re
from typing import Any

import pytest

from postmortems.insights import MEASURES
from postmortems.insights.stabilization import (
    Stabilizations,
    measures_of,
    measures_taken,
    stabilizations,
)
from tests.conftest import ROOT
from tests.unit.incidents import corpus, incident


def acted(name: str, trigger: str | None = None, **texts: Any) -> Any:
    cause = {"root_cause": {"trigger": {"category": trigger}}} if trigger else {}
    return incident(name, response={"stabilization": texts}, **cause)


def named(text: str) -> set[str]:
    return set(measures_of(text) or ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gateway client rolled back by flag", {"rollback"}),
        ("We reverted the change", {"rollback"}),
        ("The release before brought back to all nodes", {"rollback"}),
        ("The pods were restarted one by one", {"restart"}),
        ("Rebooted db-3", {"restart"}),
        ("Checkout scaled from 8 to 16 nodes", {"scaling"}),
        ("Twice as many workers until the queue was empty", {"scaling"}),
        ("Failed over to the replica", {"failover"}),
        ("A router was taken out of the path", {"failover"}),
        ("Clients were throttled", {"load-limited"}),
        ("3,500 addresses refused at the edge", {"load-limited"}),
        ("Suggestions switched off", {"switched-off"}),
        ("The import was paused", {"switched-off"}),
        ("The time-out was raised", {"configuration"}),
        ("A hotfix was deployed", {"fix"}),
        ("A new certificate was put in place", {"replacement"}),
        ("Rows restored from the backup", {"data-restored"}),
        ("Limit raised by the provider", {"configuration", "provider"}),
        ("We waited until the backlog was gone", {"waiting"}),
        ("The bad node was drained of traffic and then restarted", {"failover", "restart"}),
        ("Somebody had a good idea", set()),
        ("No-op release deployed, then reverted", {"rollback"}),
        ("No. 3 key replaced", {"replacement"}),
        ("-5 replicas, so that the others had more memory", {"scaling"}),
        ("Nodes that could not be drained were restarted", {"restart"}),
        ("The nodes were failed over", {"failover"}),
        ("The damage was limited", set()),
        ("It had a limited impact", set()),
        ("The table was locked", set()),
    ],
)
def test_a_text_names_its_measures(text: str, expected: set[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "None was needed",
        "Not possible: the schema had changed since",
        "Checkout scaled from 8 to 16 nodes, without effect",
        "We restarted it, which did not help",
        "There was nothing to roll back to",
        "n/a",
        "-",
        "--",
        "\u2013",
        "No.",
        "The release was not rolled back",
        "The rollback failed",
        "A restart was not tried",
        "The nodes couldn't be restarted",
        "Rolled back to 1.2, too late",
        "Rolled back to 1.2. That did not help.",
        "Nothing was done",
        "In the end nothing was done",
    ],
)
def test_a_measure_that_was_not_taken_or_had_no_effect_does_not_count(text: str) -> None:
    assert measures_of(text) is None


def test_each_sentence_is_read_for_itself() -> None:
    assert named("A restart did not help. The feature was turned off.") == {"switched-off"}
    assert named("Not usable in time; the rule was removed") == {"switched-off"}


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (
            "Reset from a snapshot, which did not help. Streaming was\nturned off.",
            "Streaming was turned off.",
        ),
        ("Not usable in time; the rule was removed", "The rule was removed"),
        ("Not possible: the schema had changed", ""),
        ("Paused; restarted in vain", "Paused"),
        ("Prayed. Then it was quiet", "Prayed. Then it was quiet"),
        ("No. 3 pump replaced", "No. 3 pump replaced"),
    ],
)
def test_a_measure_is_named_in_the_words_of_the_sentences_that_say_it_was_taken(
    text: str, taken: str
) -> None:
    assert measures_taken(acted("2026-01-01-a", patches=text)) == [taken] * bool(taken)


def test_words_within_other_words_are_not_measures() -> None:
    assert named("The prefix was announced to an unlimited number of peers") == set()


def counted(of: Stabilizations) -> dict[str, list[str]]:
    return {name: [one.id[-1] for one in group] for name, group in of.by_measure.items()}


def test_an_incident_counts_once_for_each_measure_and_the_rest_is_listed() -> None:
    found = stabilizations(
        corpus(
            acted("2026-01-04-d", "code-change", rollback=["Reverted", "Reverted again"]),
            acted("2026-01-03-c", "code-change", rollback="Reverted", scaling="Nodes added"),
            acted("2026-01-02-b", traffic="None", patches="Somebody had an idea"),
            incident("2026-01-01-a"),
        ).incidents
    )
    assert counted(found) == {"rollback": ["d", "c"], "scaling": ["c"]}
    assert (found.recorded, found.recognized, found.texts, found.not_taken) == (3, 2, 6, 1)
    assert [(one.label, one.text) for one in found.not_recognized] == [
        ("Emergency patches", "Somebody had an idea")
    ]
    assert found.triggers == {"code-change": 2}
    assert found.by_trigger == {"code-change": {"rollback": 2, "scaling": 1}}


def test_triggers_with_the_most_incidents_come_first() -> None:
    found = stabilizations(
        corpus(
            acted("2026-01-03-c", "power", rollback="Reverted"),
            acted("2026-01-02-b", "code-change", rollback="Reverted"),
            acted("2026-01-01-a", "code-change", rollback="Reverted"),
        ).incidents
    )
    assert list(found.by_trigger) == ["code-change", "power"]


@pytest.mark.parametrize(
    "part",
    ["limits ", "added ", "new ", "nodes from ", "more node ", "restore of ", "is not new ", "a"],
)
def test_a_long_text_is_read_in_linear_time(part: str) -> None:
    """Not timed: at this length a quadratic expression would take minutes."""
    assert measures_of(part * (100_000 // len(part))) is not None


def test_the_documentation_lists_every_kind_with_words_that_are_recognized() -> None:
    page = (ROOT / "docs" / "definitions.md").read_text(encoding="utf-8")
    section = page.partition("{ #measures }")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([A-Z][^|]*) \| ([^|]*) \|$", section, re.MULTILINE)[1:]
    assert len(rows) == len(MEASURES)
    for name, (title, examples) in zip(MEASURES, rows, strict=True):
        for example in examples.split(", "):
            text = example.replace("…", "8")
            assert name in (measures_of(text) or set()), f"{title}: {example}"
