"""The removed URLs as Markdown."""

from collections import Counter
from collections.abc import Iterator

from ...render import words
from ...render.markdown import code, line
from ..addresses import RemovedUrl
from ..comparison import Comparison
from .lists import capped

_PLURALS = {
    "incident": "incidents",
    "evidence": "files of evidence",
    "service": "services",
    "lesson": "lessons",
    "severity": "severities",
    "team": "teams",
    "owner": "owners",
    "year": "years",
    "quarter": "quarters",
    "theme": "themes",
}


def removed_urls(comparison: Comparison) -> Iterator[str]:
    """Yield the URLs that no longer exist, each with its present URL if the page has moved."""
    if comparison.removed_urls:
        yield "### Removed URLs"
        yield (
            f"{_counts(comparison)}. Links and bookmarks to these URLs break. Feeds and badges "
            "below them are removed too."
        )
        yield capped([_row(url) for url in comparison.removed_urls])


def _counts(comparison: Comparison) -> str:
    counts = Counter(url.kind for url in comparison.removed_urls)
    return ", ".join(words.count(number, kind, _PLURALS[kind]) for kind, number in counts.items())


def _row(url: RemovedUrl) -> str:
    moved = f"; moved to {code(url.new)}" if url.new else ""
    return f"- {code(url.path)}: {url.kind} {line(url.title)}{moved}"
