"""The added, renamed, changed, removed and unreadable incidents as Markdown."""

from collections.abc import Iterator

from ...model import METRICS, Corpus, Incident
from ...model.phases import PHASES
from ...render import words
from ...render.markdown import Markdown, code, line
from ..comparison import Comparison
from ..incidents import Change, Removed
from .lists import MOST, capped, names


def changed_incidents(comparison: Comparison) -> Iterator[str]:
    """Yield a block for each incident that was added, renamed or changed."""
    changes = [
        *((change, "added") for change in comparison.incidents.added),
        *((change, "renamed") for change in comparison.incidents.renamed),
        *((change, "changed") for change in comparison.incidents.changed),
    ]
    for change, what in changes[:MOST]:
        yield from _incident(change, what, comparison)
    if rest := changes[MOST:]:
        yield f"And {words.count(len(rest), 'more incident')}:"
        yield capped([f"- {code(change.now.id)} ({what})" for change, what in rest])
    if comparison.incidents.renamed_within:
        yield "### Changed only by the new names"
        yield names(comparison.incidents.renamed_within)


def removed_incidents(comparison: Comparison) -> Iterator[str]:
    """Yield a block for each incident that was removed: its facts, and what is lost with it."""
    for removed in comparison.incidents.removed[:MOST]:
        yield from _removed(removed, comparison.base)
    if rest := comparison.incidents.removed[MOST:]:
        yield f"And {words.count(len(rest), 'more incident')} removed:"
        yield capped([f"- {_title(removed)}" for removed in rest])


def _removed(removed: Removed, base: Corpus) -> Iterator[str]:
    yield f"### {_title(removed)} (removed)"
    incident = removed.incident
    if incident is None:
        yield "It could not be read at the base either."
        return
    yield " · ".join(_facts(incident, base))
    if removed.heir:
        yield f"Its id is now an alias of {code(removed.heir.id)}."
    if rows := list(_taken_along(incident, base)):
        yield capped(rows)


def _title(removed: Removed) -> str:
    return line(removed.incident.title) if removed.incident else code(removed.id)


def _taken_along(incident: Incident, base: Corpus) -> Iterator[str]:
    """Yield what is lost with an incident: the lessons it taught and its open action items."""
    for name in incident.lesson_names:
        lesson = base.lessons.get(name)
        yield f"- it taught {code(name)}" + (f": {line(lesson.statement)}" if lesson else "")
    for item in incident.actions:
        if item.is_open:
            yield f"- its action item is still open: {line(item.text)}"


def unreadable_incidents(comparison: Comparison) -> Iterator[str]:
    """Yield the incidents that cannot be read as they are now."""
    if comparison.incidents.broken:
        yield f"Not readable until fixed: {names(comparison.incidents.broken)}."


def _incident(change: Change, what: str, comparison: Comparison) -> Iterator[str]:
    incident = change.now
    yield f"### {line(incident.title)} ({what})"
    yield " · ".join(_facts(incident, comparison.corpus))
    if change.was:
        alias = ", which is now one of its aliases" if change.was in incident.aliases else ""
        yield f"Its folder was {code(change.was)}{alias}."
    if rows := list(_times(change)):
        yield "\n".join(rows)
    if change.sections:
        yield f"Changed: {', '.join(change.sections)}."
    yield _steps(incident, comparison)
    if change.similar:
        yield "\n".join(["Similar incidents:", "", *_similar(change)])


def _facts(incident: Incident, corpus: Corpus) -> list[Markdown]:
    services = ", ".join(corpus.service_title(name) for name in incident.services)
    return [
        code(incident.id),
        line(corpus.severity_title(incident.severity)),
        line(services) if services else Markdown("no service named"),
        line(words.title(incident.kind)),
        line(words.title(incident.status)),
        Markdown(f"document: {words.title(incident.document.status).lower()}"),
    ]


def _times(change: Change) -> Iterator[str]:
    """Yield the rows of a table of phases and durations, with the old values that differ."""
    now, before = change.now, change.before
    rows = [(words.title(phase), *(_phase(of, phase) for of in (now, before))) for phase in PHASES]
    rows += [
        (metric.label, *(_duration(of, metric.name) for of in (now, before))) for metric in METRICS
    ]
    if before and before.severity != now.severity:
        rows.append(("Severity", now.severity, before.severity))
    rows = [row for row in rows if row[1] or row[2]]
    if rows:
        yield "| | Now | Before |" if before else "| | |"
        yield "|---|---|---|" if before else "|---|---|"
    for label, value, old in rows:
        previous = "unchanged" if old == value else old or "not recorded"
        yield f"| {label} | {value or 'not recorded'} |" + (f" {previous} |" if before else "")


def _phase(of: Incident | None, phase: str) -> str:
    times = {str(name): moment for name, moment in of.phases.items()} if of else {}
    return words.time(times[phase]) if phase in times else ""


def _duration(of: Incident | None, name: str) -> str:
    durations = of.durations.items() if of else ()
    return next((words.duration(value) for metric, value in durations if metric.name == name), "")


def _steps(incident: Incident, comparison: Comparison) -> str:
    steps = comparison.report.scorecards.get(incident.id, ())
    missing = [f"{step.number}: {line(step.says)}" for step in steps if not step.done]
    done = len(steps) - len(missing)
    verb = "is" if done == 1 else "are"
    head = f"{done} of the template's {len(steps)} steps {verb} done"
    return f"{head}. Not done: {'; '.join(missing)}." if missing else f"{head}."


def _similar(change: Change) -> Iterator[str]:
    for one in change.similar:
        reason = ", ".join(map(line, one.words))
        yield f"- {line(one.title)} ({code(one.id)}, {one.day}): {reason}"
        if one.sentence:
            yield f"    - “{line(one.sentence)}”"
        if one.lesson:
            yield f"    - similar lesson: “{line(one.lesson)}”"
        yield f"    - its fix: {line(words.fix(one))}"
