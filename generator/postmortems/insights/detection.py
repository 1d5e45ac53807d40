"""How incidents are detected: by an alert, by staff, by customers or by others."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model import Incident
from ..model.overview import DetectionMethod

NOT_KNOWN = "not known"
"""The group of the incidents whose detection is not recorded, or recorded as unknown."""

GROUP_OF: Mapping[DetectionMethod | None, str] = {
    "alert": "alert",
    "automation": "alert",
    "monitoring": "staff",
    "employee": "staff",
    "audit": "staff",
    "customer": "customers",
    "partner": "others",
    "researcher": "others",
    "unknown": NOT_KNOWN,
    None: NOT_KNOWN,
}
"""The group of each value of `detection.method`."""

GROUPS = tuple(dict.fromkeys(GROUP_OF.values()))
"""The groups, in the order of display."""


@dataclass(frozen=True)
class Detections:
    """Incidents, newest first, grouped by who or what detected them first."""

    incidents: tuple[Incident, ...]

    @cached_property
    def by_group(self) -> Mapping[str, tuple[Incident, ...]]:
        """The incidents of each of `GROUPS`, newest first."""
        grouped: dict[str, list[Incident]] = {group: [] for group in GROUPS}
        for incident in self.incidents:
            grouped[GROUP_OF[incident.detection.method]].append(incident)
        return {group: tuple(incidents) for group, incidents in grouped.items()}

    @cached_property
    def known(self) -> int:
        """The number of incidents whose detection is known."""
        return len(self.incidents) - len(self.by_group[NOT_KNOWN])

    @cached_property
    def not_recorded(self) -> int:
        """The number of incidents without `detection.method`."""
        return sum(incident.detection.method is None for incident in self.by_group[NOT_KNOWN])

    @cached_property
    def by_year(self) -> Mapping[int, Counter[str]]:
        """The number of incidents of each group by year, the newest year first."""
        years: dict[int, Counter[str]] = {}
        for group, incidents in self.by_group.items():
            for incident in incidents:
                years.setdefault(incident.day.year, Counter())[group] += 1
        return dict(sorted(years.items(), reverse=True))
