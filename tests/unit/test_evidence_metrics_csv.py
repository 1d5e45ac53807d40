"""Metrics in CSV: the columns, times and units that tools export."""

import math
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.evidence import (
    Clock,
    Columns,
    EvidenceKind,
    Limits,
    Reading,
    Series,
    Source,
    UnreadableEvidenceError,
    read_evidence,
)


def read(
    text: str,
    *,
    columns: Columns | None = None,
    clock: Clock | None = None,
    limits: Limits | None = None,
) -> Reading:
    source = Source(
        "cpu.csv", text.encode(), clock or Clock(), columns or Columns(), limits or Limits()
    )
    return read_evidence(source, "metrics")


def at(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(sep=" ")[:19]


def only(reading: Reading) -> Series:
    assert len(reading.series) == 1
    return reading.series[0]


def values(series: Series) -> list[float | None]:
    return [None if math.isnan(value) else value for value in series.values]


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


def test_times_without_an_offset_have_no_zone() -> None:
    reading = read("time,cpu\n2026-03-14 09:00:00,1\n2026-03-14 09:05:00,2\n")
    assert not reading.has_zone
    assert reading.series[0].name == "cpu"


def test_times_without_an_offset_are_in_the_zone_that_the_author_gives() -> None:
    clock = Clock(zone=ZoneInfo("Europe/Berlin"))
    reading = read("time,cpu\n2026-03-14 09:00:00,1\n2026-03-14 09:05:00,2\n", clock=clock)
    assert at(reading.series[0].times[0]) == "2026-03-14 08:00:00"
    assert reading.has_zone


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-14T09:05:00Z",
        "2026-03-14T10:05:00+01:00",
        "2026-03-14 10:05:00+0100",
        "2026-03-14 09:05:00.000 UTC",
        "2026-03-14 09:05:00,123",
        "2026-03-14 09:05:00.79 +0000 UTC m=+0.3",
        "2026/03/14 09:05",
        "14.03.2026 09:05:00",
        "03/14/2026 9:05:00 AM",
        "14/03/2026 09:05:00",
        "14/Mar/26 9:05 AM",
        "14 Mar 2026 09:05:00 GMT",
        "Mar 14, 2026 09:05:00",
        "Sat, 14 Mar 2026 09:05:00 GMT",
        "20260314T090500Z",
        "20260314090500",
        "1773479100",
        "1773479100.5",
        "1773479100000",
        "1773479100000000",
        "1773479100000000000",
    ],
)
def test_times_are_read_in_the_formats_of_tools(cell: str) -> None:
    reading = read(f'time,cpu\n"{cell}",1\n')
    assert at(only(reading).times[0]) == "2026-03-14 09:05:00"


def test_a_later_row_tells_that_the_month_comes_first() -> None:
    reading = read("time,cpu\n03/04/2024 05:00,1\n03/14/2024 05:00,2\n")
    assert [at(seconds) for seconds in only(reading).times] == [
        "2024-03-04 05:00:00",
        "2024-03-14 05:00:00",
    ]


def test_a_day_that_may_be_a_month_is_an_error_that_says_what_to_write() -> None:
    with pytest.raises(UnreadableEvidenceError, match="`03/04/2024 05:00`") as error:
        read("time,cpu\n03/04/2024 05:00,1\n04/04/2024 05:00,2\n")
    assert "%d/%m/%Y %H:%M" in error.value.hint and "%m/%d/%Y %H:%M" in error.value.hint


def test_the_format_that_the_author_gives_decides_between_day_and_month() -> None:
    columns = Columns(time_column="time", value_column="cpu", time_format="%d/%m/%Y %H:%M")
    reading = read("time,cpu\n03/04/2024 05:00,1\n", columns=columns)
    assert at(only(reading).times[0]) == "2024-04-03 05:00:00"


def test_a_format_without_a_year_takes_the_year_of_the_incident() -> None:
    columns = Columns("when", "%b %d %H:%M:%S", "cpu")
    near = datetime(2024, 3, 1, tzinfo=UTC)
    reading = read(
        "when,cpu\nFeb 29 05:00:00,1\n", columns=columns, clock=Clock(zone=UTC, near=near)
    )
    assert at(only(reading).times[0]) == "2024-02-29 05:00:00"


def test_points_are_ordered_by_time_and_equal_times_stay_in_the_order_of_the_file() -> None:
    reading = read(
        "time,cpu\n2026-03-14 09:10,3\n2026-03-14 09:05,1\n2026-03-14 09:05,2\n2026-03-14 09:00,0\n"
    )
    assert values(only(reading)) == [0, 1, 2, 3]
    assert list(only(reading).lines) == [5, 3, 4, 2]


@pytest.mark.parametrize("cell", ["", "null", "NaN", "inf", "-Inf", "N/A", "undefined"])
def test_missing_and_infinite_values_are_missing(cell: str) -> None:
    reading = read(f"time,cpu,memory\n2026-03-14 09:00,{cell},1\n2026-03-14 09:05,2,2\n")
    assert values(reading.series[0]) == [None, 2]


