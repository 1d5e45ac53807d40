"""Exports of alerts as JSON, whose answers and webhooks are all read in the same way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .alert_reading import alert_reading
from .export_json import first_object, objects
from .export_times import ExportTimes
from .format import Format
from .records import AlertRecord, Reading, Skipped
from .source import Source

Json = Mapping[str, Any]
Item = TypeVar("Item")


@dataclass(frozen=True)
class AlertExport(Generic[Item]):
    """How the exports of one tool are read.

    `items` returns the alerts or events of an answer or webhook, or None if it is none. `read`
    reads one, or returns None for what cannot be read, which is counted with the reason `unread`.
    `finish` makes alerts of all that was read. `more` returns a note if an answer is not complete.
    """

    name: str
    why: str
    items: Callable[[Json], list[Json] | None]
    read: Callable[[Json, ExportTimes], Item | None]
    finish: Callable[[list[Item]], list[AlertRecord]]
    unread: str
    more: Callable[[Json], str | None] = lambda answer: None
    counts_items: bool = False
    """Whether the records of a file are its items, and not the alerts that they make."""

    def format(self) -> Format:
        """Return the format that reads these exports."""
        return Format(self.name, "alerts", self._recognize, self._read)

    def _accepts(self, answer: Json) -> bool:
        return self.items(answer) is not None

    def _recognize(self, source: Source) -> str | None:
        return self.why if first_object(source, self._accepts) else None

    def _read(self, source: Source, why: str) -> Reading:
        skipped, times, notes = Skipped(), ExportTimes(source), list[str]()
        read: list[Item] = []
        for answer in objects(source, self._accepts, skipped):
            if note := self.more(answer):
                notes.append(note)
            for item in self.items(answer) or []:
                result = self.read(item, times)
                if result is None:
                    skipped.add(times.begin(item), self.unread)
                else:
                    read.append(result)
        count = len(read) if self.counts_items else None
        records = self.finish(read)
        return alert_reading(
            self.name, why, times, records, skipped, record_count=count, notes=notes
        )
