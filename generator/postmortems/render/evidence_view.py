"""What an incident page shows of evidence: tables and sentences, each with the file they are from.

Texts of evidence are redacted when they are derived, and escaped here like any other text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from ..evidence import AlertRow, DerivedFile, Step, ladder
from ..evidence.derived_reports import FirstReport
from . import words
from .evidence_measures import LogsView, MetricsView
from .evidence_pictures import reports_figure
from .evidence_places import EvidencePlaces
from .markdown import Markdown, line
from .table import Column, table

MOST_ROWS = 30
"""The alerts that a table lists."""
_NAMES = {
    "api": "API",
    "cloudwatch": "CloudWatch",
    "csv": "CSV",
    "github": "GitHub",
    "html": "HTML",
    "json": "JSON",
    "openmetrics": "OpenMetrics",
    "opsgenie": "Opsgenie",
    "pagerduty": "PagerDuty",
    "relic": "Relic",
    "victoriametrics": "VictoriaMetrics",
}
"""How words of the names of formats are written."""
MOST_TEXTS = 3
"""The different thresholds or values of an alert that its row has."""


@dataclass(frozen=True)
class EvidenceView(EvidencePlaces):
    """The values of evidence that the templates of an incident page use."""

    @property
    def metrics(self) -> MetricsView:
        """What is shown of metrics."""
        return MetricsView(self.page)

    @property
    def logs(self) -> LogsView:
        """What is shown of logs."""
        return LogsView(self.page)

    # The detection ladder

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the detection ladder."""
        return ladder(self.page.incident, self.page.derived)

    def ladder(self) -> Markdown:
        """Return the detection ladder."""
        columns = [
            Column("Time (UTC)", self._step_time),
            Column("Step", self._step_name),
            Column("Since the start", self._from_start),
            Column[Step]("Since the previous step", lambda step: _after(step.from_previous)),
            Column("Source", self._step_source),
        ]
        return table(columns, self.steps)

    def _step_time(self, step: Step) -> Markdown:
        about = "about " if step.sign.approximate else ""
        return Markdown(f"{about}{self.time(step.sign.time)}")

    def _step_name(self, step: Step) -> Markdown:
        name = f"**{line(step.sign.name)}**"
        return Markdown(f"{name}: {line(step.sign.text)}" if step.sign.text else name)

    def _from_start(self, step: Step) -> str:
        return "" if step.sign.name == "Started" else _after(step.from_start)

    def _step_source(self, step: Step) -> Markdown:
        sign = step.sign
        return Markdown("the author") if sign.index is None else self.source(sign.index, sign.line)

    def unplaced(self) -> Iterator[Markdown]:
        """Yield a sentence for each file that cannot be compared with the incident."""
        for file in self.page.derived.not_comparable:
            lacks = "time zone" if not file.has_zone else "year"
            yield Markdown(
                f"{self.source(file.index)} is not compared with the incident: "
                f"its times have no {lacks}."
            )

    # Alerts

    @cached_property
    def alerts(self) -> list[AlertRow]:
        """The alerts during the incident; all alerts if its start is not recorded."""
        rows = self.page.derived.alert_rows
        return [row for row in rows if row.is_during or self.page.derived.window.started is None]

    @cached_property
    def other_alerts(self) -> list[AlertRow]:
        """The alerts outside of the incident."""
        return [row for row in self.page.derived.alert_rows if row not in self.alerts]

    @property
    def alert_files(self) -> list[DerivedFile]:
        """The files of alerts that are in the table."""
        indexes = {index for row in self.alerts for index, _ in row.places}
        return [file for file in self.page.derived.of("alerts") if file.index in indexes]

    def alert_table(self) -> Markdown:
        """Return the alerts during the incident."""
        columns = [
            Column("Alert", self._alert_name),
            Column[AlertRow]("Threshold", lambda row: _some(row.thresholds), optional=True),
            Column[AlertRow]("Actual", lambda row: _some(row.actuals), optional=True),
            Column[AlertRow]("First (UTC)", lambda row: self.time(row.first)),
            Column("Ended (UTC)", self._ended),
            Column[AlertRow]("Times", lambda row: row.times),
            Column("Source", self._alert_source),
        ]
        return table(columns, self.alerts[:MOST_ROWS])

    def _alert_name(self, row: AlertRow) -> str:
        return f"{row.name} (on {row.targets} targets)" if row.targets > 1 else row.name

    def _ended(self, row: AlertRow) -> object:
        return "end not in the file" if row.last is None else self.time(row.last)

    def _alert_source(self, row: AlertRow) -> Markdown:
        return Markdown(", ".join(self.source(index, number) for index, number in row.places))

    def more_alerts(self) -> str:
        """Return how many alerts the table does not list; empty if it lists all."""
        more = len(self.alerts) - MOST_ROWS
        during = " during the incident" if self.page.derived.window.started else ""
        return f"And {words.count(more, 'more alert')}{during}." if more > 0 else ""

    def alerts_outside(self) -> Markdown:
        """Return a sentence on the alerts outside of the incident; empty if there are none."""
        rows = self.other_alerts
        if not rows:
            return Markdown("")
        named = ", ".join(f"{line(row.name)} ({self.time(row.first)})" for row in rows[:MOST_TEXTS])
        more = f" and {len(rows) - MOST_TEXTS} more" if len(rows) > MOST_TEXTS else ""
        return Markdown(f"Outside of the incident: {named}{more}.")

    # Reports of users

    @property
    def report_files(self) -> list[DerivedFile]:
        """The files of reports of users."""
        return [file for file in self.page.derived.of("user-reports") if file.records]

    def first_report(self) -> Markdown:
        """Return the first report of the incident; empty if there is none."""
        firsts = [
            (file.reports.first, file.index)
            for file in self.page.derived.comparable("user-reports")
            if file.reports and file.reports.first
        ]
        if not firsts:
            return Markdown("")
        report, index = min(firsts, key=lambda pair: pair[0].time)
        return self._first_report(report, index)

    def _first_report(self, report: FirstReport, index: int) -> Markdown:
        title = f": “{line(report.title)}”" if report.title else ""
        return Markdown(f"{self.time(report.time)}{title} ({self.source(index, report.line)})")

    def reports_chart(self) -> Markdown:
        """Return the chart of the reports of users."""
        return self.page.links.picture(reports_figure(self.page.incident, self.page.derived))

    def complaints(self) -> Markdown:
        """Return the number of reports of users with the files; empty if there are none."""
        counts = self.page.derived.reports
        if counts is None or not counts.total:
            return Markdown("")
        files = self.page.derived.comparable("user-reports")
        return Markdown(f"{words.count(counts.total, 'report')} (from {self.sources(files)})")

    # The files

    def reading(self, index: int) -> Markdown:
        """Return what was read from the file of an entry; empty if nothing is derived from it."""
        file = self.page.derived.by_index.get(index)
        if file is None:
            return Markdown("")
        if file.error:
            place = f" (line {file.error.line})" if file.error.line else ""
            return Markdown(f"not read: {line(file.error.reason)}{place}")
        if file.kind == "report":
            return line(format_title(file.format))
        parts = [line(format_title(file.format)), self._records(file)]
        if file.skipped:
            parts.append(words.count(file.skipped, "part") + " not read")
        if file.redacted:
            parts.append(words.count(file.redacted, "value") + " replaced")
        return Markdown("; ".join([", ".join(parts[:2]), *parts[2:], *map(line, file.notes)]))

    def _records(self, file: DerivedFile) -> str:
        names = {
            "logs": ("entry", "entries"),
            "alerts": ("alert", "alerts"),
            "user-reports": ("report", "reports"),
            "metrics": ("point", "points"),
        }
        text = words.count(file.records, *names.get(file.kind, ("record", "records")))
        if file.first is None or file.last is None:
            return text
        zone = "UTC" if file.has_zone else "no time zone"
        return f"{text} from {self.time(file.first)} to {self.time(file.last)} ({zone})"


def format_title(name: str) -> str:
    """Return the name of a format as a reader knows it: `Alertmanager webhook`, `CSV`."""
    if name == "mapped_csv":
        return "CSV with named columns"
    words_of_name = name.replace("_", " ").split(" ")
    named = [_NAMES.get(word, word) for word in words_of_name]
    return " ".join([named[0][:1].upper() + named[0][1:], *named[1:]])


def _after(length: timedelta | None) -> str:
    """Return a length of time after a moment; empty if it is not known."""
    if length is None:
        return ""
    if not length:
        return "0 s"
    size = abs(length)
    text = "less than 1 s" if size < timedelta(seconds=1) else words.length(size)
    return f"{text} before" if length < timedelta() else text


def _some(texts: Sequence[str]) -> str:
    """Return up to `MOST_TEXTS` texts, and how many more there are."""
    more = f", and {len(texts) - MOST_TEXTS} more" if len(texts) > MOST_TEXTS else ""
    return ", ".join(texts[:MOST_TEXTS]) + more
