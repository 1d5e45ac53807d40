"""Exports of VictoriaMetrics' `/api/v1/export`.

Each line is `{"metric": {}, "values": [], "timestamps": []}`. Times are milliseconds.
Source: VictoriaMetrics' documentation.
"""

from typing import Any

from ..format import Format
from ..json_points import add_lists, epoch, first_values, json_values
from ..records import Reading, Skipped
from ..series_reading import Origin, Points, label_name, metrics_reading
from ..source import Source


def _recognize(source: Source) -> str | None:
    has_series = _is_series(next(first_values(source), None))
    return "objects with `metric`, `values` and `timestamps`" if has_series else None


def _is_series(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(value.get(key), kind)
        for key, kind in (("metric", dict), ("values", list), ("timestamps", list))
    )


def _read(source: Source, why: str) -> Reading:
    skipped, series = Skipped(), list[Points]()
    for value in json_values(source):
        if not _is_series(value):
            skipped.add(1, "no series")
            continue
        labels = {str(key): str(text) for key, text in value["metric"].items()}
        points = Points(label_name(labels), labels)
        lists = {"timestamps": value["timestamps"], "values": value["values"]}
        add_lists(points, lists, epoch, skipped)
        series.append(points)
    return metrics_reading(Origin(source, FORMAT.name, why, skipped), series)


FORMAT = Format("victoriametrics_export", "metrics", _recognize, _read)
