"""What an incident page shows of metrics and logs.

Texts of evidence are redacted when they are derived, and escaped here like any other text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..evidence import DerivedFile
from ..evidence.baseline import Deviation, Point, number_text
from ..evidence.derived_log import LogLine, MoreFrequent
from ..evidence.derived_metrics import DerivedSeries
from ..evidence.derived_reports import at
from .evidence_pictures import log_figure, metrics_figure
from .evidence_places import EvidencePlaces
from .markdown import Markdown, fenced, line
from .table import Column, table


@dataclass(frozen=True)
class MetricsView(EvidencePlaces):
    """The values of metrics that the templates of an incident page use."""

    @property
    def files(self) -> list[DerivedFile]:
        """The files of metrics."""
        return [file for file in self.page.derived.of("metrics") if file.series]

    def anomalies(self, file: DerivedFile) -> Iterator[Markdown]:
        """Yield a sentence for each series of a file: its extreme against its baseline."""
        for series in file.series:
            if series.deviation:
                text = self._deviation(file, series, series.deviation)
                yield Markdown(f"**{line(series.name)}:** {text}")

    def _deviation(self, file: DerivedFile, series: DerivedSeries, found: Deviation) -> str:
        unit = series.unit or None
        if found.highest is None or found.lowest is None:
            return f"no value during the incident ({self.source(file.index)})"
        if found.baseline is None or found.extreme is None:
            high, low = self._point(found.highest, unit), self._point(found.lowest, unit)
            reason = f"; no baseline: {line(found.reason)}" if found.reason else ""
            place = self.source(file.index, found.highest.line)
            return f"highest {high}, lowest {low}{reason} ({place})"
        usual = line(number_text(found.baseline.median, unit))
        place = self.source(file.index, found.extreme.line)
        extreme = self._point(found.extreme, unit)
        if not found.is_anomaly:
            return f"{extreme}, within what was usual before ({usual}) ({place})"
        compared = f", {line(found.comparison)}" if found.comparison else ""
        return f"{extreme}{compared}; before the incident {usual} ({place})"

    def _point(self, point: Point, unit: str | None) -> str:
        return f"{line(number_text(point.value, unit))} at {self.time(at(point.seconds))}"

    def chart(self, file: DerivedFile) -> Markdown:
        """Return the charts of the series of a file."""
        return self.page.links.picture(metrics_figure(self.page.incident, self.page.derived, file))


@dataclass(frozen=True)
class LogsView(EvidencePlaces):
    """The values of logs that the templates of an incident page use."""

    @property
    def files(self) -> list[DerivedFile]:
        """The logs."""
        return [file for file in self.page.derived.of("logs") if file.log]

    def chart(self, file: DerivedFile) -> Markdown:
        """Return the chart of the entries of a log."""
        return self.page.links.picture(log_figure(self.page.incident, self.page.derived, file))

    def entry(self, file: DerivedFile, entry: LogLine) -> Markdown:
        """Return an entry of a log: its time, its text and its place."""
        place = self.source(file.index, entry.line)
        return Markdown(f"{self.time(entry.time)}: {line(entry.text)} ({place})")

    def frequent(self, file: DerivedFile) -> Markdown:
        """Return the messages that became frequent during the incident."""
        columns = [
            Column[MoreFrequent]("Message", lambda message: message.text),
            Column[MoreFrequent]("During", lambda message: f"{message.count:,}"),
            Column[MoreFrequent]("Per minute", lambda message: number_text(message.during)),
            Column[MoreFrequent]("Per minute before", lambda message: number_text(message.before)),
            Column[MoreFrequent]("First", lambda message: self.source(file.index, message.line)),
        ]
        return table(columns, file.log.frequent if file.log else ())

    def excerpt(self, file: DerivedFile) -> Markdown:
        """Return entries as code, each after its line in the file and its time in UTC."""
        entries = file.log.excerpt if file.log else ()
        width = max((len(str(entry.line)) for entry in entries), default=0)
        return fenced(
            [
                f"{entry.line:>{width}}  {entry.time:%H:%M:%S}  {entry.text}".rstrip()
                for entry in entries
            ]
        )
