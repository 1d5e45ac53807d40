"""Every rule by the examples of its documentation, and what holds for all of them."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest

from postmortems.check import RULES, Rule
from tests.conftest import ROOT, run
from tests.unit.rule_examples import DAY, found, said

FOLDER = ROOT / "generator" / "postmortems" / "check" / "rules"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_wrong_example_is_found(rule: Rule, tmp_path: Path) -> None:
    says = said(found(rule, rule.parts["Wrong"], tmp_path))
    assert says, f"{rule.name} finds nothing in its own wrong example"
    if "UPDATE_GOLDEN" in os.environ:
        fill_in(rule, says)
    else:
        assert says.split() == rule.parts["Says"].split()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_right_example_is_not_found(rule: Rule, tmp_path: Path) -> None:
    assert said(found(rule, rule.parts["Right"], tmp_path)) == ""


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_is_found_is_known_as_the_same_the_day_after(rule: Rule, tmp_path: Path) -> None:
    after = found(rule, rule.parts["Wrong"], tmp_path, DAY + timedelta(days=1))
    before = found(rule, rule.parts["Wrong"], tmp_path)
    assert [problem.fingerprint for problem in before] == [problem.fingerprint for problem in after]


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


def test_rules_are_listed_and_explained() -> None:
    done = run("postmortems", "rules")
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(RULES)
    done = run("postmortems", "rules", "blame")
    assert done.stdout.startswith("# blame\n") and "## Why it matters" in done.stdout
    done = run("postmortems", "rules", "blames")
    assert (done.returncode, "did you mean `blame`?" in done.stderr) == (2, True)
