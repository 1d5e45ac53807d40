"""The command `postmortems schema`: JSON Schema files for editors."""

import argparse

from ..check import summaries
from ..reader import read
from ..schema import write_schemas


def run(options: argparse.Namespace) -> int:
    """Write the schema files that are missing or out of date, and print their paths.

    Args:
        options: `incidents`.

    Returns:
        0.
    """
    corpus = read(options.incidents).corpus
    for path in write_schemas(options.incidents, corpus, summaries()):
        print(path.as_posix())
    return 0
