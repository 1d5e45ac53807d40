"""Repairs of the order of rows: they move with what is theirs, and only where it is sure."""

import pytest

from postmortems.scaffold import scaffold
from tests.unit.repairs import fixed, names


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
