"""Rules about wording: action items, titles, blame, and what would have helped."""

import json
from pathlib import Path

import pytest
import yaml

from postmortems.check import RULES, check
from postmortems.reader import read
from tests.conftest import write
from tests.unit.rule_examples import DAY, HEAD, found


def said_of(text: str, folder: Path) -> list[str]:
    """The rules that find something in the text of an action item, and the words they name."""
    item = {"id": "x", "text": text, "kind": "prevent"}
    incident = HEAD | {"lessons": {"action_items": [item]}}
    files = {"2026-03-14-x/incident.yaml": yaml.safe_dump(incident, width=1000)}
    problems = check(read(write(folder, files), as_of=DAY)).problems
    wanted = ("vague-action", "action-without-verb", "training-only")
    return [f"{p.rule}: {p.message}" for p in problems if p.rule in wanted]


VAGUE, NO_VERB, CARE = (
    "vague-action: `{}` has no clear end",
    "action-without-verb: the item starts with `{}`, not with a verb",
    "training-only: prevention relies only on people being careful",
)
ONLY_AN_ADDRESS = "action-without-verb: the item is only a URL"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[#12]: Look into the timeouts", [VAGUE.format("look into")]),
        ("#12: Look into the timeouts", [VAGUE.format("look into")]),
        ("(#12) Look into the timeouts", [VAGUE.format("look into")]),
        ("[#12](https://shop.example/12): Better limits", [NO_VERB.format("Better")]),
        ("**HIGH** Improve the alerts", [VAGUE.format("improve")]),
        ("P1: Improve the alerts", [VAGUE.format("improve")]),
        ("[ ] Improve the alerts", [VAGUE.format("improve")]),
        ("High CPU use raises an alert", []),
        ("[#12]: Testing of the limits", [NO_VERB.format("Testing")]),
        ("[#12]: Add a limit", []),
        ("P1: Remind the team to set timeouts", [CARE]),
        (
            "We need to be more careful",
            [NO_VERB.format("We"), CARE, VAGUE.format("be more careful")],
        ),
        ("Before a retry, ensure the queue is empty", []),
        ("Before a retry, look into the queue", [VAGUE.format("look into")]),
        ("If a call hangs, the client gives up", [NO_VERB.format("If")]),
        ("If a call hangs, end it", []),
        ("https://shop.example/issues/12", [ONLY_AN_ADDRESS]),
        ("- https://shop.example/issues/12, https://shop.example/13", [ONLY_AN_ADDRESS]),
        ("Close https://shop.example/issues/12", []),
        ("See the pull request", [NO_VERB.format("See")]),
        ("Finally, the limit was raised", [NO_VERB.format("Finally,")]),
        ("Finally, remove the old limit", []),
        ("The pool’s limit should be 40", [NO_VERB.format("The pool’s limit should be")]),
        ("Clients should have a timeout", [NO_VERB.format("Clients should have")]),
        ("Write down that clients should have a timeout", []),
        ("Make sure that no client is without a timeout", []),
        ("Make sure clients don't wait for ever", []),
        ("Make sure clients don’t wait for ever", []),
        ("Ensure that a timeout is always set", [VAGUE.format("ensure")]),
        ("Make sure we notice it sooner", [VAGUE.format("make sure")]),
        ("Avoid calls without a timeout", [VAGUE.format("avoid")]),
        ("**", []),
    ],
)
def test_how_an_action_item_begins(text: str, says: list[str], tmp_path: Path) -> None:
    assert said_of(text, tmp_path) == says


def test_the_place_is_that_of_the_word_at_the_beginning(tmp_path: Path) -> None:
    text = "lessons: {action_items: [{id: a, text: 'Once we improve, improve it'}]}"
    (problem,) = found(RULES["vague-action"], text, tmp_path)
    assert problem.place.column == text.rindex("improve") + 1


def words_of(name: str, summary: str, folder: Path) -> list[tuple[str, int]]:
    """What a rule finds in a summary: the words it names, and in which column of the text."""
    text = f"summary: {json.dumps(summary, ensure_ascii=False)}"
    problems = found(RULES[name], text, folder)
    first = len('summary: "')
    return [(p.message.split("`")[1], p.place.column - first - 1) for p in problems]


def test_a_curly_apostrophe_is_read_as_a_straight_one(tmp_path: Path) -> None:
    for apostrophe in "'’":
        summary = f"It{apostrophe}s so: we should{apostrophe}ve raised the limit."
        said = f"we should{apostrophe}ve raised"
        assert words_of("counterfactual", summary, tmp_path) == [(said, 9)]
    assert words_of("counterfactual", "They said ‘we should’ve known’.", tmp_path) == []


@pytest.mark.parametrize(
    ("name", "summary", "words"),
    [
        ("counterfactual", "A canary would have caught it.", ["would have caught"]),
        ("counterfactual", "A canary would’ve helped.", ["would’ve helped"]),
        ("counterfactual", "The graphs lack what would have helped.", ["would have helped"]),
        ("counterfactual", "The guard that would have caught it was off.", []),
        ("counterfactual", "It turned out that we should have waited.", ["we should have waited"]),
        ("blame", "The author forgot to consider the old client.", ["forgot to consider"]),
        ("blame", "The developer misjudged the load.", ["developer misjudged"]),
        (
            "blame",
            "The developer who raised the limit misjudged the load.",
            ["developer who raised the limit misjudged"],
        ),
        ("blame", "An operator forgot the flag.", ["operator forgot"]),
        ("blame", "Two engineers overlooked the alert.", ["engineers overlooked"]),
        ("blame", "They read the change without being thorough.", ["without being thorough"]),
        ("blame", "We merged the change without checking.", ["without checking"]),
        ("blame", "The change went live without checking.", ["without checking"]),
        ("blame", "The script removes rows without checking their age.", []),
    ],
)
def test_words_that_are_found_and_that_are_not(
    name: str, summary: str, words: list[str], tmp_path: Path
) -> None:
    assert [word for word, _ in words_of(name, summary, tmp_path)] == words


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("2026-03-14-cards-declined.pdf", "is a file name"),
        ("The cards that were declined.md", "is a file name"),
        ("checkout-declines-cards", "is a file name"),
        ("Partial outage: update", "names no symptom"),
        ("Checkout v2.14.0 release analysis 2026", "names no symptom"),
        ("Checkout declines cards after v2.14.0", None),
        ("Follow-the-sun hand-over fails", None),
    ],
)
def test_titles_that_name_no_symptom(title: str, says: str | None, tmp_path: Path) -> None:
    problems = found(RULES["title-without-symptom"], f'title: "{title}"', tmp_path)
    assert [problem.message for problem in problems] == [f"the title `{title}` {says}"] * bool(says)


def test_what_relates_two_incidents_may_tell_what_would_have_helped(tmp_path: Path) -> None:
    row = "{incident: 2026-01-10-search-is-down, because: its lesson would have helped}"
    assert found(RULES["counterfactual"], f"related: [{row}]", tmp_path) == []
