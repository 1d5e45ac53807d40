"""Repairs: what is mended, what is left alone, and that no comment and no blank line is lost."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postmortems.check import check
from postmortems.fix import Repair, fix_folder, fix_text
from postmortems.fix.suppression_targets import suppressions
from postmortems.fix.time_format import normalized_day, normalized_time
from postmortems.fix.yaml_file import BREAKS, YamlFile
from postmortems.model import Incident, Moment, Place
from postmortems.model.moment import PATTERN
from postmortems.model.record import bare, record_type
from postmortems.model.scalars import Day, Lines, Slugs
from postmortems.reader import read
from postmortems.reader.document import RejectedYamlError, compose
from postmortems.reader.files import MAX_BYTES
from postmortems.reader.plain_data import plain
from postmortems.reader.scalars import types_of
from postmortems.scaffold import scaffold
from tests.conftest import ROOT, write

EXAMPLES = int(os.environ.get("FIX_EXAMPLES", "200"))
TIMES = {*types_of(types_of(Incident)["times"]), "time"}
DAYS = {"published", "due", "done_on"}


def fixed(text: str, name: str = "incident.yaml") -> str:
    """A text after its repairs, of which none is left to do."""
    once, done = fix_text(name, text)
    assert (once != text) == bool(done)
    assert fix_text(name, once) == (once, [])
    return once


def names(text: str, name: str = "incident.yaml") -> list[str]:
    return [found.kind for found in fix_text(name, text)[1]]


# Times and days


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("2026-03-14 9:20Z", "2026-03-14T09:20Z"),
        ("2026-03-14 09:20 UTC", "2026-03-14T09:20Z"),
        ("2026-03-14 09:20 gmt", "2026-03-14T09:20Z"),
        ("2026-03-14T09:20z", "2026-03-14T09:20Z"),
        ("2026-03-14t09:20Z", "2026-03-14T09:20Z"),
        ("2026-03-14, 09:20Z", "2026-03-14T09:20Z"),
        ("2026-03-14T09:20:00Z", "2026-03-14T09:20:00Z"),
        ("2026-03-14T09:20:00.000Z", "2026-03-14T09:20:00Z"),
        ("2026-03-14T09:20:17,0Z", "2026-03-14T09:20:17Z"),
        ("2026/03/14 09:20Z", "2026-03-14T09:20Z"),
        ("2026.3.4 09:20Z", "2026-03-04T09:20Z"),
        ("2026-3-4T09:20Z", "2026-03-04T09:20Z"),
        ("2026-03-14T09:20+0200", "2026-03-14T09:20+02:00"),
        ("2026-03-14T09:20 +02", "2026-03-14T09:20+02:00"),
        ("2026-03-14T09:20-3", "2026-03-14T09:20-03:00"),
        ("2026-03-14T09:20UTC+5:30", "2026-03-14T09:20+05:30"),
        ("2026-03-14T09:20−03:30", "2026-03-14T09:20-03:30"),
        ("~ 2026-03-14  9:20 Z", "~2026-03-14T09:20Z"),
        ("2026-03-14 9:20", "2026-03-14T09:20"),
    ],
)
def test_a_time_that_can_be_meant_in_one_way_gets_its_form(written: str, form: str) -> None:
    assert normalized_time(written) == form
    assert normalized_time(form) == form
    text = "times:\n  started: {}  # about then\n"
    assert fixed(text.format(written)) == text.format(form)


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2026 09:20Z",
        "14-03-2026 09:20Z",
        "26-03-14 09:20Z",
        "2026-03/14 09:20Z",
        "2026-03-14",
        "2026-03-14 9Z",
        "2026-03-14 9:20 pm UTC",
        "2026-03-14T09:20:00.250Z",
        "2026-03-14T09:20.0Z",
        "2026-03-14 09:20 CET",
        "2026-03-14T09:20+200",
        "2026-03-14T09:20Z+02:00",
        "2026-13-14T9:20Z",
        "2026-02-30 09:20Z",
        "2026-03-14 24:20Z",
        "2026-03-14 09:20:60Z",
        "0926-03-14 09:20Z",
        "2026-03-14 09:20 +25:00",
        "20260314T0920Z",
        "2026-03-14T٠٩:20Z",
        "09:20Z",
        "soon",
        "~",
    ],
)
def test_a_time_that_could_be_another_is_left_alone(written: str) -> None:
    assert normalized_time(written) is None
    assert names(f"times:\n  started: {written}\n") == []


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("2026/3/4", "2026-03-04"),
        ("2026-3-4", "2026-03-04"),
        ("2026.03.04", "2026-03-04"),
        ("2026-03-04", "2026-03-04"),
        ("03/04/2026", None),
        ("2026-02-30", None),
        ("2026-03-04T09:20Z", None),
        ("March 4", None),
    ],
)
def test_a_day_that_can_be_meant_in_one_way_gets_its_form(written: str, form: str | None) -> None:
    assert normalized_day(written) == form
    for text in (
        "document:\n  published: '{}'\n",
        "lessons:\n  action_items:\n    - {{id: a, due: {}, done_on: 2026-01-01}}\n",
    ):
        assert fixed(text.format(written)) == text.format(form or written)


@given(st.from_regex(PATTERN, fullmatch=True))
def test_the_form_of_a_time_means_what_was_written(written: str) -> None:
    try:
        moment = Moment.parse(written)
    except ValueError:
        return
    form = normalized_time(written)
    assert form
    assert (Moment.parse(form), Moment.parse(form).offset) == (moment, moment.offset)
    assert re.fullmatch(r"~?\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)", form)


def test_only_the_time_itself_changes_and_its_place_is_told() -> None:
    text = """\
