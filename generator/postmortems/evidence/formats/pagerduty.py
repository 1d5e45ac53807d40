"""Answers of the PagerDuty API: incidents and alerts.

Lists of several, one, or lists of clients without the object around them.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..alert_export import AlertExport
from ..export_json import first_text, mapping, mappings, text
from ..export_times import ExportTimes
from ..records import AlertRecord

_LISTS = ("incidents", "alerts")
_NUMBER = re.compile(r"^\[#\d+\] ")
_PAGES = ("more", "limit", "offset")


def is_incident(record: Mapping[str, Any]) -> bool:
    """Return whether an object is an incident or an alert of PagerDuty."""
    kinds = ("incident", "alert", "incident_reference")
    return ("created_at" in record or "created_on" in record) and (
        "incident_number" in record
        or ("alert_key" in record and "suppressed" in record)
        or (text(record.get("type")) in kinds and "html_url" in record and "service" in record)
    )


def service_name(record: Mapping[str, Any]) -> str:
    """Return the name of the service of an incident, alert or event; "" if there is none."""
    return first_text(mapping(record.get("service")), "summary", "name")


def labels_of(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the service and the urgency of an incident or an event, as labels."""
    labels = {"service": service_name(record), "urgency": text(record.get("urgency"))}
    return {name: value for name, value in labels.items() if value}


def page_note(answer: Mapping[str, Any]) -> str | None:
    """Return a note if an answer of the API says that the list has more pages."""
    return "the export has more pages (`more: true`)" if answer.get("more") is True else None


def severity_of(record: Mapping[str, Any]) -> str | None:
    """Return the severity of an alert, or the priority of an incident."""
    priority = first_text(mapping(record.get("priority")), "summary", "name")
    return first_text(record, "severity") or priority or None


def title_of(record: Mapping[str, Any]) -> str:
    """Return the title of an incident or an alert, without the number before it in references."""
    trigger = first_text(mapping(record.get("trigger_summary_data")), "subject", "description")
    summary = _NUMBER.sub("", first_text(record, "summary", "description"))
    return first_text(record, "title") or trigger or summary


def _listed(answer: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the incidents or alerts of an answer; None if it is none."""
    if is_incident(answer):
        return [answer]
    if is_incident(mapping(answer.get("incident"))) and "event" not in answer:
        return [mapping(answer["incident"])]
    for key in _LISTS:
        if isinstance(answer.get(key), list):
            records = mappings(answer[key])
            if any(map(is_incident, records[:1])) or (
                not answer[key] and all(page in answer for page in _PAGES)
            ):
                return records
    return None


def _record(incident: Mapping[str, Any], times: ExportTimes) -> AlertRecord | None:
    created = "created_at" if "created_at" in incident else "created_on"
    line, started = times.line(incident, created), times.time(incident.get(created))
    if started is None:
        return None
    acknowledged = (
        time
        for one in mappings(incident.get("acknowledgements"))
        if (time := times.time(one.get("at")))
    )
    return AlertRecord(
        name=title_of(incident) or "unnamed incident",
        started=started,
        line=line,
        key=first_text(incident, "alert_key", "incident_key", "id", "incident_number"),
        ended=_end(incident, times),
        acknowledged=min(acknowledged, default=None),
        state=text(incident.get("status")),
        severity=severity_of(incident),
        labels=labels_of(incident),
    )


def _end(incident: Mapping[str, Any], times: ExportTimes) -> datetime | None:
    """Return when an incident was resolved; old answers only have the last change of its status."""
    if text(incident.get("status")) != "resolved":
        return None
    keys = ("resolved_at", "last_status_change_at", "last_status_change_on")
    return next((time for key in keys if (time := times.time(incident.get(key)))), None)


FORMAT = AlertExport(
    name="pagerduty",
    why="incidents or alerts of PagerDuty",
    items=_listed,
    read=_record,
    finish=list,
    unread="an incident without the time `created_at`",
    more=page_note,
).format()
