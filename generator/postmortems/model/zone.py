"""Time zones by name or offset, and local times in them.

A local time that a zone has twice or never is an error, never a guess: clocks that go back repeat
an hour, clocks that go forward skip one.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Annotated, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from .scalars import shortened, visible
from .suggestions import did_you_mean

_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>[0-5]\d)")
_MAX_HOURS = 15
"""No offset of a zone since 1970 has as many hours."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone, with the name that its author gave it."""

    name: str
    rules: tzinfo

    @classmethod
    def of(cls, name: str) -> Self | None:
        """Return the zone of a name such as `Europe/London` or an offset; None if it is neither."""
        if offset := _OFFSET.fullmatch(name):
            length = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"]))
            if length >= timedelta(hours=_MAX_HOURS):
                return None
            return cls(name, timezone(-length if offset["sign"] == "-" else length))
        if name == "Z":
            return cls(name, UTC)
        return cls(name, ZoneInfo(name)) if name in zone_names() else None

    def at(self, local: datetime) -> datetime:
        """Return a local time, which has no zone, as a time with its offset.

        Raises:
            PydanticCustomError: the zone has the time twice, or never.
        """
        first, second = (local.replace(tzinfo=self.rules, fold=fold) for fold in (0, 1))
        if first.utcoffset() == second.utcoffset():
            return first
        if first.astimezone(UTC).astimezone(self.rules).replace(tzinfo=None) == local:
            raise PydanticCustomError(
                "ambiguous-time",
                "`{local}` is twice in `{zone}`, because the clocks went back; write `{first}` or "
                "`{second}`",
                self._choices(local, first, second),
            )
        raise PydanticCustomError(
            "nonexistent-time",
            "`{local}` is never in `{zone}`, because the clocks went forward; write `{first}` or "
            "`{second}` if one of them is right",
            # The offset before a gap makes a time after it, and the other way round.
            self._choices(
                local,
                second.astimezone(UTC).astimezone(self.rules),
                first.astimezone(UTC).astimezone(self.rules),
            ),
        )

    def _choices(self, local: datetime, first: datetime, second: datetime) -> dict[str, str]:
        return {
            "local": _clock(local),
            "zone": self.name,
            "first": f"{_clock(first)}{offset_text(first)}",
            "second": f"{_clock(second)}{offset_text(second)}",
        }


def _clock(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S" if time.second else "%Y-%m-%dT%H:%M")


def offset_text(time: datetime) -> str:
    """Return the offset of a time as the format has it: `Z` or `+01:00`."""
    minutes = round((time.utcoffset() or timedelta()).total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "Z"


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return the names of the zones of the IANA database that is installed.

    Without those that name no place: `localtime` is another zone on every machine.
    """
    return frozenset(available_timezones()) - {"localtime", "posixrules", "Factory"}


def _known(name: str) -> str:
    name = name.strip()
    if Zone.of(name):
        return name
    raise PydanticCustomError(
        "unknown-timezone",
        "`{name}` is not a time zone; {hint}",
        {"name": shortened(name), "hint": _hint(name)},
    )


def _hint(name: str) -> str:
    if not zone_names():
        return "no database of time zones is installed; install the package `tzdata`"
    otherwise = "write a name such as `Europe/London`, or an offset such as `+01:00`"
    places: dict[str, str] = {}
    for zone in sorted(zone_names()):
        if zone.startswith("Etc/"):  # `Etc/GMT+1` is an hour behind UTC
            continue
        places.setdefault(zone.rpartition("/")[2].casefold(), zone)
    place = re.sub(r"[\s-]+", "_", name.rpartition("/")[2]).casefold()
    if place in places:
        return f"did you mean `{places[place]}`?"
    return did_you_mean(name, sorted(zone_names()), otherwise) if "/" in name else otherwise


ZoneName = Annotated[str, AfterValidator(visible), AfterValidator(_known)]
"""The name of a time zone in the IANA database, or an offset such as `+01:00`."""
