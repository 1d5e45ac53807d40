"""Data frames in JSON, as Grafana's panel inspector and its query API give them.

`{"schema": {"fields": [{"name": "", "type": "time"}]}, "data": {"values": [[], []]}}`,
alone, in a list, or in `{"results": {"A": {"frames": []}}}`. Times are milliseconds.
Source: Grafana's documentation of its data frames and of the HTTP API of data sources.
"""

from collections.abc import Iterator
from typing import Any

from ..format import Format
from ..json_points import add_lists, epoch, first_values, json_values
from ..records import Reading, Skipped
from ..series_reading import Origin, Points, label_name, metrics_reading
from ..source import Source

_MOST_DEPTH = 5
_UNITS = {"percent": "%", "s": "s", "ms": "ms", "bytes": "B", "decbytes": "B", "Bps": "B/s"}

Frame = dict[str, Any]


def _recognize(source: Source) -> str | None:
    has_frames = any(True for value in first_values(source) for _ in _frames(value, _MOST_DEPTH))
    return "a data frame of Grafana with `schema.fields` and `data.values`" if has_frames else None


def _frames(value: Any, depth: int) -> Iterator[Frame]:
    """Yield the frames in a JSON value that have a field of times."""
    if isinstance(value, dict) and _time_field(value) is not None:
        yield value
    elif depth and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _frames(inner, depth - 1)


def _time_field(frame: Frame) -> int | None:
    """Return the position of the first field of times; None if the value is no frame."""
    fields = _fields(frame)
    if len(fields) != len(_columns(frame)):
        return None
    return next((at for at, field in enumerate(fields) if field.get("type") == "time"), None)


def _fields(frame: Frame) -> list[dict[str, Any]]:
    schema = frame.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(isinstance(field, dict) for field in fields):
        return []
    return fields


def _columns(frame: Frame) -> list[Any]:
    data = frame.get("data")
    values = data.get("values") if isinstance(data, dict) else None
    return values if isinstance(values, list) else []


def _read(source: Source, why: str) -> Reading:
    skipped, series = Skipped(), list[Points]()
    for value in json_values(source):
        for frame in _frames(value, _MOST_DEPTH):
            series += _series(frame, skipped)
    return metrics_reading(Origin(source, FORMAT.name, why, skipped), series)


def _series(frame: Frame, skipped: Skipped) -> Iterator[Points]:
    columns, time = _columns(frame), _time_field(frame)
    for at, field in enumerate(_fields(frame)):
        if time is None or field.get("type") != "number":
            continue
        points = _points(field)
        add_lists(points, {"times": columns[time], "values": columns[at]}, epoch, skipped)
        yield points


def _points(field: dict[str, Any]) -> Points:
    raw, config = field.get("labels"), field.get("config")
    labels = {str(k): str(v) for k, v in raw.items()} if isinstance(raw, dict) else {}
    config = config if isinstance(config, dict) else {}
    name = config.get("displayName") or config.get("displayNameFromDS") or _name(field, labels)
    return Points(str(name), labels, _UNITS.get(str(config.get("unit"))))


def _name(field: dict[str, Any], labels: dict[str, str]) -> str:
    return label_name({"__name__": str(field.get("name") or "value"), **labels})


FORMAT = Format("grafana_frames", "metrics", _recognize, _read)
