"""The `Z` that a time lacks, where every other time of the incident has it.

With other offsets, or several, about the one or the other nobody but the author knows.
"""

from collections.abc import Iterator, Set

from ..model import Moment
from .replacement import Replacement, replacement
from .time_format import time_in_form
from .yaml_file import YamlFile

NONE = ""
UNKNOWN = "?"
"""Stands for the offset of what is no time: it may have any."""


def offsets(sheet: YamlFile) -> set[str]:
    """The offsets of a file's times: `Z`, `+02:00`, and so on; NONE, UNKNOWN."""
    return {_offset(time.text) for time in sheet.times if time.kind is Moment}


def missing_offsets(sheet: YamlFile, known: Set[str]) -> Iterator[Replacement]:
    """The times without an offset, with `Z`.

    Args:
        sheet: a file whose times are in form.
        known: the offsets of the whole incident's times.
    """
    if known - {NONE} != {"Z"}:
        return
    for time in sheet.times:
        if time.kind is Moment and _offset(time.text) == NONE:
            why = ", as the incident's other times are"
            yield from replacement(sheet, time, f"{time.text.strip()}Z", "missing-offset", why)


def _offset(text: str) -> str:
    if not (time := time_in_form(text)):
        return UNKNOWN
    return time.lstrip("~")[len("YYYY-MM-DDTHH:MM") :].lstrip(":0123456789")
