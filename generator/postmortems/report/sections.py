"""The report of overdue work as Markdown, for an issue, and as plain text, for a terminal."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..insights import OpenRecurrence, OverdueRow, RecurrenceAfterFix
from ..model import ActionItem, Incident
from ..render import words
from ..render.markdown import code, line, without_mentions
from .overdue import LatePostmortem, OverdueReport

MOST = 50
"""The rows of a list that are shown; the others are counted."""

Section = tuple[str, list[str]]
"""A heading and the rows below it."""


@dataclass(frozen=True)
class _Style:
    """How the parts of a row are written: an author's text, a name, and what is to stand out."""

    text: Callable[[str], str]
    name: Callable[[str], str]
    strong: Callable[[str], str]

    def incident(self, incident: Incident) -> str:
        """Return the title of an incident with its id."""
        return f"{self.text(incident.title)} ({self.name(incident.id)})"

    def item(self, item: ActionItem, *more: str) -> str:
        """Return the text of an action item with its id, its owner and more in parentheses."""
        owner = self.text(item.owner) if item.owner else "no owner"
        parts = (self.name(item.id), owner, *more)
        return f"{self.text(item.text)} ({', '.join(parts)})"


_MARKDOWN = _Style(line, code, lambda words: f"**{words}**")
_TEXT = _Style(lambda text: " ".join(text.split()), lambda name: name, lambda words: words)


def markdown(report: OverdueReport) -> str:
    """Return the report as Markdown that mentions nobody."""
    blocks = [f"## Overdue work as of {report.day}"]
    for heading, rows in _sections(report, _MARKDOWN):
        blocks += [f"### {heading}", "\n".join(f"- {row}" for row in rows)]
    return without_mentions("\n\n".join([*blocks, *_notes(report)])) + "\n"


def text(report: OverdueReport) -> str:
    """Return the report as plain text."""
    blocks = [f"Overdue work as of {report.day}"]
    for heading, rows in _sections(report, _TEXT):
        blocks.append("\n".join([heading, *(f"  - {row}" for row in rows)]))
    return "\n\n".join([*blocks, *_notes(report)]) + "\n"


def _notes(report: OverdueReport) -> Iterator[str]:
    within = words.count(report.within, "day")
    if not report.entries:
        yield f"Nothing is overdue, and no lesson came back within the last {within}."
    if report.unread:
        verb = "is" if report.unread == 1 else "are"
        yield (
            f"{words.count(report.unread, 'incident')} {verb} left out because of errors; "
            "see `postmortems check`."
        )


def _sections(report: OverdueReport, style: _Style) -> Iterator[Section]:
    """Yield the sections that have rows, each with its number of rows in the heading."""
    within = f"within the last {words.count(report.within, 'day')}"
    items = [_item(row, style) for row in report.items]
    if items:
        yield words.count(len(items), "overdue action item"), _capped(items)
    late = [_postmortem(row, style) for row in report.postmortems]
    if late:
        yield words.count(len(late), "overdue postmortem"), _capped(late)
    came_back = [_came_back(back, report, style) for back in report.came_back]
    if came_back:
        heading = f"Came back while the fix was still open, {within}: {len(came_back)}"
        yield heading, _capped(came_back)
    failed = [_did_not_hold(back, report, style) for back in report.did_not_hold]
    if failed:
        yield f"The fix did not hold, {within}: {len(failed)}", _capped(failed)


def _capped(rows: Sequence[str]) -> list[str]:
    more = [f"and {len(rows) - MOST:,} more"] if len(rows) > MOST else []
    return [*rows[:MOST], *more]


def _item(row: OverdueRow, style: _Style) -> str:
    incident, item, days = row
    overdue = style.strong(f"{words.count(days, 'day')} overdue")
    return f"{overdue}: {style.item(item, f'due on {item.due}')}, of {style.incident(incident)}"


def _postmortem(row: LatePostmortem, style: _Style) -> str:
    incident = row.incident
    overdue = style.strong(f"{words.count(row.days, 'day')} overdue")
    status = words.title(incident.document.status).lower()
    allows = f"{style.name(incident.severity)} allows {words.count(row.allowed, 'day')}"
    return f"{overdue}: {style.incident(incident)}; the postmortem is {status}, and {allows}"


def _came_back(back: OpenRecurrence, report: OverdueReport, style: _Style) -> str:
    gap = words.gap(back.later.day - back.earlier.day)
    overdue = f", {words.count(back.overdue_days, 'day')} overdue" if back.overdue_days else ""
    since = "still open" if back.action.is_open else words.done(back.action)
    return (
        f"{_lesson(back.lesson, report, style)}: {style.incident(back.later)} came {gap} after "
        f"{style.incident(back.earlier)}, with this action item open then{overdue}: "
        f"{style.item(back.action, since)}"
    )


def _did_not_hold(back: RecurrenceAfterFix, report: OverdueReport, style: _Style) -> str:
    items = "; ".join(style.item(item, words.done(item)) for item in back.fix.items)
    where = words.again_in(back.shared_services, report.catalogues.service_title)
    again = f" {style.text(where)}" if where else ""
    return (
        f"{_lesson(back.lesson, report, style)}: {style.incident(back.later)} came{again} "
        f"{words.count(back.days, 'day')} after the fix of {style.incident(back.earlier)} was "
        f"done: {items}"
    )


def _lesson(name: str, report: OverdueReport, style: _Style) -> str:
    statement = report.catalogues.lessons[name].statement.removesuffix(".")
    return f"{style.strong(style.text(statement))} ({style.name(name)})"
