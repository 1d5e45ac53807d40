"""Sort the rows of the timeline by time; rows with the same time keep their order."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ..model import Entry, Moment
from ..model.local_time import LocalTime
from ..model.timeline import past_midnight
from ..model.zone import Zone
from .arrangement import Arrangement, arrangement
from .outline import Group
from .yaml_file import YamlFile


def sort_rows(file: YamlFile, group: Group) -> Iterator[Arrangement]:
    """Yield the sorted order of a timeline, if the time of every row can be parsed.

    Approximate times alone are no reason to sort. If the day of a row seems wrong, nothing is
    sorted: the row would move a whole day, and the mistake would be hard to see. Nor is anything if
    a row has no day, since its day depends on the row above.
    """
    if group.record is not Entry or group.node.id != "sequence":
        return
    times = _times(group.node.value, None) or _times(group.node.value, _ANY_ZONE)
    exact = [moment.at for moment in times if not moment.approximate]
    if len(times) != len(group.node.value) or any(past_midnight(exact)):
        return
    if any(a > b for a, b in pairwise(exact)):
        order = sorted(range(len(times)), key=lambda index: times[index].at)
        message = "the rows are now sorted by time"
        yield from arrangement(file, group, order, "row-order", message)


_ANY_ZONE = Zone.of("Z")
"""Stands for the incident's zone: times of one zone have the same order in any other."""


def _times(rows: list[Any], zone: Zone | None) -> list[Moment]:
    """Return the times that have an offset or, with a zone, those that have none."""
    return [moment for row in rows if (moment := _time(row, zone))]


def _time(row: Any, zone: Zone | None) -> Moment | None:
    pairs = row.value if row.id == "mapping" else []
    times = [child for name, child in pairs if name.id == "scalar" and name.value == "time"]
    if len(times) != 1 or times[0].id != "scalar":
        return None
    text = times[0].value
    if zone:
        local = LocalTime.parse(text, zone)
        return local.moment() if local and local.day and local.zone is zone else None
    try:
        return Moment.parse(text)
    except ValueError:
        return None
