"""Render a comparison as Markdown for the reviewer of a change."""

from collections.abc import Iterator

from ...render import words
from ...render.markdown import without_mentions
from ..comparison import Comparison
from .addresses import removed_urls
from .catalogues import added_entries, catalogues, rules
from .findings import hidden, new_findings
from .incidents import changed_incidents, removed_incidents, unreadable_incidents
from .lessons import gains, losses


def markdown(comparison: Comparison) -> str:
    """Return the summary: removals first, then additions, then findings."""
    blocks = [f"## Postmortems: {_headline(comparison)}", *_blocks(comparison)]
    return without_mentions("\n\n".join(blocks)) + "\n"


def _blocks(comparison: Comparison) -> Iterator[str]:
    yield from unreadable_incidents(comparison)
    yield from rules(comparison)
    yield from hidden(comparison.findings)
    yield from removed_incidents(comparison)
    yield from catalogues(comparison)
    yield from losses(comparison)
    yield from removed_urls(comparison)
    yield from changed_incidents(comparison)
    yield from gains(comparison)
    yield from added_entries(comparison)
    yield from new_findings(comparison.findings)


def _headline(comparison: Comparison) -> str:
    incidents = comparison.incidents
    counts = [
        (len(incidents.added), "added"),
        (len(incidents.renamed), "renamed"),
        (len(incidents.changed), "changed"),
        (len(incidents.removed), "removed"),
        (len(incidents.broken), "not readable"),
    ]
    parts = [f"{number} {what}" for number, what in counts if number]
    parts = parts or ["no incident added or changed"]
    changed = [name for name, change in comparison.catalogues.items() if not change.is_empty]
    parts += [f"`{name}.yaml` changed" for name in reversed(changed)]
    if comparison.removed_urls:
        parts.append(f"{words.count(len(comparison.removed_urls), 'URL')} removed")
    return ", ".join(parts)
