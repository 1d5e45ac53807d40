"""Metrics of Datadog: the answers of `/api/v1/query` and `/api/v2/query/timeseries`.

Version 1 has `series[].pointlist` of `[milliseconds, number or null]`, version 2 `times` beside
`values` for each of its `series`. A list of objects with `metric`, `timestamp` and `value`, as
pipelines store the points, is read too. Source: Datadog's reference of its API.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..format import Format
from ..json_points import (
    add_lists,
    add_pairs,
    add_point,
    epoch,
    first_values,
    json_values,
    lines_of,
    set_lines,
)
from ..records import Reading, Skipped
from ..series_reading import Origin, Points, metrics_reading
from ..source import Source

_PAIR = re.compile(r"\[\s*\d[\d.eE+]*\s*,\s*(?:-?\d[\d.eE+-]*|null)\s*\]")
_STAMP = re.compile(r'"timestamp"\s*:\s*"?\d')

Item = dict[str, Any]


def _recognize(source: Source) -> str | None:
    for value in first_values(source):
        if _is_query(value):
            return "an object with `series` that have a `pointlist`"
        if _attributes(value) is not None:
            return "an object with `times`, `values` and `series`"
        if _flat(value):
            return "objects with `metric`, `timestamp` and `value`"
    return None


def _is_query(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("series"), list):
        return False
    series = value["series"]
    if not series:
        return "from_date" in value or "res_type" in value
    return all(isinstance(one, dict) and isinstance(one.get("pointlist"), list) for one in series)


def _attributes(value: Any) -> Item | None:
    data = value.get("data") if isinstance(value, dict) else None
    inner = data.get("attributes") if isinstance(data, dict) else None
    if not isinstance(inner, dict):
        return None
    return inner if all(isinstance(inner.get(k), list) for k in ("times", "values")) else None


def _flat(value: Any) -> Sequence[Item]:
    """Return the points of a list of them, or a point that is alone; empty if it is neither."""
    items = value if isinstance(value, list) else [value]
    return items if items and all(map(_is_point, items)) else ()


def _is_point(value: Any) -> bool:
    return isinstance(value, dict) and all(key in value for key in ("metric", "timestamp", "value"))


def _read(source: Source, why: str) -> Reading:
    skipped = Skipped()
    series: list[Points] = []
    items: list[Item] = []
    for value in json_values(source):
        if _is_query(value):
            series += [_query_series(item, skipped) for item in value["series"]]
        elif (attributes := _attributes(value)) is not None:
            series += _timeseries(attributes, skipped)
        else:
            items += _flat(value)
    if not skipped.count:
        total = sum(len(one.times) for one in series)
        set_lines(series, lines_of(source.text, _PAIR, total))
    series += _flat_series(items, source, skipped)
    return metrics_reading(Origin(source, FORMAT.name, why, skipped), series)


def _query_series(item: Item, skipped: Skipped) -> Points:
    name = str(item.get("display_name") or item.get("metric") or item.get("expression") or "value")
    points = Points(_name(name, item), _labels(item), _unit(item.get("unit")))
    add_pairs(points, item["pointlist"], skipped)
    return points


def _name(name: str, item: Item) -> str:
    scope = str(item.get("scope") or "")
    return f"{name}{{{scope}}}" if scope not in ("", "*") else name


def _labels(item: Item) -> dict[str, str]:
    labels = {key: str(item[key]) for key in ("metric", "scope") if item.get(key)}
    tags = item.get("tag_set") or item.get("tagSet") or item.get("group_tags")
    for tag in tags if isinstance(tags, list) else ():
        key, _, value = str(tag).partition(":")
        labels[key] = value
    return labels


def _unit(units: Any) -> str | None:
    """Return the unit of a pair `[unit, per unit]`, in which one or both may be null."""
    if isinstance(units, Mapping):
        units = [units]
    if not isinstance(units, list):
        return None
    names = [_unit_name(unit) for unit in units[:2]]
    return "/".join(name for name in names if name) or None if names and names[0] else None


def _unit_name(unit: Any) -> str | None:
    if not isinstance(unit, Mapping):
        return None
    name = unit.get("short_name") or unit.get("shortName") or unit.get("name")
    return str(name) if name else None


def _timeseries(attributes: Item, skipped: Skipped) -> Iterator[Points]:
    """Yield the series of an answer of version 2."""
    times, rows, heads = attributes["times"], attributes["values"], attributes.get("series")
    for at, values in enumerate(rows):
        head = heads[at] if isinstance(heads, list) and at < len(heads) else {}
        head = head if isinstance(head, dict) else {}
        labels = _labels(head)
        name = " ".join(f"{key}:{value}" for key, value in labels.items())
        points = Points(
            name or f"query {head.get('query_index', at)}", labels, _unit(head.get("unit"))
        )
        add_lists(points, {"times": times, "values": values}, epoch, skipped)
        yield points


def _flat_series(items: Sequence[Item], source: Source, skipped: Skipped) -> list[Points]:
    """Return a series for each metric and its tags."""
    series: dict[tuple[str, str], Points] = {}
    lines = iter(lines_of(source.text, _STAMP, len(items)))
    for item in items:
        labels = _labels(item)
        key = str(item["metric"]), str(sorted(labels.items()))
        if key not in series:
            unit = _unit([item.get("primaryUnit"), item.get("perUnit")])
            series[key] = Points(_name(key[0], item), labels, unit)
        line = next(lines, None)
        add_point(series[key], item["timestamp"], item["value"], epoch, skipped, line)
    return list(series.values())


FORMAT = Format("datadog_metrics", "metrics", _recognize, _read)
