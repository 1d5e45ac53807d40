"""The classes that charts stack and colour, such as severities."""

from dataclasses import dataclass

HOLLOW = "pm-hollow"
"""The CSS class of marks that are drawn as outlines."""


@dataclass(frozen=True)
class Level:
    """A class of what is counted: its name, its title, and the CSS class of its colour."""

    name: str
    title: str
    colour: str
