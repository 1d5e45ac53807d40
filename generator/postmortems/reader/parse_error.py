"""A YAML parse error with the lines around it, and a mistake that explains it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

MAX_LINE_LENGTH = 1_000
"""Characters of a line that are examined. This bounds the time; mistakes farther right are rare."""


@dataclass(frozen=True)
class Failure:
    """A parse error with the lines of its text.

    `first` is the line, from 0, where the construct begins that libyaml could not parse; `last` and
    `column` are where it stopped. `reason` is its message.
    """

    lines: list[str]
    first: int
    last: int
    column: int
    reason: str

    @classmethod
    def of(cls, text: str, error: Any) -> Self:
        """Create the failure from an error that libyaml raised for a text."""
        context = getattr(error, "context", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot parse"
        words = (context, reason) if reason.startswith("but ") else (reason, context)
        start = getattr(error, "context_mark", None)
        end = getattr(error, "problem_mark", None) or start
        return cls(
            [line[:MAX_LINE_LENGTH] for line in text.split("\n")],
            (start or end).line if end else 0,
            end.line if end else 0,
            end.column if end else 0,
            " ".join(filter(None, words)),
        )

    @property
    def position(self) -> tuple[int, int]:
        """The line and column where libyaml stopped, or the end of the text above an empty line."""
        if self.line.strip() or not (above := next(self.above(self.last), None)):
            return self.last, self.column
        return above[0], len(above[1].rstrip())

    @property
    def line(self) -> str:
        """The line where libyaml stopped."""
        return self.at(self.last)

    def at(self, number: int) -> str:
        """Return a line by its number, from 0; an empty string if there is no such line."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def above(self, number: int) -> Iterator[tuple[int, str]]:
        """Yield the lines above a line, nearest first, without empty lines and comments."""
        for index in range(min(number, len(self.lines)) - 1, -1, -1):
            if (line := self.lines[index]).strip() and not line.lstrip().startswith("#"):
                yield index, line


@dataclass(frozen=True)
class Mistake:
    """A recognized mistake; `line` and `column` count from 0."""

    line: int
    column: int
    message: str
    hint: str
    rule: str = "not-yaml"
