"""The current time and day, which a reproducible build sets by SOURCE_DATE_EPOCH."""

import os
from datetime import UTC, date, datetime, time

from ..model.moment import YEARS
from ..model.scalars import shortened

LAST_EPOCH = str(int(datetime(YEARS[-1], 12, 31, tzinfo=UTC).timestamp()))
"""The latest valid SOURCE_DATE_EPOCH, in seconds."""


def now() -> datetime:
    """Return the time of SOURCE_DATE_EPOCH if it is set, else the current time, in UTC.

    See https://reproducible-builds.org/specs/source-date-epoch/.

    Raises:
        SystemExit: SOURCE_DATE_EPOCH is after the last year of `YEARS`. A reproducible build must
            not continue with the current time.
    """
    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdecimal():
        if len(epoch) <= len(LAST_EPOCH) and int(epoch) <= int(LAST_EPOCH):
            return datetime.fromtimestamp(int(epoch), UTC)
        raise SystemExit(
            f"postmortems: SOURCE_DATE_EPOCH is `{shortened(epoch)}`, which is after the year "
            f"{YEARS[-1]}; set it to seconds since 1970, as `date +%s` prints them"
        )
    return datetime.now(UTC).replace(microsecond=0)


def build_time() -> datetime:
    """Return the time that a site is dated with: see `now`, but without SOURCE_DATE_EPOCH midnight.

    So two builds of the same incidents on the same day are the same.
    """
    if os.environ.get("SOURCE_DATE_EPOCH", "").isdecimal():
        return now()
    return datetime.combine(today(), time(), UTC)


def today() -> date:
    """Return the current day in UTC; see `now`."""
    return now().date()
