"""Times that leave out their offset or, in a row of the timeline, their day.

The offset is that of the incident's zone. The day is that of the row above, or the day after it if
the clock passed midnight. Where both days are possible, the time is rejected: nothing is guessed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Self

from pydantic_core import PydanticCustomError

from .moment import Moment, padded_clock, without_offset
from .scalars import shortened
from .zone import Zone, offset_text

_LOCAL = re.compile(
    r"(?P<approximate>~\s*)?(?:(?P<day>\d{4}-\d{2}-\d{2})[T ])?(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)"
    r"\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?"
)
NEAR = timedelta(hours=12)
"""A row past midnight is at most this much after the row above; a row without a day is at most
this far from the start of the incident."""
ABOUT = timedelta(hours=1)
"""A row can be this much before the row above if one of the two times is approximate."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A time as it is written: its clock, and the day and the zone if it has them."""

    text: str
    clock: time
    day: date | None
    zone: Zone | None
    approximate: bool

    @classmethod
    def parse(cls, text: str, zone: Zone | None) -> Self | None:
        """Parse a time; None if its form or its numbers are not those of a time.

        Args:
            text: the time as the author wrote it.
            zone: the incident's zone, for a time without an offset.
        """
        match = _LOCAL.fullmatch(text.strip())
        if not match:
            return None
        try:
            clock = time.fromisoformat(padded_clock(match["clock"]))
            day = date.fromisoformat(match["day"]) if match["day"] else None
        except ValueError:
            return None
        own = Zone.of(match["offset"]) if match["offset"] else zone
        return cls(text, clock, day, own, bool(match["approximate"]))

    def moment(self) -> Moment:
        """Return the moment of a time with a day.

        Raises:
            PydanticCustomError: it has no zone, or its zone has it twice or never.
        """
        return self._on(self.day) if self.day else Moment.parse(self.text)

    def after(self, above: Moment) -> Moment:
        """Return the moment of a row's time without a day, by the row above.

        Raises:
            PydanticCustomError: as `moment`, or it may be on the day of the row above or the next.
        """
        before = above.at.astimezone(self._rules).replace(tzinfo=None)
        same_day = datetime.combine(before.date(), self.clock)
        back = before - same_day
        if back <= timedelta() or (back <= ABOUT and (self.approximate or above.approximate)):
            return self._on(same_day.date())
        if _DAY - back <= NEAR:
            return self._on(same_day.date() + _DAY)
        raise self._unclear(
            f"is before the row above, {before:%Y-%m-%d %H:%M}", same_day.date() + _DAY
        )

    def near(self, started: Moment) -> Moment:
        """Return the moment of the first row's time without a day, by the start of the incident.

        Raises:
            PydanticCustomError: as `moment`, or it may be on more than one day.
        """
        start = started.at.astimezone(self._rules).replace(tzinfo=None)
        same_day = datetime.combine(start.date(), self.clock)
        nearest = min(same_day - _DAY, same_day, same_day + _DAY, key=lambda one: abs(one - start))
        if nearest != same_day:
            raise self._unclear(
                f"is on another day than `started`, {start:%Y-%m-%d %H:%M}, or far from it",
                nearest.date(),
            )
        return self._on(same_day.date())

    def on_folder_day(self, day: date) -> Moment:
        """Return the moment of the first row's time without a day, by the name of the folder.

        Raises:
            PydanticCustomError: as `moment`, or that day is another one in UTC.
        """
        moment = self._on(day)
        if moment.at.date() != day:
            raise self._unclear(f"is on {moment.at.date()} in UTC, not on the folder's day", day)
        return moment

    @property
    def _rules(self) -> tzinfo:
        if self.zone is None:
            raise without_offset(self.text)
        return self.zone.rules

    def _on(self, day: date) -> Moment:
        """Return the moment of the clock on a day."""
        if self.zone is None:
            raise without_offset(self.text)
        local = self.zone.at(datetime.combine(day, self.clock))
        offset = local.utcoffset() or timedelta()
        return Moment(local.astimezone(UTC), self.approximate, offset)

    def _unclear(self, why: str, day: date) -> PydanticCustomError:
        return PydanticCustomError(
            "unclear-day",
            "the day of `{text}` is not clear: it {why}; write the time with its day, such as "
            "`{example}`",
            {
                "text": shortened(self.text),
                "why": why,
                "example": f"{day}T{self.clock:%H:%M}{self._own_offset(day)}",
            },
        )

    def _own_offset(self, day: date) -> str:
        """Return the offset that the author wrote, for an example; empty if there is none."""
        if not re.search(r"(?:Z|[+-]\d{2}:?\d{2})\s*$", self.text):
            return ""
        return offset_text(datetime.combine(day, self.clock, self._rules))
