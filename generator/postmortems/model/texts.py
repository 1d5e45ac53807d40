"""The texts of an incident, with their places: whatever an author wrote in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

from .record import Record, bare, record_type
from .scalars import Line, Lines, Prose

Loc = tuple[str | int, ...]
"""Where a value is within an incident: keys and indexes from the top."""


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
    """The fields of a record that hold texts, or records that may."""
    hints = {name: bare(hint) for name, hint in get_type_hints(kind, include_extras=True).items()}
    return tuple(
        (name, hints[name])
        for name in kind.model_fields
        if hints[name] in (Line, Lines, Prose) or record_type(hints[name])[0]
    )
