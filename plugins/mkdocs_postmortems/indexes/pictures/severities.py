"""The severities of a corpus as the classes of a chart, and the marks of other kinds."""

from postmortems.chart import Level
from postmortems.model import Corpus

OTHER_KIND = "Neither outage nor degradation"
"""What hollow marks are: near misses, exposures, data losses and exercises."""


def levels(corpus: Corpus) -> list[Level]:
    """Return the severities with their colours."""
    return [
        Level(name, corpus.severity_title(name), colour(corpus, name)) for name in corpus.severities
    ]


def colour(corpus: Corpus, severity: str) -> str:
    """Return the CSS class of a severity's colour; the stylesheet has five.

    A severity that is not in the catalogue has the last.
    """
    return f"pm-fill-{min(corpus.severity_rank(severity) or 5, 5)}"
