"""The first and the last day of the calendar, wherever an author can write a day."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from mkdocs_postmortems import markdown_pages
from mkdocs_postmortems.indexes import PageContext, Site, all_pages, tables
from postmortems import export
from postmortems.check import check
from postmortems.insights import CorpusFacts
from postmortems.reader import read
from postmortems.site_map import SiteMap
from tests.conftest import TODAY, write

INCIDENT = """\
title: Checkout declines every card
severity: SEV3
document: {{status: published, published: {day}}}
impact: {{system: {{services: [checkout]}}}}
lessons:
  improve: [{{text: It hung, lesson: timeouts}}]
  action_items:
    - {{id: a, text: Add a timeout, due: {day}, state: open, owner: lead, lesson: timeouts}}
    - {{id: b, text: Add an alert, done_on: {day}, state: done, owner: lead}}
"""


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_stops_no_page_and_no_export(
    day: str, tmp_path: Path
) -> None:
    folders = [f"{day}-checkout", "2026-03-14-checkout"]
    write(
        tmp_path,
        {
            "services.yaml": "checkout: {title: Checkout}\n",
            "lessons.yaml": "timeouts: {statement: Every call has a timeout}\n",
            **{f"{name}/incident.yaml": INCIDENT.format(day=day) for name in folders},
        },
    )
    reading = read(tmp_path, as_of=TODAY)
    check(reading)
    site = Site(CorpusFacts(reading.corpus), has_rules=True)
    page = SiteMap(directory_urls=True).address
    made = datetime(2026, 11, 1, tzinfo=UTC)
    source = export.ExportContext(site.facts, made, "Ours", "", page)
    for one in all_pages(site, searches=True, in_nav=True):
        context = PageContext(one.path, {}, page)
        markdown_pages.version(one.body(context), one.path, page, context.texts)
    texts = {path: make() for path, make in (*export.files(source), *tables.files(source))}
    events = Calendar.from_ical(texts[SiteMap.CALENDAR]).walk("VEVENT")
    assert len(events) == len(folders)
    assert {event.decoded("dtstart") for event in events} == {date.fromisoformat(day)}
