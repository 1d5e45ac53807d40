"""Examples of rules, each within an otherwise sound incident, and what is found in them."""

import re
from datetime import date
from pathlib import Path

import yaml

from postmortems.check import Rule, check
from postmortems.model import Problem
from postmortems.reader import read
from tests.conftest import write

DAY = date(2026, 6, 1)
HEAD = {
    "title": "Checkout declines every card",
    "severity": "SEV1",
    "status": "resolved",
    "document": {"status": "published", "published": "2026-03-20"},
}
AROUND = {
    "services.yaml": "checkout: {title: Checkout}\nsearch: {title: Search}\n",
    "lessons.yaml": "timeouts-everywhere: {statement: Every call has a timeout.}\n",
    "2026-01-10-search-is-down/incident.yaml": (
        "title: Search is down\n"
        "severity: SEV2\n"
        "impact: {system: {services: [checkout]}}\n"
        "lessons: {improve: [{text: It hung, lesson: timeouts-everywhere}]}\n"
    ),
}
"""What the examples point at."""


def found(rule: Rule, example: str, folder: Path, day: date = DAY) -> list[Problem]:
    """What a rule finds in an example, which stands in an otherwise sound incident."""
    text = example
    for key, value in HEAD.items():
        if not re.search(rf"^{key}:", example, re.MULTILINE):
            text += "\n" + yaml.safe_dump({key: value}).strip()
    files = {**AROUND, "2026-03-14-checkout-declines-cards/incident.yaml": f"{text}\n"}
    reading = read(write(folder, files), as_of=day, only=None)
    assert not [problem for problem in reading.problems if problem.level == "error"]
    return [
        problem
        for problem in check(reading).problems
        if problem.rule == rule.name and "2026-03-14" in problem.place.path
    ]


def said(problems: list[Problem]) -> str:
    return "\n".join(f"{p.message}; {p.hint}" if p.hint else p.message for p in problems)
