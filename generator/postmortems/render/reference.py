"""The reference of the format as Markdown, made from the models that the reader uses."""

from collections.abc import Iterator

from ..model import HEADINGS, Moment, Record
from ..model.format import CATALOGUES, SECTIONS, FormatField, fields, summary
from ..model.open_record import OpenRecord
from ..model.overview import Overview
from ..model.row_text import RowText
from ..model.scalars import Day, FilePath, Line, Prose, Slug, TimeFormat, Url
from ..model.zone import ZoneName
from .environment import tidy
from .markdown import Markdown, code, line
from .table import Column, table

_TYPES = {
    Line: "text",
    FilePath: "path within the folder",
    Prose: "Markdown",
    RowText: "text, paragraphs",
    ZoneName: "time zone (`Europe/London`, `+01:00`)",
    Slug: "name",
    TimeFormat: "format of `strptime`",
    Day: "day (`YYYY-MM-DD`)",
    Url: "web address",
    Moment: "time (`2026-03-14T09:20Z`, `~` for about)",
    int: "whole number",
    float: "number",
    bool: "`true` or `false`",
    str: "text",
}
_LISTS = {Line: "list of text", Slug: "list of names"}


def reference() -> str:
    """Return every key of the format as Markdown: a heading per section, a table per mapping."""
    return tidy("\n\n".join(_parts()))


def _parts() -> Iterator[str]:
    yield f"## {HEADINGS['overview']} {{ #overview }}"
    yield "The keys at the top of `incident.yaml`."
    yield from _record(Overview, "")
    for name, section in SECTIONS.items():
        yield f"## {section.label} {{ #{name} }}"
        yield f"The key `{name}`, or the file `{name}.yaml`. {line(section.help)}"
        if section.value.record:
            yield from _record(section.value.record, _path("", section))
    for name, entry in CATALOGUES.items():
        yield f"## `{name}.yaml`"
        yield f"{line(summary(entry))} A mapping from a name to:"
        yield from _record(entry, "")
    yield "## `synonyms.yaml`"
    yield (
        "Expressions that mean the same to the team, for the search: a list of groups, such as "
        "`- [basket, cart, shopping bag]`. A search for one also finds the others, at half weight. "
        "The synonyms of operations, such as `oom` and `out of memory`, are known already."
    )


def _record(record: type[Record], path: str) -> Iterator[str]:
    """Yield the table of a mapping's keys, then the parts of the mappings in it."""
    columns = [
        Column("Key", _key),
        Column[FormatField]("On the page", lambda field: field.label),
        Column("Value", _value),
        Column("What it says", lambda field: field.help),
    ]
    rows = table(columns, list(fields(record).values()))
    other = ""
    if issubclass(record, OpenRecord):
        other = f"\n| any other | its name | text | {line(record.other_keys_help)} |"
    yield rows + Markdown(other)
    for field in fields(record).values():
        if inner := field.value.record:
            inner_path = _path(path, field)
            yield f"### `{inner_path}`"
            yield str(line(summary(inner)))
            yield from _record(inner, inner_path)


def _path(parent: str, field: FormatField) -> str:
    """Return the path of a field as headings have it: `lessons.action_items[]`."""
    return f"{parent}.{field.name}".lstrip(".") + ("[]" if field.value.is_list else "")


def _key(field: FormatField) -> Markdown:
    return Markdown(f"`{field.name}`" + (" (required)" if field.is_required else ""))


def _value(field: FormatField) -> Markdown:
    """Return the type of a field's value as Markdown."""
    value = field.value
    if value.record:
        return Markdown("list of mappings" if value.is_list else "mapping")
    if value.choices:
        choices = ", ".join(code(str(choice)) for choice in value.choices)
        default = f"; {code(field.default)} where left out" if field.default else ""
        return Markdown(choices + default)
    return Markdown(_LISTS[value.item] if value.is_list else _TYPES[value.item])
