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
OWN = "2026-03-14-checkout-declines-cards"
CPU = "".join(
    f"2026-03-14 {8 + minute // 60:02}:{minute % 60:02},{12 + minute % 3}\n"
    for minute in range(0, 60, 5)
)
AROUND = {
    f"{OWN}/evidence/cpu.csv": (
        f"time,cpu\n{CPU}2026-03-14 09:40,71\n2026-03-14 09:50,100\n2026-03-14 10:00,20\n"
    ),
    f"{OWN}/evidence/alerts.json": (
        '{"version": "4", "groupKey": "g", "alerts": [\n'
        '{"labels": {"alertname": "CheckoutErrors"}, "status": "resolved",\n'
        '"startsAt": "2026-03-14T09:31:00Z", "endsAt": "2026-03-14T10:12:00Z"}\n'
        "]}\n"
    ),
    f"{OWN}/evidence/app.log": (
        "2026-03-14T09:00:00Z INFO checkout started\n"
        "2026-03-14T09:10:00Z INFO checkout serves\n"
        "2026-03-14T09:24:00Z ERROR no connection to the bank\n"
        "2026-03-14T10:20:00Z INFO connected to the bank\n"
    ),
    f"{OWN}/evidence/notes.bin": "nothing that a tool exports\n",
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
    files = {**AROUND, f"{OWN}/incident.yaml": f"{text}\n"}
    reading = read(write(folder, files), as_of=day, only=None)
    assert not [problem for problem in reading.problems if problem.level == "error"]
    return [
        problem
        for problem in check(reading).problems
        if problem.rule == rule.name and "2026-03-14" in problem.place.path
    ]


def said(problems: list[Problem]) -> str:
    return "\n".join(f"{p.message}; {p.hint}" if p.hint else p.message for p in problems)
