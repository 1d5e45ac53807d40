"""Small catalogues, in the files of a folder with one incident that names nothing of them."""

import json
from typing import Any

from postmortems.model import Lesson, Record, RuleSetting, Service, Severity
from tests.unit.repository import FIRST, HEAD

KINDS: dict[str, type[Record]] = {
    "services": Service,
    "lessons": Lesson,
    "severities": Severity,
    "rules": RuleSetting,
}


OTHERS: dict[str, Any] = {
    "services": {"search": {"title": "Search"}, "login": {"title": "Login"}},
    "lessons": {"limits": {"statement": "A limit has an alarm."}},
    "severities": {"SEV1": {"title": "Critical"}, "SEV3": {"title": "Moderate"}},
    "rules": {},
}


def folder(**catalogues: Any) -> dict[str, str]:
    """Return the files of the catalogues and of one incident that names nothing of them."""
    files = {f"{name}.yaml": json.dumps(OTHERS[name]) for name in KINDS if OTHERS[name]}
    files |= {f"{name}.yaml": json.dumps(entries) for name, entries in catalogues.items()}
    return files | {f"{FIRST}/incident.yaml": f"title: Search is down\n{HEAD}".replace("2", "1")}


def with_entry(catalogue: str, name: str, **values: Any) -> dict[str, str]:
    entry = {"statement": "It is so."} | values if catalogue == "lessons" else values
    return folder(**{catalogue: OTHERS[catalogue] | {name: entry}})
