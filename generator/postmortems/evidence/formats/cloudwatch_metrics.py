"""Metrics of CloudWatch: the answers of `get-metric-data` and `get-metric-statistics`.

`{"MetricDataResults": [{"Label": "", "Timestamps": [], "Values": []}]}`, newest first, and
`{"Label": "", "Datapoints": [{"Timestamp": "", "Average": 1.0, "Unit": "Percent"}]}` in no order.
Source: the reference of the AWS command line.
"""

import re
from collections.abc import Iterator
from typing import Any

from ..format import Format
from ..records import Reading, Skipped
from ..series_reading import (
    Origin,
    Points,
    Seconds,
    add_lists,
    add_point,
    first_values,
    json_values,
    lines_of,
    metrics_reading,
    set_lines,
)
from ..source import Source
from ..time_cells import cell_parser

_TIME = re.compile(r'"\d{4}-\d\d-\d\dT\d\d:\d\d[^"]*"|(?<="Timestamp": )[\d.]+')
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
    skipped, points, notes = Skipped(), list[Points](), list[str]()
    has_lists = True
    for answer in json_values(source):
        if not isinstance(answer, dict):
            continue
        if isinstance(answer.get("Datapoints"), list):
            has_lists = False
            points += _statistics(answer, source, skipped)
        for result in _results(answer):
            points.append(_data(result, source, skipped))
        notes += _notes(answer)
    if has_lists and not skipped.count:
        total = sum(len(one.times) for one in points)
        set_lines(points, lines_of(source.text, _TIME, total))
    return metrics_reading(Origin(source, FORMAT.name, why, skipped, notes), points)


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


def _statistics(answer: dict[str, Any], source: Source, skipped: Skipped) -> list[Points]:
    """Return a series for each statistic of the data points."""
    series: dict[str, Points] = {}
    seconds_of = _seconds_of(source)
    name = str(answer.get("Label") or "value")
    for point in answer["Datapoints"]:
        if not isinstance(point, dict):
            skipped.add(1, "no data point")
            continue
        for statistic, value in _values(point):
            if statistic not in series:
                unit = str(point.get("Unit") or "None")
                series[statistic] = Points(
                    f"{name} {statistic}", {"Statistic": statistic}, _UNITS.get(unit, unit)
                )
            add_point(series[statistic], point.get("Timestamp"), value, seconds_of, skipped)
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
