"""The format as an object: its files, its sections, and the fields of every mapping.

The pydantic models declare the format. Everything that describes it, such as the JSON Schema, the
reference, a new incident's files and the messages about wrong values, reads it here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le, MaxLen
from pydantic.fields import FieldInfo

from .catalogue import Lesson, Service, Severity
from .incident import HEADINGS, Incident
from .problem import Loc
from .record import Record, bare, label_of, record_type
from .rule_setting import RuleSetting
from .scalars import Line, Lines, Slug, Slugs

_LISTS_OR_SINGLE = {Lines: Line, Slugs: Slug}
"""The list types that accept a single value, with the type of that value."""


@dataclass(frozen=True, slots=True)
class ValueType:
    """What the format takes at a place: one value of a type, or a list of them.

    `item` is the type of one value, without None. `record` is `item` where that is a mapping.
    """

    item: Any
    is_list: bool = False
    record: type[Record] | None = None
    single_for_list: bool = False
    """Whether a single value may be written without its list."""

    @property
    def choices(self) -> tuple[Any, ...]:
        """The allowed values where the format lists them; else empty."""
        return get_args(self.item) if get_origin(self.item) is Literal else ()

    @property
    def shorthand(self) -> Any:
        """The type of the single value accepted instead of the mapping, if there is one."""
        return self.record.shorthand if self.record else None


@dataclass(frozen=True, slots=True)
class FormatField:
    """A key of a mapping of the format.

    `type` is what the model declares, without None. `label` is what a person reads for the key,
    `help` says what to write there.
    """

    name: str
    label: str
    help: str
    type: Any
    value: ValueType
    is_required: bool
    default: Any
    minimum: Any = None
    maximum: Any = None
    max_length: int | None = None


@cache
def value_type(declared: Any) -> ValueType:
    """Return what a declared type takes, such as that of a field or a record itself."""
    declared = bare(declared)
    if declared in _LISTS_OR_SINGLE:
        return ValueType(_LISTS_OR_SINGLE[declared], is_list=True, single_for_list=True)
    is_list = get_origin(declared) is tuple
    item = get_args(declared)[0] if is_list else declared
    return ValueType(item, is_list, record_type(item)[0])


@cache
def fields(record: type[Record]) -> Mapping[str, FormatField]:
    """Return the keys of a mapping by name, in the order of the format."""
    declared = get_type_hints(record, include_extras=True)
    return {
        name: _field(name, info, bare(declared[name]))
        for name, info in record.model_fields.items()
        if name not in record.not_keys
    }


def _field(name: str, info: FieldInfo, declared: Any) -> FormatField:
    limits = {type(limit): limit for limit in info.metadata}
    return FormatField(
        name=name,
        label=label_of(name, info),
        help=info.description or "",
        type=declared,
        value=value_type(declared),
        is_required=info.is_required(),
        default=None if info.is_required() or info.default_factory else info.default,
        minimum=limits[Ge].ge if Ge in limits else None,
        maximum=limits[Le].le if Le in limits else None,
        max_length=limits[MaxLen].max_length if MaxLen in limits else None,
    )


def required_names(record: type[Record]) -> list[str]:
    """Return the names of the keys that a mapping must have."""
    return [field.name for field in fields(record).values() if field.is_required]


@cache
def other_keys(record: type[Record]) -> ValueType | None:
    """Return what a mapping takes for keys of a team's own; None where it takes no such key."""
    if record.model_config.get("extra") != "allow":
        return None
    declared = get_type_hints(record, include_extras=True)["__pydantic_extra__"]
    return value_type(get_args(declared)[1])


def value_at(record: type[Record], loc: Loc) -> ValueType | None:
    """Return what the format takes at a place in a mapping; None where it has no such place."""
    value: ValueType | None = value_type(record)
    for step in loc:
        value = value and _step(value, step)
    return value


def _step(value: ValueType, step: str | int) -> ValueType | None:
    if value.is_list:
        return ValueType(value.item, record=value.record) if isinstance(step, int) else None
    if value.record is None:
        return None
    field = fields(value.record).get(str(step))
    return field.value if field else other_keys(value.record)


def summary(record: type[Record]) -> str:
    """Return the first paragraph of what a mapping is, on one line."""
    return " ".join((record.__doc__ or "").split("\n\n")[0].split())


SECTIONS: Mapping[str, FormatField] = {
    field.name: field for field in fields(Incident).values() if field.name in HEADINGS
}
"""The sections of an incident after the overview, in the template's order. Each is a key of
`incident.yaml`, or a file of that name."""

NOT_OF_TEMPLATE = ("sections", "evidence")
"""The sections that the template does not have: without them, a postmortem lacks nothing."""

CATALOGUES: Mapping[str, type[Record]] = {
    "services": Service,
    "lessons": Lesson,
    "severities": Severity,
    "rules": RuleSetting,
}
"""The files beside the incidents, without `.yaml`: each a mapping from names to such entries."""


def heading_of(name: str) -> str:
    """Return the heading of the section that shows a field of an incident."""
    return HEADINGS[name if name in SECTIONS else "overview"]
