"""A tool whose exports can be imported."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...evidence import Source
from ..draft import Draft


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
