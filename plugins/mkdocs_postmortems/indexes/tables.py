"""What the browser filters and sorts: incidents and action items by columns, as small as can be.

The same facts as in the API, of which this is a digest for the site's own script (`table.js`):
a list per column, names by their number. Addresses are relative to the file.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from postmortems.export import ExportContext, File
from postmortems.insights import action_totals, age_days, ongoing_days, rows, years
from postmortems.insights.causes import trigger
from postmortems.model import ActionItem, Corpus, Duration, Incident
from postmortems.render import words

INCIDENTS = "incidents/table.json"
ACTIONS = "actions/table.json"

Values = dict[str, Any]


def files(source: ExportContext) -> Iterator[File]:
    """Both tables."""
    yield INCIDENTS, lambda: _dumped(incidents(source))
    yield ACTIONS, lambda: _dumped(actions(source))


def _dumped(table: Values) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def _facet(
    name: str,
    title: str,
    found: Sequence[Iterable[str]],
    named: Callable[[str], str] = words.title,
    order: Sequence[str] | None = None,
    address: Callable[[str], str] | None = None,
) -> Values:
    """Something to filter by: its values, and for each row the numbers of those it has.

    Values come in the order given, else the most frequent first, which the browser sees to.
    """
    sets = [tuple(dict.fromkeys(row)) for row in found]
    used = dict.fromkeys(value for row in sets for value in row)
    known = [v for v in order if v in used] if order is not None else sorted(used)
    number = {value: at for at, value in enumerate(known)}
    return {
        "name": name,
        "title": title,
        "ordered": order is not None,
        "values": [[v, named(v), *([address(v)] if address else [])] for v in known],
        "rows": [[number[v] for v in row if v in number] for row in sets],
    }


def _years(found: Sequence[Incident]) -> list[str]:
    return [str(year) for year in years(found)]


def _ranks(corpus: Corpus) -> dict[str, int]:
    """The place of each severity in the rubric, by which it has its colour."""
    return {name: corpus.severity_rank(name) for name in corpus.severities}


def _severity(corpus: Corpus, found: Sequence[Incident]) -> Values:
    return _facet(
        "severity",
        "Severity",
        [[one.severity] for one in found],
        corpus.severity_title,
        list(corpus.severities),
    )


def _service(source: ExportContext, found: Sequence[Incident]) -> Values:
    corpus = source.corpus
    return _facet(
        "service",
        "Service",
        [one.services for one in found],
        corpus.service_title,
        address=lambda name: f"../{source.page(f'services/{name}.md')}",
    )


def incidents(source: ExportContext) -> Values:
    """All incidents, newest first."""
    corpus = source.corpus
    found = corpus.incidents
    lesson = corpus.lessons
    later = {pair.later.id for pair in source.facts.histories.recurrences}
    earlier = {pair.earlier.id for pair in source.facts.histories.recurrences}
    lengths = [_resolve(one) for one in found]
    ongoing = [ongoing_days(one, corpus.as_of) for one in found]
    totals = [action_totals(one.actions, corpus.as_of) for one in found]
    return {
        "noun": ["incident", "incidents"],
        "hint": "Words of a title, a service, a lesson …",
        "ranks": _ranks(corpus),
        "ids": [one.id for one in found],
        "link": f"../{source.page('incidents/{}.md')}",
        "facets": [
            _severity(corpus, found),
            _service(source, found),
            _facet("status", "Status", [[one.status] for one in found]),
            _facet("year", "Year", [[str(one.day.year)] for one in found], str, _years(found)),
            _facet("trigger", "Trigger", [filter(None, [trigger(one)]) for one in found]),
            _facet(
                "lesson",
                "Lesson",
                [[name for name in one.lesson_names if name in lesson] for one in found],
                lambda name: lesson[name].statement,
            ),
            _facet("team", "Team", [corpus.teams_of(one) for one in found], str),
            _facet(
                "open",
                "Open work",
                [_open(one, corpus, one.id in later, one.id in earlier) for one in found],
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
            {"title": "Date", "kind": "day", "values": [one.day.isoformat() for one in found]},
            {"title": "Incident", "kind": "link", "values": [one.title for one in found]},
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
    found = (one for metric, one in incident.durations.items() if metric.name == "resolve")
    return next(found, None)


def _open(incident: Incident, corpus: Corpus, later: bool, earlier: bool) -> Iterator[str]:
    if any(item.is_open for item in incident.actions):
        yield "open"
    if any(item.overdue_days(corpus.as_of) for item in incident.actions):
        yield "overdue"
    if later:
        yield "back"
    if earlier:
        yield "gap"


def actions(source: ExportContext) -> Values:
    """All action items, those of the newest incident first."""
    corpus = source.corpus
    found = rows(corpus)
    of = [incident for incident, _ in found]
    items = [item for _, item in found]
    day = corpus.as_of
    return {
        "noun": ["action item", "action items"],
        "hint": "Words of an action, an owner, a service …",
        "ids": [f"{incident.id} action-{item.id}" for incident, item in found],
        "link": f"../{source.page('incidents/{}.md')}#{{}}",
        "facets": [
            _facet(
                "state",
                "State",
                [list(_states(item, day)) for item in items],
                order=["overdue", "in-progress", "open", "done", "cancelled", "not-recorded"],
            ),
            _facet("owner", "Owner", [[item.owner or "not recorded"] for item in items], str),
            _service(source, of),
            _facet("kind", "Kind", [filter(None, [item.kind]) for item in items]),
            _severity(corpus, of),
            _facet("year", "Year", [[str(one.day.year)] for one in of], str, _years(of)),
            _facet(
                "back",
                "Came back",
                [
                    ["back"] if (one.id, item.id) in source.facts.returns else []
                    for one, item in found
                ],
                lambda _: "Came back while open",
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
                "values": [age_days(one, item, day) for one, item in found],
            },
            {"title": "Services", "kind": "names", "facet": "service"},
        ],
    }


def _states(item: ActionItem, day: date) -> Iterator[str]:
    """Where an action item stands; one that is overdue is open or in progress, too."""
    if item.overdue_days(day):
        yield "overdue"
    if item.is_closed:
        yield "cancelled" if item.state == "cancelled" else "done"
    else:
        yield item.state or "not-recorded"
