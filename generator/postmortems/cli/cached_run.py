"""Run a command that compares texts, with the cache of the site."""

import argparse
import sys
from collections.abc import Callable

from ..cache import Cache, site_cache
from ..search import MeaningError
from .exit import EXIT_USAGE


def run_with_cache(
    options: argparse.Namespace, run: Callable[[argparse.Namespace, Cache], int]
) -> int:
    """Run a command and return its exit code, or 2 if the sentence model cannot be used."""
    try:
        with site_cache(options.incidents) as cache:
            return run(options, cache)
    except MeaningError as error:
        print(f"postmortems: {error}", file=sys.stderr)
        return EXIT_USAGE
