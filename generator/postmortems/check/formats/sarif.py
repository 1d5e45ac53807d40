"""SARIF 2.1.0, which code scanning and editors read, with the documentation of each rule.

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
    """One run with a result for each problem."""
    names = sorted({problem.rule for problem in report.listed})
    driver = {
        "name": "postmortems",
        "version": __version__,
        "rules": [_rule(name) for name in names],
    }
    results = [
        _result(problem, names.index(problem.rule), occurrence)
        for problem, occurrence in _turns(report)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, ensure_ascii=False)


def _turns(report: Report) -> Iterator[tuple[Problem, int]]:
    """Each problem, and how many that are known as the same come before it."""
    seen: Counter[str] = Counter()
    for problem in report.listed:
        yield problem, seen[_known_as(problem)]
        seen[_known_as(problem)] += 1


def _known_as(problem: Problem) -> str:
    """No line, so that a finding stays the same one when something above it changes."""
    return f"{problem.place.path}\0{problem.rule}\0{problem.fingerprint}"


def _rule(name: str) -> dict[str, Any]:
    """What a viewer shows of a rule; of the reader's own problems nothing but the name."""
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


def _address(path: str) -> str:
    """A path as an address: relative where it is below the working directory."""
    # The bytes of a name are what it is, whether they are text or not.
    return Path(path).as_uri() if Path(path).is_absolute() else quote(os.fsencode(path))


def _result(problem: Problem, index: int, occurrence: int) -> dict[str, Any]:
    place = problem.place
    said = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    own = _known_as(problem) + (f"\0{occurrence}" if occurrence else "")
    print_of = sha256(own.encode("utf-8", "surrogatepass")).hexdigest()
    region = {"startLine": place.line, "startColumn": place.column}
    where = {"artifactLocation": {"uri": _address(place.path)}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.level,
        "message": {"text": said},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"postmortems/v1": print_of},
    }
