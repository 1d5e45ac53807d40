"""The command `postmortems new`: what was given or asked for, checked, then made."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable

from pydantic_core import PydanticCustomError

from ..model import MAJOR, Moment
from ..source import read
from ..source.document import did_you_mean
from .folder import Start, Taken, create

Ask = Callable[[str], str]


def new(options: argparse.Namespace, ask: Ask | None) -> int:
    """Make a new incident.

    Args:
        options: `title`, `severity`, `started`, `services`, `incidents` and `json`.
        ask: how to ask for what was not given; None where nobody is there to answer.

    Returns:
        0, 1 when there is such an incident already, 2 when something given is not right.
    """
    corpus = read(options.incidents).corpus
    severities, services = list(corpus.severities), list(corpus.services)

    def asked(question: str) -> str:
        return ask(question) if ask and not options.title else ""

    title = options.title or asked("What can users see? ")
    severity = options.severity or asked(f"Which severity ({', '.join(severities)})? ")
    started = options.started or asked(
        "When did it start, such as 2026-03-14T09:20Z (empty: not known)? "
    )
    affected = (
        options.services
        or asked("Which services, separated by spaces (empty: not known)? ").split()
    )
    problems = list(_problems(title, severity, severities, affected, services))
    try:
        moment = Moment.parse(started) if started else None
    except PydanticCustomError as error:
        problems.append(f"--started: {error.message()}")
    if problems:
        for problem in problems:
            print(f"postmortems: {problem}", file=sys.stderr)
        return 2
    start = Start(" ".join(title.split()), severity, moment, tuple(affected))
    try:
        major = severities.index(severity) < MAJOR
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


def _problems(
    title: str,
    severity: str,
    severities: list[str],
    affected: Iterable[str],
    services: list[str],
) -> Iterable[str]:
    if not title.strip():
        yield "no title; say what users can see, in a few words"
    if severity not in severities:
        known = f"the severities are {', '.join(severities)}"
        yield f"--severity: `{severity}` is not a severity; {known}"
    for name in affected:
        if name not in services:
            advice = did_you_mean(name, services, "add it to `services.yaml` first")
            yield f"--service: `{name}` is not a service of the catalogue; {advice}"
