"""Check the references of an incident: names of catalogues, ids, phases and files."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ..model import PHASES, Incident, Level, Loc, Problem, texts
from ..model.images import KINDS, image_paths
from ..model.scalars import SLUG
from ..model.suggestions import did_you_mean
from .catalogues import Catalogues, name_problem
from .files import Folder
from .folder import IncidentFolder

_ACTION_LISTS = {
    "remediation": ("code", "infrastructure", "monitoring", "process"),
    "prevention": ("safeguards", "monitoring", "capacity", "disaster_recovery"),
}
"""The lists whose entries are an action item's id or plain text."""
_ENTRIES = {
    "services": "the line `{name}:`",
    "lessons": "the line `{name}: {{statement: …}}`",
}
"""The line that adds an entry to a catalogue, as a hint shows it."""


class Report(Protocol):
    """A function that adds a problem at a place of the incident."""

    def __call__(
        self, loc: Loc, rule: str, message: str, hint: str = "", level: Level = "error"
    ) -> None:
        """Add a problem."""


@dataclass(frozen=True)
class Names:
    """The valid targets of references.

    `incidents` are the ids and aliases of all incidents, including those that could not be read.
    """

    catalogues: Catalogues
    incidents: frozenset[str]


def check_references(folder: IncidentFolder, names: Names) -> list[Problem]:
    """Return the problems of an incident's references and of values that contradict each other."""
    incident = folder.incident
    if incident is None:
        return []
    problems: list[Problem] = []

    def report(loc: Loc, rule: str, message: str, hint: str = "", level: Level = "error") -> None:
        problems.append(Problem(folder.place(loc), rule, message, hint, level))

    def require(
        loc: Loc, name: str, targets: Iterable[str] | None, target: str, otherwise: str
    ) -> None:
        kind = target.split()[0]
        file = f"{kind}s"
        if file in names.catalogues.missing and "catalogue" in target:
            report(
                loc,
                f"unknown-{kind}",
                f"`{name}` is not a {target}: there is no file `{file}.yaml` beside the incidents",
                f"create the file with {_ENTRIES[file].format(name=name)}",
            )
        elif targets is not None and name not in targets:
            invalid = name_problem(name, name) if "catalogue" in target else None
            report(
                loc,
                f"unknown-{kind}",
                f"`{name}` is not {'an' if target[0] in 'aeiou' else 'a'} {target}",
                invalid[2] if invalid else did_you_mean(name, targets, otherwise),
            )

    catalogues = names.catalogues
    if catalogues.severities is not None and incident.severity not in catalogues.severities:
        levels = ", ".join(f"`{name}`" for name in catalogues.severities)
        message = f"`{incident.severity}` is not a severity"
        report(("severity",), "unknown-severity", message, f"the severities are {levels}")
    loc: Loc
    for index, name in enumerate(incident.services):
        loc = ("impact", "system", "services", index)
        require(
            loc, name, catalogues.services, "service of the catalogue", "add it to `services.yaml`"
        )
    for loc, name in _lessons(incident):
        require(
            loc, name, catalogues.lessons, "lesson of the catalogue", "add it to `lessons.yaml`"
        )
    for index, related in enumerate(incident.related):
        loc = ("related", index, "incident")
        own = {incident.id, *incident.aliases}
        if related.incident in own:
            report(loc, "unknown-incident", "the incident is related to itself", "remove the row")
        elif related.incident not in names.incidents:
            others = names.incidents - own
            require(loc, related.incident, others, "incident", "give the name of its folder")
    # Without these conditions, references to a rejected row would be problems too.
    actions = [item.id for item in incident.actions]
    if not folder.rejected.has_key("lessons.action_items.id"):
        for loc, text in _action_ids(incident, actions):
            require(loc, text, actions, "action item of this incident", "write it as a sentence")
    nodes = [node.id for node in incident.root_cause.nodes]
    if not folder.rejected.has_key("root_cause.nodes.id"):
        for loc, name in _node_ids(incident):
            require(loc, name, nodes, "node of this incident's root cause", "add it under `nodes`")
    for loc, name in _duplicate_ids(incident):
        report(loc, "doubled-id", f"duplicate id `{name}`", "rename one of them")
    for index, item in enumerate(incident.actions):
        if item.done_on and item.state in ("open", "in-progress"):
            report(
                ("lessons", "action_items", index, "done_on"),
                "state-disagrees",
                f"the action item is `{item.state}`, but was done on {item.done_on}",
                "remove one of the two",
            )
    _check_phases(incident, report)
    _check_evidence(incident, folder, report)
    if not folder.rejected.has_key("evidence.file"):
        _check_images(incident, report)
    return problems


