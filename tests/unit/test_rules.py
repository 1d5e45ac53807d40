"""Every rule by the examples of its documentation, and what holds for all of them."""

import json
import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postmortems.check import RULES, Rule, check
from postmortems.check.secret_scan import _REQUIRED_SUBSTRINGS, _detectors, find_secrets
from postmortems.model import Problem
from postmortems.reader import read
from tests.conftest import ROOT, write

FOLDER = ROOT / "generator" / "postmortems" / "check" / "rules"
DAY = date(2026, 6, 1)
HEAD = {
    "title": "Checkout declines every card",
    "severity": "SEV1",
    "status": "resolved",
    "document": {"status": "published", "published": "2026-03-20"},
}
AROUND = {
    "services.yaml": "checkout: {title: Checkout}\nsearch: {title: Search}\n",
    "lessons.yaml": "timeouts-everywhere: {statement: Every call has a timeout.}\n",
    "2026-01-10-search-is-down/incident.yaml": (
        "title: Search is down\n"
        "severity: SEV2\n"
        "impact: {system: {services: [checkout]}}\n"
        "lessons: {improve: [{text: It hung, lesson: timeouts-everywhere}]}\n"
    ),
}
"""What the examples point at."""


def found(rule: Rule, example: str, folder: Path, day: date = DAY) -> list[Problem]:
    """What a rule finds in an example, which stands in an otherwise sound incident."""
    text = example
    for key, value in HEAD.items():
        if not re.search(rf"^{key}:", example, re.MULTILINE):
            text += "\n" + yaml.safe_dump({key: value}).strip()
    files = {**AROUND, "2026-03-14-checkout-declines-cards/incident.yaml": f"{text}\n"}
    reading = read(write(folder, files), as_of=day, only=None)
    assert not [problem for problem in reading.problems if problem.level == "error"]
    return [
        problem
        for problem in check(reading).problems
        if problem.rule == rule.name and "2026-03-14" in problem.place.path
    ]


def said(problems: list[Problem]) -> str:
    return "\n".join(f"{p.message}; {p.hint}" if p.hint else p.message for p in problems)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_wrong_example_is_found(rule: Rule, tmp_path: Path) -> None:
    says = said(found(rule, rule.parts["Wrong"], tmp_path))
    assert says, f"{rule.name} finds nothing in its own wrong example"
    if "UPDATE_GOLDEN" in os.environ:
        fill_in(rule, says)
    else:
        assert says.split() == rule.parts["Says"].split()


@pytest.mark.parametrize(
    ("host", "is_internal"), [("[2606:4700::1111]", False), ("[fd00::1]", True), ("wiki", True)]
)
def test_a_public_address_without_a_dot_is_not_internal(
    host: str, is_internal: bool, tmp_path: Path
) -> None:
    example = f'audience: public\nlinks: [{{title: A, url: "https://{host}/"}}]'
    assert bool(found(RULES["internal-link-in-public"], example, tmp_path)) == is_internal


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_right_example_is_not_found(rule: Rule, tmp_path: Path) -> None:
    assert said(found(rule, rule.parts["Right"], tmp_path)) == ""


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_is_found_is_known_as_the_same_the_day_after(rule: Rule, tmp_path: Path) -> None:
    after = found(rule, rule.parts["Wrong"], tmp_path, DAY + timedelta(days=1))
    before = found(rule, rule.parts["Wrong"], tmp_path)
    assert [problem.fingerprint for problem in before] == [problem.fingerprint for problem in after]


