"""Evidence: the raw inputs an incident rests on. They stay in the repository unless published."""

from typing import Literal

from pydantic import Field

from .record import Record, titled
from .text import FilePath, Line

HEADING = "Evidence"


class Evidence(Record):
    """A file beside the YAML."""

    kind: Literal["report", "logs", "alerts", "user-reports", "metrics", "other"] = titled(
        "Kind", "other"
    )
    """Which of the template's inputs it is."""
    file: FilePath = Field(title="File")
    """Its path within the incident's folder."""
    title: Line | None = titled("Title")
    """What it shows."""
    publish: bool = titled("Published", False)
    """Whether the site offers the file itself. Logs leak: the default is no."""
