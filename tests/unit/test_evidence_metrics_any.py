"""Metrics of any content: a reading or a named error, never a traceback."""

import json
import math
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.evidence import (
    Clock,
    Columns,
    EvidenceKind,
    Series,
    Source,
    UnreadableEvidenceError,
    read_evidence,
)


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
            require_well_formed(series)


def require_well_formed(series: Series) -> None:
    """Require points in the order of time, and no infinite value."""
    assert list(series.times) == sorted(series.times)
    assert len(series.times) == len(series.values)
    assert not any(map(math.isinf, series.values))
    assert len(series.lines) in (0, len(series.times))


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
    rows: list[list[str]], name: str, time_format: str, label: str
) -> None:
    data = "\n".join(",".join(row) for row in rows).encode("utf-8", "replace")
    check(data, Columns(time_column=name, time_format=f"%d {time_format}", labels={label: "1"}))
    check(data, Columns(time_column=name, value_column=label))


KEYS = [
    *("data", "resultType", "result", "metric", "values", "status", "errorType", "warnings"),
    *("MetricDataResults", "Timestamps", "Values", "Messages"),
    *("Datapoints", "Timestamp", "Average", "ExtendedStatistics"),
    *("series", "pointlist", "attributes", "times", "timestamp", "value", "unit", "scope"),
    *("tag_set", "group_tags", "from_date"),
]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["NaN", "1", "matrix", "error", "2026-03-14T09:00:00Z", "0001-01-01", ""]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)
SHAPES = st.one_of(
    JSON,
    st.builds(lambda a: {"resultType": "matrix", "result": a}, st.lists(JSON, max_size=3)),
    st.builds(
        lambda a, b: {"resultType": "matrix", "result": [{"metric": a, "values": b}]},
        st.dictionaries(st.text(), JSON),
        st.lists(JSON),
    ),
    st.builds(lambda a: {"MetricDataResults": a}, st.lists(JSON, max_size=3)),
    st.builds(lambda a: {"Label": 1, "Datapoints": a}, st.lists(JSON, max_size=3)),
    st.builds(lambda a: {"series": [{"pointlist": a}]}, st.lists(JSON, max_size=3)),
    st.builds(lambda a, b: {"data": {"attributes": {"times": a, "values": b}}}, JSON, JSON),
    st.builds(lambda a, b, c: [{"metric": a, "timestamp": b, "value": c}], JSON, JSON, JSON),
)


@given(SHAPES, st.integers(0, 400))
def test_any_json_and_any_part_of_it_end_in_a_reading_or_a_named_error(
    value: Any, cut: int
) -> None:
    text = json.dumps(value)
    for data in (text.encode(), text[:cut].encode(), (text + "\n" + text).encode()):
        check(data)


@pytest.mark.parametrize(
    "cell",
    [
        "1/1/2024" + " " * 100_000 + "x",
        "2024-01-01" + " " * 100_000 + "x",
        "Mon, " * 20_000,
        "1" * 100_000,
        "1," * 50_000,
        "(" + " " * 100_000,
        "{" + "a" * 100_000,
    ],
)
def test_a_long_cell_does_not_take_long(cell: str) -> None:
    start = time.process_time()
    check(f"time,{cell.strip(',')}\n2024-01-01 05:00,1\n".encode())
    check(f'time,cpu\n2024-01-01 05:00,1\n"{cell}","{cell}"\n'.encode())
    check(f'"{cell}",cpu\n2024-01-01 05:00,"{cell}"\n'.encode(), Columns(time_column="1"))
    assert time.process_time() - start < 10  # quadratic matching would take minutes
