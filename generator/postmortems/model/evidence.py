"""Evidence: the raw inputs of an incident. They stay in the repository unless they are published.

The site shows only the kind of an unpublished file, not its name or title.
"""

from typing import Literal

from pydantic import Field

from .record import Record, titled
from .scalars import FilePath, Line

HEADING = "Evidence"


class Evidence(Record):
    """A file beside the YAML."""

    kind: Literal["report", "logs", "alerts", "user-reports", "metrics", "other"] = titled(
        "Kind", "other"
    )
    """The kind of input."""
    file: FilePath = Field(title="File")
    """Its path within the incident's folder; the site shows it only if the file is published."""
    title: Line | None = titled("Title")
    """A description; the site shows it only if the file is published."""
    publish: bool = titled("Published", False)
    """Whether the site offers the file for download, after a search for secrets. Default: no."""
