"""The stylesheet of the pages, in parts: one per kind of content, and one for print."""

from functools import cache
from importlib.resources import files

PARTS = (
    "tokens",
    "base",
    "tables",
    "incident",
    "home",
    "insights",
    "lessons",
    "diagrams",
    "charts",
    "search",
    "print",
)
"""The names of the parts of a site, in the order in which their rules apply."""
FILE_PARTS = ("tokens", "tables", "incident", "diagrams", "charts", "file", "print")
"""The names of the parts of a page that stands alone in a file."""


@cache
def stylesheet(parts: tuple[str, ...] = PARTS) -> str:
    """Return the text of the stylesheet.

    Args:
        parts: the names of its parts.
    """
    folder = files(__package__)
    return "\n".join((folder / f"{name}.css").read_text("utf-8") for name in parts)
