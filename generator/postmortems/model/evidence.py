"""Evidence: the raw inputs of an incident. They stay in the repository unless they are published.

The page of an incident shows what is read from them (`docs/publication.md`).
"""

import re
from typing import Any, ClassVar, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from .record import Record, label, titled
from .scalars import FilePath, Line, shortened
from .zone import ZoneName

HEADING = "Evidence"
_LABEL = re.compile(r"[^\s](?:.{0,98}[^\s])?")


class EvidenceTime(Record):
    """How the times of a file are written, where the file does not say it."""

    column: Line | None = titled("Column of the time")
    """The column or key that has the time."""
    zone: ZoneName | None = titled("Time zone")
    """The zone of times without an offset: `Europe/London`, or `+02:00`."""
    year: int | None = titled("Year", ge=1970, le=9999)
    """The year of times that are written without one, as those of syslog."""
    format: Line | None = titled("Format of the time")
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


class SeriesLabels(Record):
    """The labels of the series that count, each with its value, such as `{instance: web-1}`."""

    other_keys_help: ClassVar[str] = "The value that the label or column of a series must have."
    other_keys_pattern: ClassVar[str] = _LABEL.pattern

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Line]

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        for name in value:
            if not _LABEL.fullmatch(name):
                raise PydanticCustomError(
                    "unknown-key",
                    "`{text}` is not the name of a label; use at most 100 characters",
                    {"text": shortened(name)},
                )
        return {name: text for name, text in value.items() if text is not None}

    def recorded(self) -> list[tuple[str, str, Any]]:
        """Return the labels with their values."""
        return [(name, label(name), text) for name, text in sorted(self.labels.items())]

    def is_blank(self) -> bool:
        """Return whether there is no label."""
        return not self.__pydantic_extra__

    @property
    def labels(self) -> dict[str, str]:
        """The value of each label."""
        return dict(self.__pydantic_extra__ or {})


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
