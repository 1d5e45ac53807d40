"""The command `postmortems evidence`: add raw files to an incident, or show what is read."""

import argparse
from importlib import import_module


def run(options: argparse.Namespace) -> int:
    """Add files, or show them.

    Args:
        options: `incidents` and `action`, with the options of the module of the action.

    Returns:
        0, 1 if a file cannot be read or added, 2 if the command is called wrongly.
    """
    module = import_module(f".evidence_{options.action}", __package__)
    return int(module.run(options))
