"""What an incident points at, and whether it is there: names, ids, phases, files."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ..model import PHASES, Incident, Loc, Problem
from ..model.scalars import SLUG
from ..model.suggestions import did_you_mean
from .catalogues import Catalogues, name_problem
from .files import Folder
from .folder import IncidentFolder

_POINTING = {
    "remediation": ("code", "infrastructure", "monitoring", "process"),
    "prevention": ("safeguards", "monitoring", "capacity", "disaster_recovery"),
}
"""The lists whose entries are an action item's id or plain text."""


_ENTRIES = {
    "services": "the line `{name}:`",
    "lessons": "the line `{name}: {{statement: …}}`",
}
"""What a catalogue needs to hold of an entry."""


class Report(Protocol):
    """Notes a problem at a place of the incident."""

    def __call__(self, loc: Loc, rule: str, message: str, hint: str = "") -> None:
        """Note it."""


@dataclass(frozen=True)
class Names:
    """What may be pointed at. `incidents` includes aliases and incidents that could not be read."""

    catalogues: Catalogues
    incidents: frozenset[str]


def check_references(found: IncidentFolder, names: Names) -> list[Problem]:
    """Everything one incident points at that is not there, and whatever contradicts itself."""
    incident = found.incident
    if incident is None:
        return []
    problems: list[Problem] = []

    def report(loc: Loc, rule: str, message: str, hint: str = "") -> None:
        problems.append(Problem(found.place(loc), rule, message, hint))

    def known(loc: Loc, name: str, among: Iterable[str] | None, what: str, advice: str) -> None:
        file = f"{what.split()[0]}s"
        if file in names.catalogues.missing and "catalogue" in what:
            report(
                loc,
                f"unknown-{what.split()[0]}",
                f"`{name}` is not a {what}: there is no file `{file}.yaml` beside the incidents",
                f"make the file, with {_ENTRIES[file].format(name=name)}",
            )
        elif among is not None and name not in among:
            unusable = name_problem(name, name) if "catalogue" in what else None
            report(
                loc,
                f"unknown-{what.split()[0]}",
                f"`{name}` is not {'an' if what[0] in 'aeiou' else 'a'} {what}",
                unusable[2] if unusable else did_you_mean(name, among, advice),
            )

    lists = names.catalogues
    if lists.severities is not None and incident.severity not in lists.severities:
        levels = ", ".join(f"`{name}`" for name in lists.severities)
        message = f"`{incident.severity}` is not a severity"
        report(("severity",), "unknown-severity", message, f"the severities are {levels}")
    loc: Loc
    for index, name in enumerate(incident.services):
        loc = ("impact", "system", "services", index)
        known(loc, name, lists.services, "service of the catalogue", "add it to `services.yaml`")
    for loc, name in _lessons(incident):
        known(loc, name, lists.lessons, "lesson of the catalogue", "add it to `lessons.yaml`")
    for index, related in enumerate(incident.related):
        loc = ("related", index, "incident")
        own = {incident.id, *incident.aliases}
        if related.incident in own:
            report(loc, "unknown-incident", "the incident is related to itself", "remove the row")
        elif related.incident not in names.incidents:
            others = names.incidents - own
            known(loc, related.incident, others, "incident", "give the name of its folder")
    # What is pointed at may be the row that was left out.
    actions = [item.id for item in incident.actions]
    if not found.left_out.holds("lessons.action_items.id"):
        for loc, text in _action_ids(incident, actions):
            known(loc, text, actions, "action item of this incident", "write it as a sentence")
    nodes = [node.id for node in incident.root_cause.nodes]
    if not found.left_out.holds("root_cause.nodes.id"):
        for loc, name in _node_ids(incident):
            known(loc, name, nodes, "node of this incident's root cause", "add it under `nodes`")
    for loc, name in _doubled(incident):
        report(loc, "doubled-id", f"`{name}` is the id of two of them", "give each its own")
    for index, item in enumerate(incident.actions):
        if item.done_on and item.state in ("open", "in-progress"):
            report(
                ("lessons", "action_items", index, "done_on"),
                "state-disagrees",
                f"the action item is `{item.state}` and was done on {item.done_on}",
                "keep one of them",
            )
    _check_phases(incident, report)
    _check_evidence(incident, found, report)
    return problems


