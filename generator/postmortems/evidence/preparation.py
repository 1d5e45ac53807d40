"""Prepare a raw file for the repository: recognize, cut, redact and compress it."""

import gzip
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from .clipping import Clipped, Window, clip, records_of
from .errors import UnreadableEvidenceError
from .limits import DEFAULT_LIMITS, Limits
from .reading import read_evidence
from .records import Reading
from .redaction import Redactor, redacted
from .source import Source
from .times import Clock

RAW_LIMITS = Limits(stored_bytes=256 * 1024**2, unpacked_bytes=512 * 1024**2, lines=20_000_000)
"""The limits of a raw file before it is cut."""
COMPRESSED_FROM = 1024 * 1024
"""The bytes from which a file is compressed."""
_MARK = b"\xef\xbb\xbf"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10)))
)


@dataclass(frozen=True)
class Prepared:
    """A file as it is added, and what was done with it.

    `format` and `why` are empty for a file that is not recognized, which is neither read nor cut.
    `records` are those that are kept of `records_read`; `kept_whole` says why all are. `needs_zone`
    is true if the entry must name the zone that the times were read in.
    """

    name: str
    content: bytes
    kind: str
    raw_bytes: int
    is_text: bool = True
    format: str = ""
    why: str = ""
    records_read: int = 0
    records: int = 0
    first: datetime | None = None
    last: datetime | None = None
    zone: str = ""
    has_zone: bool = True
    needs_zone: bool = False
    kept_whole: str = ""
    redacted: Mapping[str, int] = field(default_factory=dict)


def prepare(
    source: Source, kind: str | None, window: Window | None, *, is_clipped: bool = True
) -> Prepared:
    """Return what is added of a raw file.

    Args:
        source: the raw file, with `RAW_LIMITS`.
        kind: the kind that the author gives; by default that of the format. A file of kind `other`
            or `report` need not be in a known format, or text.
        window: the time around the incident to keep.
        is_clipped: whether to cut the file at all.

    Raises:
        UnreadableEvidenceError: the format is not known, the file has an error, or too much of it
            is left.
    """
    known = None if kind in (None, "other") else kind
    try:
        reading = None if kind == "other" else read_evidence(source, known)  # type: ignore[arg-type]
    except UnreadableEvidenceError:
        if kind != "report":
            raise
        reading = None
    if reading is None:
        return _unread(source, kind or "other")
    read_kind = reading.kind

    def read(part: Source) -> Reading:
        return read_evidence(part, read_kind)

    whole = Clipped(source.text, "all was asked for")
    clipped = clip(source, read, window) if is_clipped else whole
    redactor = Redactor()
    text = redactor.redact(clipped.text)
    after = _checked(source, text, reading)
    times = [time for one in records_of(after) for time in (one.first, one.last) if time]
    name, content = _stored(source, text)
    return Prepared(
        name,
        content,
        kind=kind or reading.kind,
        raw_bytes=len(source.stored),
        format=reading.format,
        why=reading.why,
        records_read=_count(reading),
        records=_count(after),
        first=min(times, default=None),
        last=max(times, default=None),
        zone=after.zone,
        has_zone=after.has_zone,
        kept_whole=clipped.reason,
        redacted=dict(redactor.counts),
    )


def _unread(source: Source, kind: str) -> Prepared:
    """Return a file of no known format; redacted if it is text."""
    redactor = Redactor()
    is_text = b"\0" not in source.data[:8192] and "\ufffd" not in source.head
    name, content = safe_name(source.name), source.stored
    if is_text:
        name, content = _stored(source, redactor.redact(source.text))
    return Prepared(
        name,
        _limited(content),
        kind=kind,
        raw_bytes=len(source.stored),
        is_text=is_text,
        redacted=dict(redactor.counts),
    )


def _checked(source: Source, text: str, before: Reading) -> Reading:
    """Read a redacted text again, in the same format.

    Raises:
        UnreadableEvidenceError: it can no longer be read, or is too long for the repository.
    """
    clock = Clock(source.clock.zone, source.clock.year, source.clock.near)
    content = text.encode()
    _limit(content, DEFAULT_LIMITS.unpacked_bytes, "the file, around the incident,")
    part = replace(source, stored=content, clock=clock, limits=_TEXT_LIMITS)
    reading = read_evidence(part, before.kind)
    if reading.format != before.format:
        raise UnreadableEvidenceError(
            f"the redacted file is no longer recognized as {before.format}",
            "redact it yourself, and add it with --kind other",
        )
    return reading


_TEXT_LIMITS = replace(DEFAULT_LIMITS, stored_bytes=DEFAULT_LIMITS.unpacked_bytes)


def _limit(content: bytes, limit: int, what: str) -> bytes:
    """Return the content if it is at most as long as a limit, in bytes."""
    if len(content) > limit:
        raise UnreadableEvidenceError(
            f"{what} has more than {limit:,} bytes", "export a shorter period or fewer series"
        )
    return content


def _limited(content: bytes) -> bytes:
    return _limit(content, DEFAULT_LIMITS.stored_bytes, "the file to store")


def _count(reading: Reading) -> int:
    """Return the number of records; the entries of a log are counted by reading them."""
    if reading.entries and not reading.record_count:
        return sum(1 for _ in reading.entries())
    return reading.record_count


def _stored(source: Source, text: str) -> tuple[str, bytes]:
    """Return the name and the content of a file; compressed if it is large."""
    content = text.encode()
    if source.data.startswith(_MARK):
        content = _MARK + content
    name = safe_name(redacted(source.name.replace("\\", "/").rpartition("/")[2]))
    name = name.removesuffix(".gz") or name
    if len(content) > COMPRESSED_FROM:
        content, name = gzip.compress(content, mtime=0), f"{name}.gz"
    return name, _limited(content)


def safe_name(path: str) -> str:
    """Return a name for a file that is safe on every system: letters, digits, `.`, `_` and `-`."""
    name = path.replace("\\", "/").rpartition("/")[2]
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem, dot, suffix = _UNSAFE.sub("-", plain).strip("-.").partition(".")
    stem = stem or "evidence"
    stem = f"{stem}-file" if stem.casefold() in _DEVICES else stem
    return f"{stem}{dot}{suffix}"[-_LONGEST_NAME:].lstrip("-.")