summary: 2026-03-14 9:20Z
timeline: [{event: 2026-03-14 9:20Z, time: "2026-03-14 9:20Z"}, {time: '2026/03/14 9:30Z'}]
"""
    after, done = fix_text("incident.yaml", text)
    assert (
        after
        == """\
summary: 2026-03-14 9:20Z
timeline: [{event: 2026-03-14 9:20Z, time: "2026-03-14T09:20Z"}, {time: '2026-03-14T09:30Z'}]
"""
    )
    message = "`2026-03-14 9:20Z` is now `2026-03-14T09:20Z`"
    assert done[0] == Repair(Place("incident.yaml", 2, 44), "time-format", message)
    assert str(done[0]) == f"incident.yaml:2:44: fixed: time-format: {message}"
    assert [found.place.column for found in done] == [44, 72]


@pytest.mark.parametrize(
    "text",
    [
        "times:\n  started: &at 2026-03-14 9:20Z\n",
        "times:\n  started: !!str 2026-03-14 9:20Z\n",
        "times:\n  started: 2026-03-14\n    9:20Z\n",
        "times:\n  started: |\n    2026-03-14 9:20Z\n",
        'times:\n  started: "2026-03-14\\x209:20Z"\n',
        "times:\n  started: [2026-03-14 9:20Z]\n",
        "times: 2026-03-14 9:20Z\n",
        "times:\n  began: 2026-03-14 9:20Z\n",
        "title: 2026-03-14 9:20Z\n",
    ],
)
def test_a_time_that_is_written_in_a_special_way_is_left_alone(text: str) -> None:
    assert names(text) == []


def test_what_an_alias_repeats_is_mended_once() -> None:
    text = "timeline:\n  - &t {time: 2026-03-14 9:20Z}\n  - *t\n"
    assert fixed(text) == text.replace("-14 9", "-14T09")
    assert len(names(text)) == 1


# The offset


ZONED = "times:\n  started: 2026-03-14T09:20{}\n  resolved: 2026-03-14T09:40{}\n"


def test_a_time_without_offset_is_in_utc_where_all_others_are() -> None:
    assert fixed(ZONED.format("Z", "")) == ZONED.format("Z", "Z")
    assert names(ZONED.format("Z", " # or so")) == ["missing-offset"]
    assert fixed("times: {started: ~ 2026/3/4 9:20, resolved: 2026-03-04T10:00 utc}") == (
        "times: {started: ~2026-03-04T09:20Z, resolved: 2026-03-04T10:00Z}"
    )


@pytest.mark.parametrize("other", ["", "+01:00", "+00:00", " CET", "Z\n  detected: noon"])
def test_a_time_without_offset_is_left_alone_where_others_say_something_else(other: str) -> None:
    text = "times:\n  started: 2026-03-14T09:20" + other + "\n  resolved: 2026-03-14T09:40\n"
    assert "missing-offset" not in names(text)
    if other:
        text += "timeline: [{time: 2026-03-14T09:20Z, event: x}]\n"
        assert "missing-offset" not in names(text)


def test_the_times_of_all_files_count(tmp_path: Path) -> None:
    rows = "- {time: 2026-03-14T09:30, event: x}\n"
    for at, (main, offset) in enumerate(
        [
            (ZONED.format("Z", "Z"), "Z"),
            (ZONED.format("Z", "+01:00"), ""),
            ("title: x", ""),
            ("title: [", ""),
            ("times: {started: noon, resolved: 2026-03-14T09:40Z}", ""),
        ]
    ):
        files = {"incident.yaml": main, "timeline.yaml": rows}
        folder = write(tmp_path / str(at), files)
        done = fix_folder(folder, f"incidents/{at}")
        assert (folder / "incident.yaml").read_text(encoding="utf-8") == main
        after = rows.replace("30,", f"30{offset},")
        assert (folder / "timeline.yaml").read_text(encoding="utf-8") == after
        places = [f"incidents/{at}/timeline.yaml:1:10"] if offset else []
        assert [str(found.place) for found in done] == places


# The order of rows


def test_rows_move_with_what_is_theirs() -> None:
    text = """\
