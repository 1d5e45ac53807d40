"""`postmortems diff`: every change of a catalogue or of a setting is read word for word."""

import json
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from postmortems.diff.catalogues import CATALOGUES
from postmortems.model import Lesson, Record, RuleSetting, Service, Severity
from postmortems.model.record import bare
from postmortems.render.markdown import line
from tests.unit.repository import FIRST, HEAD, reviewed

KINDS: dict[str, type[Record]] = {
    "services": Service,
    "lessons": Lesson,
    "severities": Severity,
    "rules": RuleSetting,
}
NAMES = {"services": "checkout", "lessons": "timeouts", "severities": "SEV2", "rules": "secret"}
OTHERS: dict[str, Any] = {
    "services": {"search": {"title": "Search"}, "login": {"title": "Login"}},
    "lessons": {"limits": {"statement": "A limit has an alarm."}},
    "severities": {"SEV1": {"title": "Critical"}, "SEV3": {"title": "Moderate"}},
    "rules": {},
}
POINTERS = {
    ("services", "depends_on"): (["search"], ["login"]),
    ("rules", "severity"): ("SEV1", "SEV3"),
}
"""Values of the fields that point at entries of a catalogue."""


def examples(catalogue: str, field: str) -> tuple[Any, Any]:
    """Return two values of a field, by its type."""
    if (catalogue, field) in POINTERS:
        return POINTERS[catalogue, field]
    kind = bare(KINDS[catalogue].model_fields[field].annotation)
    kind = getattr(kind, "__origin__", kind) if hasattr(kind, "__metadata__") else kind
    if get_origin(kind) is tuple:
        return ["an early word", "another"], ["another", "a late word"]
    if get_origin(kind) is Literal:
        return get_args(kind)[0], get_args(kind)[-1]
    if kind is int:
        return 7, 31
    assert kind is str, f"give examples of {kind}"
    return "It is *never* so | here.", "It is always so @team <b>."


FIELDS = [(catalogue, field) for catalogue, kind in KINDS.items() for field in kind.model_fields]


def folder(**catalogues: Any) -> dict[str, str]:
    """Return the files of the catalogues and of one incident that names nothing of them."""
    files = {f"{name}.yaml": json.dumps(OTHERS[name]) for name in KINDS if OTHERS[name]}
    files |= {f"{name}.yaml": json.dumps(entries) for name, entries in catalogues.items()}
    return files | {f"{FIRST}/incident.yaml": f"title: Search is down\n{HEAD}".replace("2", "1")}


def with_entry(catalogue: str, name: str, **values: Any) -> dict[str, str]:
    entry = {"statement": "It is so."} | values if catalogue == "lessons" else values
    return folder(**{catalogue: OTHERS[catalogue] | {name: entry}})


def quoted(value: Any) -> str:
    """Return a value as the summary quotes it."""
    if isinstance(value, list):
        return ", ".join(map(quoted, value))
    return f"“{line(str(value))}”".replace("@", "@\u2060")


def test_every_catalogue_of_the_corpus_is_compared() -> None:
    assert {*CATALOGUES, "rules"} == set(KINDS)


@pytest.mark.parametrize(("catalogue", "field"), FIELDS)
def test_a_changed_field_shows_its_old_and_its_new_value(
    catalogue: str, field: str, tmp_path: Path
) -> None:
    old, new = examples(catalogue, field)
    name = NAMES[catalogue]
    text = reviewed(
        tmp_path,
        with_entry(catalogue, name, **{field: old}),
        with_entry(catalogue, name, **{field: new}),
    )
    (row,) = [row for row in text.splitlines() if f"`{field}`: " in row]
    assert f" `{name}`" in row
    assert row.endswith(f"`{field}`: {quoted(old)} → {quoted(new)}")
    assert f"`{catalogue}.yaml` changed" in text.splitlines()[0]


@pytest.mark.parametrize(
    ("catalogue", "field"), [(name, field) for name, field in FIELDS if field != "statement"]
)
def test_a_field_that_goes_or_comes_shows_what_it_held(
    catalogue: str, field: str, tmp_path: Path
) -> None:
    value, _ = examples(catalogue, field)
    name = NAMES[catalogue]
    without = with_entry(catalogue, name)
    text = reviewed(tmp_path / "gone", with_entry(catalogue, name, **{field: value}), without)
    assert f"`{field}`: {quoted(value)} → not set" in text
    text = reviewed(tmp_path / "come", without, with_entry(catalogue, name, **{field: value}))
    (row,) = [row for row in text.splitlines() if f"`{field}`: " in row]
    assert f"`{field}`: not set" in row and row.endswith(f" → {quoted(value)}")