@pytest.mark.parametrize(
    ("cells", "expected", "unit"),
    [
        (("45.2%", "46%"), [45.2, 46], "%"),
        (("1.2 GiB", "1.5 GiB"), [1.2, 1.5], "GiB"),
        (("512 MiB", "1 GiB"), [512 * 2**20, 2**30], "B"),
        (("900 ms", "1.5 s"), [0.9, 1.5], "s"),
        (("0", "12 req/s"), [0, 12], "req/s"),
        (("1.2 K", "3 Mil"), [1200, 3e6], None),
        (("1,026", "12,345,678.5"), [1026, 12345678.5], None),
        (("0,5", "1.234,25"), [0.5, 1234.25], None),
        (("\u22125", "+3"), [-5, 3], None),
        (("1e3", ".5"), [1000, 0.5], None),
    ],
)
def test_numbers_are_read_with_the_unit_of_their_column(
    cells: tuple[str, str], expected: list[float], unit: str | None
) -> None:
    rows = "\n".join(f'"2026-03-14 09:0{index}","{cell}"' for index, cell in enumerate(cells))
    series = only(read(f"time,m\n{rows}\n"))
    assert values(series) == pytest.approx(expected)
    assert series.unit == unit


def test_a_value_of_another_unit_is_skipped_and_told() -> None:
    reading = read("time,m\n2026-03-14 09:00,5 %\n2026-03-14 09:01,6 %\n2026-03-14 09:02,7 req/s\n")
    assert values(only(reading)) == [5, 6]
    assert reading.skipped.examples == [(4, "`7 req/s` has another unit than `%`")]


@pytest.mark.parametrize(
    ("header", "unit"), [("memory (MiB)", "MiB"), ("cpu [%]", "%"), ("errors (5xx)", None)]
)
def test_a_unit_is_read_from_a_heading_only_if_it_is_one(header: str, unit: str | None) -> None:
    assert only(read(f"time,{header}\n2026-03-14 09:00,5\n")).unit == unit


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


def test_a_row_without_a_time_is_skipped_and_told() -> None:
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


class TestGrafana:
    def test_a_panel_in_german_excel_form_is_read(self) -> None:
        reading = read(
            '\ufeffsep=;\n"Time";"cpu {host=""a""}"\n"2026-03-14 09:00:00";45,2 %\n'
            "2026-03-14 09:05:00;null\n"
        )
        assert reading.format == "grafana_csv"
        assert values(only(reading)) == [45.2, None]
        assert only(reading).labels == {"host": "a"}
        assert only(reading).unit == "%"

    def test_a_panel_in_epoch_milliseconds_is_read(self) -> None:
        reading = read('"Time","A"\n1773478800000,1\n1773478860000,2\n')
        assert (reading.format, reading.has_zone) == ("grafana_csv", True)
        assert at(only(reading).times[1]) == "2026-03-14 09:01:00"

    def test_offsets_that_change_and_a_repeated_header_are_read(self) -> None:
        reading = read(
            '"Time","A"\n2026-03-29T01:30:00+02:00,1\n"Time","A"\n2026-03-29T03:30:00+03:00,2\n'
        )
        assert [at(seconds) for seconds in only(reading).times] == [
            "2026-03-28 23:30:00",
            "2026-03-29 00:30:00",
        ]
        assert (reading.record_count, reading.skipped.count) == (2, 0)

    def test_the_older_long_form_is_read(self) -> None:
        reading = read(
            "Series;Time;Value\nrequests;2026-03-14T09:00:00+01:00;1026\n"
            "errors;2026-03-14T09:00:00+01:00;null\nerrors;2026-03-14T09:01:00+01:00;4\n"
        )
        assert reading.format == "grafana_csv"
        assert [series.name for series in reading.series] == ["requests", "errors"]
        assert values(reading.series[1]) == [None, 4]


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_reading_or_a_named_error(data: bytes) -> None:
    check(data)


CELLS = st.one_of(
    st.sampled_from(
        ["2026-03-14 09:00", "03/04/2024", "1773478800", "0001-01-01T00:00:00+05:00", "time"]
    ),
    st.sampled_from(["value", "1,026", "45 %", "1.2 GiB", "null", "", "9e999", "-", "9999-12-31"]),
    st.floats().map(str),
    st.text(max_size=6),
)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=8), st.sampled_from(",;\t|"))
def test_any_mix_of_cells_ends_in_a_reading_or_a_named_error(
    rows: list[list[str]], delimiter: str
) -> None:
    check("\n".join(delimiter.join(row) for row in rows).encode("utf-8", "replace"))


@given(st.lists(st.lists(CELLS, max_size=4), max_size=8), CELLS, CELLS, CELLS)
def test_any_columns_that_the_author_names_end_in_a_reading_or_a_named_error(
    rows: list[list[str]], time: str, time_format: str, label: str
) -> None:
    data = "\n".join(",".join(row) for row in rows).encode("utf-8", "replace")
    check(data, Columns(time_column=time, time_format=f"%d {time_format}", labels={label: "1"}))
    check(data, Columns(time_column=time, value_column=label))


def check(data: bytes, columns: Columns | None = None) -> None:
    """Read any content as any kind, and require well-formed series."""
    kinds: tuple[EvidenceKind, ...] = ("metrics", "alerts", "user-reports")
    for kind in kinds:
        source = Source("any", data, Clock(near=datetime(2024, 1, 1, tzinfo=UTC)))
        source.columns = columns or Columns()
        try:
            reading = read_evidence(source, kind)
        except UnreadableEvidenceError as error:
            assert error.reason and error.hint
            continue
        for series in reading.series:
            assert list(series.times) == sorted(series.times)
            assert len(series.times) == len(series.values)
            assert not any(map(math.isinf, series.values))
            assert len(series.lines) in (0, len(series.times))
