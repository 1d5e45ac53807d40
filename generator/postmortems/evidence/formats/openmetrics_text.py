"""Samples with times in the text format of Prometheus and OpenMetrics, a line each.

`up{job="api"} 1 1773478800`, as `promtool tsdb dump` and `/federate` write it. Times are seconds or
milliseconds. Source: the specification of OpenMetrics.
"""

import re
from collections.abc import Iterator
from itertools import islice

from ..format import Format
from ..json_points import add_point, epoch
from ..quoting import quoted
from ..records import Reading, Skipped
from ..series_reading import Origin, Points, label_name, metrics_reading
from ..source import Source

_LONGEST_LINE = 4000
_SAMPLE = 50
_LINE = re.compile(
    r"(?P<name>[A-Za-z_:][\w:.]*)?(?P<labels>\{(?:[^\"}]|\"(?:[^\"\\]|\\.)*\")*\})?"
    r" +(?P<value>[-+]?[\w.+-]+) +(?P<time>\d+(?:\.\d+)?)(?: +#.*)?$"
)
_LABEL = re.compile(r"([A-Za-z_]\w*)=\"((?:[^\"\\]|\\.)*)\"")
_ESCAPES = {r"\\": "\\", r"\"": '"', r"\n": "\n"}


def _recognize(source: Source) -> str | None:
    lines = (line for line in source.head.splitlines() if line and not line.startswith("#"))
    sample = list(islice(lines, _SAMPLE))
    matches = sum(_match(line) is not None for line in sample)
    if not sample or matches * 2 <= len(sample):
        return None
    return "lines with a metric, its labels, a value and a time"


def _match(line: str) -> re.Match[str] | None:
    match = _LINE.match(line) if len(line) <= _LONGEST_LINE else None
    return match if match and (match["name"] or match["labels"]) and _is_value(match) else None


def _is_value(match: re.Match[str]) -> bool:
    try:
        float(match["value"])
        epoch(match["time"])
    except ValueError:
        return False
    return True


def _read(source: Source, why: str) -> Reading:
    skipped = Skipped()
    series: dict[str, Points] = {}
    for number, line in source.lines():
        if not line or line.startswith("#"):
            continue
        match = _match(line)
        if match is None:
            skipped.add(number, f"{quoted(line)} is not a sample with a time")
            continue
        key = f"{match['name']}{match['labels']}"
        if key not in series:
            labels = dict(_labels(match))
            series[key] = Points(label_name(labels), labels)
        add_point(series[key], match["time"], match["value"], epoch, skipped, number)
    return metrics_reading(Origin(source, FORMAT.name, why, skipped), list(series.values()))


def _labels(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    if match["name"]:
        yield "__name__", match["name"]
    for name, text in _LABEL.findall(match["labels"] or ""):
        yield name, re.sub(r"\\.", lambda escape: _ESCAPES.get(escape[0], escape[0]), text)


FORMAT = Format("openmetrics_text", "metrics", _recognize, _read)
