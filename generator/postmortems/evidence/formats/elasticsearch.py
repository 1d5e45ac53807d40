"""Answers of Elasticsearch and OpenSearch to a search, and their hits one on each line."""

from collections.abc import Iterator
from typing import Any

from ..format import Format
from ..json_fields import JsonFields, parse_object, value_at
from ..log_lines import log_lines, log_reading, sample_lines, share
from ..positions import Positions
from ..records import LogEntry, Reading, Skipped
from ..source import Source

_NAME = "Elasticsearch"
_PLACES = ("hits.hits", "rawResponse.hits.hits", "response.hits.hits")


def recognize(source: Source) -> str | None:
    """Recognize hits in an answer or on lines."""
    if _hits(source.json) is not None:
        return "an object with `hits.hits`"
    if '"_source"' in source.head and share(sample_lines(source), _line_hit) > 0.5:
        return "lines are hits with `_source`"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the hits. Those without a time are counted.

    Raises:
        UnreadableEvidenceError: no hit has a time.
    """
    notes = _total_note(source.json)
    return log_reading(source, _NAME, why, lambda skipped: _entries(source, skipped), notes)


def _entries(source: Source, skipped: Skipped) -> Iterator[LogEntry]:
    fields = JsonFields(source.clock)
    for line, hit in _located_hits(source):
        parsed = fields.read(_document(hit))
        if parsed is None:
            skipped.add(line, "no time in the hit")
            continue
        time, level, message, name = parsed
        yield LogEntry(time, message, line, level, name)


def _located_hits(source: Source) -> Iterator[tuple[int, Any]]:
    hits = _hits(source.json)
    if hits is None:
        for number, text in log_lines(source):
            if text and not text.isspace():
                yield number, _line_hit(text)
        return
    positions = Positions(source.text)
    for hit in hits:
        yield positions.line_of_value(hit), hit


def _hits(value: Any) -> list[Any] | None:
    if not isinstance(value, dict):
        return None
    for place in _PLACES:
        hits = value_at(value, place)
        if isinstance(hits, list) and (not hits or _is_hit(hits[0])):
            return hits
    return None


def _is_hit(hit: Any) -> bool:
    return isinstance(hit, dict) and ("_source" in hit or "fields" in hit)


def _line_hit(text: str) -> dict[str, Any] | None:
    hit = parse_object(text)
    return hit if hit is not None and isinstance(hit.get("_source"), dict) else None


def _document(hit: Any) -> dict[str, Any] | None:
    """Return the fields of a hit; values of `fields` are lists, of which the first counts."""
    if not isinstance(hit, dict):
        return None
    document = hit.get("_source")
    if isinstance(document, dict):
        return document
    fields = hit.get("fields")
    if not isinstance(fields, dict):
        return None
    return {
        key: values[0] if isinstance(values, list) and values else values
        for key, values in fields.items()
    }


def _total_note(value: Any) -> tuple[str, ...]:
    hits = _hits(value)
    if hits is None:
        return ()
    for place in _PLACES:
        total = value_at(value, place.removesuffix(".hits") + ".total")
        number = total.get("value") if isinstance(total, dict) else total
        if isinstance(number, int) and number > len(hits):
            return (f"the answer has {len(hits):,} of {number:,} hits",)
    return ()


FORMAT = Format(_NAME, "logs", recognize, read)
