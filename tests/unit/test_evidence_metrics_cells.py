"""Times and numbers in the cells of CSV, as tools write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from postmortems.evidence import (
    Clock,
    Columns,
    UnreadableEvidenceError,
)
from tests.unit.metric_files import at, only, read, values


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


def test_a_value_of_another_unit_is_skipped_and_reported() -> None:
    reading = read("time,m\n2026-03-14 09:00,5 %\n2026-03-14 09:01,6 %\n2026-03-14 09:02,7 req/s\n")
    assert values(only(reading)) == [5, 6]
    assert reading.skipped.examples == [(4, "`7 req/s` has another unit than `%`")]


@pytest.mark.parametrize(
    ("header", "unit"), [("memory (MiB)", "MiB"), ("cpu [%]", "%"), ("errors (5xx)", None)]
)
def test_a_unit_is_read_from_a_heading_only_if_it_is_one(header: str, unit: str | None) -> None:
    assert only(read(f"time,{header}\n2026-03-14 09:00,5\n")).unit == unit
