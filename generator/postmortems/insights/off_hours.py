"""Incidents that started, or were detected, outside the working hours of the teams."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from ..model import Corpus, Incident
from ..model.corpus import newest_first
from .working_hours import PARTS_OF_WEEK, PartOfWeek, TeamHours


@dataclass(frozen=True)
class OffHours:
    """The incidents by the part of the week in which they started and were detected.

    Args:
        started: the incidents that started in each part, newest first.
        detected: the number of incidents that were detected in each part.
        without_start: the number of incidents without a recorded start.
        without_detection: the number of incidents without a recorded time of detection.
    """

    started: Mapping[PartOfWeek, tuple[Incident, ...]]
    detected: Mapping[PartOfWeek, int]
    without_start: int
    without_detection: int

    @property
    def with_start(self) -> int:
        """The number of incidents with a recorded start."""
        return sum(map(len, self.started.values()))

    @property
    def outside(self) -> tuple[Incident, ...]:
        """The incidents that started outside working hours, newest first."""
        within = {incident.id for incident in self.started["working hours"]}
        incidents = chain.from_iterable(self.started.values())
        return newest_first([one for one in incidents if one.id not in within])


def off_hours(corpus: Corpus, hours: TeamHours) -> OffHours:
    """Return the incidents by the part of the week of their teams."""
    started: dict[PartOfWeek, list[Incident]] = {part: [] for part in PARTS_OF_WEEK}
    detected: dict[PartOfWeek, int] = dict.fromkeys(PARTS_OF_WEEK, 0)
    for incident in corpus.incidents:
        if start := incident.phases.get("started"):
            started[hours.part_of_week(incident, start, corpus)].append(incident)
        if detection := incident.phases.get("detected"):
            detected[hours.part_of_week(incident, detection, corpus)] += 1
    number = len(corpus.incidents)
    return OffHours(
        {part: tuple(incidents) for part, incidents in started.items()},
        detected,
        number - sum(map(len, started.values())),
        number - sum(detected.values()),
    )
