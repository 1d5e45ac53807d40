"""Charts of incidents by trigger and by factor."""

from collections.abc import Callable, Sequence

from postmortems.chart import Bar, Figure, bars
from postmortems.insights import Cause
from postmortems.render import words
from postmortems.site_map import SiteMap

from ..context import PageContext
from . import messages

UNKNOWN = "unknown"
"""The category of triggers that were looked for and not found."""


def categories(
    counts: Sequence[tuple[str, int]],
    title: str,
    caption: str,
    address: Callable[[str], str | None] = lambda name: None,
    *,
    message: str = "",
) -> Figure | None:
    """Return a chart of the number of incidents per category; None if none is recorded."""
    if not counts:
        return None
    rows = [Bar(words.title(name), number, address(name)) for name, number in counts]
    return bars(rows, title, caption, ("Category", "Incidents"), message=message)


def _titled(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(words.title(name), number) for name, number in counts]


def counts(causes: Sequence[Cause]) -> list[tuple[str, int]]:
    """Return the number of incidents of each cause, by its name."""
    return [(cause.name, len(cause.incidents)) for cause in causes]


def triggers(causes: Sequence[Cause], context: PageContext) -> Figure | None:
    """Return a chart of triggers that links to the page of causes; None if none is recorded."""
    numbers = counts(causes)
    return categories(
        numbers,
        "Incidents by trigger",
        "Each incident has at most one category of trigger.",
        lambda name: context.address(SiteMap.CAUSES, SiteMap.trigger_anchor(name)),
        message=messages.triggers(_titled([one for one in numbers if one[0] != UNKNOWN])),
    )


def factors(
    counts: Sequence[tuple[str, int]],
    address: Callable[[str], str | None] = lambda name: None,
    *,
    total: int | None = None,
) -> Figure | None:
    """Return a chart of the number of incidents per factor; None if none is recorded.

    Args:
        counts: the incidents of each factor.
        address: returns the address of a factor.
        total: the number of incidents with any factor, if it is known.
    """
    title, caption = "Incidents by factor", "An incident can have several categories of factors."
    return categories(
        counts, title, caption, address, message=messages.factors(_titled(counts), total)
    )
