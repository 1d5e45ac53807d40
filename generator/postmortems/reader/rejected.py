"""What a model lacks because the reader refused it, and where the rest stands nevertheless."""

from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..model import Loc


@dataclass(frozen=True)
class RejectedValues:
    """Values of the files that the model made of them is without.

    `locs` are their places in the files. `keys` are their keys, those of what they hold, and those
    they lack, without the indexes of rows: `timeline.marks`.
    """

    locs: frozenset[Loc] = frozenset()
    keys: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.locs)

    def and_also(self, data: Any, locs: Iterable[Loc], because: Iterable[Loc]) -> "RejectedValues":
        """The same with more values of the data, and the places that were refused of them."""
        more = frozenset(self.in_file(loc) for loc in locs)
        held = {key for loc in more for key in _keys(data, loc)}
        return RejectedValues(self.locs | more, self.keys | held | {_key(loc) for loc in because})

    def in_file(self, loc: Loc) -> Loc:
        """Where a value of the model stands in the files, whose lists have all of their rows."""
        found: Loc = ()
        for step in loc:
            if isinstance(step, int):
                for index in self._rows.get(found, ()):
                    step += index <= step
            found += (step,)
        return found

    @cached_property
    def _rows(self) -> dict[Loc, list[int]]:
        """The indexes that are left out of a list, in their order."""
        rows: dict[Loc, list[int]] = {}
        for loc in sorted(self.locs):
            if isinstance(loc[-1], int):
                rows.setdefault(loc[:-1], []).append(loc[-1])
        return rows

    def covers(self, loc: Loc) -> bool:
        """Whether a place of the files is within something that was left out."""
        return any(loc[:at] in self.locs for at in range(1, len(loc) + 1))

    def holds(self, key: str) -> bool:
        """Whether a key, something of what it holds, or what holds it was left out."""
        wanted = f"{key}."
        left = (f"{known}." for known in self.keys)
        return any(wanted.startswith(known) or known.startswith(wanted) for known in left)


def without(data: Any, locs: Collection[Loc]) -> Any:
    """A copy of data without some of its values."""
    rest = deepcopy(data)
    # The last row of a list first, for those before it then keep their places.
    for *way, last in sorted(locs, reverse=True):
        holder = rest
        for step in way:
            holder = holder[step]
        del holder[last]
    return rest


def reached(data: Any, loc: Loc) -> Loc:
    """As much of the way to a place as there is in data."""
    for at, step in enumerate(loc):
        if not _has(data, step):
            return loc[:at]
        data = data[step]
    return loc


def _has(data: Any, step: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data


def _keys(data: Any, loc: Loc) -> Iterator[str]:
    for step in loc:
        data = data[step]
    yield from _within(data, loc)


def _within(value: Any, loc: Loc) -> Iterator[str]:
    """The keys within a value that hold no others."""
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _within(inner, (*loc, name))
    elif isinstance(value, list) and value:
        for inner in value:
            yield from _within(inner, loc)
    else:
        yield _key(loc)


def _key(loc: Loc) -> str:
    return ".".join(step for step in loc if isinstance(step, str))
