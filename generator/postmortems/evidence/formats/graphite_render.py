"""Answers of Graphite's render API: `[{"target": "", "datapoints": [[value or null, seconds]]}]`.

Source: Graphite's documentation of its render API.
"""

from typing import Any

from ..format import Format
from ..json_points import add_pairs, first_values, json_values
from ..records import Reading, Skipped
from ..series_reading import Origin, Points, metrics_reading
from ..source import Source


def _recognize(source: Source) -> str | None:
    has_targets = any(map(_is_answer, first_values(source)))
    return "a list of objects with `target` and `datapoints`" if has_targets else None


def _is_answer(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_target, value))


def _is_target(value: Any) -> bool:
    return (
        isinstance(value, dict) and "target" in value and isinstance(value.get("datapoints"), list)
    )


def _read(source: Source, why: str) -> Reading:
    skipped = Skipped()
    series = [
        _series(target, skipped)
        for answer in json_values(source)
        if _is_answer(answer)
        for target in answer
    ]
    return metrics_reading(Origin(source, FORMAT.name, why, skipped), series)


def _series(target: dict[str, Any], skipped: Skipped) -> Points:
    tags = target.get("tags")
    labels = {str(k): str(v) for k, v in tags.items()} if isinstance(tags, dict) else {}
    points = Points(str(target["target"]), labels)
    add_pairs(points, target["datapoints"], skipped, time=1)
    return points


FORMAT = Format("graphite_render", "metrics", _recognize, _read)
