"""Further sections, numbers with separators, and action items as plain text."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.model import Corpus, Incident
from postmortems.model.sections import FreeSection, heading_slugs
from postmortems.reader import ReadResult, read
from postmortems.render import SiteLinks, incident_page
from postmortems.search.documents import incident_document
from postmortems.site_map import SiteMap
from tests.conftest import COMPLETE, write

HEAD = "title: A title\nseverity: SEV3\n"


def reading(tmp_path: Path, text: str) -> ReadResult:
    """Return the reading of an incident."""
    write(tmp_path, {"2026-07-05-x/incident.yaml": HEAD + text})
    return read(tmp_path)


def incident(tmp_path: Path, text: str) -> Incident:
    """Return an incident without problems."""
    result = reading(tmp_path, text)
    assert [str(problem) for problem in result.problems] == []
    return result.corpus.incidents[0]


def users(tmp_path: Path, value: str) -> Any:
    """Return what is read as the number of affected users."""
    return incident(tmp_path, f"impact: {{user: {{affected_users: {value}}}}}\n").impact.user


@pytest.mark.parametrize(
    "number", ["1200", "1,200", "1 200", "1\u00a0200", "1\u2009200", "1\u202f200", "1'200", "1’200"]
)
def test_a_number_may_have_separators(tmp_path: Path, number: str) -> None:
    assert users(tmp_path, f'"{number}"').affected_users.count == 1200
    assert users(tmp_path, f'{{count: "{number}"}}').affected_users.count == 1200


def test_words_with_a_number_stay_words(tmp_path: Path) -> None:
    assert users(tmp_path, "1 200 customers").affected_users.note == "1 200 customers"


@pytest.mark.parametrize(
    "number", ["1,20", "12,2000", "1,,200", "1 20", ",200", "1.200", "1.200,5"]
)
def test_a_number_that_may_mean_two_is_refused(tmp_path: Path, number: str) -> None:
    text = f'impact: {{user: {{affected_users: {{count: "{number}"}}}}}}\n'
    assert [problem.rule for problem in reading(tmp_path, text).problems] == ["wrong-type"]


@given(st.integers(0, 10**15), st.sampled_from(",'’ \u00a0\u2009\u202f"))
def test_a_grouped_number_is_the_number(number: int, separator: str) -> None:
    text = f"{number:,}".replace(",", separator)
    data = {"id": "2026-07-05-x", "title": "A", "severity": "SEV3"}
    impact = {"user": {"affected_users": {"count": text}}}
    affected = Incident.model_validate({**data, "impact": impact}).impact.user.affected_users
    assert affected and affected.count == number


def test_an_action_item_may_be_a_text_with_an_id_made_from_it(tmp_path: Path) -> None:
    one = incident(
        tmp_path,
        "lessons:\n  action_items:\n    - Add an alarm for the queue\n"
        "    - {id: tidy-up, text: Tidy}\n    - Tidy up\n    - Tidy up\n    - 直す\n",
    )
    ids = [item.id for item in one.actions]
    assert ids[:4] == ["add-an-alarm-for-the-queue", "tidy-up", "tidy-up-2", "tidy-up-3"]
    assert re.fullmatch(r"action-[0-9a-f]{8}", ids[4])
    assert one.actions[0].text == "Add an alarm for the queue"


def test_other_sections_may_refer_to_the_id_of_a_text(tmp_path: Path) -> None:
    text = "lessons: {action_items: [Add an alarm]}\nremediation: {monitoring: [add-an-alarm]}\n"
    page = incident_page(incident(tmp_path, text), read(tmp_path).corpus)
    assert "[Add an alarm](#action-add-an-alarm)" in page


@given(st.lists(st.text(max_size=90), max_size=12))
def test_slugs_of_headings_are_unique_and_safe(headings: list[str]) -> None:
    sections = [FreeSection.model_construct(heading=text, text="x") for text in headings]
    slugs = heading_slugs(sections)
    assert len(set(slugs)) == len(headings)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug) for slug in slugs)


def test_a_problem_of_a_text_is_at_the_text(tmp_path: Path) -> None:
    (problem,) = reading(tmp_path, f"lessons: {{action_items: [A, {'x' * 5001}]}}\n").problems
    assert (problem.rule, problem.place.line, problem.place.column) == ("text-too-long", 3, 29)


SECTIONS = """
sections:
  - {heading: Impact, text: "Of the *law*"}
  - {heading: Impact, text: "# No heading of the page"}
  - {heading: "<b>Thanks</b>", text: To all}
"""


def test_further_sections_come_after_the_templates_with_anchors_of_their_own(
    tmp_path: Path,
) -> None:
    one = incident(tmp_path, SECTIONS + "prevention: {safeguards: [A limit]}\n")
    page = incident_page(one, read(tmp_path).corpus, links=SiteLinks(SiteMap.incident(one.id)))
    headings = re.findall(r"^## (?:<a [^>]*></a>)*(.*?) \{ #([\w-]+) \}$", page, re.MULTILINE)
    assert headings[-5:] == [
        ("Prevention Measures", "prevention"),
        ("Impact", "section-impact"),
        ("Impact", "section-impact-2"),
        ("&#60;b>Thanks&#60;/b>", "section-b-thanks-b"),
        ("Seven steps", "steps"),
    ]
    assert "Of the *law*" in page
    assert "**No heading of the page**" in page
    assert "Further sections" not in page


def test_the_search_finds_a_further_section_at_its_anchor(golden: Corpus) -> None:
    document = incident_document(golden.by_id[COMPLETE], golden)
    parts = {part.anchor: (part.heading, part.texts) for part in document.parts}
    assert parts["section-thanks"] == ("Thanks", ("Thanks", "To support, who kept calling."))


def test_an_incident_declared_late_is_in_order_and_has_no_metric(tmp_path: Path) -> None:
    one = incident(
        tmp_path,
        "times: {started: 2026-07-05T10:00Z, mitigated: 2026-07-05T11:00Z}\n"
        "timeline: [{time: 2026-07-05T12:00Z, event: A, marks: declared}]\n",
    )
    assert "declared" in one.phases
    assert [metric.name for metric in one.durations] == ["mitigate"]