@pytest.mark.parametrize(
    ("name", "example", "says"),
    [
        (
            "no-detection-method",
            "detection: {source: The alert on declined cards}",
            "`source` is recorded, but `method` is not",
        ),
        (
            "resolved-without-lessons",
            "prevention: {safeguards: [Connections have a timeout]}",
            "`lessons` is empty",
        ),
    ],
)
def test_what_is_said_depends_on_what_is_there(
    name: str, example: str, says: str, tmp_path: Path
) -> None:
    (problem,) = found(RULES[name], example, tmp_path)
    assert problem.message == says


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
    ("said", "is_measured"),
    [
        ("Checkout 0.3.1 was hurt", False),
        ("Checkout v2 was hurt", False),
        ("From 11:05 to 11:20 UTC on 2026-03-14", False),
        ("From 4pm to 5 pm on March 14th, 2026", False),
        ("On 14 March 2026", False),
        ("`declined 12`, see https://shop.example/12 and #12", False),
        ("The zones us-west-2 and e2e", False),
        ("For 9 minutes from 11:05 on", True),
        ("12 cards on March 14", True),
        ("It took 2.5 s", True),
        ("About 30min", True),
        ("1,400 orders", True),
        ("All cards", True),
    ],
)
def test_digits_that_count_nothing_are_no_measure(
    said: str, is_measured: bool, tmp_path: Path
) -> None:
    text = f"impact: {{user: {{features: [{json.dumps(said)}]}}}}"
    assert (found(RULES["impact-without-number"], text, tmp_path) == []) == is_measured


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Many tests failed.", ["Many tests"]),
        ("Several pull requests waited for many hours", ["Several pull requests", "many hours"]),
        ("Most jobs failed. The outage lasted 35 minutes", ["Most jobs"]),
        ("Most jobs failed, 470 of them", []),
        ("Most jobs failed from 11:05 on", ["Most jobs"]),
        ("It lasted 35 minutes. Most jobs failed, 90 %. Others ran", []),
    ],
)
def test_a_number_counts_for_its_own_sentence(said: str, words: list[str], tmp_path: Path) -> None:
    text = f"impact: {{user: {{features: [{json.dumps(said)}]}}}}"
    problems = found(RULES["vague-number"], text, tmp_path)
    assert [problem.message.split("`")[1] for problem in problems] == words


@pytest.mark.parametrize(
    ("times", "is_live"),
    [
        ("timeRange=2026-03-14T09:20:00Z%2F2026-03-14T10:00:00Z", False),
        ("startTime=20260314T0920;endTime=20260314T1000", False),
        ("timeRange=PT1H", True),
        ("cursorTimestamp=x", True),
    ],
)
def test_a_time_in_the_path_of_a_link_fixes_it(times: str, is_live: bool, tmp_path: Path) -> None:
    url = f"https://console.cloud.google.com/logs/query;query=x;{times}?project=shop"
    text = f"links: [{{title: Logs, url: '{url}'}}]"
    assert bool(found(RULES["live-dashboard-link"], text, tmp_path)) == is_live


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


def rows(*times: str) -> str:
    """A timeline of times; a day is a day of March 2026."""
    made = (f"  - {{time: 2026-03-{time}Z, event: A card is declined}}\n" for time in times)
    return f"timeline:\n{''.join(made)}"


@pytest.mark.parametrize(
    ("times", "asked"),
    [
        (["14T23:50", "14T00:20"], [True]),
        (["14T15:30", "14T04:45", "14T07:15"], [True]),
        (["14T23:00", "14T00:25", "15T13:10"], [True]),
        (["14T21:00", "15T21:30", "14T21:40", "14T22:00"], [True]),
        (["14T09:26", "14T09:20"], [False]),
        (["14T09:26", "13T09:20"], [False]),
        (["14T23:00", "14T08:00", "14T23:10"], [False]),
        (["14T23:00", "14T14:00", "14T05:00"], [False, False]),
    ],
)
def test_a_row_past_midnight_is_asked_for_its_day(
    times: list[str], asked: list[bool], tmp_path: Path
) -> None:
    problems = found(RULES["timeline-unordered"], rows(*times), tmp_path)
    assert ["is the day right?" in problem.hint for problem in problems] == asked


def fill_in(rule: Rule, says: str) -> None:
    """Write what a rule says of its wrong example into its file."""
    import textwrap

    path = FOLDER / f"{rule.name.replace('-', '_')}.py"
    text = re.sub(r"\nSays:\n.*?\n(?=Right:)", "\n", path.read_text(encoding="utf-8"), flags=re.S)
    rows = (
        textwrap.fill(row, 96, break_on_hyphens=False, break_long_words=False)
        for row in says.splitlines()
    )
    block = textwrap.indent("\n".join(rows), "    ").replace("\\", "\\\\")
    if not text.startswith('r"""'):
        block = block.replace("\\\\", "\\")
    path.write_text(
        text.replace("\nRight:\n", f"\nSays:\n{block}\n\nRight:\n", 1), encoding="utf-8"
    )


