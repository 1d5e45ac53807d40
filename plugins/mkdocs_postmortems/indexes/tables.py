"""The tables of incidents and action items that the browser filters and sorts, as compact JSON.

They hold part of the data of the API for the site's own script (`tables.js`): a list per column,
with names as indexes into a list. Addresses are relative to the file.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from postmortems.export import ExportContext, File
from postmortems.insights import GROUPS, action_totals, age_days, ongoing_days, years
from postmortems.insights.causes import factors, trigger
from postmortems.insights.detection import GROUP_OF
from postmortems.model import ActionItem, Corpus, Duration, Incident
from postmortems.render import words
from postmortems.site_map import SiteMap

from .insight_words import GROUP_NAMES

Values = dict[str, Any]


def files(context: ExportContext) -> Iterator[File]:
    """Yield both tables."""
    yield SiteMap.INCIDENT_TABLE, lambda: _json(incidents(context))
    yield SiteMap.ACTION_TABLE, lambda: _json(actions(context))


def _json(table: Values) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def _facet(
    name: str,
    title: str,
    rows: Sequence[Iterable[str]],
    title_of: Callable[[str], str] = words.title,
    order: Sequence[str] | None = None,
    address: Callable[[str], str] | None = None,
) -> Values:
    """Return a facet: its values, and for each row the indexes of the values it has.

    Values are in the given order; without one the browser sorts them by frequency.
    """
    sets = [tuple(dict.fromkeys(row)) for row in rows]
    used = dict.fromkeys(value for row in sets for value in row)
    values = [v for v in order if v in used] if order is not None else sorted(used)
    index_of = {value: index for index, value in enumerate(values)}
    return {
        "name": name,
        "title": title,
        "ordered": order is not None,
        "values": [[v, title_of(v), *([address(v)] if address else [])] for v in values],
        "rows": [[index_of[v] for v in row if v in index_of] for row in sets],
    }


def _years(incidents: Sequence[Incident]) -> list[str]:
    return [str(year) for year in years(incidents)]


def _ranks(corpus: Corpus) -> dict[str, int]:
    """Return the rank of each severity, which decides its colour."""
    return {name: corpus.severity_rank(name) for name in corpus.severities}


def _severity(corpus: Corpus, incidents: Sequence[Incident]) -> Values:
    return _facet(
        "severity",
        "Severity",
        [[incident.severity] for incident in incidents],
        corpus.severity_title,
        list(corpus.severities),
    )


def _service(context: ExportContext, incidents: Sequence[Incident]) -> Values:
    corpus = context.corpus
    return _facet(
        "service",
        "Service",
        [incident.services for incident in incidents],
        corpus.service_title,
        address=lambda name: f"../{context.page(SiteMap.service(name))}",
    )


def incidents(context: ExportContext) -> Values:
    """Return the table of all incidents, newest first."""
    corpus = context.corpus
    entries = corpus.incidents
    lesson = corpus.lessons
    later = {pair.later.id for pair in context.facts.histories.recurrences}
    earlier = {pair.earlier.id for pair in context.facts.histories.recurrences}
    lengths = [_resolve(one) for one in entries]
    ongoing = [ongoing_days(one, corpus.as_of) for one in entries]
    totals = [action_totals(one.actions, corpus.as_of) for one in entries]
    return {
        "noun": ["incident", "incidents"],
        "hint": "Words of a title, a service, a lesson …",
        "ranks": _ranks(corpus),
        "ids": [one.id for one in entries],
        "link": f"../{context.page(SiteMap.incident('{}'))}",
        "facets": [
            _severity(corpus, entries),
            _service(context, entries),
            _facet("status", "Status", [[one.status] for one in entries]),
            _facet(
                "year",
                "Year",
                [[str(one.day.year)] for one in entries],
                str,
                _years(entries),
            ),
            _facet("trigger", "Trigger", [filter(None, [trigger(one)]) for one in entries]),
            _facet("factor", "Factor", [factors(one) for one in entries]),
            _facet(
                "lesson",
                "Lesson",
                [[name for name in one.lesson_names if name in lesson] for one in entries],
                lambda name: lesson[name].statement,
            ),
            _facet(
                "detection",
                "Detected by",
                [[GROUP_OF[one.detection.method]] for one in entries],
                GROUP_NAMES.__getitem__,
                GROUPS,
            ),
            _facet("team", "Team", [corpus.teams_of(one) for one in entries], str),
            _facet(
                "open",
                "Open work",
                [_open(one, corpus, one.id in later, one.id in earlier) for one in entries],
                {
                    "open": "Open action items",
                    "overdue": "Overdue action items",
                    "back": "Came back while a fix was open",
                    "gap": "Its fix was open when it came back",
                }.__getitem__,
                ["open", "overdue", "back", "gap"],
            ),
        ],
        "columns": [
            {
                "title": "Date",
                "kind": "day",
                "values": [one.day.isoformat() for one in entries],
            },
            {"title": "Incident", "kind": "link", "values": [one.title for one in entries]},
            {"title": "Severity", "kind": "badge", "facet": "severity"},
            {"title": "Services", "kind": "names", "facet": "service"},
            {
                "title": "Time to resolve",
                "kind": "length",
                "values": [length and int(length.length.total_seconds()) for length in lengths],
                "about": [at for at, one in enumerate(lengths) if one and one.approximate],
                "ongoing": {at: days for at, days in enumerate(ongoing) if days is not None},
            },
            {
                "title": "Action items",
                "kind": "number",
                "values": [one.open if one.all else None for one in totals],
                "words": [words.action_totals(one) if one.all else "" for one in totals],
            },
        ],
    }


def _resolve(incident: Incident) -> Duration | None:
    times = (one for metric, one in incident.durations.items() if metric.name == "resolve")
    return next(times, None)


def _open(incident: Incident, corpus: Corpus, later: bool, earlier: bool) -> Iterator[str]:
    if any(item.is_open for item in incident.actions):
        yield "open"
    if any(item.overdue_days(corpus.as_of) for item in incident.actions):
        yield "overdue"
    if later:
        yield "back"
    if earlier:
        yield "gap"


def actions(context: ExportContext) -> Values:
    """Return the table of all action items, those of the newest incident first."""
    corpus = context.corpus
    pairs = context.facts.action_items
    of = [incident for incident, _ in pairs]
    items = [item for _, item in pairs]
    day = corpus.as_of
    return {
        "noun": ["action item", "action items"],
        "hint": "Words of an action, an owner, a service …",
        "ids": [f"{incident.id} {SiteMap.action_anchor(item.id)}" for incident, item in pairs],
        "link": f"../{context.page(SiteMap.incident('{}'))}#{{}}",
        "facets": [
            _facet(
                "state",
                "State",
                [list(_states(item, day)) for item in items],
                order=[
                    "overdue",
                    "in-progress",
                    "open",
                    "done",
                    "verified",
                    "cancelled",
                    "not-recorded",
                ],
            ),
            _facet("owner", "Owner", [[item.owner or "not recorded"] for item in items], str),
            _service(context, of),
            _facet("kind", "Kind", [filter(None, [item.kind]) for item in items]),
            _severity(corpus, of),
            _facet("year", "Year", [[str(one.day.year)] for one in of], str, _years(of)),
            _facet(
                "back",
                "Came back",
                [
                    [
                        *(["back"] if (one.id, item.id) in context.facts.returns else []),
                        *(["failed"] if (one.id, item.id) in context.facts.failed_fixes else []),
                    ]
                    for one, item in pairs
                ],
                {"back": "Came back while open", "failed": "Did not hold"}.__getitem__,
            ),
        ],
        "columns": [
            {"title": "Action", "kind": "link", "values": [item.text for item in items]},
            {"title": "Owner", "kind": "names", "facet": "owner"},
            {
                "title": "Due",
                "kind": "day",
                "values": [item.due.isoformat() if item.due else None for item in items],
            },
            {"title": "State", "kind": "names", "facet": "state"},
            {
                "title": "Overdue, days",
                "kind": "number",
                "values": [item.overdue_days(day) or None for item in items],
            },
            {
                "title": "Age, days",
                "kind": "number",
                "values": [age_days(one, item, day) for one, item in pairs],
            },
            {"title": "Services", "kind": "names", "facet": "service"},
        ],
    }


def _states(item: ActionItem, day: date) -> Iterator[str]:
    """Yield the states of an action item.

    An overdue one is also open or in progress, and a verified one also done.
    """
    if item.overdue_days(day):
        yield "overdue"
    if item.is_done:
        yield "done"
        if item.verified_on:
            yield "verified"
    elif item.is_closed:
        yield "cancelled"
    else:
        yield item.state or "not-recorded"
