"""Metrics in CSV: which columns are times, values and labels."""

import pytest

from postmortems.evidence import (
    Columns,
    Limits,
    UnreadableEvidenceError,
)
from tests.unit.metric_files import at, only, read, values


def test_two_columns_are_a_series_with_the_line_of_each_point() -> None:
    reading = read("timestamp,value\n2026-03-14 09:00:00,0.5\n2026-03-14 09:05:00,0.7\n")
    series = only(reading)
    assert [at(seconds) for seconds in series.times] == [
        "2026-03-14 09:00:00",
        "2026-03-14 09:05:00",
    ]
    assert values(series) == [0.5, 0.7]
    assert list(series.lines) == [2, 3]
    assert (reading.format, reading.record_count) == ("metrics_csv", 2)


def test_points_are_ordered_by_time_and_equal_times_stay_in_the_order_of_the_file() -> None:
    reading = read(
        "time,cpu\n2026-03-14 09:10,3\n2026-03-14 09:05,1\n2026-03-14 09:05,2\n2026-03-14 09:00,0\n"
    )
    assert values(only(reading)) == [0, 1, 2, 3]
    assert list(only(reading).lines) == [5, 3, 4, 2]


def test_each_column_of_a_wide_table_is_a_series_and_each_row_a_record() -> None:
    reading = read("time,a,b\n2026-03-14 09:00,1,\n2026-03-14 09:05,2,4\n2026-03-14 09:10,,5\n")
    assert [series.name for series in reading.series] == ["a", "b"]
    assert values(reading.series[1]) == [None, 4, 5]
    assert reading.record_count == 3


def test_rows_of_headers_become_labels_and_a_unit() -> None:
    reading = read(
        "service,shop,shop\nmetric,latency,errors\nunit,ms,\nunix_time,,\n"
        "1773478800,5,6\n1773479100,7,8\n"
    )
    first, second = reading.series
    assert first.labels == {"service": "shop", "metric": "latency"}
    assert (first.name, first.unit) == ("shop latency", "ms")
    assert (second.name, second.unit) == ("shop errors", None)


def test_a_second_header_of_units_is_read() -> None:
    reading = read("time,cpu,memory\n,%,MB\n2026-03-14 09:00,1,2\n")
    assert [(one.name, one.unit) for one in reading.series] == [("cpu", "%"), ("memory", "MB")]


def test_a_second_column_of_times_is_not_a_series() -> None:
    reading = read(
        "timestamp,time,cpu\n1773478800,2026-03-14 09:00:00.79 +0000 UTC m=+0.3,1\n"
        "1773478860,2026-03-14 09:01:00.79 +0000 UTC m=+60.3,2\n"
    )
    assert only(reading).name == "cpu"
    assert reading.has_zone


def test_a_large_number_is_not_taken_for_a_time() -> None:
    reading = read("time,memory\n1773478800,1773478800\n1773478860,1773478900\n")
    assert values(only(reading)) == [1773478800, 1773478900]


def test_columns_of_text_choose_the_series_of_a_long_table() -> None:
    reading = read(
        "time,host,metric,value\n2026-03-14 09:00,a,cpu,1\n2026-03-14 09:00,b,cpu,2\n"
        "2026-03-14 09:05,a,cpu,3\n2026-03-14 09:05,b,cpu,4\n"
    )
    assert [series.name for series in reading.series] == ["a cpu", "b cpu"]
    assert reading.series[1].labels == {"host": "b", "metric": "cpu"}
    assert values(reading.series[1]) == [2, 4]
    assert reading.record_count == 4


def test_a_table_without_a_header_is_read() -> None:
    reading = read("2026-03-14 09:00,1\n2026-03-14 09:05,2\n")
    assert values(only(reading)) == [1, 2]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_read(delimiter: str) -> None:
    text = "time,a,b\n2026-03-14 09:00,1,2\n2026-03-14 09:05,3,4\n"
    assert len(read(text.replace(",", delimiter)).series) == 2


def test_a_row_without_a_time_is_skipped_and_reported() -> None:
    reading = read("time,cpu\n2026-03-14 09:00,1\nTotal,1\n2026-03-14 09:05,2\n")
    assert reading.skipped.examples == [(3, "`Total` is not a time")]
    assert reading.record_count == 2


