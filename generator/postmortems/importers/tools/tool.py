"""A tool whose exports can be imported."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ...evidence import Source
from ..draft import Draft
from .record import ToolRecord


@dataclass(frozen=True)
class Tool:
    """A format of a tool.

    `recognize` returns why a file is of the format, or None; it looks at the content only. `read`
    gets all files of the format that are imported together, since some tools export incidents and
    their updates in different files. Neither raises anything but what `Source` raises.
    """

    name: str
    recognize: Callable[[Source], str | None]
    read: Callable[[Sequence[Source]], list[Draft]]


def record_by_record(
    records: Callable[[Source], Iterable[ToolRecord]],
    draft: Callable[[Source, ToolRecord, int], Draft],
) -> Callable[[Sequence[Source]], list[Draft]]:
    """Return a `read` for a tool whose records need nothing of each other.

    Args:
        records: returns the incidents of a file.
        draft: makes the draft of an incident, given the file and its number in it, from 1.
    """

    def read(sources: Sequence[Source]) -> list[Draft]:
        return [
            draft(source, record, number)
            for source in sources
            for number, record in enumerate(records(source), 1)
        ]

    return read