@pytest.mark.parametrize(
    ("catalogue", "field"), [(name, field) for name, field in FIELDS if name != "rules"]
)
def test_an_entry_that_is_removed_or_added_shows_all_it_holds(
    catalogue: str, field: str, tmp_path: Path
) -> None:
    value, _ = examples(catalogue, field)
    entry = with_entry(catalogue, "extra", **{field: value})
    noun = {"services": "service", "lessons": "lesson", "severities": "severity"}[catalogue]
    for name, old, new in (("removed", entry, folder()), ("added", folder(), entry)):
        text = reviewed(tmp_path / name, old, new)
        assert f"- {noun} `extra` {name}" in text
        assert f"`{field}`: {quoted(value)}" in text


def test_a_lesson_rewritten_into_its_opposite_is_read_word_for_word(tmp_path: Path) -> None:
    text = reviewed(
        tmp_path,
        with_entry("lessons", "timeouts", statement="Every call has a timeout."),
        with_entry("lessons", "timeouts", statement="No call has a timeout."),
    )
    assert (
        "### Changes of `lessons.yaml`\n\n- lesson `timeouts` changed: "
        "`statement`: “Every call has a timeout.” → “No call has a timeout.”\n" in text
    )


def test_a_rule_that_is_switched_off_comes_first(tmp_path: Path) -> None:
    text = reviewed(
        tmp_path, folder(), folder(rules={"handle": {"level": "error"}, "secret": {"level": "off"}})
    )
    assert text.startswith("## Postmortems: no incident added or changed, `rules.yaml` changed\n\n")
    assert (
        "\n\n### Settings of `check` (`rules.yaml`)\n\n"
        "- rule `secret` **is switched off**: "
        "`level`: not set (by default “error”) → “off”\n"
        "- rule `handle`: `level`: not set (by default “note”) → “error”\n" in text
    )


def test_a_lesson_that_is_renamed_and_rewritten_is_one_change(tmp_path: Path) -> None:
    text = reviewed(
        tmp_path,
        with_entry("lessons", "timeouts", statement="Every call has a timeout."),
        with_entry("lessons", "time-limits", statement="Every call has a time limit."),
    )
    assert (
        "- lesson `timeouts` renamed to `time-limits`: "
        "`statement`: “Every call has a timeout.” → “Every call has a time limit.”\n" in text
    )
    assert "`timeouts` removed" not in text and "`time-limits` added" not in text


def test_a_service_of_the_same_title_is_renamed_whatever_else_changes(tmp_path: Path) -> None:
    text = reviewed(
        tmp_path,
        with_entry("services", "checkout", title="Checkout", team="Payments"),
        with_entry("services", "payment", title="Checkout", team="Money", description="It pays."),
    )
    assert "- service `checkout` renamed to `payment`\n  - `team`: “Payments” → “Money”\n" in text
    assert "- team “Payments” renamed to “Money”\n" in text


def test_an_entry_of_other_words_is_not_taken_for_a_renamed_one(tmp_path: Path) -> None:
    text = reviewed(
        tmp_path,
        with_entry("services", "checkout", title="Checkout", team="Payments"),
        with_entry("services", "mail", title="Newsletter", team="Payments"),
    )
    assert "- service `checkout` removed\n" in text and "- service `mail` added\n" in text
    assert "renamed" not in text


def test_of_services_with_only_a_team_in_common_none_is_renamed(tmp_path: Path) -> None:
    own = {"a": {"team": "Core"}, "b": {"team": "Core"}, "c": {"team": "Core"}}
    text = reviewed(
        tmp_path,
        folder(services=own),
        folder(services={"c": own["c"], "d": {"team": "Core"}}),
    )
    assert "- service `a` removed" in text and "- service `d` added" in text
    assert "renamed" not in text


def test_another_order_of_severities_is_told(tmp_path: Path) -> None:
    levels = {name: {"title": f"Level {name}"} for name in ("SEV1", "SEV2", "SEV3")}
    turned = {name: levels[name] for name in ("SEV2", "SEV1", "SEV3")}
    text = reviewed(tmp_path, folder(severities=levels), folder(severities=turned))
    order = "`SEV1`, `SEV2`, `SEV3` → `SEV2`, `SEV1`, `SEV3`"
    assert f"### Changes of `severities.yaml`\n\n- the order, worst first: {order}\n" in text


def test_a_severity_that_pushes_the_others_down_is_told_with_the_order(tmp_path: Path) -> None:
    levels = {name: {"title": f"Level {name}"} for name in ("SEV1", "SEV2")}
    pushed = {"SEV0": {"title": "A disaster"}, **levels}
    text = reviewed(tmp_path, folder(severities=levels), folder(severities=pushed))
    assert "- the order, worst first: `SEV1`, `SEV2` → `SEV0`, `SEV1`, `SEV2`\n" in text


