"""The first and last time of records, and the first one after a moment."""

from __future__ import annotations  # Python 3.11 cannot subscript `array`

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass
class Span:
    """The span of the records that were added, in any order.

    Args:
        moment: None if it is not known.
    """

    moment: datetime | None = None
    first: datetime | None = None
    last: datetime | None = None
    first_after: datetime | None = None
    """The first time at or after the moment."""

    def add(self, time: datetime) -> None:
        """Add a record."""
        if self.first is None or time < self.first:
            self.first = time
        if self.last is None or time > self.last:
            self.last = time
        is_after = self.moment is not None and time >= self.moment
        if is_after and (self.first_after is None or time < self.first_after):
            self.first_after = time

    def add_all(self, times: Iterable[datetime]) -> None:
        """Add records."""
        for time in times:
            self.add(time)

    def add_ascending(self, seconds: array[float]) -> None:
        """Add records by their times in ascending order, in seconds since the epoch."""
        if not seconds:
            return
        indexes = {0, len(seconds) - 1}
        if self.moment is not None:
            index = bisect_left(seconds, self.moment.timestamp())
            indexes |= {index} if index < len(seconds) else set()
        self.add_all(datetime.fromtimestamp(seconds[index], UTC) for index in sorted(indexes))
