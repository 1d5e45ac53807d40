"""The due days of open action items as a calendar (RFC 5545) to subscribe to."""

from datetime import date, timedelta

from icalendar import Calendar, Event

from ..insights import open_items
from ..site_map import SiteMap
from .context import ExportContext


def write(source: ExportContext) -> str:
    """An event of a whole day for each open action item with a due day.

    Events, for hardly a calendar shows the to-dos of others.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//mkdocs-postmortems//Action items//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{source.name}: action items")
    for incident, item in open_items(source.corpus):
        if item.due is None:
            continue
        event = Event()
        event.add("uid", source.urn("actions", incident.id, item.id).removeprefix("urn:uuid:"))
        event.add("dtstamp", source.made)
        event.add("dtstart", item.due)
        if item.due < date.max:  # without an end an event of a whole day lasts that day
            event.add("dtend", item.due + timedelta(days=1))
        event.add("summary", f"Due: {item.text}" + (f" ({item.owner})" if item.owner else ""))
        event.add("description", f"Of {incident.id}: {incident.title}")
        if source.address:
            event.add(
                "url", source.full(f"{source.incident(incident)}#{SiteMap.action_anchor(item.id)}")
            )
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))
