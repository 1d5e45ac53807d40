"""A story: one incident on its way to a folder, with what all of its sections need to know."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from .chance import Chance
from .facts import Facts
from .past import PHASES, REACHED, Occurrence
from .scenario import words

Size = Literal["full", "medium", "brief"]

_SMALL_WORDS = frozenset(
    {"a", "an", "and", "are", "at", "by", "for", "in", "is", "it", "of", "the", "to"}
)


@dataclass(eq=False)
class Story:
    """One incident as its authors write it: how much of it, how carefully, in which zone."""

    chance: Chance
    one: Occurrence
    facts: Facts
    services: list[str]
    size: Size
    sloppy: bool
    offset: timedelta
    title: str = ""
    id: str = ""
    alias: str = ""
    draws: bool = True
    """Whether the author draws causes and effects as nodes."""
    open_lessons: frozenset[str] = frozenset()
    """Lessons of which an earlier action item was open when this began."""
    about: frozenset[str] = frozenset()
    """The phases whose times are not exact."""
    evidence: dict[str, str] = field(default_factory=dict)
    """The files beside the YAML, by the row of evidence that they are for."""

    def say(self, text: str) -> str:
        """A template as a text of this incident."""
        return self.chance.words(text, self.facts)

    def any(self, name: str) -> str:
        """Something that may be said in any incident, by its place in the table of words."""
        return self.say(self.chance.pick(words()[name]))

    def filled(self, table: dict[str, Any]) -> dict[str, Any]:
        """A row of a table with its texts said."""
        return {name: self.say(text) for name, text in table.items()}

    @property
    def reached(self) -> tuple[str, ...]:
        """The phases that it has reached."""
        return PHASES[: REACHED[self.one.status]]

    @property
    def timezone(self) -> str | None:
        """The zone in which half of the authors with local times write, far from its changes."""
        months = (1, 5, 6, 7, 8, 11, 12)
        is_local = self.offset and self.one.number % 2 == 0 and self.one.day.month in months
        return "Europe/Berlin" if is_local else None

    @property
    def declares(self) -> str | None:
        """Where it is told when the incident was declared: in `times`, in a row, or nowhere."""
        return {3: "times", 6: "row"}.get(self.one.number % 10)

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is left to be done at once."""
        return self.one.status == "resolved"

    @property
    def harmless(self) -> bool:
        """Whether nobody was hurt."""
        return self.one.kind == "near-miss" or bool(self.one.scenario.document)

    def moment(self, at: datetime, about: bool = False) -> str:
        """A time as this author writes it."""
        local = at + self.offset
        hours = int(self.offset / timedelta(hours=1))
        if self.timezone:
            return f"{'~' if about else ''}{local:%Y-%m-%dT%H:%M}"
        return f"{'~' if about else ''}{local:%Y-%m-%dT%H:%M}{f'+{hours:02}:00' if hours else 'Z'}"


def slug(title: str, taken: set[str], day: str) -> str:
    """An id for an incident: its day and the first words of its title that say something."""
    found = re.findall(r"[a-z0-9]+", title.lower().replace("'", ""))
    kept: list[str] = []
    for word in found:
        if word not in _SMALL_WORDS and len("-".join([*kept, word])) <= 48:
            kept.append(word)
        if len(kept) == 7:
            break
    name = f"{day}-{'-'.join(kept)}"
    number = 2
    while name in taken:
        name = f"{day}-{'-'.join(kept)}-{number}"
        number += 1
    taken.add(name)
    return name
