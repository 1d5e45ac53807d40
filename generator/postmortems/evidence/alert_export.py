"""Exports of alerts as JSON."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .alert_reading import alert_reading
from .format import Format
from .json_export import Item, JsonExport
from .records import AlertRecord, Reading
from .source import Source


@dataclass(frozen=True)
class AlertExport(JsonExport[Item]):
    """How the alerts, or the events of alerts, of one tool are read.

    `finish` makes alerts of all that was read. `counts_items` says whether the records of a file
    are what was read, and not the alerts that it makes.
    """

    finish: Callable[[list[Item]], list[AlertRecord]] = field(kw_only=True)
    counts_items: bool = False

    def format(self) -> Format:
        """Return the format that reads these exports."""
        return Format(self.name, "alerts", self.recognize, self._read)

    def _read(self, source: Source, why: str) -> Reading:
        collected = self.collect(source)
        return alert_reading(
            self.name,
            why,
            collected.times,
            self.finish(collected.items),
            collected.skipped,
            record_count=len(collected.items) if self.counts_items else None,
            notes=collected.notes,
        )
