"""Sort the rows of the timeline by time; rows with the same time keep their order."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ..model import Entry, Moment
from ..model.timeline import past_midnight
from .arrangement import Arrangement, arrangement
from .outline import Group
from .yaml_file import YamlFile


def sort_rows(file: YamlFile, group: Group) -> Iterator[Arrangement]:
    """Yield the sorted order of a timeline, if the time of every row can be parsed.

    Approximate times alone are no reason to sort. If the day of a row seems wrong, nothing is
    sorted: the row would move a whole day, and the mistake would be hard to see.
    """
    if group.record is not Entry or group.node.id != "sequence":
        return
    times = [moment for item in group.node.value if (moment := _time(item))]
    exact = [moment.at for moment in times if not moment.approximate]
    if len(times) != len(group.node.value) or any(past_midnight(exact)):
        return
    if any(a > b for a, b in pairwise(exact)):
        order = sorted(range(len(times)), key=lambda index: times[index].at)
        message = "the rows are now sorted by time"
        yield from arrangement(file, group, order, "row-order", message)


def _time(row: Any) -> Moment | None:
    pairs = row.value if row.id == "mapping" else []
    times = [child for name, child in pairs if name.id == "scalar" and name.value == "time"]
    if len(times) != 1 or times[0].id != "scalar":
        return None
    try:
        return Moment.parse(times[0].value)
    except ValueError:
        return None