# yaml-language-server: $schema=../.schema/timeline.json
# In UTC.

# the end
- time: 2026-03-14T10:00Z   # about
  event: |
    # no comment

    but text
  # was: 10:05

- time: 2026-03-14T09:20Z
  event: first
# of two at the same time
- time: 2026-03-14T10:20+01:00
  event: second

# Nothing is known of the rest.
"""
    after = """\
# yaml-language-server: $schema=../.schema/timeline.json
# In UTC.

- time: 2026-03-14T09:20Z
  event: first
# of two at the same time
- time: 2026-03-14T10:20+01:00
  event: second

# the end
- time: 2026-03-14T10:00Z   # about
  event: |
    # no comment

    but text
  # was: 10:05

# Nothing is known of the rest.
"""
    assert fixed(text, "timeline.yaml") == after
    assert names(text, "timeline.yaml") == ["row-order"]


def test_rows_of_any_shape_move() -> None:
    text = """\
timeline:
- {time: 2026-03-14T10:00Z, event: c}
-
  # b
  time: 2026-03-14T09:59Z
  event: b
-  time: 2026-03-14T09:20Z  # a
   event: a
title: x
"""
    after = """\
title: x
timeline:
-  time: 2026-03-14T09:20Z  # a
   event: a
-
  # b
  time: 2026-03-14T09:59Z
  event: b
- {time: 2026-03-14T10:00Z, event: c}
"""
    assert fixed(text) == after


NIGHT = """\
timeline:
  - time: 2026-03-14T22:10Z
    event: An alert goes off
  - time: 2026-03-14T00:40Z
    event: The pool is restarted
