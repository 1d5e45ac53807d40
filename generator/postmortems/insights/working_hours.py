"""The setting of the working hours of teams."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from ..model import Corpus, Incident, Moment, PostmortemsError
from ..model.zone import Zone

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The names of the days of a week, as the setting has them."""
EXAMPLE = '{days: mon-fri, from: "09:00", to: "18:00", timezone: Europe/Berlin}'
"""A setting, for messages and pages."""

PartOfWeek = Literal["working hours", "other hours of a working day", "other days"]
PARTS_OF_WEEK: tuple[PartOfWeek, ...] = (
    "working hours",
    "other hours of a working day",
    "other days",
)

_KEYS = ("days", "from", "to", "timezone")
_NEEDED = f"it must have the keys {', '.join(_KEYS)}: `{EXAMPLE}`"
_CLOCK = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)")
_DAY_MINUTES = 24 * 60
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class WorkingHoursError(PostmortemsError):
    """A setting of working hours that cannot be read."""


@dataclass(frozen=True)
class WorkingHours:
    """The hours of each working day during which a team works.

    Args:
        days: the working days, 0 for Monday to 6 for Sunday.
        begin: the minute of the day at which work begins.
        end: the minute of the day at which it ends; not after `begin` if that is on the next day.
        zone: the time zone of the team.
    """

    days: frozenset[int]
    begin: int
    end: int
    zone: Zone

    @classmethod
    def parse(cls, value: Any) -> WorkingHours:
        """Return the hours of a setting such as `EXAMPLE`.

        Raises:
            WorkingHoursError: with what is wrong, and what to write.
        """
        _check_keys(value)
        begin, end = _minute(value["from"], "from"), _minute(value["to"], "to")
        if begin == end:
            raise WorkingHoursError("`from` and `to` are the same time")
        if begin == _DAY_MINUTES:
            raise WorkingHoursError('`from` is the end of a day; write "00:00" for midnight')
        zone = Zone.of(str(value["timezone"]).strip())
        if zone is None:
            raise WorkingHoursError(
                f"`{value['timezone']}` is not a time zone; write a name such as `Europe/Berlin`"
            )
        return cls(_days(value["days"]), begin, end, zone)

    def part_of_week(self, at: datetime) -> PartOfWeek:
        """Return the part of the week that a time with an offset is in.

        Hours that go past midnight belong to the working day on which they begin.
        """
        local = at.astimezone(self.zone.rules)
        minute, day = local.hour * 60 + local.minute, local.weekday()
        if self.end > self.begin:
            if day not in self.days:
                return "other days"
            is_within = self.begin <= minute < self.end
            return "working hours" if is_within else "other hours of a working day"
        began_today = day in self.days and minute >= self.begin
        began_yesterday = (day - 1) % 7 in self.days and minute < self.end
        if began_today or began_yesterday:
            return "working hours"
        return "other hours of a working day" if day in self.days else "other days"

    @property
    def share_of_week(self) -> float:
        """The share of the hours of a week that are working hours, 0 to 1."""
        minutes = (self.end - self.begin) % _DAY_MINUTES or _DAY_MINUTES
        return minutes * len(self.days) / (7 * _DAY_MINUTES)

    def __str__(self) -> str:
        names = [DAYS[day].title() for day in sorted(self.days)]
        is_range = sorted(self.days) == list(range(min(self.days), max(self.days) + 1))
        days = f"{names[0]} to {names[-1]}" if is_range and len(names) > 2 else ", ".join(names)
        return f"{days}, {_clock(self.begin)} to {_clock(self.end)}, {self.zone.name}"


@dataclass(frozen=True)
class TeamHours:
    """The working hours of all teams, and those of teams that have others."""

    default: WorkingHours
    teams: Mapping[str, WorkingHours] = field(default_factory=dict)

    @classmethod
    def parse(cls, value: Any) -> TeamHours:
        """Return the hours of a setting; its key `teams` has the hours of teams by their names.

        Raises:
            WorkingHoursError: with what is wrong, and what to write.
        """
        if not isinstance(value, Mapping):
            raise WorkingHoursError(_NEEDED)
        default = WorkingHours.parse({key: item for key, item in value.items() if key != "teams"})
        teams = value.get("teams") or {}
        if not isinstance(teams, Mapping):
            raise WorkingHoursError("`teams` must map names of teams to hours")
        return cls(default, {str(name): _of_team(name, hours) for name, hours in teams.items()})

    def of(self, incident: Incident, corpus: Corpus) -> tuple[WorkingHours, ...]:
        """Return the hours of the teams that own the affected services, each once."""
        hours = (self.teams.get(team, self.default) for team in corpus.teams_of(incident))
        return tuple(dict.fromkeys(hours)) or (self.default,)

    def part_of_week(self, incident: Incident, moment: Moment, corpus: Corpus) -> PartOfWeek:
        """Return the part of the week: working hours if any of the teams works then."""
        parts = {hours.part_of_week(moment.at) for hours in self.of(incident, corpus)}
        return next(part for part in PARTS_OF_WEEK if part in parts)


def _check_keys(value: Any) -> None:
    if not isinstance(value, Mapping):
        raise WorkingHoursError(_NEEDED)
    problems = [f"`{key}` is missing" for key in _KEYS if key not in value]
    problems += [f"`{key}` is not a key" for key in value if key not in _KEYS]
    if problems:
        raise WorkingHoursError(f"{', '.join(problems)}; {_NEEDED}")


def _of_team(name: Any, hours: Any) -> WorkingHours:
    try:
        return WorkingHours.parse(hours)
    except WorkingHoursError as error:
        raise WorkingHoursError(f"team `{name}`: {error}") from None


def _minute(value: Any, key: str) -> int:
    """Return a time of day in minutes.

    YAML 1.1 reads `18:00` without quotes as that number, but no time before 01:00: `9` is not one.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        minute = value if value >= 60 else -1
    elif isinstance(value, str) and (clock := _CLOCK.fullmatch(value.strip())):
        minute = int(clock["hours"]) * 60 + int(clock["minutes"])
    else:
        minute = -1
    if not 0 <= minute <= _DAY_MINUTES:
        raise WorkingHoursError(f'`{key}` is not a time of day; write it in quotes, like "09:00"')
    return minute


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _days(value: Any) -> frozenset[int]:
    """Return the days of a range such as `mon-fri`, of a name, or of a list of both."""
    parts = value if isinstance(value, list) else str(value).split(",")
    days: set[int] = set()
    for part in parts:
        indexes = [_day(name) for name in str(part).split("-")]
        first, last = indexes[0], indexes[-1]
        if len(indexes) > 2 or first is None or last is None:
            raise WorkingHoursError(
                f"`{part}` is not a day of the week; write `mon-fri` or a list like `[mon, sat]`"
            )
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    if not days:
        raise WorkingHoursError("`days` has no day; write `mon-fri` or a list like `[mon, sat]`")
    return frozenset(days)


def _day(name: str) -> int | None:
    """Return the index of a day by its name or the first letters of it, at least three."""
    letters = name.strip().lower()
    days = (at for at, day in enumerate(_DAY_NAMES) if day.startswith(letters))
    return next(days, None) if len(letters) >= 3 else None
