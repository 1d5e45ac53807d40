"""Format a report for people, for programs, and for reviews of pull requests.

A format takes a report and returns the whole output, without the final newline.
"""

import json
from collections.abc import Callable
from dataclasses import asdict

from ..report import Report
from .github import github
from .junit import junit
from .sarif import sarif
from .text import concise, text

Format = Callable[[Report], str]
VERSION = 1
"""The version of the JSON format; it changes when a key is removed or changes its meaning."""


def as_json(report: Report) -> str:
    """Format a report as one JSON object; its schema is `check.schema.json` beside this file."""
    problems = [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "rule": problem.rule,
            "level": problem.level,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in report.listed
    ]
    counts = {level: report.counts[level] for level in ("error", "warning", "note")}
    data = {
        "version": VERSION,
        "incidents": list(report.incidents.values()),
        "counts": counts,
        "problems": problems,
        "scorecards": {
            name: [asdict(step) for step in steps] for name, steps in report.scorecards.items()
        },
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


FORMATS: dict[str, Format] = {
    "text": text,
    "concise": concise,
    "json": as_json,
    "github": github,
    "sarif": sarif,
    "junit": junit,
}
"""The formats by the name that `--format` takes."""

__all__ = ["FORMATS", "Format"]
