"""A file of evidence as readers get it: unpacked within limits, as text, lines, JSON or CSV."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

from .errors import UnreadableEvidenceError
from .limits import DEFAULT_LIMITS, Limits
from .times import Clock

_HEAD = 65_536
_PART = 1_048_576


@dataclass(frozen=True)
class Columns:
    """What an author says of a file in a format that is not known, from the evidence entry.

    `time_column` and `value_column` are names of columns, `time_format` is one of
    `datetime.strptime`, and `labels` choose the rows of a series by the values of columns.
    """

    time_column: str | None = None
    time_format: str | None = None
    value_column: str | None = None
    unit: str | None = None
    labels: dict[str, str] = field(default_factory=dict)


@dataclass
class Source:
    """The content of one file of evidence. `name` is its path in messages."""

    name: str
    stored: bytes
    clock: Clock = field(default_factory=Clock)
    columns: Columns = field(default_factory=Columns)
    limits: Limits = DEFAULT_LIMITS

    @cached_property
    def data(self) -> bytes:
        """The content, unpacked if it is compressed with gzip.

        Raises:
            UnreadableEvidenceError: the file is too large, or its compression is broken.
        """
        if len(self.stored) > self.limits.stored_bytes:
            raise UnreadableEvidenceError(
                f"the file has more than {self.limits.stored_bytes:,} bytes",
                "run `postmortems evidence add` to keep the part around the incident",
            )
        if not self.stored.startswith(b"\x1f\x8b"):
            return self.stored
        limit = self.limits.unpacked_bytes
        try:
            data = gzip.GzipFile(fileobj=io.BytesIO(self.stored)).read(limit + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableEvidenceError(
                "the gzip file is damaged or not complete", "export the file again"
            ) from error
        if len(data) > limit:
            raise UnreadableEvidenceError(
                f"the unpacked file has more than {limit:,} bytes",
                "run `postmortems evidence add` to keep the part around the incident",
            )
        return data

    @cached_property
    def text(self) -> str:
        """The content as text, without a byte order mark. Bytes that are not UTF-8 are replaced."""
        for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
            if self.data.startswith(mark):
                return self.data.decode(encoding, "replace")
        return self.data.decode("utf-8-sig", "replace")

    @cached_property
    def head(self) -> str:
        """The first 64 KiB as text, to recognize the format."""
        return self.text[:_HEAD]

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line with its number, from 1, without its end.

        Raises:
            UnreadableEvidenceError: the file has too many lines.
        """
        parts = (io.StringIO(part, newline=None) for part in _parts(self.text))
        for number, line in enumerate(chain.from_iterable(parts), 1):
            if number > self.limits.lines:
                raise UnreadableEvidenceError(
                    f"the file has more than {self.limits.lines:,} lines",
                    "run `postmortems evidence add` to keep the part around the incident",
                    number,
                )
            yield number, line.rstrip("\n")

    @cached_property
    def json(self) -> Any:
        """The content as one JSON value; None if it is not one JSON value."""
        if self.head.lstrip()[:1] not in ("{", "["):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def first_json(self) -> Any:
        """The first of several JSON values, as in JSON lines; None if the file begins otherwise."""
        if self.json is not None:
            return self.json
        content = self.text.lstrip()
        if content[:1] not in ("{", "["):
            return None
        try:
            return json.JSONDecoder().raw_decode(content)[0]
        except (ValueError, RecursionError):
            return None

    def line_of(self, words: str) -> int:
        """Return the line where a text first occurs, from 1; 1 if it does not."""
        index = self.text.find(words)
        return 1 if index < 0 else self.text.count("\n", 0, index) + 1


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts that end with a line, because `StringIO` takes 4 bytes a character."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PART) + 1 or len(text)
        yield text[start:end]
        start = end