def _lessons(incident: Incident) -> Iterator[tuple[Loc, str]]:
    for part in ("went_well", "improve", "got_lucky", "action_items"):
        for index, entry in enumerate(getattr(incident.lessons, part)):
            if entry.lesson:
                yield ("lessons", part, index, "lesson"), entry.lesson


def _action_ids(incident: Incident, actions: list[str]) -> Iterator[tuple[Loc, str]]:
    """Yield the entries that look like an id: a hyphenated slug, or one word similar to an id."""
    for section, lists in _ACTION_LISTS.items():
        for name in lists:
            for index, text in enumerate(getattr(getattr(incident, section), name)):
                looks_like_id = "-" in text and text == text.lower() and SLUG.fullmatch(text)
                if looks_like_id or (" " not in text and did_you_mean(text, actions)):
                    yield (section, name, index), text


def _node_ids(incident: Incident) -> Iterator[tuple[Loc, str]]:
    for index, node in enumerate(incident.root_cause.nodes):
        for part in ("caused_by", "leads_to"):
            for position, name in enumerate(getattr(node, part)):
                yield ("root_cause", "nodes", index, part, position), name
    for index, item in enumerate(incident.actions):
        for position, name in enumerate(item.addresses):
            yield ("lessons", "action_items", index, "addresses", position), name


def _duplicate_ids(incident: Incident) -> Iterator[tuple[Loc, str]]:
    lists: dict[Loc, list[str]] = {
        ("root_cause", "nodes"): [node.id for node in incident.root_cause.nodes],
        ("lessons", "action_items"): [item.id for item in incident.actions],
    }
    for loc, ids in lists.items():
        counts: Counter[str] = Counter()
        for index, name in enumerate(ids):
            counts[name] += 1
            if counts[name] > 1:
                yield (*loc, index, "id"), name


def _check_phases(incident: Incident, report: Report) -> None:
    rows = {row.marks: row for row in reversed(incident.timeline)}
    for phase in PHASES:
        time, row = getattr(incident.times, phase), rows.get(phase)
        if time and row and row.time.at != time.at:
            report(
                ("times", phase),
                "phases-disagree",
                f"`{phase}` is {time} here, but {row.time} in the row that marks it",
                "remove one of the two, or correct it",
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


def _check_evidence(incident: Incident, folder: IncidentFolder, report: Report) -> None:
    files = Folder(folder.path, folder.path.name)
    references = [
        (("evidence", index, "file"), entry.file) for index, entry in enumerate(incident.evidence)
    ]
    references += [
        (("timeline", index, "evidence"), entry.evidence)
        for index, entry in enumerate(incident.timeline)
        if entry.evidence
    ]
    for loc, name in references:
        if name.startswith(("/", "\\", "~")) or ".." in name.replace("\\", "/").split("/"):
            report(
                loc,
                "path-outside-folder",
                f"`{name}` is outside the incident's folder",
                "put the file under `evidence`, and write its path from the incident's folder",
            )
        elif not files.contains(name):
            report(
                loc,
                "link-outside-folder",
                f"`{name}` is a symbolic link to a place outside the incident's folder",
                "put the file itself there",
            )
        elif not files.has(name):
            report(
                loc, "missing-file", f"there is no file `{name}`", "add it, or remove the reference"
            )


def _check_images(incident: Incident, report: Report) -> None:
    """Report the images that no page shows, because of their place or their kind."""
    files = {entry.file for entry in incident.evidence}
    for text in texts(incident):
        if not text.has_images:
            continue
        for path in image_paths(text.words):
            if path not in files:
                message = f"the image `{path}` is not shown: it is not listed under `evidence`"
                hint = f"list it there: `- {{file: {path}, publish: true}}`"
                report(text.loc, "image-not-shown", message, hint, "warning")
            elif not path.lower().endswith(KINDS):
                message = f"`{path}` is shown as a link: it is not a GIF, JPEG or PNG file"
                report(text.loc, "image-not-shown", message, "convert it", "warning")
