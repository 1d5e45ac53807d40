"""What a repair did, and where."""

from dataclasses import dataclass

from ..model import Place, seen


@dataclass(frozen=True, order=True, slots=True)
class Fixed:
    """Something that was repaired. `place` is where it stood before; `fix` names the repair."""

    place: Place
    fix: str
    message: str

    def __str__(self) -> str:
        return seen(f"{self.place}: {self.fix}: {self.message}")
