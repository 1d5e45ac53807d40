"""Time zones that an author names: by the IANA name, or as an offset."""

import re
from datetime import timedelta, timezone, tzinfo
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from .scalars import shortened

_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
_MOST_HOURS = 14
"""The largest offset in use is +14:00."""


def zone_of(text: str) -> tzinfo:
    """Return the zone with an IANA name such as `Europe/London`, or an offset such as `+02:00`.

    Raises:
        ValueError: there is no such zone.
    """
    if offset := _OFFSET.fullmatch(text):
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours > _MOST_HOURS or minutes > 59:
            raise ValueError(text)
        length = timedelta(hours=hours, minutes=minutes)
        return timezone(-length if offset[1] == "-" else length)
    if not _NAME.fullmatch(text):
        raise ValueError(text)
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, OSError) as error:  # a folder such as `Europe` is no zone
        raise ValueError(text) from error


def _zone(text: str) -> str:
    text = text.strip()
    try:
        zone_of(text)
    except ValueError as error:
        raise PydanticCustomError(
            "unknown-zone",
            "`{text}` is not a time zone; write a name such as `Europe/London`, or an offset "
            "such as `+02:00`",
            {"text": shortened(text)},
        ) from error
    return text


Zone = Annotated[str, AfterValidator(_zone)]
"""A time zone: an IANA name such as `Europe/London`, or an offset such as `+02:00`."""
