"""Alerts and groups of alerts of the API of Prometheus Alertmanager.

A list as in `/api/v2/alerts` or `/api/v2/alerts/groups`, the same in the `data` of version 1, the
`alerts` of a webhook, or one alert. A group lists an alert once for each receiver; it counts once.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..alert_reading import alert_reading, distinct, labelled_alert
from ..export_json import first_object, mappings, objects
from ..export_times import ExportTimes
from ..format import Format
from ..records import AlertRecord, Reading, Skipped
from ..source import Source


def _is_alert(record: Mapping[str, Any]) -> bool:
    return "startsAt" in record and isinstance(record.get("labels"), dict)


def _is_alert_or_group(record: Mapping[str, Any]) -> bool:
    alerts = record.get("alerts")
    if not isinstance(alerts, list) or "incidents" in record:
        return _is_alert(record)
    return (
        "groupKey" not in record
        and all(map(_is_alert, mappings(alerts)[:1]))
        and (bool(alerts) or "receiver" in record)
    )


def _alerts(
    records: Iterable[Mapping[str, Any]], times: ExportTimes, skipped: Skipped
) -> Iterator[AlertRecord]:
    for record in records:
        for alert in [record] if _is_alert(record) else mappings(record["alerts"]):
            if read := labelled_alert(alert, {}, times, skipped):
                yield read


def _recognize(source: Source) -> str | None:
    if source.json == []:
        return "an empty list"
    if first_object(source, _is_alert_or_group):
        return "alerts with `labels` and `startsAt`"
    return None


def _read(source: Source, why: str) -> Reading:
    skipped, times = Skipped(), ExportTimes(source)
    exported = objects(source, _is_alert_or_group, skipped)
    records = distinct(_alerts(exported, times, skipped))
    notes = []
    if any(record.state in ("active", "suppressed") for record in records):
        notes.append("`endsAt` of an active alert is not its end, and is not used")
    return alert_reading("alertmanager_api", why, times, records, skipped, notes=notes)


FORMAT = Format("alertmanager_api", "alerts", _recognize, _read)
