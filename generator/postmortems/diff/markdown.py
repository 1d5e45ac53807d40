"""A comparison as Markdown, in the words and the order of somebody who reviews it."""

import re
from collections.abc import Iterator

from ..model import METRICS, Incident, Problem
from ..model.phases import PHASES
from ..render import words
from ..render.markdown import Markdown, code, line
from .comparison import Change, Comparison, Gain

MOST = 30
"""As many new findings are listed; more of them are a number."""
_MENTION = re.compile(r"@(?=\w)")


def markdown(found: Comparison) -> str:
    """The summary: incidents, what the indexes gain, what looks alike, and new findings."""
    blocks = [f"## Postmortems: {_headline(found)}"]
    told = (("added", found.added), ("renamed", found.renamed), ("changed", found.changed))
    for title, changes in told:
        for change in changes:
            blocks += _incident(change, title, found)
    blocks += _others(found)
    blocks += _gains(found.gains)
    blocks += _entries(found)
    blocks += _new(found)
    # A person named in an incident is not to be called by whoever reviews it.
    return _MENTION.sub("@\u2060", "\n\n".join(blocks)) + "\n"


def _headline(found: Comparison) -> str:
    counts = [
        (len(found.added), "added"),
        (len(found.renamed), "renamed"),
        (len(found.changed), "changed"),
        (len(found.removed), "removed"),
        (len(found.broken), "not readable"),
    ]
    said = [f"{number} {what}" for number, what in counts if number]
    return ", ".join(said) or "no incident added or changed"


def _incident(change: Change, what: str, found: Comparison) -> Iterator[str]:
    incident = change.now
    yield f"### {line(incident.title)} ({what})"
    services = ", ".join(found.corpus.service_title(name) for name in incident.services)
    facts = [
        code(incident.id),
        line(found.corpus.severity_title(incident.severity)),
        line(services) if services else Markdown("no service named"),
        line(words.title(incident.kind)),
        line(words.title(incident.status)),
        Markdown(f"document: {words.title(incident.document.status).lower()}"),
    ]
    yield " · ".join(facts)
    if change.was:
        yield f"Its folder was {code(change.was)}, and so was the address of its page."
    if rows := list(_times(change)):
        yield "\n".join(rows)
    if change.sections:
        yield f"Changed: {', '.join(change.sections)}."
    yield _steps(incident, found)
    if change.alike:
        yield "\n".join(["Looks like:", "", *_alike(change)])


def _times(change: Change) -> Iterator[str]:
    """A table of the phases and computed durations, with what they were where that is another."""
    now, before = change.now, change.before
    told = [(words.title(phase), *(_phase(of, phase) for of in (now, before))) for phase in PHASES]
    told += [
        (metric.label, *(_duration(of, metric.name) for of in (now, before))) for metric in METRICS
    ]
    if before and before.severity != now.severity:
        told.append(("Severity", now.severity, before.severity))
    told = [row for row in told if row[1] or row[2]]
    if told:
        yield "| | Now | Before |" if before else "| | |"
        yield "|---|---|---|" if before else "|---|---|"
    for label, value, old in told:
        same = " |" if old == value else f" {old} |"
        yield f"| {label} | {value or 'not recorded'} |{same if before else ''}"


def _phase(of: Incident | None, phase: str) -> str:
    found = {str(name): moment for name, moment in of.phases.items()} if of else {}
    return words.time(found[phase]) if phase in found else ""


def _duration(of: Incident | None, name: str) -> str:
    found = of.durations.items() if of else ()
    return next((words.duration(value) for metric, value in found if metric.name == name), "")


def _steps(incident: Incident, found: Comparison) -> str:
    steps = found.report.scorecards.get(incident.id, ())
    missing = [f"{step.number}: {line(step.says)}" for step in steps if not step.done]
    done = len(steps) - len(missing)
    verb = "is" if done == 1 else "are"
    head = f"{done} of the template's {len(steps)} steps {verb} taken"
    return f"{head}. Missing are {'; '.join(missing)}." if missing else f"{head}."


