"""Timelines of documents, in the forms that teams write them."""

from textwrap import dedent
from zoneinfo import ZoneInfo

import pytest

from postmortems.importers import Draft
from postmortems.importers.documents import read_documents


def draft_of(text: str, zone: str | None = None, path: str = "notes.md") -> Draft:
    """The draft of a document with one incident."""
    (draft,) = read_documents(path, dedent(text).encode(), ZoneInfo(zone) if zone else None)
    return draft


def rows_of(text: str, zone: str | None = None) -> list[tuple[str, str]]:
    """The times and events of a document."""
    return [(row["time"], row["event"]) for row in draft_of(text, zone).data.get("timeline", [])]


_TWO = [("2024-03-05T10:02Z", "Alert"), ("2024-03-05T10:20Z", "Fixed")]


@pytest.mark.parametrize(
    "timeline",
    [
        "## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n| 10:02 | Alert |\n| 10:20 | Fixed |",
        "## Timeline\n\n| Time (UTC) | What |\n|---|---|\n| 10:02 | Alert |\n| 10:20 | Fixed |",
        "## Timeline\n| Date | Time UTC | Event |\n|---|---|---|\n"
        "| 2024-03-05 | 10:02 | Alert |\n|| 10:20 | Fixed |",
        "## Timeline\n\nAll times in UTC.\n\n- 10:02 - Alert\n- 10:20 - Fixed",
        "## Timeline\n\n- **10:02 UTC**: Alert\n- **10:20 UTC** Fixed",
        "## Timeline\n\n* [10:02 UTC] Alert\n* [10:20 UTC] Fixed",
        "## Timeline\n\n_All times are UTC_\n\n### 10:02\n\nAlert\n\n### 10:20 - Fixed",
        "## Timeline\n\n## 5 March 2024 (UTC)\n\n### 10:02\nAlert\n### 10:20\nFixed",
        "## Timeline of events\n\nTimes in UTC\n\n10.02 Alert\n\n10.20 Fixed",
        "## Timeline\n\nTimes in UTC\n\n10:02 Alert\n10:20 Fixed",
        "## Timeline\n\n- 2024-03-05 (UTC)\n  - 10:02 Alert\n  - 10:20 Fixed",
        "## Timeline (UTC)\n\n- **Detection**\n  - 10:02 Alert\n- **Repair**\n  - 10:20 Fixed",
        "## Timeline\n\n- 10:02 UTC:\n  Alert\n- 10:20 UTC:\n\n  Fixed",
        "## Timeline\n\nAt 10:02 UTC, Alert\n\nAt 10:20 UTC, Fixed",
        "## Timeline\n\n- 2024-03-05T10:02:00Z Alert\n- 2024-03-05T10:20:00.123Z Fixed",
        "## Timeline\n\n- 10:02 AM UTC – Alert\n- 10:20am UTC — Fixed",
        "**Timeline** (all times UTC)\n\n- 10:02 Alert\n- 10:20 Fixed",
        "## What we saw\n\n- 10:02 UTC Alert\n- 10:20 UTC Fixed\n- x\n",
        "Timeline (UTC)\n---\n1. 10:02: Alert\n2. 10:20: Fixed",
        "## Timeline\n\n| | |\n|---|---|\n"
        "| 2024-03-05 10:02 UTC | Alert |\n| 2024-03-05 10:20 UTC | Fixed |",
    ],
)
def test_forms(timeline: str) -> None:
    if "What we saw" in timeline:
        timeline = timeline.replace("10:02", "2024-03-05 10:02").replace(
            "10:20", "2024-03-05 10:20"
        )
    assert rows_of(f"# Outage of 2024-03-05\n\nIt failed.\n\n{timeline}\n") == _TWO


def test_columns_for_actions_and_results() -> None:
    draft = draft_of(
        """\
        # Outage
        ## Timeline
        | Time | Event | Action | Result | Who |
        |---|---|---|---|---|
        | 2024-03-05 10:02Z | Alert | Paged | Answered | @ann |
        """
    )
    assert draft.data["timeline"] == [
        {
            "time": "2024-03-05T10:02Z",
            "event": "@ann: Alert",
            "action": "Paged",
            "result": "Answered",
        }
    ]


def test_a_bare_time_after_midnight_is_on_the_next_day() -> None:
    rows = rows_of("# Outage of 2024-03-05\n## Timeline (UTC)\n- 23:50 a\n- 00:10 b\n- 02:00 c\n")
    assert [time for time, _ in rows] == [
        "2024-03-05T23:50Z",
        "2024-03-06T00:10Z",
        "2024-03-06T02:00Z",
    ]


def test_a_row_out_of_order_stays_on_its_day() -> None:
    rows = rows_of("# Outage of 2024-03-05\n## Timeline (UTC)\n- 14:10 a\n- 14:02 b\n- 14:20 c\n")
    assert {time[:10] for time, _ in rows} == {"2024-03-05"}


