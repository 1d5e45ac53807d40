"""Evidence: the raw inputs of an incident. They stay in the repository unless they are published.

The page of an incident shows what is read from them (`docs/publication.md`).
"""

from typing import ClassVar, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from .open_record import OpenRecord
from .record import Record, titled
from .scalars import FilePath, Line, TimeFormat, shortened
from .zone import ZoneName

HEADING = "Evidence"


class EvidenceTime(Record):
    """How the times of a file are written, where the file does not say it."""

    column: Line | None = titled("Column of the time")
    """The column or key that has the time."""
    zone: ZoneName | None = titled("Time zone")
    """The zone of times without an offset: `Europe/London`, or `+02:00`."""
    year: int | None = titled("Year", ge=1970, le=9999)
    """The year of times that are written without one, as those of syslog."""
    format: TimeFormat | None = titled("Format of the time")
    """The format of the time in the notation of `strptime`, such as `%d/%m/%Y %H:%M`."""

    @field_validator("format")
    @classmethod
    def _with_directive(cls, text: str | None) -> str | None:
        if text is not None and "%" not in text:
            raise PydanticCustomError(
                "wrong-type",
                "`{text}` is not a format of times; write one such as `%d/%m/%Y %H:%M`",
                {"text": shortened(text)},
            )
        return text


class EvidenceValue(Record):
    """Where a file of metrics has its values."""

    column: Line | None = titled("Column of the value")
    """The column or key that has the value."""
    unit: Line | None = titled("Unit")
    """The unit of the values, such as `ms` or `%`."""


class SeriesLabels(OpenRecord):
    """The labels of the series that count, each with its value, such as `{instance: web-1}`."""

    other_keys_help: ClassVar[str] = "The value that the label or column of a series must have."
    other_keys_pattern: ClassVar[str] = r"\S(?:.{0,98}\S)?"
    other_keys_error: ClassVar[str] = "is not the name of a label; use at most 100 characters"


class Evidence(Record):
    """A file beside the YAML."""

    kind: Literal["report", "logs", "alerts", "user-reports", "metrics", "other"] = titled(
        "Kind", "other"
    )
    """The kind of input."""
    file: FilePath = Field(title="File")
    """Its path within the incident's folder."""
    title: Line | None = titled("Title")
    """A description; the site shows it only if the file is published."""
    publish: bool = titled("Published", False)
    """Whether the site offers the file for download, after a search for secrets. Default: no."""
    time: EvidenceTime | None = titled("Times")
    """How its times are written, where the file does not say it."""
    value: EvidenceValue | None = titled("Values")
    """Which of its columns has the values of a metric."""
    series: SeriesLabels | None = titled("Series")
    """The labels of the series that count, each with its value; all series by default."""
