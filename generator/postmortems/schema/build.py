"""JSON Schema made from the format: what an editor completes, explains and marks.

Draft 7, which is what the YAML language server supports best. The schema accepts whatever the
reader accepts. What no schema can express (an unknown id, a phase before the start) is left to the
reader.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..model import Corpus, Incident, Moment, Record, RuleSetting
from ..model.format import (
    CATALOGUES,
    SECTIONS,
    FormatField,
    ValueType,
    fields,
    other_keys,
    required_names,
    summary,
    value_type,
)
from ..model.impact import NumberOrWords
from ..model.moment import COMPLETE, PATTERN, WITH_OFFSET
from ..model.open_record import OpenRecord
from ..model.row_text import RowText
from ..model.scalars import (
    DAY,
    GROUPED,
    NAME_LENGTH,
    SLUG,
    Day,
    FilePath,
    Line,
    Prose,
    Slug,
    TimeFormat,
    Url,
)
from ..model.zone import ZoneName

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

# `1.10` and `true` are text to the reader; an editor takes them for a number and a boolean.
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_NAME: Schema = {
    "type": ["string", "integer"],
    "pattern": f"^{SLUG.pattern}$",
    "maxLength": NAME_LENGTH,
}
_GROUPED = rf"^\s*[-+]?{GROUPED.pattern}(\.\d+)?\s*$"
_OFFSET_OR_NULL: Schema = {"anyOf": [{"pattern": COMPLETE}, {"type": "null"}]}
_COMPLETE_TIMES: Schema = {
    "if": {"properties": {"timezone": {"type": "string"}}, "required": ["timezone"]},
    "else": {
        "properties": {
            "times": {"additionalProperties": _OFFSET_OR_NULL},
            "timeline": {"items": {"properties": {"time": {"pattern": WITH_OFFSET}}}},
        }
    },
}
"""Without a default zone every time needs an offset. A section's own file cannot know the zone."""
_TYPES: dict[Any, Schema] = {
    Line: _TEXT,
    Prose: _TEXT,
    RowText: _TEXT,
    ZoneName: {"type": "string", "examples": ["Europe/London", "+01:00"]},
    FilePath: _TEXT,
    Slug: _NAME,
    TimeFormat: _TEXT,
    str: _TEXT,
    Url: {"type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)"},
    Day: {"type": "string", "pattern": f"^{DAY.pattern}$", "examples": ["2026-03-14"]},
    Moment: {"type": "string", "pattern": PATTERN, "examples": ["2026-03-14T09:20Z"]},
    int: {"type": ["integer", "string"], "pattern": _GROUPED},
    float: {"type": ["number", "string"], "pattern": _GROUPED},
    bool: {"type": "boolean"},
    NumberOrWords: _TEXT,
}


def incident_schema(corpus: Corpus | None = None) -> Schema:
    """Return the schema of `incident.yaml`; with a corpus, its names are the allowed values."""
    return _titled(_Builder(corpus).mapping(Incident) | _COMPLETE_TIMES, "Incident")


def section_schema(name: str, corpus: Corpus | None = None) -> Schema:
    """Return the schema of a section's own file.

    Raises:
        KeyError: there is no such section.
    """
    section = SECTIONS[name]
    return _titled(_Builder(corpus).value(section.value), section.label)


def catalogue_schema(name: str, corpus: Corpus | None = None) -> Schema:
    """Return the schema of a catalogue: `services`, `lessons` or `severities`."""
    entry = _Builder(corpus).mapping(CATALOGUES[name])
    if not entry.get("required"):
        entry = {"anyOf": [entry, {"type": "null"}]}
    names = {"pattern": f"^{SLUG.pattern}$", "maxLength": NAME_LENGTH}
    schema: Schema = {"type": "object", "propertyNames": names, "additionalProperties": entry}
    return _titled(schema, name.capitalize())


def rules_schema(rules: Mapping[str, str], corpus: Corpus | None = None) -> Schema:
    """Return the schema of `rules.yaml`, for rules by name, each with its summary."""
    setting = _Builder(corpus).value(value_type(RuleSetting))
    properties = {
        name: {"description": text, "allOf": [{"$ref": "#/definitions/setting"}]}
        for name, text in rules.items()
    }
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False if rules else setting,
        "definitions": {"setting": setting},
    }
    return _titled(schema, "Rules")


def synonyms_schema() -> Schema:
    """Return the schema of `synonyms.yaml`: groups of expressions that mean the same."""
    group: Schema = {
        "type": "array",
        "description": "Expressions that mean the same, such as [basket, cart]",
        "items": {"type": ["string", "number"]},
        "minItems": 2,
    }
    return _titled({"type": "array", "items": group}, "Synonyms")


def _titled(schema: Schema, title: str) -> Schema:
    return {"$schema": DRAFT, "title": title} | schema


class _Builder:
    """Makes schemas of parts of the format; `_names` are the corpus's names by field."""

    def __init__(self, corpus: Corpus | None) -> None:
        self._names: dict[str, Callable[[], Mapping[str, Any] | Iterable[str]]] = {}
        if corpus:
            self._names = {
                "severity": lambda: corpus.severities,
                "services": lambda: corpus.services,
                "depends_on": lambda: corpus.services,
                "lesson": lambda: corpus.lessons,
                "incident": lambda: corpus.by_id,
            }

    def mapping(self, record: type[Record]) -> Schema:
        """Return the schema of a mapping, with a property for each field."""
        others = other_keys(record)
        names: Schema = {}
        if issubclass(record, OpenRecord):
            names = {"propertyNames": {"pattern": f"^{record.other_keys_pattern}$"}}
        return names | {
            "type": "object",
            "description": summary(record),
            "properties": {field.name: self._field(field) for field in fields(record).values()},
            "required": required_names(record),
            "additionalProperties": _or_null(self.value(others)) if others else False,
        }

    def _field(self, field: FormatField) -> Schema:
        schema = self._with_names(field.name, self.value(field.value))
        for keyword, limit in (
            ("minimum", field.minimum),
            ("maximum", field.maximum),
            ("maxLength", field.max_length),
        ):
            if limit is not None:
                schema[keyword] = limit
        if not field.is_required:
            schema = _or_null(schema)
        return schema | {"title": field.label, "description": field.help}

    def value(self, value: ValueType) -> Schema:
        """Return the schema of a value."""
        item = self._item(value)
        if not value.is_list:
            return item
        items = {"type": "array", "items": item}
        return {"anyOf": [items, item]} if value.single_for_list else items

    def _item(self, value: ValueType) -> Schema:
        if value.record:
            mapping = self.mapping(value.record)
            if value.shorthand is None:
                return mapping
            return {"anyOf": [mapping, self.value(value_type(value.shorthand))]}
        if value.choices:
            return {"enum": list(value.choices)}
        return dict(_TYPES[value.item])

    def _with_names(self, name: str, schema: Schema) -> Schema:
        """Return a field's schema; one that points at names of the corpus takes only those."""
        if name not in self._names:
            return schema
        allowed = {"enum": sorted(self._names[name]())}
        if "anyOf" in schema:
            return {"anyOf": [{"type": "array", "items": allowed}, allowed]}
        return allowed if allowed["enum"] else schema


def _or_null(schema: Schema) -> Schema:
    """Return a schema that takes null as well: a key without a value counts as absent."""
    if "anyOf" in schema:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema | {"type": [*kinds, "null"]}
