"""The addresses that no page has any more."""

from collections import Counter
from collections.abc import Iterator

from ...render import words
from ...render.markdown import code, line
from ..addresses import DeadAddress
from ..comparison import Comparison
from .lists import capped


def dead(comparison: Comparison) -> Iterator[str]:
    """Yield the pages that are gone, with where they are now if they only moved."""
    if comparison.dead:
        yield "### Addresses that are lost"
        yield (
            f"{_counts(comparison)}. Links and bookmarks that lead there break, and feeds and "
            "badges below them are gone as well."
        )
        yield capped([_row(address) for address in comparison.dead])


def _counts(comparison: Comparison) -> str:
    counts = Counter(address.sort for address in comparison.dead)
    return ", ".join(words.count(number, sort, _PLURALS[sort]) for sort, number in counts.items())


_PLURALS = {
    "incident": "incidents",
    "evidence": "files of evidence",
    "service": "services",
    "lesson": "lessons",
    "severity": "severities",
    "team": "teams",
    "owner": "owners",
    "year": "years",
}


def _row(address: DeadAddress) -> str:
    now = f"; it is {code(address.new)} now" if address.new else ""
    return f"- {code(address.path)}: {address.sort} {line(address.title)}{now}"
