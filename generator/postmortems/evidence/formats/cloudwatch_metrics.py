"""Metrics of CloudWatch: the answers of `get-metric-data` and `get-metric-statistics`.

`{"MetricDataResults": [{"Label": "", "Timestamps": [], "Values": []}]}`, newest first, and
`{"Label": "", "Datapoints": [{"Timestamp": "", "Average": 1.0, "Unit": "Percent"}]}` in no order.
Source: the reference of the AWS command line.
"""

import re
from collections.abc import Iterator
from typing import Any

from ..format import Format
from ..json_points import (
    Seconds,
    add_lists,
    add_point,
    first_values,
    json_values,
    lines_of,
    set_lines,
)
from ..records import Reading, Skipped
from ..series_reading import Origin, Points, metrics_reading
from ..source import Source
from ..time_cells import cell_parser

_TIME = re.compile(r'"\d{4}-\d\d-\d\dT\d\d:\d\d[^"]*"')
_STAMP = re.compile(r'"Timestamp"\s*:')
_UNITS = {
    "Percent": "%",
    "Seconds": "s",
    "Milliseconds": "ms",
    "Microseconds": "\u00b5s",
    "Bytes": "B",
    "Bytes/Second": "B/s",
    "None": None,
}
_STATISTICS = ("Average", "Sum", "Maximum", "Minimum", "SampleCount")


def _recognize(source: Source) -> str | None:
    for value in first_values(source):
        if isinstance(value, dict):
            for key in ("MetricDataResults", "Datapoints"):
                if isinstance(value.get(key), list):
                    return f"an object with `{key}`"
    return None


def _read(source: Source, why: str) -> Reading:
    skipped, notes = Skipped(), list[str]()
    answers = [answer for answer in json_values(source) if isinstance(answer, dict)]
    results = [result for answer in answers for result in _results(answer)]
    lists = [_data(result, source, skipped) for result in results]
    total = sum(len(one.times) for one in lists)
    if not skipped.count:
        set_lines(lists, lines_of(source.text, _TIME, total))
    number = sum(len(_datapoints(answer)) for answer in answers)
    lines = iter(lines_of(source.text, _STAMP, number))
    statistics: list[Points] = []
    for answer in answers:
        statistics += _statistics(answer, source, skipped, lines)
        notes += _notes(answer)
    origin = Origin(source, FORMAT.name, why, skipped, notes)
    return metrics_reading(origin, [*lists, *statistics], total + number)


def _results(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    results = answer.get("MetricDataResults")
    for result in results if isinstance(results, list) else ():
        if isinstance(result, dict):
            yield result


def _data(result: dict[str, Any], source: Source, skipped: Skipped) -> Points:
    """Return the series of two parallel lists."""
    points = Points(str(result.get("Label") or result.get("Id") or "value"), _labels(result, "Id"))
    lists = {name: result.get(name) for name in ("Timestamps", "Values")}
    add_lists(points, lists, _seconds_of(source), skipped)
    return points


def _datapoints(answer: dict[str, Any]) -> list[dict[str, Any]]:
    points = answer.get("Datapoints")
    return [one for one in points if isinstance(one, dict)] if isinstance(points, list) else []


def _statistics(
    answer: dict[str, Any], source: Source, skipped: Skipped, lines: Iterator[int]
) -> list[Points]:
    """Return a series for each statistic of the data points."""
    series: dict[str, Points] = {}
    seconds_of = _seconds_of(source)
    name = str(answer.get("Label") or "value")
    for point in _datapoints(answer):
        line = next(lines, None)
        for statistic, value in _values(point):
            if statistic not in series:
                unit = str(point.get("Unit") or "None")
                series[statistic] = Points(
                    f"{name} {statistic}", {"Statistic": statistic}, _UNITS.get(unit, unit)
                )
            time = point.get("Timestamp")
            add_point(series[statistic], time, value, seconds_of, skipped, line)
    return list(series.values())


def _values(point: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    extended = point.get("ExtendedStatistics")
    yield from ((name, point[name]) for name in _STATISTICS if name in point)
    yield from extended.items() if isinstance(extended, dict) else ()


def _labels(result: dict[str, Any], *keys: str) -> dict[str, str]:
    return {key: str(result[key]) for key in keys if result.get(key)}


def _seconds_of(source: Source) -> Seconds:
    parse = cell_parser((), source.clock)
    return lambda time: parse(str(time))


def _notes(answer: dict[str, Any]) -> Iterator[str]:
    if answer.get("NextToken"):
        yield "the answer is one page; the export has more"
    messages = answer.get("Messages")
    for message in messages[:3] if isinstance(messages, list) else ():
        if isinstance(message, dict):
            yield f"CloudWatch says: {str(message.get('Value'))[:200]}"
    if any(result.get("StatusCode") == "PartialData" for result in _results(answer)):
        yield "CloudWatch marks the data as partial"


FORMAT = Format("cloudwatch_metrics", "metrics", _recognize, _read)
