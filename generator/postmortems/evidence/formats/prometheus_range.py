"""Answers of Prometheus' `query_range`, which Mimir, Thanos and VictoriaMetrics give too.

`{"data": {"resultType": "matrix", "result": [{"metric": {}, "values": [[seconds, "value"]]}]}}`, or
only the list `result`, as client libraries save it. A file may have several answers. A missing
step is a gap, and not a value. Source: Prometheus' documentation of its HTTP API.
"""

import re
from collections.abc import Iterator
from typing import Any

from ..errors import UnreadableEvidenceError
from ..format import Format
from ..json_points import add_pairs, first_values, json_values, lines_of, set_lines
from ..records import Reading, Skipped
from ..series_reading import Origin, Points, label_name, metrics_reading
from ..source import Source

_MOST_DEPTH = 4
_POINT = re.compile(r'\[\s*[\d.eE+]+\s*,\s*(?:"[^"\\]*"|[-\d][\d.eE+-]*|null)\s*\]')

Answer = dict[str, Any]


def _recognize(source: Source) -> str | None:
    answers = (one for value in first_values(source) for one in _inside(value, _MOST_DEPTH))
    kind, _ = next(answers, (None, None))
    return f"an answer of Prometheus with the result type `{kind}`" if kind else None


def _answers(source: Source) -> Iterator[tuple[str, Answer]]:
    for value in json_values(source):
        yield from _inside(value, _MOST_DEPTH)


def _inside(value: Any, depth: int) -> Iterator[tuple[str, Answer]]:
    """Yield the answers in a JSON value with the type of their result."""
    if isinstance(value, dict):
        kind = value.get("resultType")
        if kind in ("matrix", "vector", "scalar") and isinstance(value.get("result"), list):
            yield kind, value
        elif value.get("status") == "error" and "errorType" in value:
            yield "error", value
        elif depth:
            for inner in value.values():
                yield from _inside(inner, depth - 1)
    elif isinstance(value, list) and value:
        if all(_is_series(one) for one in value):
            yield "matrix", {"result": value}
        elif depth:
            for inner in value:
                yield from _inside(inner, depth - 1)


def _is_series(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("metric"), dict):
        return False
    return isinstance(value.get("values"), list)


def _read(source: Source, why: str) -> Reading:
    skipped, points = Skipped(), list[Points]()
    for kind, answer in _answers(source):
        _require_range(kind, answer)
        for one in answer["result"]:
            if (series := _series(one, skipped)) is not None:
                points.append(series)
    if not skipped.count:
        total = sum(len(one.times) for one in points)
        set_lines(points, lines_of(source.text, _POINT, total))
    notes = list(_notes(source))
    if not points:
        notes.insert(0, "the result is empty")
    return metrics_reading(Origin(source, FORMAT.name, why, skipped, notes), points)


def _require_range(kind: str, answer: Answer) -> None:
    if kind == "error":
        raise UnreadableEvidenceError(
            f"Prometheus answered with an error: {str(answer.get('error'))[:200]}",
            "export the answer of a query that succeeds",
        )
    if kind != "matrix":
        raise UnreadableEvidenceError(
            "the answer is of an instant query and has one point for each series",
            "export the answer of `/api/v1/query_range`",
        )


def _series(item: Any, skipped: Skipped) -> Points | None:
    if not isinstance(item, dict) or not isinstance(item.get("values"), list):
        reason = "a histogram" if isinstance(item, dict) and "histograms" in item else "no series"
        skipped.add(1, reason)
        return None
    metric = item.get("metric")
    labels = {str(k): str(v) for k, v in metric.items()} if isinstance(metric, dict) else {}
    points = Points(label_name(labels), labels)
    add_pairs(points, item["values"], skipped)
    return points


def _notes(source: Source) -> Iterator[str]:
    for value in json_values(source):
        for key in ("warnings", "infos"):
            texts = value.get(key) if isinstance(value, dict) else None
            for text in texts[:3] if isinstance(texts, list) else ():
                yield f"Prometheus says: {str(text)[:200]}"


FORMAT = Format("prometheus_range", "metrics", _recognize, _read)