def test_a_severity_that_is_added_last_is_no_other_order(tmp_path: Path) -> None:
    levels = {name: {"title": f"Level {name}"} for name in ("SEV1", "SEV2")}
    longer = {**levels, "SEV3": {"title": "A trifle"}}
    text = reviewed(tmp_path, folder(severities=levels), folder(severities=longer))
    assert "the order" not in text


def test_a_team_that_is_renamed_is_told_with_its_services(tmp_path: Path) -> None:
    text = reviewed(
        tmp_path,
        with_entry("services", "checkout", title="Checkout", team="Payments"),
        with_entry("services", "checkout", title="Checkout", team="Money"),
    )
    assert "`team`: “Payments” → “Money”\n" in text
    assert "- team “Payments” renamed to “Money”\n" in text


def test_a_team_without_services_is_removed(tmp_path: Path) -> None:
    text = reviewed(
        tmp_path,
        with_entry("services", "checkout", title="Checkout", team="Payments"),
        with_entry("services", "checkout", title="Checkout"),
    )
    assert "- team “Payments” (of `checkout`) removed\n" in text


@pytest.mark.parametrize("catalogue", KINDS)
def test_a_catalogue_that_cannot_be_read_takes_nothing_away(catalogue: str, tmp_path: Path) -> None:
    entry = {"level": "error"} if catalogue == "rules" else {}
    before = with_entry(catalogue, NAMES[catalogue], **entry)
    text = reviewed(tmp_path, before, before | {f"{catalogue}.yaml": "- [\n"})
    assert f"`{catalogue}.yaml` has errors, in this branch or at the base" in text
    assert "removed" not in text and "URL" not in text and "switched off" not in text


def test_of_a_long_text_all_that_differs_is_quoted(tmp_path: Path) -> None:
    start, end = "Calls wait for ever. " * 40, "So it was in spring. " * 40
    old, new = (f"{start}Give them a {what} timeout. {end}".strip() for what in ("short", "long"))
    text = reviewed(
        tmp_path,
        with_entry("lessons", "timeouts", explanation=old),
        with_entry("lessons", "timeouts", explanation=new),
    )
    (row,) = [row for row in text.splitlines() if "`explanation`" in row]
    before, _, after = row.partition(" → ")
    assert "Give them a short timeout." in before and "Give them a long timeout." in after
    assert before.count("… ") == after.count("… ") == 1 and len(row) < 500


def test_of_a_very_long_change_the_rest_is_a_number(tmp_path: Path) -> None:
    text = reviewed(
        tmp_path,
        with_entry("lessons", "timeouts", explanation="a" * 10_000),
        with_entry("lessons", "timeouts", explanation="b" * 10_000),
    )
    assert text.count("” and 7,000 more characters") == 2


def test_a_change_that_does_not_show_is_told_as_such(tmp_path: Path) -> None:
    text = reviewed(
        tmp_path,
        with_entry("lessons", "timeouts", explanation="One.\n\nTwo."),
        with_entry("lessons", "timeouts", explanation="One. \u200eTwo."),
    )
    assert "(they differ only in whitespace or invisible characters)" in text


def test_a_long_list_of_changes_ends_with_the_number_of_the_others(tmp_path: Path) -> None:
    services = {f"service-{n}": {"title": f"{n:x} of {n * n}"} for n in range(50)}
    text = reviewed(tmp_path, folder(services=services), folder(services={}))
    assert text.count(" removed: `title`: ") == 30
    assert "- and 20 more in `services.yaml`\n" in text


def test_ten_thousand_entries_under_new_names_are_compared_at_once(tmp_path: Path) -> None:
    words = {n: f"{n * 7919 % 10_007:x} {'long words ' * 4}" for n in range(10_000)}
    old, new = (
        {f"{name}-{n}": {"statement": text + name * (n % 2)} for n, text in words.items()}
        for name in ("old", "new")
    )
    text = reviewed(tmp_path, folder(lessons=old), folder(lessons=new))
    assert "### Changes of `lessons.yaml`" in text and "more in `lessons.yaml`" in text


def test_nothing_of_a_catalogue_can_open_markdown_or_call_somebody(tmp_path: Path) -> None:
    nasty = "Ask @team | <img src=x> [a](javascript:b) ![c](http://d/e)"
    text = reviewed(
        tmp_path,
        with_entry("services", "checkout", title="Checkout", team=nasty),
        with_entry("services", "checkout", title=nasty, team="Money", description=nasty),
    )
    assert "`title`: “Checkout” → “Ask @\u2060team " in text
    assert "@team" not in text and "<img" not in text
    assert "[a](javascript" not in text and "![c]" not in text
