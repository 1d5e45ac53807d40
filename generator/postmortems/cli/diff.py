"""The command `postmortems diff`: summarize a change of the incidents as Markdown."""

import argparse
import sys
from collections.abc import Collection
from pathlib import Path

from ..cache import Cache, site_cache
from ..check import BASELINE, Report, all_others, check, read_baseline, search_terms
from ..diff import (
    RepositoryError,
    base_of,
    changed_since,
    compare,
    markdown,
    renamed_by_alias,
    renamed_since,
)
from ..reader import CATALOGUES, ReadResult, read, topics
from ..reader.files import subfolders
from ..search import read_similarity_index

FOR_ALL = frozenset({*CATALOGUES, BASELINE})
"""Files outside incidents that affect how every incident is read or checked."""


def run(options: argparse.Namespace) -> int:
    """Print the summary of the changes since a base.

    Args:
        options: `incidents` and `base`.

    Returns:
        0, or 2 when there is no repository, no such base, or not enough history.
    """
    try:
        names = changed_since(options.incidents, options.base)
        with base_of(options.incidents, options.base) as before:
            print(summary(options.incidents, before, names), end="")
    except RepositoryError as error:
        print(f"postmortems: {error}", file=sys.stderr)
        return 2
    return 0


def summary(incidents: Path, before: Path, names: frozenset[str]) -> str:
    """Return the summary of the changes between two folders of incidents, as Markdown.

    Args:
        incidents: the folder after the change.
        before: the folder before the change.
        names: the names of the changed files and folders in it.
    """
    with site_cache(incidents) as cache:
        base, now = _readings(incidents, before, names, cache)
        base_report, report = _report(base, before, cache), _report(now, incidents, cache)
        similarity = read_similarity_index(now.corpus, now.digests, cache, topics())
    removed, added = set(base.asked) - set(now.asked), set(now.asked) - set(base.asked)
    renamed = renamed_by_alias(now, removed, added)
    removed, added = removed - set(renamed), added - set(renamed.values())
    renamed |= renamed_since(before, incidents, removed, added)
    comparison = compare(base, now, base_report, report, similarity, touched=names, renamed=renamed)
    return markdown(comparison)


def _report(reading: ReadResult, incidents: Path, cache: Cache) -> Report:
    baseline, problems = read_baseline(incidents / BASELINE)
    return check(reading, baseline, also=problems, cache=cache)


def _readings(
    incidents: Path, before: Path, names: frozenset[str], cache: Cache
) -> tuple[ReadResult, ReadResult]:
    """Read the changed incidents before and after, or all if the change may affect others.

    Incidents are read from the cache, since changed ones are compared with all others.
    """
    removed = {path.name for path in subfolders(before)} - {
        path.name for path in subfolders(incidents)
    }
    if removed or names & FOR_ALL:
        return _both(incidents, before, None, cache)
    base, now = _both(incidents, before, names, cache)
    # Other incidents may refer to what these no longer provide.
    if _shared_facts(base) <= _shared_facts(now):
        return base, now
    return _both(incidents, before, None, cache)


def _both(
    incidents: Path, before: Path, only: Collection[str] | None, cache: Cache
) -> tuple[ReadResult, ReadResult]:
    return read(before, only=only, search_terms=search_terms, cache=cache), read(
        incidents, only=only, search_terms=all_others, cache=cache
    )


def _shared_facts(reading: ReadResult) -> set[tuple[str, ...]]:
    """Return what other incidents may refer to, or share a page with, in requested ones."""
    requested = filter(None, (reading.corpus.by_id.get(name) for name in reading.asked))
    facts: set[tuple[str, ...]] = set()
    for incident in requested:
        facts |= {("alias", alias) for alias in incident.aliases}
        facts |= {("lesson", incident.id, name) for name in incident.lesson_names}
        facts |= {("owner", item.owner) for item in incident.actions if item.owner}
        facts.add(("year", str(incident.day.year)))
    return facts
