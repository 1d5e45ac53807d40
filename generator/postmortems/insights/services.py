"""Totals over the incidents of each service: time impaired, action items, causes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..model import ActionItem, Corpus, Incident
from .actions import ActionTotals, action_totals
from .causes import factors
from .kinds import is_impairing, is_ongoing


@dataclass(frozen=True)
class Impaired:
    """The time during which a service was impaired: from started to mitigated, else resolved.

    Only outages and degradations count, and those at the same time count once. `counted` is the
    number of incidents in the total; `ongoing` are not in it because they have not ended,
    `unknown` because their start or end is not recorded, and `other_kinds` because they are
    neither outages nor degradations.
    """

    total: timedelta
    approximate: bool
    unknown: int
    ongoing: int = 0
    counted: int = 0
    other_kinds: int = 0


@dataclass(frozen=True)
class ServiceRow:
    """A service with totals over its incidents.

    `actions` are the open action items of its incidents, `totals` counts all of them.
    """

    name: str
    incidents: tuple[Incident, ...]
    impaired: Impaired
    actions: tuple[tuple[Incident, ActionItem], ...]
    totals: ActionTotals

    @property
    def last(self) -> date | None:
        """The day of its newest incident."""
        return self.incidents[0].day if self.incidents else None

    @property
    def is_ongoing(self) -> bool:
        """Whether any of its incidents is not over."""
        return any(map(is_ongoing, self.incidents))

    def quiet(self, day: date) -> int | None:
        """Return the days since its newest incident; None if it has none, or one is not over."""
        if self.last is None or self.is_ongoing:
            return None
        return (day - self.last).days

    @property
    def shared(self) -> list[tuple[str, int]]:
        """The services that were affected with it, the most often first."""
        together = (name for incident in self.incidents for name in incident.services)
        return _most_common(Counter(name for name in together if name != self.name))

    @property
    def factors(self) -> list[tuple[str, int]]:
        """The categories of factors of its incidents, those of the most incidents first."""
        return _most_common(Counter(name for one in self.incidents for name in factors(one)))


def _most_common(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def impaired(incidents: Iterable[Incident]) -> Impaired:
    """Add up the time of outages and degradations, that of several at once only once."""
    spans = []
    unknown, ongoing, other_kinds, approximate = 0, 0, 0, False
    for incident in incidents:
        if not is_impairing(incident):
            other_kinds += 1
            continue
        start = incident.phases.get("started")
        end = incident.end_of_harm
        if end is None and is_ongoing(incident):
            ongoing += 1
        elif start is None or end is None or end.at < start.at:
            unknown += 1
        else:
            approximate |= start.approximate or end.approximate
            spans.append((start.at, end.at))
    total = timedelta()
    reached = None
    for begin, finish in sorted(spans):
        if reached is None or finish > reached:
            total += finish - (begin if reached is None else max(begin, reached))
            reached = finish
    return Impaired(total, approximate, unknown, ongoing, len(spans), other_kinds)


def service_row(corpus: Corpus, name: str) -> ServiceRow:
    """Return the totals over the incidents of one service."""
    incidents = corpus.by_service.get(name, ())
    return ServiceRow(
        name,
        incidents,
        impaired(incidents),
        tuple(
            (incident, item) for incident in incidents for item in incident.actions if item.is_open
        ),
        action_totals((item for one in incidents for item in one.actions), corpus.as_of),
    )


def needed_by(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Return the names of the services that need each service directly, by its name."""
    dependents: dict[str, tuple[str, ...]] = {}
    for name, service in corpus.services.items():
        for needed in service.depends_on:
            dependents[needed] = (*dependents.get(needed, ()), name)
    return dependents
