"""The texts of an incident, with their places: whatever an author wrote in words."""

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
    """Words, and where they are. `prose` when they are Markdown of several lines."""

    loc: Loc
    words: str
    prose: bool = False


def texts(record: Record, loc: Loc = ()) -> Iterator[Text]:
    """Every text of a record and of what it holds, in the order of the format.

    Names, addresses and values of enumerations are no texts.
    """
    for name, kind in _fields(type(record)):
        value, at = getattr(record, name), (*loc, name)
        if value is None:
            continue
        if isinstance(value, Record):
            yield from texts(value, at)
        elif kind in (Line, Prose):
            yield Text(at, value, kind is Prose)
        elif kind is Lines:
            yield from (Text((*at, index), words) for index, words in enumerate(value))
        elif value:
            for index, item in enumerate(value):
                yield from texts(item, (*at, index))
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