def test_a_table_of_tickets_is_not_metrics() -> None:
    with pytest.raises(UnreadableEvidenceError):
        read("id,created,subject\n1,2026-03-14 09:00,Cannot pay\n2,2026-03-14 09:05,Slow\n")


def test_more_series_than_the_limit_keep_those_furthest_from_their_baseline() -> None:
    rows = [
        f"2026-03-14 09:{minute:02},1,{5 + minute % 2},{90 if minute == 25 else 1 + minute % 2}"
        for minute in range(30)
    ]
    reading = read("time,flat,noise,peak\n" + "\n".join(rows), limits=Limits(series=1))
    assert only(reading).name == "peak"
    assert reading.notes[0].startswith("3 series; the 1 furthest from their baseline are kept")


def test_labels_choose_series_and_an_unknown_one_lists_them() -> None:
    text = "host,a,b\ntime,,\n1773478800,1,2\n1773478860,3,4\n"
    assert only(read(text, columns=Columns(labels={"host": "b"}))).labels == {"host": "b"}
    with pytest.raises(UnreadableEvidenceError, match="host: c") as error:
        read(text, columns=Columns(labels={"host": "c"}))
    assert "`host: a`" in error.value.hint


def test_too_many_lines_are_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError, match="more than 2 lines"):
        read("time,cpu\n2026-03-14 09:00,1\n2026-03-14 09:05,2\n", limits=Limits(lines=2))


def test_a_time_in_words_is_preferred_to_a_damaged_epoch_beside_it() -> None:
    reading = read(
        "TimeStamp,Time,cpu\n1973478800,2026-03-14 09:00:00.79 +0000 UTC m=+0.3,1\n"
        "1973478860,2026-03-14 09:01:00.79 +0000 UTC m=+60.3,2\n"
    )
    assert at(only(reading).times[0]) == "2026-03-14 09:00:00"
    assert reading.notes == (
        "the times in the column `TimeStamp` are not those in `Time`, which are used",
    )


def test_an_epoch_is_preferred_to_a_time_without_a_zone() -> None:
    reading = read("local,epoch,cpu\n2026-03-14 10:00:00,1773478800,1\n")
    assert at(only(reading).times[0]) == "2026-03-14 09:00:00"
    assert reading.has_zone


def test_a_date_and_a_clock_time_in_two_columns_are_one_time() -> None:
    reading = read("Date,Time,cpu\n2026-03-14,09:00:00,1\n2026-03-14,09:01:00,2\n")
    assert at(only(reading).times[1]) == "2026-03-14 09:01:00"


def test_titles_above_the_header_and_an_empty_last_column_are_no_series() -> None:
    reading = read("CPU of\nthe week\ntime;cpu;\n2026-03-14 09:00;1;\n2026-03-14 09:05;2;\n")
    assert only(reading).name == "cpu"


def test_annotated_csv_of_influxdb_is_read() -> None:
    reading = read(
        "#group,false,false,true,true,false,false,true\n"
        ",result,table,_start,_stop,_time,_value,_field\n"
        ",,0,2026-03-14T00:00:00Z,2026-03-15T00:00:00Z,2026-03-14T09:00:00Z,4.5,usage\n"
        ",,0,2026-03-14T00:00:00Z,2026-03-15T00:00:00Z,2026-03-14T09:01:00Z,4.7,usage\n"
    )
    assert (only(reading).name, values(only(reading))) == ("usage", [4.5, 4.7])
    assert at(only(reading).times[0]) == "2026-03-14 09:00:00"


def test_lines_of_a_log_are_not_metrics() -> None:
    with pytest.raises(UnreadableEvidenceError):
        read("2026-03-14 09:00:01,978 INFO Started app\n2026-03-14 09:00:02,12 INFO Ready now\n")


def test_the_index_of_a_data_frame_is_no_series() -> None:
    reading = read(",time,cpu\n0,2026-03-14 09:00,5\n1,2026-03-14 09:05,6\n")
    assert (only(reading).name, values(only(reading))) == ("cpu", [5, 6])


def test_a_header_of_thousands_of_columns_is_read() -> None:
    names = [f"http_requests_of_the_service_with_a_long_name_{index}" for index in range(3000)]
    rows = [",".join([f"2026-03-14 09:0{minute}", *("1" for _ in names)]) for minute in range(3)]
    reading = read("\n".join([",".join(["time", *names]), *rows]), limits=Limits(series=4000))
    assert (len(reading.series), reading.record_count) == (3000, 3)
