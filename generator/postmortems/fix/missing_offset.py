"""Add a missing `Z` to a time if every other time of the incident has one.

If the other times have another offset, or several, only the author knows the right one.
"""

from collections.abc import Iterator, Set

from ..model import Moment
from .replacement import Replacement, replacement
from .time_format import normalized_time
from .yaml_file import YamlFile

NONE = ""
UNKNOWN = "?"
"""The offset of a value that is not a time: it may have any."""


def offsets(file: YamlFile) -> set[str]:
    """Return the offsets of a file's times: `Z`, `+02:00` and so on, `NONE` or `UNKNOWN`."""
    return {_offset(time.text) for time in file.times if time.kind is Moment}


def add_missing_offsets(file: YamlFile, all_offsets: Set[str]) -> Iterator[Replacement]:
    """Yield a replacement with `Z` for each time without an offset.

    Args:
        file: a file with normalized times.
        all_offsets: the offsets of all times of the incident.
    """
    if all_offsets - {NONE} != {"Z"}:
        return
    for time in file.times:
        if time.kind is Moment and _offset(time.text) == NONE:
            why = ", as the incident's other times are"
            yield from replacement(file, time, f"{time.text.strip()}Z", "missing-offset", why)


def _offset(text: str) -> str:
    if not (normalized := normalized_time(text)):
        return UNKNOWN
    return normalized.lstrip("~")[len("YYYY-MM-DDTHH:MM") :].lstrip(":0123456789")
