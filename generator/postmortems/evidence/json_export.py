"""Exports as JSON, whose answers, lists and webhooks are all read in the same way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .export_json import first_object, mappings, objects
from .export_times import ExportTimes
from .records import Skipped
from .source import Source

Json = Mapping[str, Any]
Item = TypeVar("Item")


@dataclass
class Collected(Generic[Item]):
    """What was read of a file, in its order."""

    items: list[Item]
    times: ExportTimes
    skipped: Skipped
    notes: list[str]


@dataclass(frozen=True)
class JsonExport(Generic[Item]):
    """How the exports of one tool are read.

    `items` returns the records of an answer or webhook, or None if it is none. `read` reads one,
    or returns None for what cannot be read, which is counted with the reason `unread`. `more`
    returns a note if an answer is not complete.
    """

    name: str
    why: str
    items: Callable[[Json], list[Json] | None]
    read: Callable[[Json, ExportTimes], Item | None]
    unread: str
    more: Callable[[Json], str | None] = lambda answer: None

    def recognize(self, source: Source) -> str | None:
        """Return why a file is an export of the tool; None if it is none."""
        return self.why if first_object(source, self._accepts) else None

    def collect(self, source: Source) -> Collected[Item]:
        """Read the records of a file."""
        result = Collected[Item]([], ExportTimes(source), Skipped(), [])
        for answer in objects(source, self._accepts, result.skipped):
            if note := self.more(answer):
                result.notes.append(note)
            for record in self.items(answer) or []:
                item = self.read(record, result.times)
                if item is None:
                    result.skipped.add(result.times.begin(record), self.unread)
                else:
                    result.items.append(item)
        return result

    def _accepts(self, answer: Json) -> bool:
        return self.items(answer) is not None


def listed(
    answer: Json, keys: tuple[str, ...], is_record: Callable[[Json], bool]
) -> list[Json] | None:
    """Return the records that an answer has under one of the keys, or is itself; None if none."""
    if is_record(answer):
        return [answer]
    for key in keys:
        value = answer.get(key)
        records = mappings(value if isinstance(value, list) else [value])
        if any(map(is_record, records)):
            return records
    return None
