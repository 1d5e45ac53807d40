"""Lists that stay short enough to be read."""

from collections.abc import Sequence

from ...render.markdown import code

MOST = 30
"""The most rows of a list that are shown; the rest are counted."""


def capped(rows: Sequence[str], rest: str = "") -> str:
    """Return rows as a list, the first ones of many with the number of the others.

    Args:
        rows: the rows, each with the marker of its list.
        rest: text after "and N more", such as where to find them.
    """
    shown = list(rows[:MOST])
    if len(rows) > MOST:
        shown.append(f"- and {len(rows) - MOST} more{rest}")
    return "\n".join(shown)


def names(of: Sequence[str], most: int = MOST) -> str:
    """Return names with commas, the first ones of many with the number of the others."""
    rest = f" and {len(of) - most} more" if len(of) > most else ""
    return ", ".join(map(code, of[:most])) + rest
