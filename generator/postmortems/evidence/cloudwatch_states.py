"""Changes of the state of CloudWatch alarms, and the alerts that they make."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from .export_json import first_text, mappings, number_text, text
from .records import AlertRecord

ALARM = "ALARM"
_OPERATORS = {
    "GreaterThanOrEqualToThreshold": ">=",
    "GreaterThanThreshold": ">",
    "LessThanThreshold": "<",
    "LessThanOrEqualToThreshold": "<=",
}
_CROSSED = re.compile(
    r"\bw(?:as|ere) (greater than or equal to|greater than|less than or equal to|less than)"
    r" the threshold \(([^()\s]{1,40})\)"
)
_WORDS = {
    "greater than or equal to": ">=",
    "greater than": ">",
    "less than": "<",
    "less than or equal to": "<=",
}
_DATAPOINTS = re.compile(r"datapoints?:? \[([^\]]{1,500})\]")
_NUMBER = re.compile(r"(?:^|, )(-?\d+(?:\.\d+)?(?:E-?\d+)?)(?= \(|,|$)")
_LONGEST_REASON = 10_000


@dataclass(frozen=True)
class StateChange:
    """A change of an alarm's state, or its present state since a time. `before` may be ""."""

    alarm: str
    key: str
    time: datetime
    line: int
    state: str
    before: str = ""
    threshold: str | None = None
    actual: str | None = None
    summary: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


def alerts_of(changes: Iterable[StateChange]) -> list[AlertRecord]:
    """Return an alert for each time that an alarm was in the state ALARM.

    Of an alarm that only has a later state, the start is not known. A change between other
    states is no alert.
    """
    records: list[AlertRecord] = []
    firing: dict[str, int] = {}
    for change in sorted(changes, key=lambda one: one.time):
        index = firing.get(change.key)
        if change.state == ALARM:
            if index is None:
                firing[change.key] = len(records)
                records.append(_record(change))
        elif change.state and index is not None:
            del firing[change.key]
            records[index] = replace(records[index], ended=change.time, state=change.state)
        elif change.state and change.before in ("", ALARM):
            records.append(replace(_record(change), ended=change.time, start_known=False))
    return records


def threshold(definition: Mapping[str, Any]) -> str | None:
    """Return the threshold of the definition of an alarm, such as `>= 90 Percent`."""
    limit = text(definition.get("Threshold"))
    operator = _OPERATORS.get(text(definition.get("ComparisonOperator")))
    if not limit or not operator:
        return None
    return " ".join(part for part in (operator, limit, text(definition.get("Unit"))) if part)


def crossed_threshold(reason: str) -> str | None:
    """Return the threshold that the reason of a state names, such as `> 90.0`."""
    match = _CROSSED.search(reason[:_LONGEST_REASON])
    return f"{_WORDS[match[1]]} {match[2]}" if match else None


def datapoints(reason: str, data: Mapping[str, Any]) -> str | None:
    """Return the values that crossed the threshold, from the data or the text of the reason."""
    recent = data.get("recentDatapoints")
    if isinstance(recent, list):
        values = [one for one in recent if isinstance(one, int | float)]
        return ", ".join(map(number_text, values[-5:])) or None
    match = _DATAPOINTS.search(reason[:_LONGEST_REASON])
    return ", ".join(_NUMBER.findall(match[1])[:5]) or None if match else None


def dimensions(definition: Mapping[str, Any]) -> dict[str, str]:
    """Return the dimensions of the metric of an alarm, and the metric itself, as labels."""
    labels = {"metric": text(definition.get("MetricName"))}
    for one in mappings(definition.get("Dimensions")):
        labels[first_text(one, "Name", "name")] = first_text(one, "Value", "value")
    return {name: value for name, value in labels.items() if name and value}


def token_note(answer: Mapping[str, Any]) -> str | None:
    """Return a note if an answer of CloudWatch has more pages."""
    return "the export has more pages (`NextToken`)" if answer.get("NextToken") else None


def _record(change: StateChange) -> AlertRecord:
    return AlertRecord(
        name=change.alarm or "unnamed alarm",
        started=change.time,
        line=change.line,
        key=change.key,
        state=change.state,
        threshold=change.threshold,
        actual=change.actual if change.state == ALARM else None,
        summary=change.summary,
        labels=change.labels,
    )
