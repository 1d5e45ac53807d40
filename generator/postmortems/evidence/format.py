"""A format of evidence: how it is recognized by its content, and how it is read."""

from collections.abc import Callable
from dataclasses import dataclass

from .records import EvidenceKind, Reading
from .source import Source


@dataclass(frozen=True)
class Format:
    """A format that a tool exports.

    `recognize` returns why a file is of the format, for example ``an object with `alerts` and
    `groupKey```, or None. It looks at the content and never at the name, and raises nothing but
    what `Source` raises. `read` raises `UnreadableEvidenceError` for what it cannot read.
    """

    name: str
    kind: EvidenceKind
    recognize: Callable[[Source], str | None]
    read: Callable[[Source, str], Reading]
    needs_kind: bool = False
    """Whether the format is only tried if the author gives its kind, as any text is a report."""
