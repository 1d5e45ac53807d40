"""The command `postmortems new`: what was given or asked for, checked, then made."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from ..model import MAJOR, Corpus, Moment
from ..model.problem import seen
from ..model.scalars import SLUG, Line
from ..model.suggestions import did_you_mean
from ..reader import read
from ..scaffold.new.folder import IncidentExistsError, NewIncident, create
from ..scaffold.new.services import FILE, CannotAddServiceError, entry, with_services

Ask = Callable[[str], str]
_LINE: TypeAdapter[str] = TypeAdapter(Line)


def new(options: argparse.Namespace, ask: Ask | None) -> int:
    """Make a new incident.

    Args:
        options: `title`, `severity`, `started`, `services`, `add_service` (whether to add those
            to the catalogue that it lacks), `incidents` and `json`.
        ask: how to ask for what was not given; None where nobody is there to answer.

    Returns:
        0, 1 when there is such an incident already, 2 when something given is not right.
    """
    corpus = read(options.incidents).corpus
    questions = Questions(corpus, options.incidents, add=options.add_service)
    given = questions.given(options)
    problems: list[str] = []
    for name, text in given.items():
        problems += questions.wrong(name, text, None if problems else ask)
    if ask and not problems:
        # Who has said what matters is not asked for the rest.
        wanted = tuple(given) if not given["title"] else ("severity",)
        for name in wanted:
            given[name] = given[name] or questions.answer(name, ask)
    missing = [message for name, message in MISSING.items() if not given[name]]
    problems += [message.format(known=questions.severities) for message in missing]
    services = tuple(given["services"].split())
    added = [name for name in questions.added if name in services]
    try:
        catalogue = with_services(options.incidents, added) if added else None
    except CannotAddServiceError as reason:
        problems.append(f"--service: {reason}")
    if problems:
        for problem in problems:
            print(f"postmortems: {problem}", file=sys.stderr)
        return 2
    moment = Moment.parse(given["started"]) if given["started"] else None
    start = NewIncident(" ".join(given["title"].split()), given["severity"], moment, services)
    major = list(corpus.severities).index(start.severity) < MAJOR
    try:
        written = create(
            options.incidents, start, today=corpus.as_of, major=major, catalogue=catalogue
        )
    except IncidentExistsError as taken:
        print(
            f"postmortems: there is `{taken}` already; nothing was written; "
            "give another title, or add to the incident that is there",
            file=sys.stderr,
        )
        return 1
    _print(written, added, as_json=options.json)
    return 0


def _print(written: list[Path], added: list[str], *, as_json: bool) -> None:
    """Print the files of an incident, and the services that were added to the catalogue."""
    paths = [path.as_posix() for path in written]
    name = written[0].parent.name
    if as_json:
        print(json.dumps({"id": name, "files": paths, "added_services": added}, indent=1))
        return
    print("\n".join(paths))
    if added:
        catalogue = (written[0].parent.parent / FILE).as_posix()
        names = ", ".join(f"`{service}`" for service in added)
        print(f"Added to `{catalogue}`: {names}", file=sys.stderr)
    print(f"Fill it in, then: postmortems check; postmortems render {name}", file=sys.stderr)


MISSING = {
    "title": "no title; say what users can see, in a few words",
    "severity": "no severity; name one with --severity: {known}",
}
"""What is said where nobody gave what an incident cannot be without."""


@dataclass(frozen=True)
class Questions:
    """What is asked of a new incident, and what is wrong with an answer.

    `added` are the services that are to be added to the catalogue: with `add` all that it lacks,
    else those for which somebody who was asked said yes.
    """

    corpus: Corpus
    incidents: Path
    add: bool
    added: list[str] = field(default_factory=list)

    @property
    def severities(self) -> str:
        """The severities there are."""
        return ", ".join(self.corpus.severities)

    def given(self, options: argparse.Namespace) -> dict[str, str]:
        """What was given with the command, by name; empty where nothing was."""
        return {
            "title": options.title or "",
            "severity": options.severity or "",
            "started": options.started or "",
            "services": " ".join(options.services),
        }

    def answer(self, name: str, ask: Ask) -> str:
        """An answer with which nothing is wrong, asked for until there is one."""
        question = {
            "title": "What can users see? ",
            "severity": f"Which severity ({self.severities})? ",
            "started": "When did it start, such as 2026-03-14T09:20Z (empty: not known)? ",
            "services": "Which services, separated by spaces (empty: not known)? ",
        }[name]
        while True:
            text = ask(question).strip()
            problems = list(self.wrong(name, text, ask))
            if not text and name in MISSING:
                problems = [MISSING[name].partition(";")[0]]
            if not problems:
                return text
            for problem in problems:
                print(f"  {problem}", file=sys.stderr)

    def wrong(self, name: str, text: str, ask: Ask | None) -> Iterator[str]:
        """What is wrong with what was given or answered; nothing with nothing.

        A service that the catalogue lacks is not wrong if it is to be added to it.
        """
        if not text:
            return
        if name == "title":
            yield from _wrong_title(text)
        elif name == "severity" and text not in self.corpus.severities:
            known = f"the severities are {self.severities}"
            yield f"--severity: `{seen(text)}` is not a severity; {known}"
        elif name == "started":
            try:
                Moment.parse(text)
            except PydanticCustomError as error:
                yield f"--started: {seen(error.message())}"
        elif name == "services":
            yield from self._unknown(text.split(), ask)

    def _unknown(self, names: list[str], ask: Ask | None) -> Iterator[str]:
        catalogue = (self.incidents / FILE).as_posix()
        for name in names:
            if name in self.corpus.services or name in self.added:
                continue
            near = did_you_mean(name, self.corpus.services)
            if not SLUG.fullmatch(name):
                advice = near or "use letters and digits joined by hyphens"
                yield f"--service: `{seen(name)}` is not a name; {advice}"
            elif self.add or (ask and _agrees(ask, f"`{name}` is not in `{catalogue}`.", near)):
                self.added.append(name)
            else:
                yield (
                    f"--service: `{name}` is not a service of the catalogue; "
                    f"{f'{near} To' if near else 'to'} add it, give --add-service, "
                    f"or write this line in `{catalogue}`:\n    {entry(name)}"
                )


def _agrees(ask: Ask, statement: str, near: str) -> bool:
    """Ask whether a service is to be added, with the one that may have been meant."""
    question = " ".join(filter(None, (statement, near.replace("did", "Did", 1), "Add it? [y/N] ")))
    return ask(question).strip().lower() in ("y", "yes")


def _wrong_title(text: str) -> Iterator[str]:
    try:
        _LINE.validate_python(text)
    except ValidationError as error:
        yield f"the title: {seen(error.errors()[0]['msg'])}"
