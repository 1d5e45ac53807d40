"""JSON Schema made from the models: what an editor completes, explains and marks.

Draft 7, which is what the YAML language server understands best. The schema takes what the reader
takes and no less; what no schema can say (an id that is not there, a phase before the start) is
left to the reader.
"""

from collections.abc import Callable, Iterable, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le, MaxLen

from ..model import (
    AffectedUsers,
    Corpus,
    Incident,
    Lesson,
    Moment,
    Record,
    RuleSetting,
    Service,
    Severity,
)
from ..model.incident import HEADINGS
from ..model.lessons import Takeaway
from ..model.moment import PATTERN
from ..model.monitoring import METRIC, Anomalies
from ..model.record import label_of
from ..model.scalars import (
    DAY,
    GROUPED,
    NAME_LENGTH,
    SLUG,
    Day,
    FilePath,
    Line,
    Lines,
    Prose,
    Slug,
    Slugs,
    Url,
)

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

# `1.10` and `true` are text to the reader, and something else to an editor.
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_NAME: Schema = {
    "type": ["string", "integer"],
    "pattern": f"^{SLUG.pattern}$",
    "maxLength": NAME_LENGTH,
}
_TYPES: dict[Any, Schema] = {
    Line: _TEXT,
    Prose: _TEXT,
    FilePath: _TEXT,
    Slug: _NAME,
    str: _TEXT,
    Url: {"type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)"},
    Day: {"type": "string", "pattern": f"^{DAY.pattern}$", "examples": ["2026-03-14"]},
    Moment: {"type": "string", "pattern": PATTERN, "examples": ["2026-03-14T09:20Z"]},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}
_MANY = {Lines: Line, Slugs: Slug}
_NOT_GROUPED: Schema = {"not": {"type": "string", "pattern": rf"^\s*{GROUPED.pattern}\s*$"}}
_SHORTHAND: dict[type[Record], Schema] = {AffectedUsers: _TEXT | _NOT_GROUPED, Takeaway: _TEXT}
_LEVEL: Schema = {"enum": ["error", "warning", "note", "off"]}
"""What may stand in the place of a mapping."""


def incident_schema(corpus: Corpus | None = None) -> Schema:
    """The schema of `incident.yaml`; with a corpus, its names are the allowed values."""
    schema = _Builder(corpus).mapping(Incident)
    del schema["properties"]["id"]
    schema["required"].remove("id")
    return _titled(schema, "Incident")


def section_schema(name: str, corpus: Corpus | None = None) -> Schema:
    """The schema of a section's own file.

    Raises:
        KeyError: there is no such section.
    """
    kind = get_type_hints(Incident, include_extras=True)[name]
    return _titled(_Builder(corpus).value(kind), HEADINGS[name])


def catalogue_schema(name: str, corpus: Corpus | None = None) -> Schema:
    """The schema of a catalogue: `services`, `lessons` or `severities`."""
    kinds: dict[str, type[Record]] = {
        "services": Service,
        "lessons": Lesson,
        "severities": Severity,
    }
    entry = _Builder(corpus).mapping(kinds[name])
    if not entry.get("required"):
        entry = {"anyOf": [entry, {"type": "null"}]}
    names = {"pattern": f"^{SLUG.pattern}$", "maxLength": NAME_LENGTH}
    schema: Schema = {"type": "object", "propertyNames": names, "additionalProperties": entry}
    return _titled(schema, name.capitalize())


def rules_schema(rules: Mapping[str, str], corpus: Corpus | None = None) -> Schema:
    """The schema of `rules.yaml`, for rules by name with what each looks for."""
    setting = {"anyOf": [_Builder(corpus).mapping(RuleSetting), _LEVEL]}
    properties = {
        name: {"description": says, "allOf": [{"$ref": "#/definitions/setting"}]}
        for name, says in rules.items()
    }
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False if rules else setting,
        "definitions": {"setting": setting},
    }
    return _titled(schema, "Rules")


def _titled(schema: Schema, title: str) -> Schema:
    return {"$schema": DRAFT, "title": title} | schema


class _Builder:
    """Walks the models. `names` says which fields point at the names of the corpus."""

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

    def mapping(self, kind: type[Record]) -> Schema:
        """A mapping with a property for each field."""
        hints = get_type_hints(kind, include_extras=True)
        properties: Schema = {}
        for name, info in kind.model_fields.items():
            value = self._named(name, self.value(hints[name]))
            for limit in info.metadata:
                if isinstance(limit, Ge):
                    value["minimum"] = limit.ge
                elif isinstance(limit, Le):
                    value["maximum"] = limit.le
                elif isinstance(limit, MaxLen):
                    value["maxLength"] = limit.max_length
            if not info.is_required():
                value = _or_blank(value)
            words = {"title": label_of(name, info), "description": info.description or ""}
            properties[name] = value | words
        own = {"propertyNames": {"pattern": f"^{METRIC.pattern}$"}} if kind is Anomalies else {}
        return own | {
            "type": "object",
            "description": " ".join((kind.__doc__ or "").split("\n\n")[0].split()),
            "properties": properties,
            "required": [name for name, info in kind.model_fields.items() if info.is_required()],
            "additionalProperties": _or_blank(_TEXT) if kind is Anomalies else False,
        }

    def value(self, kind: Any) -> Schema:
        """The schema of a field's type."""
        if get_origin(kind) in (Union, UnionType):
            kind = next(part for part in get_args(kind) if part is not type(None))
        if kind in _MANY:
            item = _TYPES[_MANY[kind]]
            return {"anyOf": [{"type": "array", "items": item}, item]}
        if get_origin(kind) is tuple:
            return {"type": "array", "items": self.value(get_args(kind)[0])}
        if get_origin(kind) is Literal:
            return {"enum": list(get_args(kind))}
        if isinstance(kind, type) and issubclass(kind, Record):
            mapping = self.mapping(kind)
            return {"anyOf": [mapping, _SHORTHAND[kind]]} if kind in _SHORTHAND else mapping
        return dict(_TYPES[kind])

    def _named(self, name: str, schema: Schema) -> Schema:
        """A field that points at names of the corpus takes those names and no others."""
        if name not in self._names:
            return schema
        allowed = {"enum": sorted(self._names[name]())}
        if "anyOf" in schema:
            return {"anyOf": [{"type": "array", "items": allowed}, allowed]}
        return allowed if allowed["enum"] else schema


def _or_blank(schema: Schema) -> Schema:
    """A key that was left blank is as good as absent."""
    if "anyOf" in schema:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema | {"type": [*kinds, "null"]}
