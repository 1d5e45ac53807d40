"""The command `postmortems check`: print what the last check printed, or check again.

What checks is imported only if something changed since the last check.
"""

import argparse
import sys

from ..cache import Cache, site_cache
from .kept_output import KeptOutput, Output

BASELINE = ".baseline.json"
"""The name in `check.BASELINE`."""


def run(options: argparse.Namespace) -> int:
    """Check incidents and print the problems.

    Args:
        options: `incidents`, `names`, `format`, `strict`, `fix`, `baseline` and `write_baseline`.

    Returns:
        0 if nothing fails the check, 1 if something does, 2 if the command is called wrongly.
    """
    with site_cache(options.incidents, is_used=options.cache) as cache:
        output = _check(options, cache)
    if output.stdout:
        print(output.stdout)
    print(output.stderr, file=sys.stderr)
    return output.code


def _check(options: argparse.Namespace, cache: Cache) -> Output:
    kept = None
    if not (options.names or options.fix or options.write_baseline):
        baseline = options.baseline or options.incidents / BASELINE
        kept = KeptOutput(options.incidents, baseline, (options.format, str(options.strict)), cache)
    output = kept.load() if kept else None
    if output is None:
        from .check_run import run_check

        output, is_complete = run_check(options, cache)
        if kept and is_complete:
            kept.keep(output)
    return output
