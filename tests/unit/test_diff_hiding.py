"""`postmortems diff`: findings that are hidden are told apart from those that were fixed."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import run
from tests.unit.repository import FIRST, SECOND, begun, reviewed, told

KEY = "AKIA" + "QYLPMN5HHHFPZAM2"
"""A key that is nobody's, as the rule `secret` finds it."""
HEADS = {
    name: f"title: {title}\nseverity: SEV2\nsummary: It used the key {{key}} to call.\n"
    "times: {started: 2025-01-10T09:00Z, resolved: 2025-01-10T10:00Z}\n"
    for name, title in ((FIRST, "Search is down"), (SECOND, "Checkout declines every card"))
}
LEAK = f"{FIRST}/incident.yaml"
WITH_KEY = {LEAK: HEADS[FIRST].replace("{key}", KEY) + "document: {status: in-review}\n"}
WITHOUT_KEY = {LEAK: WITH_KEY[LEAK].replace(KEY, "of the vault")}
OFF = {"rules.yaml": "secret: off\n"}
ROW = f"{LEAK}:3` `secret`: "


def hidden(text: str, reason: str) -> str:
    """Return the list of the findings that are hidden for a reason."""
    _, heading, rest = text.partition(" hidden, not fixed\n\n")
    _, found, rest = rest.partition(reason)
    assert heading and found, text
    return rest.partition("\n\n#")[0].partition("\n\n")[2].partition("\n\n")[0]


def fixed(text: str) -> bool:
    """Return whether findings are told to have been fixed."""
    return bool(re.search(r"^\d+ findings? fixed\.$", text, re.MULTILINE))


def test_a_finding_whose_rule_is_switched_off_is_not_fixed(tmp_path: Path) -> None:
    text = reviewed(tmp_path, WITH_KEY, WITH_KEY | OFF)
    assert "### 1 finding hidden, not fixed\n" in text
    assert ROW in hidden(text, "1 finding: the rule is switched off in `rules.yaml`.")
    assert not fixed(text)


def test_a_finding_that_was_fixed_is_told_as_fixed(tmp_path: Path) -> None:
    text = reviewed(tmp_path, WITH_KEY, WITHOUT_KEY)
    assert "1 finding fixed." in text and "hidden" not in text


def test_a_finding_that_was_fixed_before_its_rule_is_switched_off_is_fixed(tmp_path: Path) -> None:
    text = reviewed(tmp_path, WITH_KEY, WITHOUT_KEY | OFF)
    assert "1 finding fixed." in text and "hidden" not in text


def test_a_finding_that_comes_while_its_rule_is_switched_off_is_hidden(tmp_path: Path) -> None:
    text = reviewed(tmp_path, WITHOUT_KEY, WITH_KEY | OFF)
    assert ROW in hidden(text, "the rule is switched off")
    assert "No new findings." in text


@pytest.mark.parametrize("setting", ["{status: closed}", "{severity: SEV1}"])
def test_a_finding_to_which_a_narrowed_rule_applies_no_more_is_hidden(
    setting: str, tmp_path: Path
) -> None:
    before = {LEAK: WITHOUT_KEY[LEAK] + "lessons: {action_items: [{id: a, text: Fix it}]}\n"}
    settings = {"rules.yaml": f"action-without-owner: {setting}\n"}
    text = reviewed(tmp_path, before, before | settings)
    rows = hidden(text, "1 finding: `rules.yaml` applies the rule to fewer incidents.")
    assert "`action-without-owner`: " in rows and rows.count("\n") == 0


def test_a_rule_of_another_level_hides_nothing(tmp_path: Path) -> None:
    text = reviewed(tmp_path, WITH_KEY, WITH_KEY | {"rules.yaml": "secret: note\n"})
    assert "hidden" not in text and "fixed" not in text and "No new findings." in text


def test_a_finding_that_a_later_deadline_hides_is_not_fixed(tmp_path: Path) -> None:
    levels = {name: {"publish_within": 7} for name in ("SEV1", "SEV2")}
    later = levels | {"SEV2": {"publish_within": 9_000}}
    text = reviewed(
        tmp_path,
        WITHOUT_KEY | {"severities.yaml": json.dumps(levels)},
        WITHOUT_KEY | {"severities.yaml": json.dumps(later)},
    )
    assert "`postmortem-overdue`: " in hidden(text, "1 finding: `severities.yaml` changed.")
    assert "- severity `SEV2` changed: `publish_within`: “7” → “9000”\n" in text


def test_a_finding_is_not_hidden_by_a_severity_of_another_name(tmp_path: Path) -> None:
    levels = {name: {"title": f"Of level {name}"} for name in ("SEV1", "SEV2")}
    renamed = {f"S{name[-1]}": level for name, level in levels.items()}
    now = {path: text.replace("SEV2", "S2") for path, text in WITHOUT_KEY.items()}
    text = reviewed(
        tmp_path,
        WITHOUT_KEY | {"severities.yaml": json.dumps(levels)},
        now | {"severities.yaml": json.dumps(renamed)},
    )
    assert "- severity `SEV2` renamed to `S2`" in text
    assert "hidden" not in text and "fixed" not in text


