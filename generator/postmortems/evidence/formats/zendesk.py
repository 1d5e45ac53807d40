"""Tickets of the Zendesk API: lists, answers of the search, and exports of one ticket a line."""

from ..export_json import first_text, text
from ..issue_lists import IssueList, Json, listed


def _is_ticket(record: Json) -> bool:
    return "created_at" in record and (
        "raw_subject" in record
        or ("subject" in record and any(key in record for key in ("requester_id", "via", "status")))
    )


def _tickets(answer: Json) -> list[Json] | None:
    tickets = listed(answer, ("tickets", "results", "ticket"), _is_ticket)
    paged = any(key in answer for key in ("next_page", "meta", "count"))
    return [] if tickets is None and answer.get("tickets") == [] and paged else tickets


def _words(ticket: Json) -> tuple[str, str, str]:
    title = first_text(ticket, "subject", "raw_subject", "description")
    return title, text(ticket.get("id")), text(ticket.get("status"))


def _more(answer: Json) -> str | None:
    meta = answer.get("meta")
    if answer.get("next_page") or (isinstance(meta, dict) and meta.get("has_more") is True):
        return "the export has more pages (`next_page`)"
    return None


FORMAT = IssueList(
    name="zendesk",
    why="`tickets` of Zendesk",
    records=_tickets,
    created=lambda ticket: (ticket, "created_at"),
    words=_words,
    more=_more,
).format()
