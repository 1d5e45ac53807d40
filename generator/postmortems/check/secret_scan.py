"""Find secrets in text, with what locates them in a file of YAML."""

from collections.abc import Iterator

from ..sensitive.secret_scan import secret_spans
from .wording import OccurrenceCounter


def find_secrets(text: str) -> Iterator[tuple[str, str, int]]:
    """Find everything in a text that looks like a secret.

    Yields:
        the detector's name for it, the matched text, and the number of earlier occurrences of the
        same text.
    """
    occurrences: OccurrenceCounter | None = None
    for kind, start, end in secret_spans(text):
        occurrences = occurrences or OccurrenceCounter(text)
        yield kind, text[start:end], occurrences.count_before(text[start:end], start)
