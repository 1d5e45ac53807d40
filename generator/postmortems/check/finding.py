"""What a rule says: where in the incident, and what. Places in files are for `check` to add."""

from dataclasses import dataclass

Loc = tuple[str | int, ...]
"""Keys and indexes from the top of the incident."""


@dataclass(frozen=True)
class Finding:
    """Something a rule found. `line`, from 1, is the line within a text of several lines."""

    loc: Loc
    rule: str
    message: str
    hint: str = ""
    line: int | None = None
