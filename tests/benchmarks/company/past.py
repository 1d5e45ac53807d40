"""What happened when: the incidents of some years, before anybody writes about them."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from .chance import Chance
from .scenario import Scenario, scenarios

YEARS = 6
PHASES = ("started", "detected", "acknowledged", "mitigated", "resolved")
Status = Literal["investigating", "identified", "monitoring", "resolved"]
ONGOING: tuple[Status, ...] = ("monitoring", "identified", "investigating")
"""The newest incidents are still going on, the very newest being looked into."""
REACHED: dict[Status, int] = {"investigating": 3, "identified": 3, "monitoring": 4, "resolved": 5}
"""How many of the phases an incident of a status has reached."""
LATEST = (20, 15, 11, 7, 4, 2, 1, 0)
"""Days before the last day on which the newest incidents began."""
AGAIN = 0.08
"""The share of incidents that are an earlier one once more, while its follow-up is open."""
MILDER = 0.4
"""The share of incidents that were a level less bad than such things can be."""
PACES = {
    "quick": (4, 3, 22, 25),
    "steady": (8, 5, 50, 60),
    "slow": (40, 9, 130, 200),
    "silent": (6000, 30, 240, 2000),
}
"""The usual minutes from each phase to the next."""
PATIENCE = {"customer": 2.5, "partner": 2.5, "employee": 2.0, "monitoring": 2.0, "automation": 0.4}
"""How much longer it takes until somebody notices when no alert does."""
WEIGHT = {1: 1.4, 2: 1.0, 3: 0.9, 4: 0.7}
"""How much longer the worst last."""
HOURS = {"office": (7, 16), "evening": (16, 20), "night": (0, 5), "any": (5, 22)}


@dataclass(eq=False)
class Occurrence:
    """One incident: what went wrong with what, how badly, and when.

    `again` is an earlier incident of which this is the same once more; `came_back` the day on which
    this one happened once more itself.
    """

    number: int
    scenario: Scenario
    service: str
    level: int
    kind: str
    method: str
    phases: dict[str, datetime]
    status: Status = "resolved"
    again: "Occurrence | None" = None
    came_back: date | None = None

    @property
    def repeats(self) -> bool:
        """Whether it is one of two that are the same."""
        return bool(self.again or self.came_back)

    @property
    def day(self) -> date:
        """The day it began."""
        return self.phases["started"].date()

    def length(self, start: str, end: str) -> timedelta:
        """The time from one phase to another."""
        return self.phases[end] - self.phases[start]


def occurrences(chance: Chance, number: int, until: date) -> list[Occurrence]:
    """So many incidents, the earliest first; nothing of them is later than a day."""
    newest = LATEST[-min(len(LATEST), number // 8) :] if number >= 8 else ()
    days = sorted(_day(chance, until) for _ in range(number - len(newest)))
    days += [until - timedelta(days=before) for before in newest]
    chosen = _scenarios(chance, number, len(newest))
    found = [
        _occurrence(chance, scenario, day, until)
        for scenario, day in zip(chosen, days, strict=True)
    ]
    found = _repeated(chance, found[: number - len(newest)], until) + found[number - len(newest) :]
    found.sort(key=lambda one: one.phases["started"])
    for index, one in enumerate(found):
        one.number = index + 1
    if newest:
        for one, status in zip(found[-len(ONGOING) :], ONGOING, strict=True):
            one.status = status
    return found


def _day(chance: Chance, until: date) -> date:
    """Any day of the years, the later ones more often: the company grows."""
    share = chance.random.random() ** 0.75
    return until - timedelta(days=21 + round((1 - share) * (YEARS * 365 - 21)))


def _scenarios(chance: Chance, number: int, newest: int) -> list[Scenario]:
    """Each scenario once where there is room, the others by their weight; ordinary ones last."""
    known = list(scenarios())
    weights = [scenario.weight for scenario in known]
    every = chance.some(known, number - newest)
    more = chance.random.choices(known, weights, k=number - newest - len(every))
    past = [*every, *more]
    chance.random.shuffle(past)
    plain = [scenario for scenario in known if scenario.pace in ("quick", "steady")]
    plain = [scenario for scenario in plain if set(scenario.kind) <= {"outage", "degradation"}]
    return past + [chance.pick(plain) for _ in range(newest)]


def _occurrence(chance: Chance, scenario: Scenario, day: date, until: date) -> Occurrence:
    name = scenario.name
    level = chance.deal(f"{name} level", scenario.levels)
    if level < 4 and chance.happens(MILDER):
        level += 1
    method = chance.deal(f"{name} detection", scenario.detection)
    low, high = HOURS[scenario.hours]
    if scenario.hours == "office" and day.weekday() > 4 and day < until - timedelta(days=21):
        day -= timedelta(days=2)
    if day == until:
        low, high = 8, 11
    clock = time(chance.whole(low, high), chance.whole(0, 59))
    started = datetime.combine(day, clock, UTC)
    detect, acknowledge, mitigate, resolve = PACES[scenario.pace]
    late = detect > 1440
    lengths = [
        min(36_000, chance.minutes(detect * PATIENCE.get(method, 1.0)) + (2880 if late else 0)),
        chance.minutes(acknowledge),
        chance.minutes(mitigate * WEIGHT[level]) + 2,
        chance.minutes(resolve * WEIGHT[level]),
    ]
    room = datetime.combine(until, time(22), UTC) - started
    shrunk = min(1.0, room / timedelta(minutes=sum(lengths)))
    phases = {"started": started}
    at = started
    for phase, length in zip(PHASES[1:], lengths, strict=True):
        at += timedelta(minutes=max(1, int(length * shrunk)))
        phases[phase] = at
    return Occurrence(
        0,
        scenario,
        chance.deal(f"{name} service", scenario.services),
        level,
        chance.deal(f"{name} kind", scenario.kind),
        method,
        phases,
    )


def _repeated(chance: Chance, past: list[Occurrence], until: date) -> list[Occurrence]:
    """The same, but some are an earlier one once more, a few weeks to some months later."""
    told: list[Occurrence] = []
    kinds = Counter(one.scenario.name for one in past)
    for one in past:
        if chance.happens(AGAIN) and kinds[one.scenario.name] > 1:
            earlier = [before for before in told if _may_repeat(before, one.day)]
            if earlier:
                kinds[one.scenario.name] -= 1
                one = _again(chance, chance.pick(earlier), one.day, until)
                kinds[one.scenario.name] += 1
        told.append(one)
    return told


def _may_repeat(earlier: Occurrence, day: date) -> bool:
    waited = day - earlier.phases["resolved"].date()
    plain = not earlier.came_back and earlier.level < 4 and not earlier.scenario.document
    return plain and timedelta(days=20) < waited < timedelta(days=300)


def _again(chance: Chance, earlier: Occurrence, day: date, until: date) -> Occurrence:
    later = _occurrence(chance, earlier.scenario, day, until)
    later.again = earlier
    earlier.came_back = later.day
    if chance.happens(0.7):
        later.service = earlier.service
    return later
