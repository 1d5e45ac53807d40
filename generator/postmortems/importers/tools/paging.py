"""Pages of answers: whether a tool has more than what a file holds."""

from typing import Any

from .record import ToolRecord

_NEXT = (
    "more",
    "has_more",
    "pagination_meta.after",
    "pagination.next",
    "pagination.next_page",
    "links.next",
    "paging.next",
)
"""Where tools say that there is another page, or how to get it."""


def has_more(data: Any) -> bool:
    """Return whether an answer says that it is not the last page."""
    record = ToolRecord.of(data)
    return any(record.value(path) for path in _NEXT)
