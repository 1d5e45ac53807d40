"""`postmortems diff`: entries and teams under new names, and severities in another order."""

from pathlib import Path

from tests.unit.catalogues import folder, with_entry
from tests.unit.repository import reviewed


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


def test_ten_thousand_entries_under_new_names_are_compared_at_once(tmp_path: Path) -> None:
    words = {n: f"{n * 7919 % 10_007:x} {'long words ' * 4}" for n in range(10_000)}
    old, new = (
        {f"{name}-{n}": {"statement": text + name * (n % 2)} for n, text in words.items()}
        for name in ("old", "new")
    )
    text = reviewed(tmp_path, folder(lessons=old), folder(lessons=new))
    assert "### Changes of `lessons.yaml`" in text and "more in `lessons.yaml`" in text
