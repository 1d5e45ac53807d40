"""The durations of incidents, never as a mean alone.

Durations of incidents are skewed, and few: a mean, and often a median, says more about one long
incident than about the team. So each spread keeps every incident, and says when it has too few.
Sources: VOID, 2021 and 2022 reports (https://www.thevoid.community/report); Davidovič, Incident
Metrics in SRE (https://sre.google/resources/practices-and-processes/incident-metrics-in-sre/).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from ..model import METRICS, Duration, Incident, Metric
from .kinds import is_impairing

FEW = 10
"""The number of incidents below which no median is shown; our own choice."""


@dataclass(frozen=True)
class Spread:
    """A metric of one or more incidents, each with its duration, the shortest first."""

    metric: Metric
    items: tuple[tuple[Incident, Duration], ...]

    @property
    def number(self) -> int:
        """The number of incidents with this metric."""
        return len(self.items)

    @property
    def is_few(self) -> bool:
        """Whether there are too few incidents for a meaningful median."""
        return self.number < FEW

    @property
    def other_kinds(self) -> int:
        """The number of incidents that are neither outage nor degradation."""
        return sum(not is_impairing(incident) for incident, _ in self.items)

    @property
    def median(self) -> timedelta:
        """The median length."""
        return timedelta(seconds=median(self.seconds))

    @property
    def least(self) -> timedelta:
        """The shortest."""
        return self.items[0][1].length

    @property
    def most(self) -> timedelta:
        """The longest."""
        return self.items[-1][1].length

    @property
    def seconds(self) -> list[float]:
        """The lengths in seconds, the shortest first."""
        return [duration.length.total_seconds() for _, duration in self.items]


def spreads(
    incidents: Iterable[Incident], names: Iterable[str] = ("detect", "mitigate", "resolve")
) -> list[Spread]:
    """Return the spread of each metric that any of the incidents has.

    Args:
        incidents: in any order.
        names: the metrics, by their names in `METRICS`.
    """
    result = []
    chosen = list(incidents)
    for metric in METRICS:
        items = [
            (incident, incident.durations[metric])
            for incident in chosen
            if metric in incident.durations
        ]
        if items and metric.name in names:
            items.sort(key=lambda item: (item[1].length, item[0].id))
            result.append(Spread(metric, tuple(items)))
    return result
