"""Problems: what is wrong with the YAML, where, and what to do about it."""

import re
from dataclasses import dataclass, field
from typing import Literal, Self

Level = Literal["error", "warning", "note"]
"""How much a problem matters: an error is to be mended before anything else happens."""

Loc = tuple[str | int, ...]
"""Where a value is within an incident: keys and indexes from the top."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A position in a file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @classmethod
    def at(cls, path: str, text: str, index: int) -> Self:
        """Return the place of a character of a file's text."""
        return cls(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Something an author should mend. `rule` is its name; `hint` says what to do.

    `stable_message` is the message without what changes from day to day, where something does.
    """

    place: Place
    rule: str
    message: str
    hint: str = ""
    level: Level = field(default="error", compare=False)
    stable_message: str = field(default="", compare=False)

    @property
    def fingerprint(self) -> str:
        """What makes it the same problem tomorrow, with its file and its rule."""
        return self.stable_message or self.message

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        return seen(f"{self.place}: {self.level}: {self.rule}: {self.message}{hint}")


def seen(text: str) -> str:
    """A line for a terminal: what an author wrote must not move the cursor, begin a line or speak
    to a CI system.
    """
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
