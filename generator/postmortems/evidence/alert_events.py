"""Joins the events of an alert, such as triggered, acknowledged and resolved, into one record."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from .records import AlertRecord

Change = Literal["started", "acknowledged", "ended", "other"]
_RANKS: dict[Change, int] = {"started": 0, "other": 1, "acknowledged": 1, "ended": 2}


@dataclass(frozen=True)
class AlertEvent:
    """A change of one alert.

    `alert` identifies the alert among the events of the file, and `key` its rule and target.
    `created` is the start of the alert if the event says it.
    """

    alert: str
    change: Change
    time: datetime
    line: int
    name: str = ""
    key: str = ""
    state: str = ""
    created: datetime | None = None
    severity: str | None = None
    summary: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


def joined(events: list[AlertEvent]) -> list[AlertRecord]:
    """Return a record for each alert of the events, which may be in any order.

    An alert that only has later events starts with the first of them, and its start is not known.
    """
    alerts: dict[str, list[AlertEvent]] = {}
    for event in events:
        alerts.setdefault(event.alert, []).append(event)
    return [_record(sorted(changes, key=_order)) for changes in alerts.values()]


def joined_by_episode(events: list[AlertEvent]) -> list[AlertRecord]:
    """Return a record for each time that an alert fires.

    For tools whose events only name the rule: an event after the end is of the next time.
    """
    numbers: dict[str, int] = {}
    ended: set[str] = set()
    split = []
    for event in sorted(events, key=_order):
        if event.change == "started" and event.alert in ended:
            numbers[event.alert] = numbers.get(event.alert, 0) + 1
            ended.discard(event.alert)
        if event.change == "ended":
            ended.add(event.alert)
        key = event.key or event.alert
        split.append(replace(event, alert=f"{event.alert} {numbers.get(event.alert, 0)}", key=key))
    return joined(split)


def _order(event: AlertEvent) -> tuple[datetime, int]:
    """Return the place of an event among others; the start comes before an end in that second."""
    return event.time, _RANKS[event.change]


def _record(events: list[AlertEvent]) -> AlertRecord:
    start = next((one for one in events if one.change == "started"), None)
    created = [one.created for one in events if one.created]
    first = start or events[0]
    acknowledged = [one.time for one in events if one.change == "acknowledged"]
    last = next((one for one in reversed(events) if one.change in ("started", "ended")), None)
    return AlertRecord(
        name=_latest([one.name for one in events]) or "unnamed alert",
        started=min([*created, first.time]),
        line=first.line,
        key=_latest([one.key for one in events]) or first.alert,
        ended=last.time if last and last.change == "ended" else None,
        acknowledged=min(acknowledged, default=None),
        state=_latest([one.state for one in events]),
        severity=_latest([one.severity or "" for one in events]) or None,
        summary=_latest([one.summary or "" for one in events]) or None,
        labels=next((one.labels for one in reversed(events) if one.labels), {}),
        start_known=start is not None or bool(created),
    )


def _latest(words: list[str]) -> str:
    return next((one for one in reversed(words) if one), "")
