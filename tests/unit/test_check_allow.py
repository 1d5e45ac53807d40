"""`check`: comments that allow a finding, wherever they stand, and allow nothing else."""

from pathlib import Path

import pytest

from tests.conftest import write
from tests.unit.check_command import HEAD, findings


@pytest.mark.parametrize(
    "text",
    [
        "summary: TODO  # postmortems: allow placeholder: it is a quotation\n",
        "# postmortems: allow placeholder: it is a quotation\nsummary: TODO\n",
        "# postmortems: allow placeholder: it is a quotation\n# and more\n\nsummary: TODO\n",
        "summary: |  # postmortems: allow placeholder: it is a quotation\n  A.\n\n  TODO\n",
        "summary: It broke.\nlessons:\n  improve:\n"
        "    # postmortems: allow placeholder: it is a quotation\n"
        "    - text: TODO\n",
        "summary: It broke.\nlessons:\n  improve:\n"
        "    - lesson: timeouts  # postmortems: allow placeholder: it is a quotation\n"
        "      text: TODO\n",
    ],
    ids=["behind", "above", "above with others", "at a block", "above a row", "at a row"],
)
def test_a_comment_allows_a_finding(text: str, tmp_path: Path) -> None:
    write(tmp_path, {"lessons.yaml": "timeouts: {statement: Every call has a timeout.}\n"})
    assert findings(tmp_path, HEAD + text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "# postmortems: allow placeholder: it is a quotation\nsummary: It broke.\n",
            ["warning: unused-allow"],
        ),
        (
            "summary: TODO\nkind: other  # postmortems: allow placeholder: it is elsewhere\n",
            ["warning: placeholder", "warning: unused-allow"],
        ),
        (
            "# postmortems: allow blame: it is a quotation\nsummary: TODO\n",
            ["warning: unused-allow", "warning: placeholder"],
        ),
        (
            "summary: 'TODO # postmortems: allow placeholder: it is a text'\n",
            ["warning: placeholder"],
        ),
        (
            "summary: |\n  TODO\n  # postmortems: allow placeholder: it is a text\n",
            ["warning: placeholder"],
        ),
        ("# postmortems: allow placeholder:\nsummary: TODO\n", ["error: bad-allow"]),
        ("# postmortems: allow placholder: so\nsummary: TODO\n", ["error: unknown-rule"]),
    ],
    ids=["unused", "elsewhere", "other rule", "in quotes", "in a block", "no reason", "no rule"],
)
def test_a_comment_allows_nothing_else(text: str, said: list[str], tmp_path: Path) -> None:
    found = findings(tmp_path, HEAD + text)
    assert [row for row in said if row not in found] == []
    if said[0].startswith("error"):
        assert "warning: placeholder" in found


def test_a_comment_cannot_allow_what_the_reader_refuses(tmp_path: Path) -> None:
    text = HEAD + "# postmortems: allow unknown-key: we like it\nsumary: It broke.\n"
    assert "error: unknown-key" in findings(tmp_path, text)
