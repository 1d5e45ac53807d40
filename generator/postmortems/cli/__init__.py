"""The command `postmortems`: one module per subcommand, each with `run(options)`."""

import argparse
import gc
import sys
from importlib import import_module

from .completion import complete
from .exit import run_command
from .parser import make_parser


def main(arguments: list[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: the arguments after the command's name; those of the process by default.

    Returns:
        0 if all is well, 1 if there are problems, 2 if the command is called wrongly or a file
        cannot be written, 130 if it was interrupted, 141 if its output was closed.
    """
    # A command ends before a garbage collection would pay off.
    gc.disable()
    return run_command(lambda: _run(arguments))


def _run(arguments: list[str] | None) -> int:
    parser = make_parser()
    complete(parser)
    options = parser.parse_args(arguments)
    if options.needs_incidents and not options.incidents.is_dir():
        print(
            f"postmortems: there is no folder `{options.incidents}`; "
            "run from the top of the repository, or name it with --incidents",
            file=sys.stderr,
        )
        return 2
    if sys.stdout:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    return _run_subcommand(options)


def _run_subcommand(options: argparse.Namespace) -> int:
    """Import the subcommand's module and run it; the others, and all they need, stay unloaded."""
    module = import_module(f".{options.command}", __name__)
    return int(module.run(options))


__all__ = ["main"]
