"""The command `postmortems new`: ask for the facts of an incident, check them, create its files."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from ..insights import SimilarIncident
from ..model import MAJOR, Corpus, Moment
from ..model.problem import escape_control_characters
from ..model.scalars import SLUG, Line
from ..model.suggestions import did_you_mean
from ..reader import read
from ..scaffold.new.folder import IncidentExistsError, NewIncident, create
from ..scaffold.new.services import FILE, CannotAddServiceError, entry, with_services
from .new_similar import print_similar, similar_to_new

SEPARATOR = ";"
"""Separates the symptoms in an answer."""
Ask = Callable[[str], str]
_LINE: TypeAdapter[str] = TypeAdapter(Line)


def run(options: argparse.Namespace) -> int:
    """Create a new incident, and ask for missing values if the input is a terminal.

    Args:
        options: see `new`.

    Returns:
        the exit code; see `new`.
    """
    return new(options, ask=input if sys.stdin.isatty() else None)


def new(options: argparse.Namespace, ask: Ask | None) -> int:
    """Create a new incident.

    Args:
        options: `title`, `symptoms`, `severity`, `started`, `services`, `add_service` (whether to
            add the services that are not in the catalogue to it), `incidents` and `json`.
        ask: asks a question and returns the answer; None if the input is not a terminal.

    Returns:
        0, 1 if the incident exists already, 2 if a value is missing or invalid.
    """
    # Only the catalogues are needed before the title is known.
    corpus = read(options.incidents, only=()).corpus
    questions = Questions(corpus, options.incidents, add=options.add_service)
    values = {
        "title": options.title or "",
        "symptoms": "\n".join(options.symptoms),
        "severity": options.severity or "",
        "started": options.started or "",
        "services": " ".join(options.services),
    }
    similar: Sequence[SimilarIncident] | None = None
    problems: list[str] = []
    for name, text in values.items():
        problems += questions.problems(name, text, None if problems else ask)
    if ask and not problems:
        # Without a title, nothing was given on purpose, so every value is asked for.
        for name in ("severity",) if values["title"] else tuple(values):
            values[name] = values[name] or questions.answer(name, ask)
            if name == "symptoms":
                values[name] = values[name].replace(SEPARATOR, "\n")
                similar = _similar(options.incidents, values)
                print_similar(similar)
    missing = [message for name, message in MISSING.items() if not values[name]]
    problems += [message.format(severities=questions.severities) for message in missing]
    services = tuple(values["services"].split())
    added = [name for name in questions.added if name in services]
    try:
        catalogue = with_services(options.incidents, added) if added else None
    except CannotAddServiceError as error:
        problems.append(f"--service: {error}")
    if problems:
        for problem in problems:
            print(f"postmortems: {problem}", file=sys.stderr)
        return 2
    started = Moment.parse(values["started"]) if values["started"] else None
    title = " ".join(values["title"].split())
    if similar is None:
        similar = _similar(options.incidents, values)
        if not options.json:
            print_similar(similar)
    symptoms = _split(values["symptoms"])
    incident = NewIncident(title, values["severity"], started, services, symptoms)
    major = corpus.severity_rank(incident.severity) <= MAJOR
    try:
        written = create(
            options.incidents, incident, today=corpus.as_of, major=major, catalogue=catalogue
        )
    except IncidentExistsError as error:
        print(
            f"postmortems: `{error}` already exists; nothing was written; "
            "choose another title, or edit that incident",
            file=sys.stderr,
        )
        return 1
    _print(written, added, similar, as_json=options.json)
    return 0


def _similar(incidents: Path, values: Mapping[str, str]) -> tuple[SimilarIncident, ...]:
    return similar_to_new(incidents, [values["title"], *_split(values["symptoms"])])


def _split(symptoms: str) -> tuple[str, ...]:
    """Return the symptoms, which are one per line."""
    parts = (" ".join(part.split()) for part in symptoms.splitlines())
    return tuple(part for part in parts if part)


def _print(
    written: list[Path], added: list[str], similar: Sequence[SimilarIncident], *, as_json: bool
) -> None:
    """Print the files of a new incident, and the services that were added to the catalogue."""
    paths = [path.as_posix() for path in written]
    name = written[0].parent.name
    if as_json:
        record = {
            "id": name,
            "files": paths,
            "added_services": added,
            "similar": [{"id": one.id, "title": one.title} for one in similar],
        }
        print(json.dumps(record, ensure_ascii=False, indent=1))
        return
    print("\n".join(paths))
    if added:
        catalogue = (written[0].parent.parent / FILE).as_posix()
        names = ", ".join(f"`{service}`" for service in added)
        print(f"Added to `{catalogue}`: {names}", file=sys.stderr)
    print(f"Fill it in, then: postmortems check; postmortems render {name}", file=sys.stderr)


MISSING = {
    "title": "no title; describe the symptom in a few words",
    "severity": "no severity; choose one with --severity: {severities}",
}
"""The messages about required values that are missing."""


@dataclass(frozen=True)
class Questions:
    """The questions about a new incident, and the checks of their answers.

    `added` are the services to add to the catalogue: with `add` all that are not in it, else those
    that somebody confirmed.
    """

    corpus: Corpus
    incidents: Path
    add: bool
    added: list[str] = field(default_factory=list)

    @property
    def severities(self) -> str:
        """The names of the severities, as a list in a sentence."""
        return ", ".join(self.corpus.severities)

    def answer(self, name: str, ask: Ask) -> str:
        """Ask for a value until the answer is valid, and return it."""
        question = {
            "title": "What can users see? ",
            "symptoms": "Which error messages and alerts, separated by `;` (empty: none)? ",
            "severity": f"Which severity ({self.severities})? ",
            "started": "When did it start, such as 2026-03-14T09:20Z (empty: not known)? ",
            "services": "Which services, separated by spaces (empty: not known)? ",
        }[name]
        while True:
            text = ask(question).strip()
            problems = list(self.problems(name, text, ask))
            if not text and name in MISSING:
                problems = [MISSING[name].partition(";")[0]]
            if not problems:
                return text
            for problem in problems:
                print(f"  {problem}", file=sys.stderr)

    def problems(self, name: str, text: str, ask: Ask | None) -> Iterator[str]:
        """Yield the problems of a value; none if it is empty.

        A service that is not in the catalogue is no problem if it is to be added to it.
        """
        if not text:
            return
        if name == "title":
            yield from _line_problems("the title", text)
        elif name == "symptoms":
            for symptom in _split(text):
                yield from _line_problems("--symptom", symptom)
        elif name == "severity" and text not in self.corpus.severities:
            hint = f"the severities are {self.severities}"
            yield f"--severity: `{escape_control_characters(text)}` is not a severity; {hint}"
        elif name == "started":
            try:
                Moment.parse(text)
            except PydanticCustomError as error:
                yield f"--started: {escape_control_characters(error.message())}"
        elif name == "services":
            yield from self._unknown_services(text.split(), ask)

    def _unknown_services(self, names: list[str], ask: Ask | None) -> Iterator[str]:
        catalogue = (self.incidents / FILE).as_posix()
        for name in names:
            if name in self.corpus.services or name in self.added:
                continue
            suggestion = did_you_mean(name, self.corpus.services)
            if not SLUG.fullmatch(name):
                advice = suggestion or "use letters and digits joined by hyphens"
                yield f"--service: `{escape_control_characters(name)}` is not a name; {advice}"
            elif self.add or (
                ask and _agrees(ask, f"`{name}` is not in `{catalogue}`.", suggestion)
            ):
                self.added.append(name)
            else:
                yield (
                    f"--service: `{name}` is not a service of the catalogue; "
                    f"{f'{suggestion} To' if suggestion else 'to'} add it, give --add-service, "
                    f"or write this line in `{catalogue}`:\n    {entry(name)}"
                )


def _agrees(ask: Ask, statement: str, suggestion: str) -> bool:
    """Ask whether to add a service, and suggest a similar one of the catalogue."""
    sentences = (statement, suggestion.replace("did", "Did", 1), "Add it? [y/N] ")
    question = " ".join(filter(None, sentences))
    return ask(question).strip().lower() in ("y", "yes")


def _line_problems(name: str, text: str) -> Iterator[str]:
    try:
        _LINE.validate_python(text)
    except ValidationError as error:
        yield f"{name}: {escape_control_characters(error.errors()[0]['msg'])}"
