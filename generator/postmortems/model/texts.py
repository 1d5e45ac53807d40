"""List the free texts of an incident with their places."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from .format import fields
from .problem import Loc
from .record import Record
from .scalars import Line, Lines, Prose


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its place; `prose` is true for Markdown of several lines."""

    loc: Loc
    words: str
    prose: bool = False


def texts(record: Record, loc: Loc = ()) -> Iterator[Text]:
    """Yield every text of a record and of the records within it, in the order of the format.

    Names, addresses and values of enumerations are not texts.
    """
    for name, kind in _fields(type(record)):
        value, field_loc = getattr(record, name), (*loc, name)
        if value is None:
            continue
        if isinstance(value, Record):
            yield from texts(value, field_loc)
        elif kind in (Line, Prose):
            yield Text(field_loc, value, kind is Prose)
        elif kind is Lines:
            yield from (Text((*field_loc, index), words) for index, words in enumerate(value))
        elif value:
            for index, item in enumerate(value):
                yield from texts(item, (*field_loc, index))
    for name, value in (record.__pydantic_extra__ or {}).items():
        yield Text((*loc, name), str(value))


@cache
def _fields(kind: type[Record]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a record that hold texts, or records that may, with their types."""
    return tuple(
        (field.name, field.type)
        for field in fields(kind).values()
        if field.type in (Line, Lines, Prose) or field.value.record
    )
