"""The command `postmortems import`: drafts of old postmortems and of exports of incident tools."""  # noqa: N999 - a subcommand has a module of its name

import argparse
import sys

from ..cache import Cache, site_cache
from ..importers.batch import Batch, BatchOptions
from ..importers.inputs import input_files
from ..importers.proposals import Proposals
from ..importers.severities import RubricError
from ..importers.sources import read_sources
from ..model.suggestions import did_you_mean
from ..progress import Progress
from ..reader import read
from .exit import EXIT_USAGE
from .import_report import as_json, as_text, is_complete


def run(options: argparse.Namespace) -> int:
    """Import files, and print what became of them.

    Args:
        options: `incidents`, `paths`, `zone`, `source` (a format; None for all), `severity`,
            `date`, `dry_run` and `json`.

    Returns:
        0, 1 if a file or an incident in it could not be imported, 2 if an option is invalid.
    """
    with site_cache(options.incidents) as cache:
        return _run(options, cache)


def _run(options: argparse.Namespace, cache: Cache) -> int:
    reading = read(options.incidents, cache=cache)
    corpus = reading.corpus
    if options.severity and options.severity not in corpus.severities:
        hint = did_you_mean(options.severity, corpus.severities, "name one of `severities.yaml`")
        print(f"postmortems: `{options.severity}` is not a severity; {hint}", file=sys.stderr)
        return EXIT_USAGE
    files = input_files(options.paths, options.incidents)
    sources = read_sources(files, options.zone, options.source, tuple(corpus.severities))
    proposals = Proposals(corpus)
    batch = Batch(
        options.incidents,
        reading,
        proposals,
        BatchOptions(options.severity, options.date, options.dry_run, Progress()),
    )
    try:
        batch.place_all(sources.drafts, sources.stored, cache)
    except RubricError as error:
        print(f"postmortems: {error}", file=sys.stderr)
        return EXIT_USAGE
    if options.json:
        print(as_json(sources, batch.result))
    else:
        lines = as_text(sources, batch.result, options.incidents, is_dry_run=options.dry_run)
        print("\n".join(lines))
    return 0 if is_complete(sources, batch.result) else 1