def test_the_newest_row_first_stays_on_its_day() -> None:
    rows = rows_of("# Outage of 2024-03-05\n## Timeline (UTC)\n- 23:00 a\n- 12:00 b\n- 03:00 c\n")
    assert {time[:10] for time, _ in rows} == {"2024-03-05"}


def test_a_date_is_carried_on() -> None:
    rows = rows_of(
        "# Outage\n## Timeline (UTC)\n"
        "- 2024-03-05 10:00 a\n- 11:00 b\n- 6 March: 09:00 c\n- 10:00 d\n"
    )
    assert [time[5:10] for time, _ in rows] == ["03-05", "03-05", "03-06", "03-06"]


def test_a_day_for_all_rows_unless_noted() -> None:
    text = """\
        # Outage
        ## Timeline
        Unless otherwise noted all events happened on 2024-03-05, and all times are in UTC.
        - 2024-03-04 22:00 a
        - 10:00 b
        """
    assert [time[:10] for time, _ in rows_of(text)] == ["2024-03-04", "2024-03-05"]


def test_a_date_without_a_year_gets_the_nearest_year() -> None:
    rows = rows_of(
        "# Outage of 2024-01-02\n## Timeline (UTC)\n- [12-30 10:00] a\n- [01-02 10:00] b\n"
    )
    assert [time[:10] for time, _ in rows] == ["2023-12-30", "2024-01-02"]


def test_the_order_of_numeric_dates_is_learned() -> None:
    rows = rows_of("# Outage\n## Timeline (UTC)\n- 04/03/2024 10:00 a\n- 25/03/2024 10:00 b\n")
    assert [time[:10] for time, _ in rows] == ["2024-03-04", "2024-03-25"]


def test_a_numeric_date_that_means_two_days_is_listed() -> None:
    draft = draft_of("# Outage\n## Timeline (UTC)\n- 04/03/2024 10:00 a\n")
    assert [text.reason for text in draft.unplaced] == ["no day is given"]


@pytest.mark.parametrize(
    ("sentence", "offset"),
    [
        ("All times in PDT (UTC-7).", "-07:00"),
        ("*All times listed in this report are in Pacific Time (US & Canada).*", "-08:00"),
        ("Times are Europe/Berlin", "+01:00"),
        ("_All times in EEST_", "+03:00"),
        ("(all times CET)", "+01:00"),
        ("All times in UTC+5:30", "+05:30"),
    ],
)
def test_zone_of_a_sentence(sentence: str, offset: str) -> None:
    rows = rows_of(f"# Outage of 2024-03-05\n\n## Timeline\n\n{sentence}\n\n- 10:02 a\n")
    assert rows == [(f"2024-03-05T10:02{offset}", "a")]


def test_zone_of_a_sentence_elsewhere() -> None:
    rows = rows_of("# Outage of 2024-03-05\n\nAll times in CET.\n\n## Timeline\n\n- 10:02 a\n")
    assert rows == [("2024-03-05T10:02+01:00", "a")]


def test_zone_of_a_label() -> None:
    rows = rows_of(
        "# Outage of 2024-07-05\n\nTimezone: Europe/London\n\n## Timeline\n\n- 10:02 a\n"
    )
    assert rows == [("2024-07-05T10:02+01:00", "a")]


@pytest.mark.parametrize("sentence", ["", "All times in IST.", "All times in local time."])
def test_rows_without_a_zone_are_listed(sentence: str) -> None:
    draft = draft_of(
        f"# Outage of 2024-03-05\n\n## Timeline\n\n{sentence}\n\n- 10:02 a\n- 10:05 b\n"
    )
    assert "timeline" not in draft.data
    assert draft.rows_without_zone == 2
    assert [text.text for text in draft.unplaced] == ["10:02 a", "10:05 b"]


def test_the_zone_of_the_user_is_for_rows_without_one() -> None:
    rows = rows_of(
        "# Outage of 2024-03-05\n## Timeline\n- 10:02 a\n- 10:05 CET b\n", "Asia/Kolkata"
    )
    assert rows == [("2024-03-05T10:02+05:30", "a"), ("2024-03-05T10:05+01:00", "b")]


def test_a_zone_that_the_stated_name_cannot_mean_is_not_used() -> None:
    text = "# Outage of 2024-03-05\n\n## Timeline\n\nAll times in IST.\n\n- 10:02 a\n"
    assert rows_of(text, "Asia/Kolkata") == [("2024-03-05T10:02+05:30", "a")]
    draft = draft_of(text, zone="Europe/London")
    assert "timeline" not in draft.data
    assert draft.rows_without_zone == 1


