"""Alerts and incidents of Opsgenie, and of the alerts of Jira Service Management."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ..alert_reading import alert_reading
from ..export_json import first_object, first_text, mapping, mappings, objects, text
from ..export_times import ExportTimes
from ..format import Format
from ..records import AlertRecord, Reading, Skipped
from ..source import Source


def _listed(answer: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the alerts or incidents of an answer; None if it is none."""
    if "tinyId" in answer and "message" in answer:
        return [answer]
    for key in ("data", "values"):
        records = answer.get(key)
        if isinstance(records, list):
            paged = not records and "paging" in answer and "took" in answer
            if paged or any("tinyId" in one for one in mappings(records)[:1]):
                return mappings(records)
    return None


def _record(alert: Mapping[str, Any], times: ExportTimes) -> AlertRecord | None:
    line, started = times.line(alert, "createdAt"), times.time(alert.get("createdAt"))
    if started is None:
        return None
    return AlertRecord(
        name=text(alert.get("message")) or "unnamed alert",
        started=started,
        line=line,
        key=first_text(alert, "alias", "id", "tinyId"),
        ended=times.time(alert.get("impactEndDate")) or _later(started, alert, "closeTime"),
        acknowledged=_later(started, alert, "ackTime"),
        state=text(alert.get("status")),
        severity=text(alert.get("priority")) or None,
        summary=text(alert.get("description")) or None,
        labels={key: words for key in ("source", "entity") if (words := text(alert.get(key)))},
    )


def _later(started: datetime, alert: Mapping[str, Any], key: str) -> datetime | None:
    """Return the time that the report of an alert gives in milliseconds after its start."""
    milliseconds = mapping(alert.get("report")).get(key)
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int) or milliseconds <= 0:
        return None
    try:
        return started + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None


def _is_answer(answer: Mapping[str, Any]) -> bool:
    return _listed(answer) is not None


def _recognize(source: Source) -> str | None:
    return "records of Opsgenie with `tinyId`" if first_object(source, _is_answer) else None


def _read(source: Source, why: str) -> Reading:
    skipped, times, notes = Skipped(), ExportTimes(source), list[str]()
    records = []
    for answer in objects(source, _is_answer, skipped):
        if mapping(answer.get("paging")).get("next"):
            notes.append("the export has more pages (`paging.next`)")
        for alert in _listed(answer) or []:
            if record := _record(alert, times):
                records.append(record)
            else:
                skipped.add(times.line(alert, "tinyId"), "an alert without the time `createdAt`")
    return alert_reading("opsgenie", why, times, records, skipped, notes=notes)


FORMAT = Format("opsgenie", "alerts", _recognize, _read)
