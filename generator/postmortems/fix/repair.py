"""A record of one repair."""

from dataclasses import dataclass

from ..model import Place, escape_control_characters


@dataclass(frozen=True, order=True, slots=True)
class Repair:
    """A repair that was made: its place before it, its kind, and a message."""

    place: Place
    kind: str
    message: str

    def __str__(self) -> str:
        return escape_control_characters(f"{self.place}: fixed: {self.kind}: {self.message}")
