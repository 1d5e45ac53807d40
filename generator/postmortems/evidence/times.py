"""Times of evidence: ISO 8601 and epochs, with the zone and the year that an author gives."""

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

_MOST_SECONDS = 253_402_300_799  # 9999-12-31T23:59:59Z


@dataclass
class Clock:
    """Turns the times of one file into UTC, and remembers what the file does not say.

    `zone` and `year` are those that the author gives for the file. `near` is a time of the
    incident; a time without a year gets the year in which it is nearest to it.
    """

    zone: tzinfo | None = None
    year: int | None = None
    near: datetime | None = None
    has_zone: bool = True
    has_year: bool = True
    offsets: set[timedelta] = field(default_factory=set)

    def utc(self, time: datetime) -> datetime:
        """Return a time in UTC; without a zone, in the given zone."""
        if time.tzinfo is None:
            if self.zone is None:
                self.has_zone = False
                return time.replace(tzinfo=UTC)
            time = time.replace(tzinfo=self.zone)
        self.offsets.add(time.utcoffset() or timedelta())
        return time.astimezone(UTC)

    def iso(self, text: str) -> datetime:
        """Parse a time in ISO 8601, with up to nanoseconds, and `T` or a space.

        Raises:
            ValueError: the text is no such time.
        """
        return self.utc(datetime.fromisoformat(text.strip()))

    def epoch(self, number: float) -> datetime:
        """Return the time of a number of seconds, milliseconds, microseconds or nanoseconds.

        Raises:
            ValueError: the number is no time between 1970 and 9999.
        """
        return datetime.fromtimestamp(epoch_seconds(number), UTC)

    def with_year(self, time: datetime) -> datetime:
        """Return a time that was parsed without a year, whose year is arbitrary, in UTC."""
        if self.year is not None:
            return self.utc(time.replace(year=self.year))
        if self.near is None:
            self.has_year = False
            return self.utc(time)
        near = self.near
        years = (near.year - 1, near.year, near.year + 1)
        times = [self.utc(time.replace(year=year)) for year in years if _exists(time, year)]
        return min(times, key=lambda one: abs(one - near))

    @property
    def zone_name(self) -> str:
        """The zone of the times read so far, in words."""
        if not self.has_zone:
            return "none"
        if self.zone is not None:
            return f"{self.zone} (given)"
        names = sorted({_name(offset) if offset else "UTC" for offset in self.offsets})
        return ", ".join(names) or "UTC"


def epoch_seconds(number: float) -> float:
    """Return an epoch in seconds, milliseconds, microseconds or nanoseconds as seconds.

    Raises:
        ValueError: the number is no time between 1970 and 9999.
    """
    if not math.isfinite(number) or number < 0:
        raise ValueError(number)
    seconds = float(number)
    while seconds > 1e11:  # the year 5138 in seconds, 1973 in milliseconds
        seconds /= 1000
    if seconds > _MOST_SECONDS:
        raise ValueError(number)
    return seconds


def _name(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _exists(time: datetime, year: int) -> bool:
    try:
        time.replace(year=year)
    except ValueError:
        return False
    return True
