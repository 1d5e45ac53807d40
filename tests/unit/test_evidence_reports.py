"""User reports: tables with a column of times, and tickets and issues as JSON."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from postmortems.evidence import Clock, Columns, UnreadableEvidenceError
from tests.unit.evidence_files import read_json, read_text


def at(hour: int, minute: int = 0, day: int = 5) -> datetime:
    return datetime(2024, 2, day, hour, minute, tzinfo=UTC)


def test_table_of_tickets_has_times_titles_keys_and_states() -> None:
    reading = read_text(
        "\ufeffId,Subject,Updated at,Created at,Status\n"
        '7,"Cannot pay,\nagain",2024-02-05T16:00:00Z,2024-02-05T15:14:00Z,open\n'
        "8,Cart is empty,2024-02-05T17:00:00Z,2024-02-05T14:00:00+00:00,solved\n"
    )
    assert (reading.format, reading.kind, reading.zone) == (
        "user_reports_csv",
        "user-reports",
        "UTC",
    )
    assert [(one.time, one.title, one.key, one.status, one.line) for one in reading.reports] == [
        (at(14), "Cart is empty", "8", "solved", 4),
        (at(15, 14), "Cannot pay, again", "7", "open", 2),
    ]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_delimiter_is_found(delimiter: str) -> None:
    lines = ["when;what", "2024-02-05 15:14;Cannot pay", "2024-02-05 15:15;No cart, no order"]
    (first, _) = read_text("\n".join(lines).replace(";", delimiter)).reports
    assert (first.time, first.title) == (at(15, 14), "Cannot pay")


def test_line_for_spreadsheets_that_names_the_delimiter_is_no_header() -> None:
    (report,) = read_text("sep=;\nwhen;what\n2024-02-05 15:14;Cannot pay\n").reports
    assert (report.title, report.line) == ("Cannot pay", 3)


@pytest.mark.parametrize(
    "words",
    [
        "2024-02-05T15:14:00",
        "2024-02-05 15:14:00 UTC",
        "2024-02-05 15:14:00 +0000",
        "2024-02-05 16:14:00.5 +0100 CET",
        "2024-02-05 03:14 PM",
        "2024/02/05 15:14",
        "05/Feb/24 3:14 PM",
        "5 Feb 2024 15:14",
        "Feb 5, 2024 3:14 pm",
        "February 5th, 2024, 3:14 p.m.",
        "Monday, 5 February 2024 at 15:14",
        "05.02.2024 15:14",
        "05.02.24, 15:14:00",
        "Mon, 05 Feb 2024 15:14:00 +0000",
        "2/5/2024 15:14:00 (UTC)",
        "1707146040",
        "1707146040000",
        "2024-02-05T16:14:00+0100",
    ],
)
def test_times_are_read_as_people_and_tools_write_them(words: str) -> None:
    other = "13/02/2024 10:00" if words.startswith("05/02") else ""
    other = "2/13/2024 10:00" if words.startswith("2/5") else other
    content = f'created;title\n"{words}";Cannot pay\n' + (f"{other};Second\n" if other else "")
    (first, *_) = read_text(content, "user-reports").reports
    assert first.time.replace(microsecond=0) == at(15, 14)


def test_one_row_decides_the_order_of_day_and_month() -> None:
    rows = "created,title\n05/02/2024 10:00,One\n13/02/2024 10:00,Two\n"
    assert [one.time for one in read_text(rows).reports] == [at(10), at(10, day=13)]


def test_order_of_day_and_month_that_nothing_decides_is_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError, match="03/04/2024 10:00") as caught:
        read_text("created,title\n03/04/2024 10:00,One\n", "user-reports")
    assert "time: {format:" in caught.value.hint


def test_format_that_the_author_gives_decides() -> None:
    columns = Columns(time_column="created", time_format="%d/%m/%Y %H:%M")
    clock = Clock(zone=ZoneInfo("Europe/Paris"))
    reading = read_text("created,title\n05/02/2024 10:00,One\nsoon,Two\n", None, clock, columns)
    assert [one.time for one in reading.reports] == [at(9)]
    assert reading.skipped.examples == [(3, "`soon` does not have the given format")]


def test_format_without_a_year_takes_the_year_of_the_incident() -> None:
    columns, clock = Columns(time_format="%d %b %H:%M"), Clock(near=at(9))
    reading = read_text("created,title\n5 Feb 10:00,One\n", None, clock, columns)
    assert [one.time for one in reading.reports] == [at(10)]


def test_column_that_does_not_exist_is_an_error_with_the_columns() -> None:
    with pytest.raises(UnreadableEvidenceError, match="has no column `when`") as caught:
        read_text("created,title\n", "user-reports", None, Columns(time_column="when"))
    assert "`created`, `title`" in caught.value.hint


def test_times_without_a_zone_are_marked() -> None:
    reading = read_text("created,title\n2024-02-05 10:00,One\n")
    assert (reading.has_zone, reading.zone) == (False, "none")


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_zone_in_the_header_of_the_column_is_used(zone: str) -> None:
    reading = read_text(f"Created at ({zone}),Title\n2024-02-05 10:00,One\n")
    assert reading.has_zone
    assert reading.reports[0].time.hour == (10 if zone == "UTC" else 15)


def test_days_without_a_time_are_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError, match="is a day without a time") as caught:
        read_text("created,title\n2024-02-05,One\n", "user-reports")
    assert caught.value.line == 2


def test_rows_without_a_time_are_counted_with_their_line() -> None:
    rows = "created,title\n" + "2024-02-05 10:00,One\n" * 9 + ",None\n"
    reading = read_text(rows)
    assert (reading.record_count, reading.skipped.examples) == (9, [(11, "the time is empty")])


def test_title_is_the_longest_text_if_no_column_has_a_usual_name() -> None:
    rows = (
        "ref,erstellt,wer,text der meldung\n1,2024-02-05 10:00,a@example.com,Zahlung geht nicht\n"
    )
    assert read_text(rows).reports[0].title == "Zahlung geht nicht"


def test_table_with_log_levels_is_no_user_reports() -> None:
    with pytest.raises(UnreadableEvidenceError, match="not known"):
        read_text("time,level,message\n2024-02-05 10:00,ERROR,Refused\n", "user-reports")


def test_header_without_rows_is_an_empty_reading() -> None:
    assert read_text("created,title\n", "user-reports").record_count == 0


def test_view_of_zendesk_is_recognized() -> None:
    rows = "Summation column,Id,Subject,Requester,Requested\n1,7,Cannot pay,Ada,2024-02-05 10:00\n"
    reading = read_text(rows)
    assert (reading.format, reading.reports[0].title) == ("zendesk_csv", "Cannot pay")


def test_issues_of_jira_with_repeated_columns_are_read() -> None:
    rows = (
        "Summary,Issue key,Issue id,Status,Created,Updated,Labels,Labels\n"
        "Cannot pay,PAY-1,10001,To Do,05/Feb/24 3:14 PM,06/Feb/24 3:14 PM,a,b\n"
    )
    reading = read_text(rows)
    (report,) = reading.reports
    assert (reading.format, report.key, report.time) == ("jira_csv", "PAY-1", at(15, 14))


def ticket(**changes: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "created_at": "2024-02-05T15:14:00Z",
        "subject": "Cannot pay",
        "status": "open",
        "requester_id": 1,
    } | changes


@pytest.mark.parametrize("value", [ticket(), [ticket()], {"ticket": ticket()}])
def test_tickets_of_zendesk_are_read_however_they_are_wrapped(value: Any) -> None:
    reading = read_json(value)
    (report,) = reading.reports
    assert (reading.format, report.time, report.title) == ("zendesk", at(15, 14), "Cannot pay")
    assert (report.key, report.status) == ("7", "open")


def test_further_pages_of_tickets_are_noted() -> None:
    assert read_json({"tickets": [ticket()], "next_page": "https://x"}).notes


def test_answer_without_tickets_is_an_empty_reading() -> None:
    assert read_json({"tickets": [], "next_page": None, "count": 0}).record_count == 0


def issue(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "number": number,
        "title": "Cannot pay",
        "state": "open",
        "created_at": "2024-02-05T15:14:00Z",
        "html_url": f"https://github.com/acme/shop/issues/{number}",
    } | changes


def test_pull_requests_are_no_user_reports() -> None:
    reading = read_json([issue(1), issue(2, pull_request={"url": "x"})])
    assert (reading.format, [one.key for one in reading.reports]) == ("github_issues", ["1"])


def test_issues_of_the_command_line_are_read() -> None:
    one = {"number": 1, "title": "Cannot pay", "createdAt": "2024-02-05T15:14:00Z", "state": "OPEN"}
    assert read_json([one]).reports[0].time == at(15, 14)


def test_incomplete_search_of_issues_is_noted() -> None:
    assert read_json({"total_count": 9, "items": [issue(1)]}).notes == (
        "the export has 1 of 9 issues",
    )


def jira_issue(**fields: Any) -> dict[str, Any]:
    own = {"summary": "Cannot pay", "created": "2024-02-05T16:14:00.000+0100"}
    return {"id": "1", "key": "PAY-1", "fields": own | {"status": {"name": "To Do"}} | fields}


def test_search_of_jira_is_read() -> None:
    reading = read_json({"issues": [jira_issue()], "startAt": 0, "maxResults": 1, "total": 4})
    (report,) = reading.reports
    assert (report.time, report.title, report.key, report.status) == (
        at(15, 14),
        "Cannot pay",
        "PAY-1",
        "To Do",
    )
    assert reading.zone == "+01:00"
    assert reading.notes == ("the export has issues 1 to 1 of 4",)


def test_issue_without_a_time_is_counted() -> None:
    reading = read_json([jira_issue(), jira_issue(created=None)])
    assert (reading.record_count, reading.skipped.count) == (1, 1)


def test_time_with_an_offset_is_in_utc() -> None:
    reading = read_text("created,title\n2024-02-05T10:00:00-05:00,One\n")
    assert reading.reports[0].time == at(10).replace(tzinfo=timezone(timedelta(hours=-5)))
    assert reading.zone == "-05:00"