"""


def test_rows_past_midnight_wait_for_their_day() -> None:
    assert names(NIGHT) == []
    assert names(NIGHT.replace("14T00:40", "14T21:40")) == ["row-order"]


TEN, NINE = "- time: 2026-03-14T10:00Z\n", "- time: 2026-03-14T09:00Z\n"


@pytest.mark.parametrize(
    "text",
    [
        "[{time: 2026-03-14T10:00Z, event: b}, {time: 2026-03-14T09:00Z, event: a}]\n",
        "[{time: 2026-03-14T10:00Z, event: b},\n {time: 2026-03-14T09:00Z, event: a}]\n",
        f"{TEN}{NINE}- time: later\n",
        f"{TEN}- time: 2026-03-14T09:00\n- time: 2026-03-14T09:00+01:00\n",
        f"{TEN}{NINE}- event: no time\n",
        f"{TEN}{NINE}-\n",
        f"{TEN}{NINE}- text\n",
        f"{TEN}{NINE}- time: [2026-03-14T09:00Z]\n",
        f"{TEN}{NINE}  time: 2026-03-14T08:00Z\n",
        f"{TEN}- time: ~2026-03-14T09:00Z\n",
        f"- &r\n  time: 2026-03-14T10:00Z\n{NINE}- *r\n",
        f"{TEN}{NINE}...\n",
        f"{NINE}{NINE}- time: 2026-03-14T10:00+01:00\n",
    ],
)
def test_rows_are_left_alone_where_their_order_is_not_sure(text: str) -> None:
    assert "row-order" not in names(text, "timeline.yaml")


def test_the_files_of_a_new_incident_are_in_order_and_their_example_stays_above() -> None:
    for is_major in (True, False):
        files = scaffold({"title": "x", "severity": "SEV1"}, major=is_major)
        assert {name: fixed(text, name) for name, text in files.items()} == files
    main = files["incident.yaml"]
    at = main.index("\nlessons:")
    at = main.rindex("\n# ", 0, at)
    later, earlier = (f"  - time: 2026-03-14T{hour}:00Z\n    event: x\n" for hour in ("10", "09"))
    assert fixed(main[:at] + later + earlier + main[at:]) == (
        main[:at] + earlier + later + main[at:]
    )


def test_only_the_timeline_has_rows_in_the_order_of_time() -> None:
    text = "action_items:\n- id: a\n  due: 2026-02-01\n- id: b\n  due: 2026-01-01\n"
    assert names(text, "lessons.yaml") == []


# The order of keys


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


# Files


ODD = "severity: SEV1\ntitle: x\n"
EVEN = "title: x\nseverity: SEV1\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines_and_a_byte_order_mark_stay(end: str, mark: str, tmp_path: Path) -> None:
    for text, after in ((ODD, EVEN), (ODD[:-1], EVEN[:-1]), (f"---\n\n{ODD}", f"---\n\n{EVEN}")):
        written, wanted = (mark + part.replace("\n", end) for part in (text, after))
        assert fixed(written) == wanted
        path = tmp_path / "incident.yaml"
        path.write_bytes(written.encode())
        assert len(fix_folder(tmp_path, "x")) == 1
        assert path.read_bytes() == wanted.encode()


def test_only_a_file_that_changes_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write(tmp_path, {"incident.yaml": EVEN, "prevention.yaml": "monitoring: x\nsafeguards: y\n"})
    (tmp_path / "prevention.yaml").chmod(0o640)
    before = (tmp_path / "incident.yaml").stat()
    assert [found.place.path for found in fix_folder(tmp_path, "a/b")] == ["a/b/prevention.yaml"]
    after = (tmp_path / "incident.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (tmp_path / "prevention.yaml").stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"incident.yaml", "prevention.yaml"}
    assert fix_folder(tmp_path, "a/b") == []


def test_a_file_that_cannot_be_written_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*paths: Path) -> None:
        raise OSError

    write(tmp_path, {"incident.yaml": ODD})
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError):
        fix_folder(tmp_path, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["incident.yaml"]
    assert (tmp_path / "incident.yaml").read_text(encoding="utf-8") == ODD


def test_what_the_reader_refuses_is_left_alone(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"incident.yaml": ODD})
    folder = tmp_path / "incidents" / "one"
    contents = {
        "incident.yaml": b"severity: [\n",
        "impact.yaml": f"system: {{}}\nuser: {{}}\n#{'x' * MAX_BYTES}\n".encode(),
        "response.yaml": b"communication: {}\nstabilization: {} # \xff\n",
        "prevention.yaml": b"# nothing\n",
        "lessons.yaml": b"improve: []\nwent_well: []\n---\n",
        "notes.yaml": ODD.encode(),
        "timeline.yml": b"- event: x\n  time: 2026-03-14T09:20Z\n",
    }
    folder.mkdir(parents=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "evidence.yaml").symlink_to(outside / "incident.yaml")
    (folder / "remediation.yaml").symlink_to("nowhere.yaml")
    (folder / "monitoring.yaml").symlink_to("notes.yaml")
    (folder / "root_cause.yaml").mkdir()
    (tmp_path / "incidents" / "two").symlink_to(outside)
    assert fix_folder(folder, "one") == []
    assert fix_folder(tmp_path / "incidents" / "two", "two") == []
    assert {name: (folder / name).read_bytes() for name in contents} == contents
    assert (outside / "incident.yaml").read_text(encoding="utf-8") == ODD
    assert fix_text("notes.yaml", ODD) == (ODD, [])
    assert fix_text("timeline", ODD) == (ODD, [])


@pytest.mark.parametrize("folder", ["tests/bad", "tests/golden/incidents", "incidents"])
def test_files_of_this_repository_keep_what_they_say(folder: str) -> None:
    paths = sorted((ROOT / folder).glob("*/**/*.yaml"))
    assert paths
    for path in paths:
        if path.is_file():
            prove(path.name, path.read_bytes().decode(errors="replace"))


# Any file at all


def lines(text: str) -> list[str]:
    """The lines, with the dash of a row taken for a space: another key may come behind it."""
    found = re.split(r"\r\n|[\r\n\x85\u2028]", text.strip("\ufeff"))
    return [re.sub(r"^( *)-(?= )", r"\1 ", line) for line in (found if found[-1] else found[:-1])]


def said(name: str, text: str) -> Any:
    """What a file says, whatever the form of its times and the order of its timeline."""
    data = plain(compose(text.removeprefix("\ufeff"), name))
    return canonical(data, "" if name == "incident.yaml" else name.removesuffix(".yaml"))


def canonical(data: Any, key: str) -> Any:
    if isinstance(data, dict):
        return {name: canonical(data[name], name) for name in sorted(data)}
    if isinstance(data, list):
        rows = [canonical(item, key) for item in data]
        return sorted(rows, key=repr) if key == "timeline" else rows
    if key in TIMES | DAYS and data:
        return (normalized_time(data) or normalized_day(data) or data).removesuffix("Z")
    return data


def prove(name: str, text: str) -> tuple[str, list[Repair]]:
    """Repair a text, and see that nothing else happened to it."""
    after, done = fix_text(name, text)
    assert (after == text) == (not done)
    assert fix_text(name, after) == (after, [])
    try:
        before = said(name, text)
    except RejectedYamlError:
        assert after == text
        return after, done
    quoted = any(repair.kind == "text-cut-by-hash" for repair in done)
    if quoted:
        assert uncut(said(name, after)) == uncut(before)
    else:
        assert said(name, after) == before
    if not replaced_any(done):
        assert allowed_in(name, after) == allowed_in(name, text)
    assert (after[-1] in BREAKS) == (text[-1] in BREAKS)
    old, new = lines(text), lines(after)
    replaced = [found for found in done if found.kind not in ("row-order", "key-order")]
    lost, gained = Counter(old) - Counter(new), Counter(new) - Counter(old)
    assert lost.total() == gained.total()
    # Quotes around a text of several lines may change each of them, since quotes in it are escaped.
    assert quoted or lost.total() <= len(replaced)
    assert quoted or {old[found.place.line - 1] for found in replaced} >= set(lost)
    form = unquoted if quoted else timeless
    assert Counter(map(form, lost.elements())) == Counter(map(form, gained.elements()))
    return after, done


def uncut(data: Any) -> Any:
    """What data says without the parts that a comment may have cut off its texts."""
    if isinstance(data, dict):
        return {name: uncut(value) for name, value in data.items()}
    if isinstance(data, list):
        return sorted((uncut(item) for item in data), key=repr)
    return re.split(r"[ \t]#", data)[0].strip() if isinstance(data, str) else data


def unquoted(line: str) -> str:
    """A line without its times, and without the quotes and escapes around a text that was cut."""
    return re.sub(r"[\\\"']", "", timeless(line))


def replaced_any(done: list[Repair]) -> bool:
    return any(found.kind not in ("row-order", "key-order") for found in done)


def allowed_in(name: str, text: str) -> Any:
    """What each comment of a file allows."""
    sheet = YamlFile.of(name, text.removeprefix("\ufeff"), name)
    return sheet and suppressions(sheet)


def timeless(line: str) -> str:
    """A line without its times, which are what may change of it."""
    day = r"~?\s*\d{4}([-/.])\d+\1\d+"
    clock = r"[T,\s]+\d+:\d+(:\d+)?([.,]0+)?(\s*(Z|UTC|[+-]\d+(:?\d+)?))?(\s+(?=['\"]))?"
    return re.sub(f"{day}({clock})?", "", line, flags=re.IGNORECASE)


class Author:
    """Writes an incident as somebody in a hurry might; a wild one breaks every habit."""

    def __init__(self, dice: Random, *, wild: bool) -> None:
        self.dice, self.wild, self.count = dice, wild, 0
        zones = ["Z", "Z", "Z", "", " UTC", "z", "+02:00", "+02", "+0200", " CET"]
        self.zones = zones[: dice.choice([4, 6, 10]) if wild else 3]

    def one_in(self, number: int) -> bool:
        return self.dice.randrange(number) == 0

    def wildly(self, number: int) -> bool:
        return self.wild and self.one_in(number)

    def comment(self) -> str:
        self.count += 1
        signs = ["# ", "#", "# - ", "# a: ", "#  - time: ", "# '\"", "## [{", "# postmortems: "]
        if self.wild:
            signs.append("# postmortems: allow no-summary: ")
        odd = self.dice.choice(["\u2028# ", "\x85 "]) if self.wildly(40) else ""
        return f"{self.dice.choice(signs)}§{self.count}§{odd}"

    def behind(self) -> str:
        return f"{self.dice.choice([' ', '   '])}{self.comment()}" if self.one_in(4) else ""

    def above(self, indent: int) -> Iterator[str]:
        """Blank lines and comments."""
        while self.one_in(3):
            if self.one_in(2):
                yield " " * (self.dice.randrange(6) if self.wildly(3) else 0)
            else:
                yield " " * (self.dice.randrange(9) if self.wildly(3) else indent) + self.comment()

    def time(self) -> str:
        days = ["2026-03-14", "2026-03-14", "2026/3/4", "2026-3-14", "~2026-03-14"]
        day = self.dice.choice([*days, "14/03/2026"] if self.wild else days)
        clock = f"{self.dice.choice(['T', ' ', '  '])}{self.dice.choice(['9', '09', '10'])}"
        second = self.dice.choice(["", "", ":30", ":30.00", ":30.5" if self.wild else ""])
        minute = self.dice.randrange(20, 30)
        return f"{day}{clock}:{minute}{second}{self.dice.choice(self.zones)}"

    def scalar(self, kind: Any, indent: int) -> list[str]:
        """A value behind its key: the rest of the line, and the lines below it."""
        if kind is Moment or kind == Day:
            text = self.time() if kind is Moment else self.dice.choice(["2026-03-04", "2026/3/4"])
            quote = self.dice.choice(["", "", "'", '"'])
            return [f" {quote}{text}{quote}{self.behind()}"]
        if kind in (Lines, Slugs) and self.one_in(2):
            inner = " " * indent + "  "
            return [f" [a, b, '# c',{self.behind()}", inner + self.comment(), f"{inner}d]"]
        style = self.dice.choice(["plain", "folded", "'", '"', "blank", "|", ">", "|-", ">-", "|+"])
        deep = " " * (indent + self.dice.choice([1, 2, 4]))
        if style == "plain" or (style == "|+" and not self.wild):
            return [f" word#{self.dice.randrange(99)}:é😀\u00a0{self.behind()}"]
        if style == "blank":
            return [self.dice.choice(["", " ", " ~", " null"]) + self.behind()]
        if style == "folded":
            return [" first", "", f"{deep}second", f"{deep}third#{self.behind()}"]
        if style in "'\"":
            odd = self.dice.choice(["\u2028", "\x85", "\t"]) if self.wildly(6) else ""
            return [f" {style}first{odd} # no", "", f"  {deep}  # no - a: b{style}{self.behind()}"]
        return [f" {style}{self.behind()}", *self.paragraphs(deep)]

    def paragraphs(self, deep: str) -> Iterator[str]:
        """The lines of a block of text, in which nothing is a comment."""
        yield f"{deep}text" if not self.wildly(9) else ""
        for line in ("", f"{deep}# none", f"{deep}- a: b", f"{deep}  deeper", f"{deep}#", "", ""):
            if self.one_in(2):
                yield line
        if self.wildly(6):
            yield f"{deep}   "

    def mapping(self, record: Any, indent: int) -> list[str]:
        kinds = types_of(record)
        keys = self.dice.sample(list(kinds), min(len(kinds), self.dice.choice([1, 2, 3, 4, 9])))
        if self.wildly(20):
            keys.append(self.dice.choice(["unknown", keys[0], "<<"]))
        written: list[str] = []
        for key in keys:
            written += self.above(indent) if written else ()
            written += self.entry(key, kinds.get(key), indent)
            if self.one_in(9):
                written.append(" " * (indent + 2) + "# as in " + self.comment())
        return written

    def entry(self, key: str, kind: Any, indent: int) -> list[str]:
        record, many = record_type(kind) if kind else (None, False)
        start = " " * indent + key + ":"
        if record is None:
            first, *rest = self.scalar(bare(kind), indent)
            return [start + first, *rest]
        if self.one_in(5):
            return [start + self.dice.choice([" {}", " []", " null", ""]) + self.behind()]
        step = self.dice.choice([0, 2, 4]) if many else self.dice.choice([2, 4])
        inner = (self.rows if many else self.mapping)(record, indent + step)
        return [start + self.behind(), *self.above(indent + step), *inner]

    def rows(self, record: Any, indent: int) -> list[str]:
        written: list[str] = []
        for _ in range(self.dice.choice([1, 2, 3, 5])):
            written += self.above(indent) if written else ()
            written += self.row(record, indent)
        return written

    def row(self, record: Any, indent: int) -> list[str]:
        dash, inner = " " * indent + "-", indent + self.dice.choice([2, 2, 2, 4])
        has_time = "time" in types_of(record)
        if has_time and self.one_in(3):
            return [f"{dash} {{event: e, time: {self.time()}}}{self.behind()}"]
        if self.wildly(30):
            return [dash + self.dice.choice(["", " text", "  # blank", " []"])]
        body = self.mapping(record, inner)
        if has_time and not any(line.strip().startswith("time:") for line in body):
            body.append(f"{' ' * inner}time: {self.time()}{self.behind()}")
        if self.one_in(5):
            return [dash + self.behind(), *self.above(inner), *body]
        return [dash + body[0][len(dash) :], *body[1:]]

    def file(self, name: str) -> str:
        record, many = record_type(Incident if name == "incident" else types_of(Incident)[name])
        body = [*self.above(0), *(self.rows if many else self.mapping)(record, 0), *self.above(0)]
        if self.wildly(6):
            body.insert(0, self.dice.choice(["---", "--- # start", "%YAML 1.1\n---"]))
        if self.wildly(20):
            body.append(self.dice.choice(["...", "a: &x a", "b: &y {c: *x}", "  odd", "- odd"]))
        text = "\n".join(body) + ("" if self.wildly(3) else "\n")
        text = text.replace("\n", self.dice.choice(["\n", "\n", "\r\n", "\r"]))
        return "\ufeff" + text if self.wildly(9) else text


FILES = st.sampled_from(["incident", "incident", "timeline", "root_cause", "lessons", "monitoring"])
DICE = st.integers(0, 2**64).map(Random)


@settings(max_examples=EXAMPLES)
@given(DICE, FILES)
def test_nothing_is_lost_whatever_an_author_writes(dice: Random, name: str) -> None:
    text = Author(dice, wild=True).file(name)
    after, _ = prove(f"{name}.yaml", text)
    signs = re.compile(r"§\d+§")
    assert Counter(signs.findall(after)) == Counter(signs.findall(text))
    assert [line.strip() for line in lines(after)].count("") == [
        line.strip() for line in lines(text)
    ].count("")


@settings(max_examples=EXAMPLES)
@given(DICE, FILES)
def test_nothing_is_lost_whatever_a_slip_of_the_pen_makes_of_it(dice: Random, name: str) -> None:
    text = Author(dice, wild=dice.randrange(2) == 0).file(name)
    for _ in range(dice.randrange(1, 4)):
        at, slip = (
            dice.randrange(len(text)),
            dice.choice("  \n\n#-:'\"|>[]{}&*!?%@`,~+\t0a\r\x85\u2028"),
        )
        text = text[:at] + slip + text[at + dice.randrange(3) :]
    prove(f"{name}.yaml", text)


@settings(max_examples=EXAMPLES)
@given(DICE, FILES)
def test_everything_is_in_order_that_an_author_writes_with_care(dice: Random, name: str) -> None:
    text = Author(dice, wild=False).file(name)
    after, _ = prove(f"{name}.yaml", text)
    kind = Incident if name == "incident" else types_of(Incident)[name]
    ordered(kind, compose(after, name).root, lines(after))


def ordered(kind: Any, node: Any, written: list[str]) -> None:
    """See that rows, keys and times are in order and in form, here and below."""
    record, many = record_type(kind)
    if node.id == "scalar" and bare(kind) in (Moment, Day) and node.value:
        form = normalized_time if bare(kind) is Moment else normalized_day
        assert form(node.value) == node.value
    elif record is None:
        return
    elif many and node.id == "sequence":
        for item in node.value:
            ordered(record, item, written)
        if "time" in types_of(record):
            times = [Moment.parse(dict(pairs(item))["time"].value) for item in node.value]
            exact = [time.at for time in times if not time.approximate]
            assert exact == sorted(exact)
    elif not many and node.id == "mapping":
        known = [key for key in types_of(record) if key in dict(pairs(node))]
        for key, child in pairs(node):
            ordered(types_of(record)[key], child, written)
        if not node.flow_style and [key for key, _ in pairs(node)] != known:
            line = next(name.start_mark.line for name, _ in node.value if name.value == known[0])
            above = next(row for row in reversed(written[:line]) if row.strip())
            assert above.lstrip().startswith("#"), "this one cannot stand behind a dash"


def pairs(node: Any) -> list[tuple[str, Any]]:
    return [(name.value, child) for name, child in node.value]
