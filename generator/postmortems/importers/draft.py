"""What an import makes of a document or of a record: the draft of an incident.

A draft holds only what its source says. What the source does not say is absent from `data`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..model import Loc


@dataclass(frozen=True)
class Unplaced:
    """A text of the source that has no place in the format, or that must not be guessed."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Contradiction:
    """Two statements of the source that disagree, such as a typed duration and two times."""

    line: int
    other_line: int
    message: str


@dataclass
class Draft:
    """The draft of an incident.

    `data` has the keys and nesting of the format, with texts, numbers, lists and mappings; times
    are texts as the format writes them. `comments` are printed above the value at their place, and
    hold what is only suggested. `source` is the path of the file, and `line` where the incident
    begins in it. `alias` identifies the incident in its source and never changes, so that a second
    import recognizes it.

    `day` is the day of the incident where the source gives a day but no time with a zone.
    `original` is the part of the source that this incident is made of, and `original_name` the name
    of a file for it; None is the whole file.
    """

    source: str
    alias: str
    data: dict[str, Any]
    line: int = 1
    comments: Mapping[Loc, list[str]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    rows_without_zone: int = 0
    day: date | None = None
    original: bytes | None = None
    original_name: str = ""

    @property
    def file_name(self) -> str:
        """The name of the source without the folders around it."""
        return self.source.replace("\\", "/").rpartition("/")[2]
