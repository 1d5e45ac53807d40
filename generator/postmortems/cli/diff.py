"""The command `postmortems diff`: summarize a change of the incidents as Markdown."""

import argparse
import sys
from collections.abc import Collection
from pathlib import Path

from ..check import BASELINE, Report, check, read_baseline
from ..diff import (
    RepositoryError,
    base_of,
    changed_since,
    compare,
    markdown,
    renamed_by_alias,
    renamed_since,
)
from ..insights import search_terms
from ..reader import CATALOGUES, ReadResult, read
from ..reader.files import subfolders

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
    base, now = _readings(incidents, before, names)
    base_report, report = _report(base, before), _report(now, incidents)
    removed, added = set(base.asked) - set(now.asked), set(now.asked) - set(base.asked)
    renamed = renamed_by_alias(now, removed, added)
    removed, added = removed - set(renamed), added - set(renamed.values())
    renamed |= renamed_since(before, incidents, removed, added)
    return markdown(compare(base, now, base_report, report, touched=names, renamed=renamed))


def _report(reading: ReadResult, incidents: Path) -> Report:
    baseline, problems = read_baseline(incidents / BASELINE)
    return check(reading, baseline, also=problems)


def _readings(
    incidents: Path, before: Path, names: frozenset[str]
) -> tuple[ReadResult, ReadResult]:
    """Read the changed incidents before and after, or all if the change may affect others."""
    removed = {path.name for path in subfolders(before)} - {
        path.name for path in subfolders(incidents)
    }
    if removed or names & FOR_ALL:
        return _both(incidents, before, None)
    base, now = _both(incidents, before, names)
    # Other incidents may refer to what these no longer provide.
    if _shared_facts(base) <= _shared_facts(now):
        return base, now
    return _both(incidents, before, None)


def _both(
    incidents: Path, before: Path, only: Collection[str] | None
) -> tuple[ReadResult, ReadResult]:
    return read(before, only=only, search_terms=search_terms), read(
        incidents, only=only, search_terms=search_terms
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
