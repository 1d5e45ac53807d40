"""Evidence: the raw inputs an incident rests on. They stay in the repository unless published.

Of a file that is not published, the site shows the kind and neither its name nor its title.
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
    """Which of the template's inputs it is."""
    file: FilePath = Field(title="File")
    """Its path within the incident's folder; the site shows it where the file is published."""
    title: Line | None = titled("Title")
    """What it shows; the site shows it where the file is published."""
    publish: bool = titled("Published", False)
    """Whether the site offers the file itself; it is searched for secrets. The default is no."""
