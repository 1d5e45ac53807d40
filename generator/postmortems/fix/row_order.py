"""The rows of the timeline in the order of time; rows of the same time keep theirs."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ..model import Entry, Moment
from ..model.timeline import past_midnight
from .arrangement import Arrangement, arrangement
from .outline import Group
from .yaml_file import YamlFile


def rows_in_order(sheet: YamlFile, group: Group) -> Iterator[Arrangement]:
    """The timeline in order, where the time of every row can be read.

    A time that is about may be a little off, so that such rows alone are no reason to move any.
    Where the day of one seems wrong, none moves: it would come to stand a day too early for good.
    """
    if group.record is not Entry or group.node.id != "sequence":
        return
    times = [moment for item in group.node.value if (moment := _time(item))]
    exact = [moment.at for moment in times if not moment.approximate]
    if len(times) != len(group.node.value) or any(past_midnight(exact)):
        return
    if any(a > b for a, b in pairwise(exact)):
        order = sorted(range(len(times)), key=lambda index: times[index].at)
        message = "the rows are now in the order of time"
        yield from arrangement(sheet, group, order, "row-order", message)


def _time(row: Any) -> Moment | None:
    pairs = row.value if row.id == "mapping" else []
    times = [child for name, child in pairs if name.id == "scalar" and name.value == "time"]
    if len(times) != 1 or times[0].id != "scalar":
        return None
    try:
        return Moment.parse(times[0].value)
    except ValueError:
        return None
