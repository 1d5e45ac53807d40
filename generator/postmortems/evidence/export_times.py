"""Times in JSON that tools export, and the lines where they stand in the file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .source import Source

_OFFSET = re.compile(r"\s+([+-]\d{2}:?\d{2})(?:\s+[A-Z]{3,5})?$")
_NAMED_UTC = re.compile(r"\s*(?:UTC|GMT|z)$")
_DIGITS = re.compile(r"\d{9,19}(?:\.\d{1,9})?")
_MOST_MISSES = 100
_BEFORE_VALUE = ' \t\r\n":\\'


@dataclass
class ExportTimes:
    """Parses the times of one file, and finds their lines.

    Lines are searched from the last hit on, because records are read in the order of the file.
    """

    source: Source
    _index: int = 0
    _line: int = 1
    _misses: int = field(default=0)

    def time(self, value: Any) -> datetime | None:
        """Return a time in UTC; None for what is no time, and for the zero times of tools.

        A time is ISO 8601, or an epoch as a number or in a text. Go writes the year 1 for no
        time, and others write the epoch 0.
        """
        try:
            time = self._parsed(value)
        except (ValueError, OverflowError, OSError):
            return None
        return time if time is not None and time.year > 1970 else None

    def line(self, record: Mapping[str, Any], key: str) -> int:
        """Return the line where the value of a key stands; the last line found if it is absent."""
        value = record.get(key)
        words = value if isinstance(value, str) else str(value)
        if value is None or not words or self._misses > _MOST_MISSES:
            return self._line
        index = self._find(key, words, self._index)
        if index < 0:
            self._misses += 1
            index = self._find(key, words, 0)
        if index < 0:
            return self._line
        if index < self._index:
            self._index, self._line = 0, 1
        self._line += self.source.text.count("\n", self._index, index)
        self._index = index
        return self._line

    def begin(self, record: Mapping[str, Any]) -> int:
        """Return the line of the first text of a record, near which the record begins."""
        key = next((key for key, value in record.items() if value and isinstance(value, str)), "")
        return self.line(record, key)

    def _find(self, key: str, words: str, begin: int) -> int:
        """Return the index after the key's next value that begins with these words, or -1."""
        content = self.source.text
        while (index := content.find(words, begin)) >= 0:
            before = content[max(0, index - len(key) - 20) : index]
            if before.rstrip(_BEFORE_VALUE).endswith(key):
                return index + len(words)
            begin = index + len(words)
        return -1

    def _parsed(self, value: Any) -> datetime | None:
        clock = self.source.clock
        if isinstance(value, str):
            words = value.strip()
            if words.startswith("0001-"):
                return None
            if not _DIGITS.fullmatch(words):
                return clock.iso(iso_text(words)) if words else None
            value = float(words)
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            return None
        return clock.epoch(value)


def iso_text(words: str) -> str:
    """Return a time of ISO 8601 with `UTC`, ` +0100` or ` +0100 CET` at its end as an offset."""
    offset = _OFFSET.search(words)
    return _OFFSET.sub(r"\1", words) if offset else _NAMED_UTC.sub("+00:00", words)
