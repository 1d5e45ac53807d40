"""A record of one repair."""

from dataclasses import dataclass

from ..model import Place, escape_control_characters


@dataclass(frozen=True, order=True, slots=True)
class Fixed:
    """One repair: its place before the repair, its name `fix`, and a message."""

    place: Place
    fix: str
    message: str

    def __str__(self) -> str:
        return escape_control_characters(f"{self.place}: {self.fix}: {self.message}")
