"""Repairs of times and days: their form, and an offset that all other times have."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.fix import Repair, fix_folder, fix_text
from postmortems.fix.time_format import normalized_day, normalized_time
from postmortems.model import Moment, Place
from postmortems.model.moment import PATTERN
from tests.conftest import write
from tests.unit.repairs import fixed, names

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