def _alike(change: Change) -> Iterator[str]:
    for like in change.alike:
        other = like.incident
        left = [line(item.text) for item in other.actions if item.is_open]
        still = f"; still open there: {'; '.join(left)}" if left else ""
        yield f"- {line(other.title)} ({code(other.id)}): {like.reasons}{still}"


def _others(found: Comparison) -> Iterator[str]:
    if found.removed:
        yield f"Removed: {', '.join(map(code, found.removed))}."
    if found.broken:
        yield f"Not readable until mended: {', '.join(map(code, found.broken))}."


def _gains(gains: tuple[Gain, ...]) -> Iterator[str]:
    if gains:
        yield "### What the lessons gain"
        yield "\n".join(f"- {_gain(gain)}" for gain in gains)


def _gain(gain: Gain) -> str:
    said = f"*{line(gain.statement.removesuffix('.'))}* ({code(gain.lesson)})"
    if gain.previous is None or gain.gap is None:
        return f"{said} is new: {code(gain.by.id)} is the first of {gain.taught} to teach it."
    seen = words.count(gain.taught, "incident")
    said += f" is now seen in {seen}, {words.gap(gain.gap)} after {code(gain.previous.id)}"
    return f"{said}, **while {_late(gain)}**." if gain.backs else f"{said}."


def _late(gain: Gain) -> str:
    """The action items that were open, each once, with its incident unless that was just named."""
    found: dict[tuple[str, str], int] = {}
    for back in gain.backs:
        own = (back.action.text, back.earlier.id)
        found[own] = max(back.overdue_days, found.get(own, 0))
    named = gain.previous.id if gain.previous else ""
    rows = [
        (f"“{line(text)}”" + (f" of {code(at)}" if at != named else ""), days)
        for (text, at), days in found.items()
    ]
    if len(rows) == 1:
        [(said, days)] = rows
        return f"{said} was open" + (f" and {words.count(days, 'day')} overdue" if days else "")
    *most, last = [
        said + (f" ({words.count(days, 'day')} overdue)" if days else "") for said, days in rows
    ]
    return f"{', '.join(most)} and {last} were open"


def _entries(found: Comparison) -> Iterator[str]:
    """What the catalogues gain, each name with what it stands for."""
    corpus = found.corpus
    rows = [
        f"- service {_named(name, corpus.service_title(name))}"
        for name in found.entries["services"]
    ]
    rows += [
        f"- lesson {_named(name, corpus.lessons[name].statement)}"
        for name in found.entries["lessons"]
    ]
    rows += [
        f"- severity {_named(name, corpus.severity_title(name))}"
        for name in found.entries["severities"]
    ]
    if rows:
        yield "### What the catalogues gain"
        yield "\n".join(rows)


def _named(name: str, said: str) -> str:
    return code(name) if said == name else f"{code(name)}: {line(said)}"


def _new(found: Comparison) -> Iterator[str]:
    if found.new:
        yield f"### {words.count(len(found.new), 'new finding')}"
        rows = [_row(problem) for problem in found.new[:MOST]]
        if len(found.new) > MOST:
            rows.append(f"- and {len(found.new) - MOST} more, which `postmortems check` shows")
        yield "\n".join(rows)
    if found.mended:
        yield f"{words.count(found.mended, 'finding')} mended."
    if found.held:
        yield f"{words.count(found.held, 'finding')} added to the baseline, not mended."
    if not found.new:
        yield "No new findings."


def _row(problem: Problem) -> str:
    where = f"{problem.place.path}:{problem.place.line}"
    hint = f"; {line(problem.hint)}" if problem.hint else ""
    said = f"{line(problem.message)}{hint}"
    return f"- **{problem.level}** {code(where)} {code(problem.rule)}: {said}"
