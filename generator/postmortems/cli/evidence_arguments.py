"""The arguments of the command `evidence`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .argument_types import complete, incident_id
from .completion import incident_names

if TYPE_CHECKING:
    from .argument_types import Commands

KIND_NAMES = ("report", "logs", "alerts", "user-reports", "metrics", "other")
"""The kinds of the model."""


def add_evidence(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command `evidence`."""
    evidence = commands.add_parser(
        "evidence", help="add raw files to an incident, or show what is read from them"
    )
    parts = evidence.add_subparsers(required=True, metavar="ACTION", dest="action")
    _add_add(parts, shared)
    _add_show(parts, shared)


def _add_add(parts: "Commands", shared: argparse.ArgumentParser) -> None:
    add = parts.add_parser(
        "add",
        parents=[shared],
        help="recognize, cut, redact and add raw files",
        epilog="Exit code: 0 if all is well, 1 if a file cannot be added (then none is), 2 if the "
        "command is called wrongly. Look at what was added before you commit it.",
    )
    complete(
        add.add_argument(
            "id", type=incident_id, metavar="INCIDENT", help="id of the incident, or its folder"
        ),
        incident_names,
    )
    add.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="exports of tools, logs, reports"
    )
    add.add_argument(
        "--kind", choices=KIND_NAMES, help="what the files are (default: that of their format)"
    )
    add.add_argument(
        "--zone",
        metavar="ZONE",
        help="the zone of times without one, such as Europe/London or +02:00",
    )
    add.add_argument(
        "--no-clip",
        dest="clip",
        action="store_false",
        help="keep all records, not only those from 24 hours before to 1 hour after the incident",
    )
    add.add_argument("--publish", action="store_true", help="let the site offer the files")
    add.add_argument("--dry-run", action="store_true", help="print what would be done")


def _add_show(parts: "Commands", shared: argparse.ArgumentParser) -> None:
    show = parts.add_parser(
        "show",
        parents=[shared],
        help="show what is read from the evidence of an incident, or from a file",
        epilog="Exit code: 0 if all files can be read, 1 if not, 2 if there is no such incident or "
        "file.",
    )
    complete(
        show.add_argument("what", metavar="INCIDENT|FILE", help="id of an incident, or a file"),
        incident_names,
    )
    show.add_argument("--json", action="store_true", help="print it as JSON")
    show.set_defaults(needs_incidents=False)
