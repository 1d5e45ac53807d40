"""Files in unknown formats, whose columns the author names."""

from datetime import UTC, datetime

import pytest

from postmortems.evidence import (
    Clock,
    Columns,
    EvidenceKind,
    Reading,
    Source,
    UnreadableEvidenceError,
    read_evidence,
)

ROWS = (
    "when;host;cpu;note\n14.03.2026 09:00;a;1,5;ok\n14.03.2026 09:00;b;7;ok\n"
    "14.03.2026 09:05;a;2,5;slow\n"
)
TICKETS = (
    "Ticket ID,Opened,Subject,Status\n17,2026-03-14 09:02:00,Cannot pay,open\n"
    "18,2026-03-14 09:01:00,Card declined,solved\n,Total,2,\n"
)


def read(
    text: str, columns: Columns, kind: EvidenceKind | None = None, clock: Clock | None = None
) -> Reading:
    return read_evidence(Source("export.csv", text.encode(), clock or Clock(), columns), kind)


def test_a_value_column_and_labels_choose_a_series_of_metrics() -> None:
    columns = Columns("when", None, "cpu", "%", {"host": "a"})
    reading = read(ROWS, columns)
    series = reading.series[0]
    assert (reading.kind, reading.record_count, len(reading.series)) == ("metrics", 2, 1)
    assert (list(series.values), series.unit, list(series.lines)) == ([1.5, 2.5], "%", [2, 4])
    assert series.labels["host"] == "a"


def test_columns_are_found_whatever_their_case_or_by_their_number() -> None:
    for columns in (Columns("WHEN", None, "Cpu"), Columns("1", None, "3")):
        assert read(ROWS, columns).series[0].name == "cpu"


def test_the_number_of_a_column_reads_a_file_without_a_header() -> None:
    reading = read("x|2026-03-14 09:00|4\ny|2026-03-14 09:01|5\n", Columns("2", None, "3"))
    assert list(reading.series[0].values) == [4, 5]


def test_lines_above_the_header_are_skipped() -> None:
    reading = read(
        "Report of\nthe week\nwhen,cpu\n2026-03-14 09:00,4\n", Columns("when", None, "cpu")
    )
    assert list(reading.series[0].values) == [4]


def test_an_unknown_column_is_an_error_that_lists_the_columns() -> None:
    with pytest.raises(UnreadableEvidenceError) as error:
        read(ROWS, Columns("time", None, "cpu"))
    assert error.value.reason == (
        "the file does not have a column `time`; its columns are `when`, `host`, `cpu`, `note`"
    )


def test_a_table_without_numbers_is_an_error_of_metrics() -> None:
    with pytest.raises(UnreadableEvidenceError, match="a column of numbers"):
        read("when,note\n2026-03-14 09:00,ok\n", Columns("when"), "metrics")


def test_labels_that_no_row_has_are_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError):
        read(ROWS, Columns("when", None, "cpu", labels={"host": "c"}))


def test_rows_without_a_value_column_are_user_reports() -> None:
    reading = read(TICKETS, Columns("Opened"), "user-reports", Clock(zone=UTC))
    first = next(report for report in reading.reports if report.key == "17")
    assert (reading.kind, reading.record_count) == ("user-reports", 2)
    assert (first.title, first.status, first.line) == ("Cannot pay", "open", 2)
    assert first.time == datetime(2026, 3, 14, 9, 2, tzinfo=UTC)
    assert reading.skipped.examples == [(4, "`Total` is not a time")]


def test_rows_without_a_value_column_are_alerts_if_the_author_says_so() -> None:
    text = (
        "fired,alert,severity,ended\n2026-03-14 09:00:00Z,HighCPU,page,2026-03-14 09:30:00Z\n"
        "2026-03-14 09:10:00Z,DiskFull,ticket,\n"
    )
    first, second = read(text, Columns("fired"), "alerts").alerts
    assert (first.name, first.severity) == ("HighCPU", "page")
    assert first.ended == datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
    assert second.ended is None


def test_times_in_a_format_without_a_zone_have_none() -> None:
    columns = Columns("Opened", "%Y-%m-%d %H:%M:%S")
    assert not read(TICKETS, columns, "user-reports").has_zone


def test_no_time_in_the_column_is_an_error_that_says_what_to_write() -> None:
    with pytest.raises(UnreadableEvidenceError, match="does not have the given format") as error:
        read(TICKETS, Columns("Opened", "%d.%m.%Y"), "user-reports")
    assert "format: '%d.%m.%Y %H:%M'" in error.value.hint


def test_a_value_column_alone_finds_the_times() -> None:
    reading = read("at,cpu,memory\n2026-03-14 09:00,4,5\n", Columns(value_column="memory"))
    assert [series.name for series in reading.series] == ["memory"]
