"""Incidents for `postmortems check`, and what it says of them."""

import json
from datetime import date
from pathlib import Path

from postmortems.check import check
from postmortems.reader import read
from tests.conftest import run, write

DAY = date(2025, 6, 1)
HEAD = """\
title: Checkout declines every card
severity: SEV1
status: investigating
times: {started: 2025-03-14T09:20Z}
detection: {method: alert}
impact: {user: {affected_users: 12}}
timeline: [{time: 2025-03-14T09:20Z, event: The first card is declined}]
"""
NAME = "2025-03-14-x"
MAIN = f"{NAME}/incident.yaml"


OLD = {MAIN: HEAD + "summary: TODO\n"}


def findings(folder: Path, text: str) -> list[str]:
    """What is said of an incident, as level and rule."""
    report = check(read(write(folder, {MAIN: text}), as_of=DAY))
    return [f"{problem.level}: {problem.rule}" for problem in report.problems]


def said(folder: Path, *flags: str) -> tuple[int, list[str]]:
    """The exit code of the command, and the level and rule of each problem."""
    done = run("postmortems", "check", "--format=json", *flags, cwd=folder)
    problems = json.loads(done.stdout)["problems"]
    return done.returncode, [f"{row['level']}: {row['rule']}" for row in problems]


def corpus(folder: Path) -> Path:
    """Three incidents, of which two have a lesson in common."""
    taught = "lessons: {improve: [{text: It hung, lesson: timeouts}]}\n"
    other = HEAD.replace("2025-03-14", "2024-06-01") + "summary: A.\nstatus: resolved\n"
    return write(
        folder,
        {
            "lessons.yaml": "timeouts: {statement: Every call has a timeout.}\n",
            MAIN: HEAD.replace("investigating", "resolved")
            + "document: {status: in-review}\nsummary: It broke.\naliases: [INC-1]\n"
            + taught,
            "2024-06-01-y/incident.yaml": other.replace("status: investigating\n", "") + taught,
            "2024-01-01-z/incident.yaml": "title: Another thing\nseverity: SEV9\n",
        },
    )
