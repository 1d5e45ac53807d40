"""The corpus: all incidents and the catalogues they point at, as of one day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .catalogue import DEFAULT_SEVERITIES, MAJOR, Lesson, Service, Severity
from .incident import Incident
from .scalars import slugs


@dataclass(frozen=True)
class Team:
    """Whoever owns services of the catalogue. `slug` is its name in addresses."""

    slug: str
    name: str
    services: tuple[str, ...]


@dataclass(frozen=True)
class Corpus:
    """What a site is made from. Incidents come newest first; today is `as_of`."""

    as_of: date
    incidents: tuple[Incident, ...] = ()
    services: Mapping[str, Service] = field(default_factory=dict)
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=lambda: DEFAULT_SEVERITIES)

    @cached_property
    def by_id(self) -> Mapping[str, Incident]:
        """Incidents by id, and by each of their aliases."""
        known = {alias: incident for incident in self.incidents for alias in incident.aliases}
        return known | {incident.id: incident for incident in self.incidents}

    @cached_property
    def by_service(self) -> Mapping[str, tuple[Incident, ...]]:
        """The incidents of each service of the catalogue, newest first."""
        found: dict[str, list[Incident]] = {name: [] for name in self.services}
        for incident in self.incidents:
            for name in incident.services:
                found.setdefault(name, []).append(incident)
        return {name: tuple(incidents) for name, incidents in found.items()}

    @cached_property
    def teams(self) -> Mapping[str, Team]:
        """The teams of the catalogue of services by name, in the order of the alphabet."""
        owned: dict[str, list[str]] = {}
        for name, service in self.services.items():
            if service.team:
                owned.setdefault(service.team, []).append(name)
        return {name: Team(slug, name, tuple(owned[name])) for name, slug in slugs(owned).items()}

    def teams_of(self, incident: Incident) -> tuple[str, ...]:
        """The teams whose services an incident affected, each once."""
        found = (self.services[name].team for name in incident.services if name in self.services)
        return tuple(dict.fromkeys(team for team in found if team))

    def service_title(self, name: str) -> str:
        """A service's name for people; the slug where the catalogue has no other."""
        service = self.services.get(name)
        return (service and service.title) or name

    def severity_title(self, name: str) -> str:
        """A severity's name and word, such as `SEV1 Critical`."""
        severity = self.severities.get(name)
        return f"{name} {severity.title}" if severity and severity.title else name

    def severity_rank(self, name: str) -> int:
        """The place of a severity in the rubric, 1 for the worst."""
        return list(self.severities).index(name) + 1 if name in self.severities else 0

    def is_major(self, incident: Incident) -> bool:
        """Whether an incident is of one of the worst severities."""
        return 0 < self.severity_rank(incident.severity) <= MAJOR


def newest_first(incidents: list[Incident]) -> tuple[Incident, ...]:
    """Incidents in the order of every list: by the moment they began, then by id."""
    return tuple(
        sorted(incidents, key=lambda incident: (_began(incident), incident.id), reverse=True)
    )


def _began(incident: Incident) -> str:
    started = incident.phases.get("started")
    return started.at.isoformat() if started else incident.day.isoformat()
