"""The format reference, made from the models: it cannot say what the reader does not do."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ..model import HEADINGS, Incident, Lesson, Moment, Record, RuleSetting, Service, Severity
from ..model.monitoring import Anomalies
from ..model.overview import Overview
from ..model.record import bare, label_of, record_type
from ..model.scalars import Day, FilePath, Line, Lines, Prose, Slug, Slugs, Url
from .environment import tidy
from .markdown import code, line

_TYPES = {
    Line: "text",
    FilePath: "path within the folder",
    Prose: "Markdown",
    Slug: "name",
    Day: "day (`YYYY-MM-DD`)",
    Url: "web address",
    Lines: "list of text",
    Slugs: "list of names",
    Moment: "time (`2026-03-14T09:20Z`, `~` for about)",
    int: "whole number",
    float: "number",
    bool: "`true` or `false`",
    str: "text",
}
_CATALOGUES: tuple[tuple[str, type[Record]], ...] = (
    ("services.yaml", Service),
    ("lessons.yaml", Lesson),
    ("severities.yaml", Severity),
    ("rules.yaml", RuleSetting),
)


def reference() -> str:
    """Every key of the format as Markdown: a heading per section, a table per mapping."""
    return tidy("\n\n".join(_parts()))


def _parts() -> Iterator[str]:
    yield "## Incident Overview { #overview }"
    yield "The keys at the top of `incident.yaml`."
    yield from _record(Overview, "")
    for name, heading in HEADINGS.items():
        if name == "overview":
            continue
        info = Incident.model_fields[name]
        yield f"## {heading} {{ #{name} }}"
        yield f"The key `{name}`, or the file `{name}.yaml`. {line(info.description or '')}"
        kind, many = record_type(info.annotation)
        if kind:
            yield from _record(kind, f"{name}[]" if many else name)
    for file, kind in _CATALOGUES:
        yield f"## `{file}`"
        yield f"{_summary(kind)} A mapping from a name to:"
        yield from _record(kind, "")


def _record(kind: type[Record], path: str) -> Iterator[str]:
    rows = ["| Key | On the page | Value | What it says |", "|---|---|---|---|"]
    nested: list[tuple[type[Record], str]] = []
    hints = get_type_hints(kind, include_extras=True)
    for name, info in kind.model_fields.items():
        inner, many = record_type(info.annotation)
        if inner:
            nested.append((inner, f"{path}.{name}".lstrip(".") + ("[]" if many else "")))
        required = " (required)" if info.is_required() else ""
        default = None if info.is_required() else info.default
        value, label = _value(hints[name], default), line(label_of(name, info))
        says = line(info.description or "")
        rows.append(f"| `{name}`{required} | {label} | {value} | {says} |")
    if issubclass(kind, Anomalies):
        rows.append("| any other | its name | text | A metric of the team's own. |")
    yield "\n".join(rows)
    for inner, inner_path in nested:
        yield f"### `{inner_path}`"
        yield _summary(inner)
        yield from _record(inner, inner_path)


def _summary(kind: type[Record]) -> str:
    return str(line((kind.__doc__ or "").split("\n\n")[0]))


def _value(kind: Any, default: Any) -> str:
    """What a key takes, in words. `kind` is the type as the model's source has it."""
    kind = bare(kind)
    record, many = record_type(kind)
    if record:
        return "list of mappings" if many else "mapping"
    if get_origin(kind) is Literal:
        choices = ", ".join(code(str(choice)) for choice in get_args(kind))
        return f"{choices}; {code(default)} where left out" if default else choices
    return _TYPES[kind]
