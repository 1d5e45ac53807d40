"""The report of overdue work as JSON values."""

from typing import Any

from ..insights import OpenRecurrence, OverdueRow, RecurrenceAfterFix
from ..model import ActionItem
from .overdue import LatePostmortem, OverdueReport


def record(report: OverdueReport) -> dict[str, Any]:
    """Return the report as JSON values, without the fields that are not recorded."""
    return {
        "as_of": report.day.isoformat(),
        "within_days": report.within,
        "entries": report.entries,
        "unread_incidents": report.unread,
        "action_items": [_overdue_item(row) for row in report.items],
        "postmortems": [_postmortem(row) for row in report.postmortems],
        "came_back": [_came_back(back) for back in report.came_back],
        "did_not_hold": [_did_not_hold(back) for back in report.did_not_hold],
    }


def _overdue_item(row: OverdueRow) -> dict[str, Any]:
    incident, item, days = row
    return {
        "incident": incident.id,
        "title": incident.title,
        **_item(item),
        "overdue_days": days,
    }


def _item(item: ActionItem) -> dict[str, Any]:
    values = {
        "id": item.id,
        "text": item.text,
        "owner": item.owner,
        "state": item.state,
        "due": item.due,
        "done_on": item.done_on,
        "verified_on": item.verified_on,
        "tracker": item.tracker,
    }
    return {name: str(value) for name, value in values.items() if value is not None}


def _postmortem(row: LatePostmortem) -> dict[str, Any]:
    return {
        "incident": row.incident.id,
        "title": row.incident.title,
        "severity": row.incident.severity,
        "document": row.incident.document.status,
        "allowed_days": row.allowed,
        "overdue_days": row.days,
    }


def _came_back(back: OpenRecurrence) -> dict[str, Any]:
    return {
        "lesson": back.lesson,
        "earlier": back.earlier.id,
        "later": back.later.id,
        "action": _item(back.action),
        "overdue_days": back.overdue_days,
    }


def _did_not_hold(back: RecurrenceAfterFix) -> dict[str, Any]:
    return {
        "lesson": back.lesson,
        "earlier": back.earlier.id,
        "later": back.later.id,
        "actions": [_item(item) for item in back.fix.items],
        "days": back.days,
        "shared_services": list(back.shared_services or ()),
    }
