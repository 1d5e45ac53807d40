"""`postmortems diff`: every change of a catalogue or of a setting is read word for word."""

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from postmortems.diff.catalogues import CATALOGUES
from postmortems.model.record import bare
from postmortems.render.markdown import line
from tests.unit.catalogues import KINDS, folder, with_entry
from tests.unit.repository import reviewed

NAMES = {"services": "checkout", "lessons": "timeouts", "severities": "SEV2", "rules": "secret"}


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