def test_a_version_at_the_start_of_a_line_is_no_time() -> None:
    rows = rows_of(
        "# Outage of 2024-03-05\n\n## Timeline (UTC)\n\n11:25 They run Ubuntu\n18.04 images\n"
        "11:41 Fixed\n"
    )
    assert rows == [
        ("2024-03-05T11:25Z", "They run Ubuntu\n18.04 images"),
        ("2024-03-05T11:41Z", "Fixed"),
    ]


def test_rows_without_a_day_are_listed() -> None:
    draft = draft_of("# Outage\n\n## Timeline\n\n- 10:02 UTC a\n")
    assert [(text.line, text.text, text.reason) for text in draft.unplaced] == [
        (5, "10:02 UTC a", "no day is given")
    ]


def test_the_day_of_the_file_is_used_last() -> None:
    draft = draft_of("# Outage\n\n## Timeline\n\n- 10:02 UTC a\n", path="incidents/2024-03-05-x.md")
    assert draft.data["timeline"][0]["time"] == "2024-03-05T10:02Z"
    assert "2024-03-05" in draft.comments[("timeline",)][0]


def test_the_day_of_a_blog_post_is_not_used() -> None:
    draft = draft_of("# Outage\n\n## Timeline\n\n- 10:02 UTC a\n", path="_posts/2024-03-05-x.md")
    assert "timeline" not in draft.data


def test_a_row_keeps_its_paragraphs_code_and_links() -> None:
    text = """\
        # Outage of 2024-03-05
        ## Timeline
        ### 10:02 UTC
        See [the graph](https://example.org/g) and [ref][r].

        ```
        $ ps
        ```

        - a
          - b

        [r]: https://example.org/r
        """
    assert rows_of(text) == [
        (
            "2024-03-05T10:02Z",
            "See [the graph](https://example.org/g) and [ref](https://example.org/r).\n\n"
            "```\n$ ps\n```\n\n- a\n  - b",
        )
    ]


def test_approximate_times_and_periods() -> None:
    rows = rows_of(
        "# Outage of 2024-03-05\n## Timeline (UTC)\n- ~10:02 a\n- around 10:05 b\n- 10:10-10:20 c\n"
    )
    assert rows == [
        ("~2024-03-05T10:02Z", "a"),
        ("~2024-03-05T10:05Z", "b"),
        ("2024-03-05T10:10Z", "10:10-10:20: c"),
    ]


@pytest.mark.parametrize(
    "row", ["HH:mm - what happened", "[???] it began", "TBD", "somebody noticed"]
)
def test_what_is_no_row_is_listed(row: str) -> None:
    draft = draft_of(f"# Outage of 2024-03-05\n## Timeline (UTC)\n- 10:02 a\n- {row}\n")
    assert [(text.line, text.text) for text in draft.unplaced] == [(4, row)]


@pytest.mark.parametrize(
    "text", ["1.23.1 was released", "2020 was a hard year", "100% of users", "3/4 of users"]
)
def test_numbers_that_are_no_times(text: str) -> None:
    assert rows_of(f"# Outage of 2024-03-05\n## Timeline (UTC)\n- {text}\n") == []


def test_headings_of_times_are_a_timeline() -> None:
    text = "# Outage of 2024-03-05\n\n### 10:02 UTC\n\na\n\n### 10:20 UTC\n\nb\n\n### Impact\n\nc\n"
    assert rows_of(text) == [("2024-03-05T10:02Z", "a"), ("2024-03-05T10:20Z", "b")]


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("5 March 2024 at 10:02 UTC", "2024-03-05T10:02Z"),
        ("Tuesday, March 5th, 2024, 10:02 AM PST", "2024-03-05T10:02-08:00"),
        ("Tue Mar 5 10:02:03 UTC 2024", "2024-03-05T10:02:03Z"),
        ("2024/03/05 10:02 +0100", "2024-03-05T10:02+01:00"),
        ("2024-03-05T10:02:00.123-05:00", "2024-03-05T10:02-05:00"),
        ("10:02 UTC, 2024-03-05", "2024-03-05T10:02Z"),
        ("05.03.2024 10:02 CET", "2024-03-05T10:02+01:00"),
        ("2024-03-05 10:02 (UTC+2)", "2024-03-05T10:02+02:00"),
        ("2024-03-05 12:02 AM UTC", "2024-03-05T00:02Z"),
        ("2024-03-05 12 PM UTC", "2024-03-05T12:00Z"),
        ("2024-03-05 1002 UTC", "2024-03-05T10:02Z"),
        ("2024-03-05 10:02 Europe/Paris", "2024-03-05T10:02+01:00"),
        ("From 2024-03-05 1:00 - 2:00 PM UTC", "2024-03-05T13:00Z"),
    ],
)
def test_stamps(stamp: str, time: str) -> None:
    text = f"# Outage\n\n## Timeline\n\n- {stamp}: Alert\n"
    assert [row for row, _ in rows_of(text)] == [time]
