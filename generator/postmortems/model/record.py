"""The base class of all parts of an incident: strict keys, each with a label."""

from functools import cache
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin

from pydantic import ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from .docstring import Documented
from .scalars import ungrouped


class Record(Documented):
    """A mapping of the format. Unknown keys are rejected; instances are immutable.

    A field's `title` is its label wherever a person sees it (page, reference, editor), and its
    docstring is its explanation.
    """

    shorthand: ClassVar[Any] = None
    """The type of a single value that may be written in place of the mapping; None for none."""
    not_keys: ClassVar[frozenset[str]] = frozenset()
    """The fields that are not keys of the YAML."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, arbitrary_types_allowed=True
    )

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        """Remove known keys without a value, which count as absent. Keep unknown keys.

        Numbers lose their thousands separators.
        """
        if not isinstance(value, dict):
            return value
        known = {k: v for k, v in value.items() if v is not None or k not in cls.model_fields}
        for name in _numbers(cls):
            if name in known:
                known[name] = ungrouped(known[name])
        return known

    def recorded(self) -> list[tuple[str, str, Any]]:
        """Return the fields with a value as (name, label, value), in the order of the format."""
        return [
            (name, text, value)
            for name, text in _labels(type(self))
            if not is_empty(value := getattr(self, name))
        ]

    def missing(self) -> list[str]:
        """Return the labels of the fields without a value, in the order of the format."""
        return [text for name, text in _labels(type(self)) if is_empty(getattr(self, name))]

    def is_blank(self) -> bool:
        """Return whether no field has a value."""
        return all(is_empty(getattr(self, name)) for name, _ in _labels(type(self)))


@cache
def _numbers(of: type[Record]) -> tuple[str, ...]:
    """Return the names of the fields of a record that hold one number."""
    return tuple(
        name for name, info in of.model_fields.items() if bare(info.annotation) in (int, float)
    )


@cache
def _labels(of: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a record as (name, label); pydantic makes `model_fields` slow to get."""
    return tuple((name, label_of(name, info)) for name, info in of.model_fields.items())


def is_empty(value: Any) -> bool:
    """Return whether a value is None, an empty list, or a record of such values."""
    if isinstance(value, Record):
        return value.is_blank()
    return value is None or (isinstance(value, (tuple, dict, str)) and not value)


def label_of(name: str, info: FieldInfo) -> str:
    """Return the label of a field: its title, or else its name as words."""
    return info.title or label(name)


def label(name: str) -> str:
    """Return a key as words, the first letter in upper case and the others unchanged."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def titled(title: str, default: Any = None, **more: Any) -> Any:
    """Declare an optional field with a label."""
    return Field(default, title=title, **more)


def section(of: type[Record], title: str) -> Any:
    """Declare a section that is never None; it is empty if nothing is recorded."""
    return Field(default_factory=of, title=title)


def bare(kind: Any) -> Any:
    """Return a field's type without None."""
    if get_origin(kind) in (Union, UnionType):
        parts = [part for part in get_args(kind) if part is not type(None)]
        return parts[0] if len(parts) == 1 else kind
    return kind


def record_type(kind: Any) -> tuple[type[Record] | None, bool]:
    """Return the record type of a field, or None, and whether the field is a list."""
    kind = bare(kind)
    if many := get_origin(kind) is tuple:
        kind = get_args(kind)[0]
    if isinstance(kind, type) and issubclass(kind, Record):
        return kind, many
    return None, False
