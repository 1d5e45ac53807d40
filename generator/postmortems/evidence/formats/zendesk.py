"""Tickets of the Zendesk API: lists, answers of the search, and exports of one ticket a line."""

from ..export_json import first_text, text
from ..export_times import ExportTimes
from ..issue_export import IssueExport, report_at
from ..json_export import Json, listed
from ..records import UserReport


def _is_ticket(record: Json) -> bool:
    return "created_at" in record and (
        "raw_subject" in record
        or ("subject" in record and any(key in record for key in ("requester_id", "via", "status")))
    )


def _tickets(answer: Json) -> list[Json] | None:
    tickets = listed(answer, ("tickets", "results", "ticket"), _is_ticket)
    paged = any(key in answer for key in ("next_page", "meta", "count"))
    return [] if tickets is None and answer.get("tickets") == [] and paged else tickets


def _report(ticket: Json, times: ExportTimes) -> UserReport | None:
    return report_at(
        times,
        ticket,
        "created_at",
        title=first_text(ticket, "subject", "raw_subject", "description"),
        identifier=text(ticket.get("id")),
        status=text(ticket.get("status")),
    )


def _more(answer: Json) -> str | None:
    meta = answer.get("meta")
    if answer.get("next_page") or (isinstance(meta, dict) and meta.get("has_more") is True):
        return "the export has more pages (`next_page`)"
    return None


FORMAT = IssueExport(
    name="zendesk",
    why="`tickets` of Zendesk",
    items=_tickets,
    read=_report,
    unread="a ticket without the time `created_at`",
    more=_more,
).format()
