"""Alerts and incidents of Opsgenie, and of the alerts of Jira Service Management."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ..alert_export import AlertExport
from ..export_json import first_text, mapping, mappings, text
from ..export_times import ExportTimes
from ..records import AlertRecord


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


def _more(answer: Mapping[str, Any]) -> str | None:
    has_next = mapping(answer.get("paging")).get("next")
    return "the export has more pages (`paging.next`)" if has_next else None


FORMAT = AlertExport(
    name="opsgenie",
    why="records of Opsgenie with `tinyId`",
    items=_listed,
    read=_record,
    finish=list,
    unread="an alert without the time `createdAt`",
    more=_more,
).format()
