"""Format a report as SARIF 2.1.0, for code scanning and editors, with the rules' documentation.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ... import __version__
from ...model import Problem
from ..documentation import markdown
from ..report import Report
from ..rules import RULES

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: Report) -> str:
    """Format a report as one run with a result per problem."""
    names = sorted({problem.rule for problem in report.listed})
    driver = {
        "name": "postmortems",
        "version": __version__,
        "rules": [_rule(name) for name in names],
    }
    results = [
        _result(problem, names.index(problem.rule), occurrence)
        for problem, occurrence in _numbered(report)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, ensure_ascii=False)


def _numbered(report: Report) -> Iterator[tuple[Problem, int]]:
    """Yield each problem with the number of earlier problems that have the same identity."""
    counts: Counter[str] = Counter()
    for problem in report.listed:
        yield problem, counts[_identity(problem)]
        counts[_identity(problem)] += 1


def _identity(problem: Problem) -> str:
    """Return a key without line numbers, so that edits above a finding do not change it."""
    return f"{problem.place.path}\0{problem.rule}\0{problem.fingerprint}"


def _rule(name: str) -> dict[str, Any]:
    """Return the metadata of a rule; for the reader's own problems only the id."""
    if name not in RULES:
        return {"id": name}
    rule = RULES[name]
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "help": {
            "text": f"{rule.parts['What']}\n\n{rule.parts['Why']}",
            "markdown": markdown(rule),
        },
        "defaultConfiguration": {"level": rule.level},
    }


def _uri(path: str) -> str:
    """Return a path as a URI; relative if the path is."""
    # A file name may not be valid UTF-8, so its bytes are quoted.
    return Path(path).as_uri() if Path(path).is_absolute() else quote(os.fsencode(path))


def _result(problem: Problem, index: int, occurrence: int) -> dict[str, Any]:
    place = problem.place
    text = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    identity = _identity(problem) + (f"\0{occurrence}" if occurrence else "")
    fingerprint = sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
    region = {"startLine": place.line, "startColumn": place.column}
    location = {"artifactLocation": {"uri": _uri(place.path)}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.level,
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"postmortems/v1": fingerprint},
    }
