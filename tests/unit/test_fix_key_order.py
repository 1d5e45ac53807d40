"""Repairs of the order of keys: they move with what is theirs, and no text changes."""

from pathlib import Path

import pytest

from postmortems.check import check
from postmortems.fix import fix_folder
from postmortems.reader import read
from tests.conftest import write
from tests.unit.repairs import fixed, names


def test_keys_move_with_what_is_theirs() -> None:
    text = """\
# yaml-language-server: $schema=../.schema/incident.json
# Of the night shift.

# in doubt
severity: SEV1  # at first

# What nobody wants to read
summary: |
  # not a comment


  text
  # a comment below it? no, text
 # a comment below it
impact:
  # in money
  business: {financial: much}

  system:
    # all of them
    services:
    - checkout
    # - search

  # how many
  user:
    regions: [a,  # of Europe
      b]
    affected_users: "a
      # few"
    # features:

# Title
title: >-
  Checkout
  declines
# The end
"""
    after = """\
# yaml-language-server: $schema=../.schema/incident.json
# Of the night shift.

# Title
title: >-
  Checkout
  declines

# in doubt
severity: SEV1  # at first

# What nobody wants to read
summary: |
  # not a comment


  text
  # a comment below it? no, text
 # a comment below it
impact:
  # how many
  user:
    affected_users: "a
      # few"
    regions: [a,  # of Europe
      b]
    # features:

  system:
    # all of them
    services:
    - checkout
    # - search

  # in money
  business: {financial: much}
# The end
"""
    assert fixed(text) == after


def test_the_comment_in_the_first_lines_is_the_files() -> None:
    assert fixed("# Ours.\nseverity: a\ntitle: b\n") == "# Ours.\ntitle: b\nseverity: a\n"


def test_keys_of_a_row_change_behind_its_dash() -> None:
    text = """\
root_cause:
  nodes:
    # the first
    - text: |
        what happened

        - kind: in the text
      kind: trigger
      # by the way
      caused_by: []
      id: a   # a name
    -   # the second
      kind: trigger
      # names
      id: b

    -   kind: trigger

        id: c
"""
    after = """\
root_cause:
  nodes:
    # the first
    - id: a   # a name
      kind: trigger
      text: |
        what happened

        - kind: in the text
      # by the way
      caused_by: []
    -   # the second
      # names
      id: b
      kind: trigger

    -   id: c

        kind: trigger
"""
    assert fixed(text) == after


def test_a_comment_that_allows_a_finding_stays_with_its_key() -> None:
    text = """\
# Ours.
title: x
  # postmortems: allow summary-too-long: it is a long story
summary: y
severity: SEV1
"""
    after = """\
# Ours.
title: x
severity: SEV1
  # postmortems: allow summary-too-long: it is a long story
summary: y
"""
    assert fixed(text) == after


ALLOWED = [
    ("severity: SEV3 # postmortems: allow no-summary: on purpose\ntitle: x\n", "no-summary"),
    ("# postmortems: allow no-summary: too early\nseverity: SEV3\ntitle: x\n", "no-summary"),
    (
        "title: x\nseverity: SEV3\nsummary: y\nlessons:\n  action_items:\n"
        "    - text: Do it # postmortems: allow action-without-owner: nobody yet\n      id: a\n",
        "action-without-owner",
    ),
    (
        "title: x\nseverity: SEV3\nsummary: y\nlessons:\n  action_items:\n    -\n"
        "      # postmortems: allow action-without-owner: nobody yet\n"
        "      text: Do it\n      id: a\n",
        "action-without-owner",
    ),
]


@pytest.mark.parametrize(("text", "rule"), ALLOWED)
def test_what_a_comment_allows_is_allowed_after_a_repair(
    text: str, rule: str, tmp_path: Path
) -> None:
    rules = f"{rule}: {{level: error, status: draft, severity: SEV5}}\n"
    write(tmp_path, {"rules.yaml": rules, "2026-01-02-x/incident.yaml": text})
    for _ in range(2):
        report = check(read(tmp_path))
        assert len(report.suppressed) == 1
        found = {problem.rule for problem in report.problems}
        assert not found & {rule, "unused-allow"}
        fix_folder(tmp_path / "2026-01-02-x", "2026-01-02-x")


def test_metrics_of_the_teams_own_stay_behind_those_of_the_format() -> None:
    text = "metrics_anomalies:\n  b: 1\n  error_rate: 2\n  a: 3\n  cpu_usage: 4\n"
    after = "metrics_anomalies:\n  cpu_usage: 4\n  error_rate: 2\n  b: 1\n  a: 3\n"
    assert fixed(text, "monitoring.yaml") == after


@pytest.mark.parametrize(
    "text",
    [
        "{severity: SEV1, title: x}\n",
        "severity: SEV1\ntitle: x\nfoo: unknown\n",
        "severity: SEV1\ntitle: x\nseverity: SEV2\n",
        "severity: SEV1\n? title\n: x\n",
        "? severity\n: SEV1\n? title\n: x\n",
        "severity: SEV1\ntitle: x\n[a]: b\n",
        "severity: SEV1\ntitle: x\n<<: {kind: outage}\n",
        "monitoring:\n  metrics_anomalies:\n    <<: {a: b}\n    cpu_usage: c\n",
        "severity: &s SEV1\ntitle: *s\n",
        "severity: SEV1\ntitle: x\n...\n",
        "--- !!map\nseverity: SEV1\n...\n# text\n",
        "times:\n  # first\n  !!map\n  resolved: x\n  started: x\n",
        "root_cause:\n  nodes:\n  - text: x\n    # with a comment\n    id: a\n",
        "title: x\nid: a\nseverity: SEV1\nkind: outage\naliases: []\n",
    ],
)
def test_keys_are_left_alone_where_they_cannot_move_safely(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        # The end of the last line is a part of the text.
        "summary: |\n  text\ntitle: |\n  text",
        "summary: |\n  text\ntitle: x",
        "summary: |-\n  text\n     \n\ntitle: x",
        # Blank lines that the text keeps would become more.
        "title: x\n\nsummary: y\nseverity: |+\n  text\n\n",
        # A comment would become text.
        "impact:\n  user:\n      # far in\n    regions: x\n    affected_users: |\n     text\n",
    ],
)
def test_what_would_change_a_text_is_left_alone(text: str) -> None:
    assert names(text) == []


def test_the_rest_is_mended_where_a_part_cannot_be() -> None:
    text = """\
document:
  published: 2026/1/2
  status: draft
times: {started: 2026-01-01 9:20Z}
title: |
  text"""
    after = """\
document:
  status: draft
  published: 2026-01-02
times: {started: 2026-01-01T09:20Z}
title: |
  text"""
    assert fixed(text) == after
