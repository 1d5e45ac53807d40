"""The page of insights, from small corpora."""

from typing import Any

import pytest
import yaml

from mkdocs_postmortems.indexes import PageContext, Site
from mkdocs_postmortems.indexes.insight_words import MEASURE_NAMES, PART_NAMES, number, share
from mkdocs_postmortems.indexes.insights import INDEX
from postmortems.insights import MEASURES, PARTS_OF_WEEK, CorpusFacts, TeamHours
from postmortems.model import Corpus, Lesson, Service
from postmortems.site_map import SiteMap
from tests.unit.incidents import corpus, incident, times

BERLIN = {"days": "mon-fri", "from": "09:00", "to": "18:00", "timezone": "Europe/Berlin"}


def page(of: Corpus, hours: dict[str, Any] | None = None) -> str:
    site = Site(CorpusFacts(of), working_hours=TeamHours.parse(hours) if hours else None)
    return INDEX.block(site, PageContext(SiteMap.INSIGHTS, {}, SiteMap(True).address))


def section(text: str, anchor: str) -> str:
    return text.partition(f"{{ #{anchor} }}")[2].partition("\n## ")[0]


def test_without_incidents_it_says_what_it_will_answer() -> None:
    text = page(corpus())
    assert text.startswith("There are no incidents yet.")
    assert "##" not in text


def test_an_incident_of_which_nothing_is_recorded() -> None:
    text = page(corpus(incident("2026-01-01-a")), BERLIN)
    for anchor, words in {
        "detection": "No incident records how it was detected.",
        "working-hours": "No incident records its start.",
        "completion": "No incident records an action item.",
        "fixes": "No lesson has a fix whose action items are all done on a recorded day.",
        "measures": "No incident records its immediate actions.",
        "customer-hours": "No outage or degradation records both",
        "exposed": "No service is known to be exposed to a lesson.",
    }.items():
        assert words in section(text, anchor), anchor


def test_without_the_option_it_says_in_one_line_what_to_set() -> None:
    one = incident("2026-01-10-a", **times("2026-01-10T10:00Z"))
    lines = section(page(corpus(one)), "working-hours").split("\n")
    (told,) = [line for line in lines if line.strip()]
    assert "set the plugin's option `working_hours`" in told
    assert "2026-01-10" not in told


def test_the_example_of_the_option_is_one_that_is_read() -> None:
    text = section(page(corpus(incident("2026-01-01-a"))), "working-hours")
    example = text.rpartition("such as `")[2].partition("`.")[0]
    assert TeamHours.parse(yaml.safe_load(example)["working_hours"]) == TeamHours.parse(BERLIN)


def test_the_local_time_of_incidents_outside_working_hours() -> None:
    of = corpus(
        incident("2026-07-11-a", **times("2026-07-11T10:00Z")),
        incident("2026-07-13-b", **times("2026-07-13T10:00Z")),
    )
    text = section(page(of, BERLIN), "working-hours")
    assert "**1 incident** of 2 started outside working hours (1 of 2)." in text
    assert "Working hours are 27 % of a week, so it would be 73 %" in text
    assert ">Sat 2026-07-11 12:00</time>" in text
    assert "2026-07-13" not in text


def test_teams_with_other_hours_are_named_and_no_share_of_a_week_is() -> None:
    of = corpus(incident("2026-07-11-a", **times("2026-07-11T10:00Z")))
    text = page(of, BERLIN | {"teams": {"<pay>": BERLIN | {"to": "12:00"}}})
    assert "&#60;pay>: Mon to Fri, 09:00 to 12:00" in text
    assert "of a week" not in text


@pytest.mark.parametrize("users", [None, 5])
def test_customer_hours_of_others_are_missing_only_if_there_are_others(users: int | None) -> None:
    hour = times("2026-07-11T10:00Z", "2026-07-11T11:00Z") | {"kind": "outage"}
    other = {"impact": {"user": {"affected_users": {"count": users}}}} if users else {}
    known = incident("2026-07-11-a", **hour, impact={"user": {"affected_users": {"count": 7}}})
    text = section(page(corpus(known, incident("2026-07-11-b", **hour, **other))), "customer-hours")
    assert ("the others would add to it" in text) == (users is None)


def test_measures_by_trigger_are_of_incidents_with_a_recognized_measure() -> None:
    cause = {"root_cause": {"trigger": {"category": "power"}}}
    texts = {"a": "Reverted", "b": "Somebody had an idea"}
    of = corpus(
        *(
            incident(f"2026-01-01-{name}", response={"stabilization": {"patches": text}}, **cause)
            for name, text in texts.items()
        )
    )
    text = section(page(of), "measures")
    assert "Of 1 incident that the trigger “power” set off and whose immediate action is" in text


def test_a_text_without_a_known_word_is_listed_and_escaped() -> None:
    response = {"stabilization": {"patches": "We <b>prayed</b> | *hard*"}}
    text = section(page(corpus(incident("2026-01-01-a", response=response))), "measures")
    assert "1 text without a known word" in text
    assert "emergency patches: We &#60;b>prayed&#60;/b> &#124; \\*hard\\*" in text


def test_long_lists_are_cut_and_say_so() -> None:
    customers = {"detection": {"method": "customer"}}
    of = corpus(*(incident(f"2026-01-{day:02}-a", **customers) for day in range(1, 13)))
    text = section(page(of), "detection")
    assert "**12 incidents** of 12" in text and "(100 %)" in text
    assert text.count("](incidents/2026-") == 5
    assert "[All 12 incidents](incidents.md?detection=customers)" in text


def test_services_with_the_most_lessons_without_a_fix_come_first() -> None:
    def taught(name: str, service: str, *names: str) -> Any:
        return incident(
            name,
            impact={"system": {"services": [service]}},
            lessons={"improve": [{"text": "x", "lesson": lesson} for lesson in names]},
        )

    of = corpus(
        taught("2026-01-02-b", "mail", "one", "two"),
        taught("2026-01-01-a", "shop", "one"),
        services={"mail": Service(), "shop": Service(), "quiet": Service()},
        lessons={name: Lesson(statement=f"Lesson {name}.") for name in ("one", "two")},
    )
    text = section(page(of), "exposed")
    assert "**2** of 3 services are exposed" in text
    rows = [line for line in text.splitlines() if line.startswith("| [")]
    assert [row.split("|")[1].strip() for row in rows] == [
        "[mail](services/mail.md)",
        "[shop](services/shop.md)",
    ]
    assert "[2](services/mail.md#exposed) | 2 | [Lesson two.](lessons/two.md)" in rows[0]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (3, 7, "3 of 7"),
        (4, 10, "40 %"),
        (1, 3000, "under 1 %"),
        (2999, 3000, "over 99 %"),
        (0, 3000, "0 %"),
        (3000, 3000, "100 %"),
    ],
)
def test_a_share_of_few_is_no_percentage(part: int, whole: int, words: str) -> None:
    assert share(part, whole) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (2.5, "2.5"),
        (1234.5, "1,234"),
        (1_250_000, "1.2 million"),
        (3.43e9, "3.4 billion"),
    ],
)
def test_large_numbers_are_rounded(value: float, words: str) -> None:
    assert number(value) == words


def test_every_kind_of_measure_and_part_of_the_week_has_a_name() -> None:
    assert tuple(MEASURE_NAMES) == MEASURES
    assert tuple(PART_NAMES) == PARTS_OF_WEEK
