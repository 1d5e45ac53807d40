"""The corpus: all incidents and the catalogues they refer to, as of one day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from .catalogue import DEFAULT_SEVERITIES, MAJOR, Lesson, Service, Severity
from .incident import Incident
from .scalars import slugs


@dataclass(frozen=True)
class Team:
    """A team that owns services of the catalogue. `slug` is its name in addresses."""

    slug: str
    name: str
    services: tuple[str, ...]


@dataclass(frozen=True)
class Corpus:
    """All incidents, newest first, with the catalogues. `as_of` is the day that counts as today."""

    as_of: date
    incidents: tuple[Incident, ...] = ()
    services: Mapping[str, Service] = field(default_factory=dict)
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=lambda: DEFAULT_SEVERITIES)
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of expressions that mean the same to this team, for the search."""

    @cached_property
    def catalogues(self) -> "Corpus":
        """The same catalogues and day, without incidents."""
        return replace(self, incidents=())

    @cached_property
    def by_id(self) -> Mapping[str, Incident]:
        """Incidents by id, and by each of their aliases."""
        by_alias = {alias: incident for incident in self.incidents for alias in incident.aliases}
        return by_alias | {incident.id: incident for incident in self.incidents}

    @cached_property
    def by_service(self) -> Mapping[str, tuple[Incident, ...]]:
        """The incidents of each service of the catalogue, newest first."""
        incidents_of: dict[str, list[Incident]] = {name: [] for name in self.services}
        for incident in self.incidents:
            for name in incident.services:
                incidents_of.setdefault(name, []).append(incident)
        return {name: tuple(incidents) for name, incidents in incidents_of.items()}

    @cached_property
    def teams(self) -> Mapping[str, Team]:
        """The teams of the catalogue of services by name, in alphabetical order."""
        owned: dict[str, list[str]] = {}
        for name, service in self.services.items():
            if service.team:
                owned.setdefault(service.team, []).append(name)
        return {name: Team(slug, name, tuple(owned[name])) for name, slug in slugs(owned).items()}

    def teams_of(self, incident: Incident) -> tuple[str, ...]:
        """Return the teams that own the affected services of an incident, each once."""
        teams = (self.services[name].team for name in incident.services if name in self.services)
        return tuple(dict.fromkeys(team for team in teams if team))

    def service_title(self, name: str) -> str:
        """Return the title of a service; its slug if the catalogue has no title."""
        service = self.services.get(name)
        return (service and service.title) or name

    def severity_title(self, name: str) -> str:
        """Return the name and title of a severity, such as `SEV1 Critical`."""
        severity = self.severities.get(name)
        return f"{name} {severity.title}" if severity and severity.title else name

    def severity_rank(self, name: str) -> int:
        """Return the rank of a severity, 1 for the worst; 0 if it is not in the catalogue."""
        return list(self.severities).index(name) + 1 if name in self.severities else 0

    def is_major(self, incident: Incident) -> bool:
        """Return whether an incident has one of the `MAJOR` worst severities."""
        return 0 < self.severity_rank(incident.severity) <= MAJOR


def newest_first(incidents: list[Incident]) -> tuple[Incident, ...]:
    """Return the incidents sorted by start and id, newest first, as every list shows them."""
    return tuple(sorted(incidents, key=start_order, reverse=True))


def start_order(incident: Incident) -> tuple[str, str]:
    """Return what incidents are sorted by: the time at which they began, then their id."""
    started = incident.phases.get("started")
    began = started.at.isoformat() if started else incident.day.isoformat()
    return began, incident.id
