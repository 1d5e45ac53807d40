"""Problems of the YAML, each with its place, a message and a hint."""

import re
from dataclasses import dataclass, field
from typing import Literal, Self

Level = Literal["error", "warning", "note"]
"""The level of a problem. An incident with an error is left out until the error is fixed."""

Loc = tuple[str | int, ...]
"""The keys and indexes of a value, from the top of an incident."""

_CONTROL_CHARACTERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


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
        """Return the place of the character at an index of a file's text."""
        return cls(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Something that an author should fix. `rule` is its name; `hint` tells how to fix it.

    `stable_message` is the message without the parts that change from day to day; empty if the
    message has no such parts. `incident` is the id of the incident whose folder the place is in;
    None for a catalogue and other files. `failed_rule` is the rule that raised an exception, if
    that is the problem.
    """

    place: Place
    rule: str
    message: str
    hint: str = ""
    level: Level = field(default="error", compare=False)
    stable_message: str = field(default="", compare=False)
    incident: str | None = field(default=None, compare=False)
    failed_rule: str | None = field(default=None, compare=False)

    @property
    def fingerprint(self) -> str:
        """The text that identifies the problem in a later run, together with its file and rule."""
        return self.stable_message or self.message

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        return escape_control_characters(
            f"{self.place}: {self.level}: {self.rule}: {self.message}{hint}"
        )


def escape_control_characters(text: str) -> str:
    """Escape the control characters of a text, so that it stays on one line of a terminal.

    Without it, an author's text could move the cursor, or start a command of a CI system.
    """
    return _CONTROL_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
