"""JSON that tools export: the documents of a file, and typed values of untrusted objects."""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .records import Skipped
from .source import Source

_DECODER = json.JSONDecoder()
_MOST_ERRORS = 100
_ENVELOPES = (
    *("body", "Body", "payload", "content", "raw", "data"),
    *("Records", "Sns", "Message"),  # of Amazon
)
"""The keys under which queues, gateways and request loggers keep the body of a webhook."""

Accepts = Callable[[Mapping[str, Any]], bool]


def first_object(source: Source, accepts: Accepts) -> bool:
    """Return whether the first object of a file, or of its list, is one that `accepts` accepts."""
    document = source.first_json
    if isinstance(document, list):
        document = next((one for one in document if isinstance(one, dict)), None)
    return any(True for _ in _unwrapped(document, accepts))


def objects(source: Source, accepts: Accepts, skipped: Skipped) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a file that `accepts` accepts; other objects are counted in `skipped`.

    The file is one object, a list of objects, or objects one after another, such as JSON lines.
    An object may be in an envelope: under a key such as `body`, also as JSON in a text.
    """
    for line, document in _documents(source, skipped):
        for one in document if isinstance(document, list) else [document]:
            bodies = list(_unwrapped(one, accepts))
            if not bodies:
                skipped.add(line, "not an object of this format")
            yield from bodies


def parsed(value: Any) -> Any:
    """Return the value of JSON in a text; None if it is not JSON."""
    if not isinstance(value, str) or value.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def mapping(value: Any) -> Mapping[str, Any]:
    """Return a JSON object, also from JSON in a text; an empty one for anything else."""
    if isinstance(value, str):
        value = parsed(value)
    return value if isinstance(value, dict) else {}


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a JSON list; no objects for anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text(value: Any) -> str:
    """Return a JSON text or number on one line; "" for anything else."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return number_text(value)
    return ""


def first_text(record: Mapping[str, Any], *keys: str) -> str:
    """Return the text of the first key that has one; "" if none has."""
    return next((words for key in keys if (words := text(record.get(key)))), "")


def texts(value: Any) -> dict[str, str]:
    """Return the members of a JSON object that are texts or numbers."""
    return {
        text(key): text(one)
        for key, one in mapping(value).items()
        if isinstance(one, str | int | float)
    }


def number_text(number: float) -> str:
    """Return a number as people write it: without `.0`, and without thousands of digits."""
    if isinstance(number, float) and math.isfinite(number) and number.is_integer():
        number = int(number) if abs(number) < 1e15 else number
    if isinstance(number, int) and abs(number) >= 10**100:
        return ""
    return str(number)


def _documents(source: Source, skipped: Skipped) -> Iterator[tuple[int, Any]]:
    """Yield the JSON values that follow one another, with the line where each begins.

    After text that is not JSON the next line is tried; a file with many such lines ends there.
    """
    if source.json is not None:
        yield 1, source.json
        return
    content, index, line, errors = source.text, 0, 1, 0
    while index < len(content) and errors < _MOST_ERRORS:
        begin = index
        try:
            document, index = _DECODER.raw_decode(content, _next_word(content, index))
        except (ValueError, RecursionError):
            end = content.find("\n", index) + 1 or len(content)
            if content[index:end].strip():
                skipped.add(line, "not JSON")
                errors += 1
            index = end
        else:
            yield line, document
        line += content.count("\n", begin, index)


def _next_word(content: str, index: int) -> int:
    while index < len(content) and content[index].isspace():
        index += 1
    return index


def _unwrapped(value: Any, accepts: Accepts) -> Iterator[Mapping[str, Any]]:
    """Yield an object if it is accepted, else what is in its envelopes, down to three."""
    level = [value]
    for _ in range(4):
        level = [one for part in level for one in _as_mappings(part)]
        if accepted := [one for one in level if accepts(one)]:
            yield from accepted
            return
        level = [one.get(key) for one in level for key in _ENVELOPES if key in one]


def _as_mappings(value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, str):
        value = parsed(value)
    return mappings(value if isinstance(value, list) else [value])
