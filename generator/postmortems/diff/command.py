"""The command `postmortems diff`: two readings, compared and told as Markdown."""

import argparse
import sys
from collections.abc import Collection
from pathlib import Path

from ..check import BASELINE, check, read_baseline
from ..lessons import signs
from ..source import CATALOGUES, Reading, read
from ..source.files import subfolders
from . import NoRepository, base_of, changed_since, compare, markdown, renamed_since

FOR_ALL = frozenset({*CATALOGUES, BASELINE})
"""Files beside the incidents, by which every incident is read and checked."""


def run(options: argparse.Namespace) -> int:
    """Print what changed since a base.

    Args:
        options: `incidents` and `base`.

    Returns:
        0, or 2 when there is no repository, no such base, or not enough history.
    """
    try:
        names = changed_since(options.incidents, options.base)
        with base_of(options.incidents, options.base) as before:
            print(_told(options.incidents, before, names), end="")
    except NoRepository as error:
        print(f"postmortems: {error}", file=sys.stderr)
        return 2
    return 0


def _told(incidents: Path, before: Path, names: frozenset[str]) -> str:
    base, now = _readings(incidents, before, names)
    known, wrong = read_baseline(before / BASELINE)
    was = check(base, known, also=wrong)
    known, wrong = read_baseline(incidents / BASELINE)
    report = check(now, known, also=wrong)
    whole = check(now, also=wrong) if BASELINE in names else report
    gone, come = set(base.asked) - set(now.asked), set(now.asked) - set(base.asked)
    renamed = renamed_since(before, incidents, gone, come)
    found = compare(base, now, was, report, whole=whole, touched=names, renamed=renamed)
    return markdown(found)


def _readings(incidents: Path, before: Path, names: frozenset[str]) -> tuple[Reading, Reading]:
    """What a change touches, before and after it; all incidents where it may break any of them."""
    gone = {path.name for path in subfolders(before)} - {
        path.name for path in subfolders(incidents)
    }
    if gone or names & FOR_ALL:
        return _both(incidents, before, None)
    base, now = _both(incidents, before, names)
    # Others may call an incident by an alias that it has no more.
    return (base, now) if _aliases(base) <= _aliases(now) else _both(incidents, before, None)


def _both(incidents: Path, before: Path, only: Collection[str] | None) -> tuple[Reading, Reading]:
    return read(before, only=only, signs=signs), read(incidents, only=only, signs=signs)


def _aliases(reading: Reading) -> set[str]:
    asked = (reading.corpus.by_id.get(name) for name in reading.asked)
    return {alias for incident in asked if incident for alias in incident.aliases}