def test_every_file_is_a_registered_rule_of_its_name() -> None:
    files = {path.stem.replace("_", "-") for path in FOLDER.glob("*.py") if path.stem != "__init__"}
    assert files == set(RULES)
    assert list(RULES) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_its_documentation_has_all_parts_and_a_source_or_a_reason(rule: Rule) -> None:
    assert set(rule.parts) == {"What", "Why", "Wrong", "Says", "Right"}
    assert rule.summary.endswith(".")
    assert len(rule.parts["Why"]) > 80, "say why it matters"


def settings(text: str, folder: Path, **changed: Any) -> list[str]:
    """What is said of an incident without an owner, under settings."""
    incident = HEAD | {"lessons": {"action_items": [{"id": "x", "text": "Add a limit"}]}} | changed
    files = {
        "rules.yaml": text,
        "2026-03-14-x/incident.yaml": yaml.safe_dump(incident, sort_keys=False),
    }
    problems = check(read(write(folder, files), as_of=DAY)).problems
    return [
        f"{p.level}: {p.rule}" for p in problems if p.rule.startswith(("action-without-o", "u"))
    ]


def test_a_setting_changes_the_level(tmp_path: Path) -> None:
    name = "action-without-owner"
    assert settings("{}", tmp_path) == [f"warning: {name}"]
    assert settings(f"{name}: error", tmp_path) == [f"error: {name}"]
    assert settings(f"{name}: {{level: note}}", tmp_path) == [f"note: {name}"]
    assert settings(f"{name}: off", tmp_path) == []


def test_a_setting_changes_from_when_on_it_applies(tmp_path: Path) -> None:
    name = "action-without-owner"
    draft = {"document": {"status": "draft"}}
    assert settings("{}", tmp_path, **draft) == []
    assert settings(f"{name}: {{status: draft}}", tmp_path, **draft) == [f"warning: {name}"]
    assert settings(f"{name}: {{status: closed}}", tmp_path) == []


def test_a_setting_changes_for_which_severities_it_applies(tmp_path: Path) -> None:
    name = "action-without-owner"
    assert settings(f"{name}: {{severity: SEV2}}", tmp_path) == [f"warning: {name}"]
    assert settings(f"{name}: {{severity: SEV2}}", tmp_path, severity="SEV3") == []


def test_a_setting_of_an_unknown_rule_or_severity_is_an_error(tmp_path: Path) -> None:
    assert "error: unknown-rule" in settings("action-without-ownr: off", tmp_path)
    assert "error: unknown-severity" in settings("action-without-owner: {severity: SEV9}", tmp_path)
    assert "error: unknown-key" in settings("action-without-owner: {lvl: off}", tmp_path)


def test_errors_of_a_draft_are_warnings_but_those_that_leak(tmp_path: Path) -> None:
    files = {
        "2026-03-14-x/incident.yaml": (
            "title: Checkout declines every card\n"
            "severity: SEV5\n"
            "times: {started: 2026-03-14T09:20Z}\n"
            "summary: TODO\n"
            "links: [{title: Dump, url: 'https://a:hunter2hunter2@shop.example/dump'}]\n"
        )
    }
    problems = check(read(write(tmp_path, files), as_of=DAY)).problems
    levels = {problem.rule: problem.level for problem in problems}
    assert levels["placeholder"] == "warning"
    assert levels["secret"] == "error"


def test_a_withdrawn_postmortem_is_left_alone(tmp_path: Path) -> None:
    text = yaml.safe_dump(HEAD | {"document": {"status": "withdrawn"}, "summary": "TODO"})
    files = {"2026-03-14-x/incident.yaml": text}
    assert check(read(write(tmp_path, files), as_of=DAY)).problems == ()


@given(st.data())
def test_no_secret_is_without_the_words_that_its_detector_waits_for(data: st.DataObject) -> None:
    detector = data.draw(
        st.sampled_from([d for d in _detectors() if d.secret_type in _REQUIRED_SUBSTRINGS])
    )
    pattern = data.draw(st.sampled_from(detector.denylist))
    text = data.draw(st.from_regex(pattern))
    if any(detector.analyze_string(text)):
        assert detector.secret_type in {kind for kind, *_ in find_secrets(text)}


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    rule = RULES["secret"]
    for text in map(str, found(rule, rule.parts["Wrong"], tmp_path)):
        assert "hunter2" not in text
