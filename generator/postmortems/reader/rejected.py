"""Values that the reader rejected, and the places in the files of those that it accepted."""

from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..model import Loc


@dataclass(frozen=True)
class RejectedValues:
    """Values of the files that are not in the model, because they are invalid.

    `locs` are their places in the files. `keys` are the keys of these values, of the values within
    them, and of missing values that caused the rejection, without indexes: `timeline.marks`.
    """

    locs: frozenset[Loc] = frozenset()
    keys: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.locs)

    def extended(self, data: Any, locs: Iterable[Loc], errors: Iterable[Loc]) -> "RejectedValues":
        """Return these with more rejected values.

        Args:
            data: the content of the files.
            locs: the places of the values in the model that was validated last.
            errors: the places of the validation errors that caused the rejection.
        """
        more = frozenset(self.in_file(loc) for loc in locs)
        keys = {key for loc in more for key in _keys(data, loc)}
        return RejectedValues(self.locs | more, self.keys | keys | {_key(loc) for loc in errors})

    def in_file(self, loc: Loc) -> Loc:
        """Convert a place in the model to the place in the files, whose lists have all rows."""
        file_loc: Loc = ()
        for step in loc:
            if isinstance(step, int):
                for index in self._rows.get(file_loc, ()):
                    step += index <= step
            file_loc += (step,)
        return file_loc

    @cached_property
    def _rows(self) -> dict[Loc, list[int]]:
        """The rejected indexes of each list, sorted."""
        rows: dict[Loc, list[int]] = {}
        for loc in sorted(self.locs):
            if isinstance(loc[-1], int):
                rows.setdefault(loc[:-1], []).append(loc[-1])
        return rows

    def was_rejected(self, loc: Loc) -> bool:
        """Whether the value at a place in the files was rejected, alone or with a parent."""
        return any(loc[:length] in self.locs for length in range(1, len(loc) + 1))

    def has_key(self, key: str) -> bool:
        """Whether a value of a key, within it, or around it was rejected anywhere."""
        prefix = f"{key}."
        rejected = (f"{other}." for other in self.keys)
        return any(prefix.startswith(other) or other.startswith(prefix) for other in rejected)


def without(data: Any, locs: Collection[Loc]) -> Any:
    """Return a copy of data without the values at some places."""
    rest = deepcopy(data)
    # Later rows of a list go first, so that the indexes of earlier ones stay valid.
    for *parents, last in sorted(locs, reverse=True):
        parent = rest
        for step in parents:
            parent = parent[step]
        del parent[last]
    return rest


def existing_part(data: Any, loc: Loc) -> Loc:
    """Return the longest prefix of a place that exists in data."""
    for length, step in enumerate(loc):
        if not _has(data, step):
            return loc[:length]
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
    """Yield the keys of the leaves of a value."""
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
