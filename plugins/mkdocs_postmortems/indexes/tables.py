"""What the browser filters and sorts: incidents and action items by columns, as small as can be.

The same facts as in the API, of which this is a digest for the site's own script (`table.js`):
a list per column, names by their number. Addresses are relative to the file.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from postmortems.export import File, Source
from postmortems.insights import rows
from postmortems.insights.causes import trigger
from postmortems.model import Corpus, Incident
from postmortems.render import words

INCIDENTS = "incidents/table.json"
ACTIONS = "actions/table.json"

Values = dict[str, Any]


def files(source: Source) -> Iterator[File]:
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
    return [str(year) for year in sorted({one.day.year for one in found}, reverse=True)]


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


def _service(source: Source, found: Sequence[Incident]) -> Values:
    corpus = source.corpus
    return _facet(
        "service",
        "Service",
        [one.services for one in found],
        corpus.service_title,
        address=lambda name: f"../{source.page(f'services/{name}.md')}",
    )


def incidents(source: Source) -> Values:
    """All incidents, newest first."""
    corpus = source.corpus
    found = corpus.incidents
    lesson = corpus.lessons
    back = {one.id for pair in source.histories.recurrences for one in (pair.earlier, pair.later)}
    resolve = [
        next(
            (
                int(d.length.total_seconds())
                for m, d in one.durations.items()
                if m.name == "resolve"
            ),
            None,
        )
        for one in found
    ]
    return {
        "noun": ["incident", "incidents"],
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
                [_open(one, corpus, one.id in back) for one in found],
                {
                    "open": "Open action items",
                    "overdue": "Overdue action items",
                    "back": "Came back while open",
                }.__getitem__,
                ["open", "overdue", "back"],
            ),
        ],
        "columns": [
            {"title": "Date", "kind": "day", "values": [one.day.isoformat() for one in found]},
            {"title": "Incident", "kind": "link", "values": [one.title for one in found]},
            {"title": "Severity", "kind": "badge", "facet": "severity"},
            {"title": "Services", "kind": "names", "facet": "service"},
            {"title": "Time to resolve", "kind": "length", "values": resolve},
            {
                "title": "Open actions",
                "kind": "number",
                "values": [sum(item.is_open for item in one.actions) for one in found],
            },
        ],
    }


def _open(incident: Incident, corpus: Corpus, back: bool) -> Iterator[str]:
    if any(item.is_open for item in incident.actions):
        yield "open"
    if any(item.overdue_days(corpus.as_of) for item in incident.actions):
        yield "overdue"
    if back:
        yield "back"


def actions(source: Source) -> Values:
    """All action items, those of the newest incident first."""
    corpus = source.corpus
    found = rows(corpus)
    of = [incident for incident, _ in found]
    items = [item for _, item in found]
    day = corpus.as_of
    return {
        "noun": ["action item", "action items"],
        "ids": [f"{incident.id} action-{item.id}" for incident, item in found],
        "link": f"../{source.page('incidents/{}.md')}#{{}}",
        "facets": [
            _facet(
                "state",
                "State",
                [
                    ["overdue"] if item.overdue_days(day) else [_state(item.state, item.is_closed)]
                    for item in items
                ],
                order=["overdue", "in-progress", "open", "done", "cancelled", "not-recorded"],
            ),
            _facet("owner", "Owner", [[item.owner or "nobody"] for item in items], str),
            _service(source, of),
            _facet("kind", "Kind", [filter(None, [item.kind]) for item in items]),
            _severity(corpus, of),
            _facet("year", "Year", [[str(one.day.year)] for one in of], str, _years(of)),
            _facet(
                "back",
                "Came back",
                [["back"] if (one.id, item.id) in source.returns else [] for one, item in found],
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
                "values": [item.overdue_days(day) for item in items],
            },
            {
                "title": "Age, days",
                "kind": "number",
                "values": [(day - one.day).days for one in of],
            },
            {"title": "Services", "kind": "names", "facet": "service"},
        ],
    }


def _state(state: str | None, closed: bool) -> str:
    if closed:
        return "cancelled" if state == "cancelled" else "done"
    return state or "not-recorded"
