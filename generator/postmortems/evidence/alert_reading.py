"""What the readers of alerts share: alerts of Prometheus and Grafana, repeats, and the reading."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from .errors import UnreadableEvidenceError
from .export_json import first_text, mapping, text, texts
from .export_times import ExportTimes
from .promql import threshold_of
from .records import AlertRecord, Reading, Skipped
from .source import Source

_FIRING = ("active", "alerting", "firing", "suppressed", "unprocessed")
"""The states in which `endsAt` is only the time after which the alert would be dropped."""
_SUMMARIES = ("summary", "message", "description")


def labelled_alert(
    alert: Mapping[str, Any],
    group: Mapping[str, Any],
    times: ExportTimes,
    skipped: Skipped,
) -> AlertRecord | None:
    """Return an alert of Alertmanager or Grafana; None without a start time.

    `group` is the webhook or group around it, whose common labels and status it inherits.
    """
    line = times.line(alert, "startsAt")
    started = times.time(alert.get("startsAt"))
    if started is None:
        skipped.add(line, "an alert without the time `startsAt`")
        return None
    labels = {**_common(group, "Labels"), **texts(alert.get("labels"))}
    annotations = {**_common(group, "Annotations"), **texts(alert.get("annotations"))}
    status = alert.get("status") or group.get("status")
    state = text(mapping(status).get("state")) or text(status)
    name = labels.get("alertname") or text(alert.get("name"))
    return AlertRecord(
        name=name or annotations.get("summary", "") or "unnamed alert",
        started=started,
        line=line,
        key=text(alert.get("fingerprint")) or key_of(name, labels),
        ended=None if state in _FIRING else times.time(alert.get("endsAt")),
        state=state,
        severity=labels.get("severity") or annotations.get("severity"),
        threshold=threshold_of(text(alert.get("generatorURL"))),
        summary=first_text({**labels, **annotations}, *_SUMMARIES) or None,
        labels=labels,
    )


def key_of(name: str, labels: Mapping[str, str]) -> str:
    """Return a text that is the same for all alerts of a name with the same labels."""
    return json.dumps([name, sorted(labels.items())], ensure_ascii=False)


def distinct(records: Iterable[AlertRecord]) -> list[AlertRecord]:
    """Return each alert once, by key and start: the last record of it that has an end, or the last.

    A receiver gets an alert again while it fires and when it ends, and groups list it repeatedly.
    The line is that of the first record.
    """
    alerts: dict[tuple[str, datetime], AlertRecord] = {}
    for record in records:
        identity = (record.key, record.started)
        known = alerts.get(identity)
        if known is None:
            alerts[identity] = record
        elif record.ended or not known.ended:
            alerts[identity] = replace(record, line=known.line)
    return list(alerts.values())


def alert_reading(
    name: str,
    why: str,
    times: ExportTimes,
    records: Sequence[AlertRecord],
    skipped: Skipped,
    *,
    record_count: int | None = None,
    notes: Iterable[str] = (),
) -> Reading:
    """Return the reading of a file of alerts, in the order of their start.

    Raises:
        UnreadableEvidenceError: the file has alerts, and none has a time.
    """
    count = len(records) if record_count is None else record_count
    if skipped.count and not count:
        line, reason = skipped.examples[0]
        raise UnreadableEvidenceError(
            f"no alert can be read: {reason}",
            "export the alerts again, in full and with their times",
            line,
        )
    reading = reading_of(name, why, times.source, records, skipped, notes)
    reading.record_count = count
    return reading


def reading_of(
    name: str,
    why: str,
    source: Source,
    records: Sequence[AlertRecord],
    skipped: Skipped,
    notes: Iterable[str],
) -> Reading:
    """Return the reading of alerts, in the order of their start."""
    clock = source.clock
    return Reading(
        format=name,
        kind="alerts",
        why=why,
        alerts=tuple(sorted(records, key=lambda record: record.started)),
        record_count=len(records),
        zone=clock.zone_name,
        has_zone=clock.has_zone,
        has_year=clock.has_year,
        skipped=skipped,
        notes=tuple(dict.fromkeys(notes)),
    )


def _common(group: Mapping[str, Any], what: str) -> dict[str, str]:
    return {**texts(group.get(f"group{what}")), **texts(group.get(f"common{what}"))}