def _lessons(incident: Incident) -> Iterator[tuple[Loc, str]]:
    for part in ("went_well", "improve", "got_lucky", "action_items"):
        for index, entry in enumerate(getattr(incident.lessons, part)):
            if entry.lesson:
                yield ("lessons", part, index, "lesson"), entry.lesson


def _action_ids(incident: Incident, actions: list[str]) -> Iterator[tuple[Loc, str]]:
    """Entries that look like ids: a slug of several words, or one that nearly is an id."""
    for section, lists in _POINTING.items():
        for name in lists:
            for index, text in enumerate(getattr(getattr(incident, section), name)):
                looks_so = "-" in text and text == text.lower() and SLUG.fullmatch(text)
                if looks_so or (" " not in text and did_you_mean(text, actions)):
                    yield (section, name, index), text


def _node_ids(incident: Incident) -> Iterator[tuple[Loc, str]]:
    for index, node in enumerate(incident.root_cause.nodes):
        for part in ("caused_by", "leads_to"):
            for at, name in enumerate(getattr(node, part)):
                yield ("root_cause", "nodes", index, part, at), name
    for index, item in enumerate(incident.actions):
        for at, name in enumerate(item.addresses):
            yield ("lessons", "action_items", index, "addresses", at), name


def _doubled(incident: Incident) -> Iterator[tuple[Loc, str]]:
    lists: dict[Loc, list[str]] = {
        ("root_cause", "nodes"): [node.id for node in incident.root_cause.nodes],
        ("lessons", "action_items"): [item.id for item in incident.actions],
    }
    for loc, ids in lists.items():
        seen: Counter[str] = Counter()
        for index, name in enumerate(ids):
            seen[name] += 1
            if seen[name] > 1:
                yield (*loc, index, "id"), name


def _check_phases(incident: Incident, report: Report) -> None:
    rows = {row.marks: row for row in reversed(incident.timeline)}
    for phase in PHASES:
        given, row = getattr(incident.times, phase), rows.get(phase)
        if given and row and row.time.at != given.at:
            report(
                ("times", phase),
                "phases-disagree",
                f"`{phase}` is {given} here and {row.time} in the row that marks it",
                "keep one of them",
            )
    started = incident.phases.get("started")
    for phase, moment in incident.phases.items():
        if started and moment.at < started.at:
            report(
                incident.phase_loc(phase),
                "phases-out-of-order",
                f"`{phase}` at {moment} is before `started` at {started}",
                "correct one of the two",
            )


def _check_evidence(incident: Incident, found: IncidentFolder, report: Report) -> None:
    files = Folder(found.path, found.path.name)
    given = [
        (("evidence", index, "file"), entry.file) for index, entry in enumerate(incident.evidence)
    ]
    given += [
        (("timeline", index, "evidence"), entry.evidence)
        for index, entry in enumerate(incident.timeline)
        if entry.evidence
    ]
    for loc, name in given:
        if name.startswith(("/", "\\", "~")) or ".." in name.replace("\\", "/").split("/"):
            report(
                loc,
                "path-outside-folder",
                f"`{name}` leads out of the incident's folder",
                "put the file under `evidence` and name it from there",
            )
        elif not files.contains(name):
            report(
                loc,
                "link-outside-folder",
                f"`{name}` is a symbolic link to a place outside the incident's folder",
                "put the file itself there",
            )
        elif not files.has(name):
            report(loc, "missing-file", f"there is no file `{name}`", "add it or remove the row")
