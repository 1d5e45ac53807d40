"""The lines where the records of a JSON document stand."""

import json
from typing import Any

_MISSES = 50


class Positions:
    """Finds texts in a document in the order in which they stand there, each once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start = 0
        self._line = 1
        self._misses = 0 if "\n" in text.rstrip() else _MISSES

    def line_of(self, words: str) -> int:
        """Return the line of the next occurrence of a text; the last line if there is none."""
        if self._misses >= _MISSES or not words:
            return self._line
        index = self._text.find(words, self._start)
        if index < 0:
            self._misses += 1
            return self._line
        self._line += self._text.count("\n", self._start, index)
        self._start = index + 1
        return self._line

    def line_of_value(self, record: Any) -> int:
        """Return the line of the next occurrence of the first text or number in a record."""
        value = _first_value(record)
        return self.line_of("" if value is None else json.dumps(value, ensure_ascii=False))


def _first_value(record: Any) -> str | int | None:
    for _ in range(20):
        if isinstance(record, dict) and record:
            record = next(iter(record.values()))
        elif isinstance(record, list) and record:
            record = record[0]
        else:
            break
    if isinstance(record, str):
        return record if len(record) < 2000 else None
    return record if isinstance(record, int) and not isinstance(record, bool) else None
