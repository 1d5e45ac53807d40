"""List the free texts of an incident with their places."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, TypeVar

from .format import fields
from .problem import Loc
from .record import Record
from .row_text import RowText
from .scalars import Line, Lines, Prose

R = TypeVar("R", bound=Record)

# Neither part contains the character that begins it, so that the time grows with the text only.
_LINK = re.compile(r"!?\[([^][]*)\]\([^()]*\)")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)(?<!\bvs\.)\s+(?=[^a-z])")
OMITTED = "[omitted]"
"""Stands for a text in `without_texts`."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its place; `prose` is true for Markdown of several lines.

    `has_images` is true for a text in which a page shows images of the evidence.
    """

    loc: Loc
    words: str
    prose: bool = False
    has_images: bool = False


def texts(record: Record, loc: Loc = ()) -> Iterator[Text]:
    """Yield every text of a record and of the records within it, in the order of the format.

    Names, addresses and values of enumerations are not texts.
    """
    for field in _fields(type(record)):
        value = getattr(record, field.name)
        if value is None or value == ():
            continue
        field_loc = (*loc, field.name)
        if field.is_text:
            is_prose = field.is_prose or "\n" in value
            yield Text(field_loc, value, is_prose, field.has_images)
        elif field.is_lines:
            for index, words in enumerate(value):
                yield Text((*field_loc, index), words)
        elif isinstance(value, Record):
            yield from texts(value, field_loc)
        else:
            for index, item in enumerate(value):
                yield from texts(item, (*field_loc, index))
    for name, value in (record.__pydantic_extra__ or {}).items():
        yield Text((*loc, name), str(value))


def plain(text: str) -> str:
    """Return a text without most of its Markdown: links, code marks and strong emphasis."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    return " ".join(text.replace("`", "").replace("**", "").split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _SENTENCE_END.split(text)


def first_sentence(text: str | None) -> str:
    """Return the first sentence of a text in Markdown, as plain text; empty for None."""
    return next(iter(sentences(plain(text or ""))), "")


def without_texts(record: R) -> R:
    """Return a record with `OMITTED` in place of each of its texts, also of those within it."""
    return with_texts(record, lambda text: OMITTED)


def with_texts(record: R, change: Callable[[str], str]) -> R:
    """Return a record with each of its texts changed, also of those within it.

    The values of keys of a team's own are not changed.
    """
    changes: dict[str, Any] = {}
    for field in _fields(type(record)):
        value = getattr(record, field.name)
        if value is None:
            continue
        if field.is_text:
            changes[field.name] = change(value)
        elif field.is_lines:
            changes[field.name] = tuple(map(change, value))
        elif isinstance(value, Record):
            changes[field.name] = with_texts(value, change)
        else:
            changes[field.name] = tuple(with_texts(item, change) for item in value)
    return record.model_copy(update=changes)


class _Field(NamedTuple):
    """A field that holds texts, or records that may.

    Its type is compared here once, since comparing types takes longer than reading the field.
    """

    name: str
    is_text: bool
    is_prose: bool
    has_images: bool
    is_lines: bool


@cache
def _fields(kind: type[Record]) -> tuple[_Field, ...]:
    """Return the fields of a record that hold texts, or records that may."""
    return tuple(
        _Field(
            field.name,
            is_text=field.type in (Line, Prose, RowText),
            is_prose=field.type is Prose,
            has_images=field.type is not Line,
            is_lines=field.type is Lines,
        )
        for field in fields(kind).values()
        if field.type in (Line, Lines, Prose, RowText) or field.value.record
    )
