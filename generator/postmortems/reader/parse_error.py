"""A parse error of YAML with the lines around it, and the mistake that explains it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

LONGEST = 1_000
"""Characters of a line that are looked at; a mistake farther right is rare, and time is not."""


@dataclass(frozen=True)
class Failure:
    """A parse error: the lines of the text, and those (from 0) where libyaml began and gave up."""

    lines: list[str]
    first: int
    last: int
    column: int
    reason: str

    @classmethod
    def of(cls, text: str, error: Any) -> Self:
        """Describe an error that libyaml raised for a text."""
        context = getattr(error, "context", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot parse"
        words = (context, reason) if reason.startswith("but ") else (reason, context)
        began = getattr(error, "context_mark", None)
        ended = getattr(error, "problem_mark", None) or began
        return cls(
            [line[:LONGEST] for line in text.split("\n")],
            (began or ended).line if ended else 0,
            ended.line if ended else 0,
            ended.column if ended else 0,
            " ".join(filter(None, words)),
        )

    @property
    def position(self) -> tuple[int, int]:
        """The line and column of libyaml, or the end of the text above an empty line."""
        if self.line.strip() or not (above := next(self.above(self.last), None)):
            return self.last, self.column
        return above[0], len(above[1].rstrip())

    @property
    def line(self) -> str:
        """The line in which libyaml gave up."""
        return self.at(self.last)

    def at(self, number: int) -> str:
        """Return a line by its number; it is empty before the first one and behind the last one."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def above(self, number: int) -> Iterator[tuple[int, str]]:
        """Yield the lines above one, the nearest first, without blank lines and comments."""
        for at in range(min(number, len(self.lines)) - 1, -1, -1):
            if (line := self.lines[at]).strip() and not line.lstrip().startswith("#"):
                yield at, line


@dataclass(frozen=True)
class Mistake:
    """A recognized mistake; `line` and `column` count from 0."""

    line: int
    column: int
    message: str
    hint: str
    rule: str = "not-yaml"
