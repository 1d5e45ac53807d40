"""Answers in the form of JSON:API, which several tools use: `data[].attributes`."""

from collections.abc import Iterator
from typing import Any

from ...evidence import Source
from .record import ToolRecord, items


def resources(source: Source, *, included: bool = False) -> Iterator[tuple[ToolRecord, ToolRecord]]:
    """Yield each resource of an answer with its attributes.

    Args:
        source: the file.
        included: whether the resources under `included` are yielded, not those under `data`.
    """
    data: Any = source.json
    if isinstance(data, list):
        # Pages of an answer that were saved as a list.
        records = [] if included else items(data)
    else:
        records = items(data, "included") if included else items(data, "data")
    if isinstance(data, dict) and included and "included" not in data:
        return
    for resource in records:
        attributes = resource.value("attributes")
        if isinstance(attributes, dict):
            yield resource, ToolRecord(attributes)


def names_of(record: ToolRecord, path: str) -> list[str]:
    """Return the names of a list of texts or of records with a name."""
    names = record.texts(path)
    for one in record.records(path):
        names.append(one.text("name", "attributes.name", "slug"))
    return [name for name in names if name]
