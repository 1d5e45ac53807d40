"""The command `postmortems diff`: two readings, compared and told as Markdown."""

import argparse
import sys
from pathlib import Path

from ..check import BASELINE, check, read_baseline
from ..lessons import signs
from ..source import read
from ..source.files import subfolders
from . import NoRepository, base_of, changed_since, compare, markdown


def run(options: argparse.Namespace) -> int:
    """Print what changed since a base.

    Args:
        options: `incidents` and `base`.

    Returns:
        0, or 2 when there is no repository or no such base.
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
    base = read(before, only=_present(before, names), signs=signs)
    now = read(incidents, only=_present(incidents, names), signs=signs)
    was = check(base, read_baseline(before / BASELINE)[0])
    baseline, problems = read_baseline(incidents / BASELINE)
    return markdown(compare(base, now, was, check(now, baseline, also=problems)))


def _present(incidents: Path, names: frozenset[str]) -> list[str]:
    return [path.name for path in subfolders(incidents) if path.name in names]
