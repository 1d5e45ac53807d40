"""What can go wrong, and how it is spoken of: the tables beside this module, read once.

A scenario is a mapping. In its texts `<one|another>` is decided by chance and `{name}` is filled
in, from its own `vary` (by service where that matters) or from the facts of an incident
(`facts.py`); a summary's sentence that begins with `?` may be left out. `levels`, `kind` and
`detection` are decks: what is in them twice comes up twice as often. A row of the timeline stands
`at` a place between the phases: 0 is started, 1 detected, 2 acknowledged, 3 mitigated and 4
resolved; below 0 it is in hours. A node follows from those it names under `by`, and leads to those
under `leads`. `teaches` are the lessons of the catalogue that follow from its causes: what authors
say in any incident is linked to no other. An action goes `into` lists of the remediation and of the
prevention.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Table = dict[str, Any]

HERE = Path(__file__).parent
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Scenario:
    """One way in which something goes wrong."""

    name: str
    weight: int
    kind: list[str]
    levels: list[int]
    pace: str
    hours: str
    services: list[str]
    teaches: list[str]
    detection: list[str]
    titles: list[str]
    summary: list[str]
    cause: list[str]
    trigger: Table
    nodes: list[Table]
    timeline: list[Table]
    alerts: list[Table]
    anomalies: Table
    stabilization: Table
    actions: list[Table]
    improve: list[Table]
    went_well: list[Table]
    got_lucky: list[str]
    log: list[str]
    vary: Table = field(default_factory=dict)
    document: str = ""
    """The status of every document of this kind, where it is always the same."""
    affected: str = ""
    integrity: str = ""
    regulatory: str = ""

    @property
    def lesson(self) -> str:
        """The lesson that this scenario is about."""
        return str(self.actions[0]["lesson"])


def _table(path: Path) -> Table:
    loaded: Table = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    return loaded


@cache
def scenarios() -> tuple[Scenario, ...]:
    """All of them, in the order of their files."""
    return tuple(
        Scenario(name, **table)
        for path in sorted((HERE / "scenarios").glob("*.yaml"))
        for name, table in _table(path).items()
    )


@cache
def words() -> Table:
    """How people speak of services, and what they say whatever happened."""
    return _table(HERE / "words.yaml")


@cache
def services() -> Table:
    """The catalogue of services."""
    return _table(HERE / "catalogues" / "services.yaml")


@cache
def severities() -> Table:
    """The rubric, the worst first."""
    return _table(HERE / "catalogues" / "severities.yaml")


@cache
def dependents() -> dict[str, tuple[str, ...]]:
    """Each service with those that need it."""
    found: dict[str, list[str]] = {name: [] for name in services()}
    for name, service in services().items():
        for needed in service.get("depends_on", []):
            found[needed].append(name)
    return {name: tuple(names) for name, names in found.items()}
