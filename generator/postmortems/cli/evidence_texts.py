"""The texts of the commands about evidence."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from ..evidence.preparation import Prepared
from ..model import escape_control_characters


def added_lines(location: str, prepared: Prepared, *, is_new: bool) -> Iterator[str]:
    """Yield what was done with a file that is added."""
    if not is_new:
        yield f"{location}: the same content is there already"
        return
    yield location
    if prepared.format:
        yield f"  format    {prepared.format} ({prepared.kind}): {line(prepared.why)}"
        yield f"  records   {prepared.records:,} kept of {prepared.records_read:,}"
        yield f"  span      {span(prepared.first, prepared.last)}; zone: {prepared.zone}"
        if prepared.kept_whole:
            yield f"  not cut   {prepared.kept_whole}"
    else:
        text = "text" if prepared.is_text else "not text, so nothing in it is redacted: look at it"
        yield f"  format    none ({prepared.kind}): {text}"
    yield f"  redacted  {counts(prepared.redacted)}"
    yield f"  size      {prepared.raw_bytes:,} bytes, now {len(prepared.content):,}"


def span(first: datetime | None, last: datetime | None) -> str:
    """Return a period in words."""
    if first is None or last is None:
        return "no times"
    return f"{stamp(first)} to {stamp(last)}"


def stamp(time: datetime) -> str:
    """Return a time in UTC as RFC 3339 has it, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def counts(redacted: Mapping[str, int]) -> str:
    """Return the number of replaced values of each kind."""
    parts = [f"{number:,} {kind}" for kind, number in sorted(redacted.items())]
    return ", ".join(parts) or "nothing"


def line(text: str) -> str:
    """Return a text of a file on one line, without control characters."""
    return escape_control_characters(" ".join(text.split()))