def test_a_finding_that_a_comment_silences_is_not_fixed(tmp_path: Path) -> None:
    allowed = {
        path: text.replace(" to call.\n", " to call. # postmortems: allow secret: revoked\n")
        for path, text in WITH_KEY.items()
    }
    text = reviewed(tmp_path / "old", WITH_KEY, allowed)
    assert ROW in hidden(text, "1 finding: suppressed by a comment.")
    assert not fixed(text)
    assert ROW in hidden(
        reviewed(tmp_path / "new", WITHOUT_KEY, allowed), "suppressed by a comment"
    )
    assert "hidden" not in reviewed(tmp_path / "same", allowed, allowed)


def test_a_new_finding_that_comes_with_its_entry_in_the_baseline_is_told(tmp_path: Path) -> None:
    begun(tmp_path, {f"incidents/{path}": text for path, text in WITHOUT_KEY.items()})
    (tmp_path / "incidents" / LEAK).write_text(WITH_KEY[LEAK], encoding="utf-8")
    run("postmortems", "check", "--write-baseline", cwd=tmp_path, check=True)
    text = told(tmp_path)
    assert f"`incidents/{ROW}" in hidden(text, "added to the baseline, not fixed")
    assert "No new findings." in text


def test_a_finding_that_was_in_the_baseline_before_is_not_told(tmp_path: Path) -> None:
    begun(tmp_path, {f"incidents/{path}": text for path, text in WITH_KEY.items()})
    run("postmortems", "check", "--write-baseline", cwd=tmp_path, check=True)
    baseline = (tmp_path / "incidents" / ".baseline.json").read_text(encoding="utf-8")
    known = WITH_KEY | {".baseline.json": baseline}
    later = known | {LEAK: "# A comment\n" + known[LEAK]}
    assert "hidden" not in reviewed(tmp_path / "two", known, later)


def test_a_finding_that_is_baselined_and_switched_off_is_not_fixed(tmp_path: Path) -> None:
    begun(tmp_path, {f"incidents/{path}": text for path, text in WITH_KEY.items()})
    run("postmortems", "check", "--write-baseline", cwd=tmp_path, check=True)
    (tmp_path / "incidents" / "rules.yaml").write_text("secret: off\n", encoding="utf-8")
    text = told(tmp_path)
    assert f"`incidents/{ROW}" in hidden(text, "the rule is switched off")
    assert not fixed(text)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("severity: SEV2", "severity: SEV5", "does not apply to the incident's present severity"),
        ("status: in-review", "status: draft", "does not apply to the incident's present severity"),
        ("status: in-review", "status: withdrawn", "the postmortem is withdrawn"),
    ],
)
def test_a_finding_that_the_incident_itself_evades_is_not_fixed(
    old: str, new: str, reason: str, tmp_path: Path
) -> None:
    now = {path: text.replace(old, new) for path, text in WITHOUT_KEY.items()}
    assert "- **warning** " in hidden(reviewed(tmp_path, WITHOUT_KEY, now), reason)


def test_the_findings_of_a_removed_incident_are_counted_as_such(tmp_path: Path) -> None:
    other = {f"{SECOND}/incident.yaml": HEADS[SECOND].replace("{key}", "of the vault")}
    text = reviewed(tmp_path, WITH_KEY | other, other)
    assert "findings: the incident is removed (" in text and " of `" in text
    assert not fixed(text) and ROW not in text


def test_the_findings_of_an_unreadable_incident_are_not_fixed(tmp_path: Path) -> None:
    now = {path: text.replace("severity: SEV2", "severity: [") for path, text in WITH_KEY.items()}
    text = reviewed(tmp_path, WITH_KEY, now)
    assert ROW in hidden(text, "the incident cannot be read")
    assert not fixed(text)


def test_findings_of_a_renamed_incident_are_the_same(tmp_path: Path) -> None:
    text = reviewed(tmp_path, WITH_KEY, {f"{FIRST}-again/incident.yaml": WITH_KEY[LEAK]})
    assert "1 renamed" in text and "hidden" not in text and "fixed" not in text
    assert "No new findings." in text


def test_errors_come_first_in_a_list_that_is_cut_off(tmp_path: Path) -> None:
    items = [{"id": f"a-{n}", "text": "Fix it"} for n in range(60)]
    many = f"\nlessons: {{action_items: {json.dumps(items)}}}\n"
    later = {f"{SECOND}/incident.yaml": HEADS[SECOND].replace("{key}", KEY)}
    now = {LEAK: WITHOUT_KEY[LEAK] + many}
    new = reviewed(tmp_path / "new", WITHOUT_KEY, now | later).partition(" new findings\n\n")[2]
    assert new.startswith("- **error** ") and "`secret`" in new.partition("\n")[0]
    assert "more, which `postmortems check` shows\n" in new
