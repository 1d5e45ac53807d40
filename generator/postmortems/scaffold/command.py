"""The command `postmortems new`: what was given or asked for, checked, then made."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from ..model import MAJOR, Corpus, Moment
from ..model.text import Line
from ..source import read
from ..source.document import did_you_mean
from .folder import Start, Taken, create

Ask = Callable[[str], str]
_LINE: TypeAdapter[str] = TypeAdapter(Line)


def new(options: argparse.Namespace, ask: Ask | None) -> int:
    """Make a new incident.

    Args:
        options: `title`, `severity`, `started`, `services`, `incidents` and `json`.
        ask: how to ask for what was not given; None where nobody is there to answer.

    Returns:
        0, 1 when there is such an incident already, 2 when something given is not right.
    """
    corpus = read(options.incidents).corpus
    questions = Questions(corpus)
    given = questions.given(options)
    problems = [wrong for name, text in given.items() for wrong in questions.wrong(name, text)]
    if ask and not problems:
        # Who has said what matters is not asked for the rest.
        wanted = tuple(given) if not given["title"] else ("severity",)
        for name in wanted:
            given[name] = given[name] or questions.answer(name, ask)
    problems += [said for name, said in MISSING.items() if not given[name]]
    if problems:
        for problem in problems:
            print(f"postmortems: {problem.format(known=questions.severities)}", file=sys.stderr)
        return 2
    severity, affected = given["severity"], given["services"].split()
    moment = Moment.parse(given["started"]) if given["started"] else None
    start = Start(" ".join(given["title"].split()), severity, moment, tuple(affected))
    try:
        major = list(corpus.severities).index(severity) < MAJOR
        written = create(options.incidents, start, today=corpus.as_of, major=major)
    except Taken as taken:
        print(
            f"postmortems: there is `{taken}` already; nothing was written; "
            "give another title, or add to the incident that is there",
            file=sys.stderr,
        )
        return 1
    paths = [path.as_posix() for path in written]
    name = written[0].parent.name
    if options.json:
        print(json.dumps({"id": name, "files": paths}, indent=1))
        return 0
    print("\n".join(paths))
    print(f"Fill it in, then: postmortems check; postmortems render {name}", file=sys.stderr)
    return 0


MISSING = {
    "title": "no title; say what users can see, in a few words",
    "severity": "no severity; name one with --severity: {known}",
}
"""What is said where nobody gave what an incident cannot be without."""


@dataclass(frozen=True)
class Questions:
    """What is asked of a new incident, and what is wrong with an answer."""

    corpus: Corpus

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
            problems = list(self.wrong(name, text))
            if not text and name in MISSING:
                problems = [MISSING[name].partition(";")[0]]
            if not problems:
                return text
            for problem in problems:
                print(f"  {problem}", file=sys.stderr)

    def wrong(self, name: str, text: str) -> Iterator[str]:
        """What is wrong with what was given or answered; nothing with nothing."""
        if not text:
            return
        if name == "title":
            yield from _wrong_title(text)
        elif name == "severity" and text not in self.corpus.severities:
            known = f"the severities are {self.severities}"
            yield f"--severity: `{text}` is not a severity; {known}"
        elif name == "started":
            try:
                Moment.parse(text)
            except PydanticCustomError as error:
                yield f"--started: {error.message()}"
        elif name == "services":
            yield from self._unknown(text.split())

    def _unknown(self, names: list[str]) -> Iterator[str]:
        known = self.corpus.services
        for name in names:
            if name not in known:
                advice = did_you_mean(name, known, "add it to `services.yaml` first")
                yield f"--service: `{name}` is not a service of the catalogue; {advice}"


def _wrong_title(text: str) -> Iterator[str]:
    try:
        _LINE.validate_python(text)
    except ValidationError as error:
        yield f"the title: {error.errors()[0]['msg']}"
