"""The command `postmortems report`: what is overdue, and which lessons came back lately."""

import argparse
import json

from ..cache import site_cache
from ..insights import CorpusFacts
from ..reader import read
from ..report import markdown, overdue_report, record, text


def run(options: argparse.Namespace) -> int:
    """Print the report of overdue work.

    Args:
        options: `incidents`, `subject`, which is `overdue`, `days` and `format`.

    Returns:
        0, also if something is overdue.
    """
    with site_cache(options.incidents) as cache:
        reading = read(options.incidents, cache=cache)
    unread = len(reading.folders) - len(reading.corpus.incidents)
    report = overdue_report(CorpusFacts(reading.corpus), options.days, unread)
    if options.format == "json":
        print(json.dumps(record(report), ensure_ascii=False, indent=2))
    else:
        print({"markdown": markdown, "text": text}[options.format](report), end="")
    return 0
