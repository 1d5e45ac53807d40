"""The arguments of the command `import`."""

import argparse
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from .argument_types import complete
from .completion import severity_names

if TYPE_CHECKING:
    from .argument_types import Commands

SOURCE_NAMES = (
    "document",
    "statuspage",
    "statuspage-history",
    "pagerduty",
    "incident-io",
    "rootly",
    "firehydrant",
    "datadog",
    "opsgenie",
    "servicenow",
    "slack",
    "cstate",
)
"""The names in `importers.sources.FORMATS`."""


def add_import(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command `import`."""
    command = commands.add_parser(
        "import",
        parents=[shared],
        help="make drafts of old postmortems and of the exports of incident tools",
        epilog="Exit code: 0 if every incident is placed or was imported before, 1 if not, 2 if "
        "the command is called wrongly. A second run changes nothing.",
    )
    command.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="files and folders")
    command.add_argument(
        "--zone",
        type=time_zone,
        metavar="ZONE",
        help="the zone of times that name none, such as Europe/London or +02:00",
    )
    command.add_argument(
        "--from",
        dest="source",
        choices=SOURCE_NAMES,
        metavar="FORMAT",
        help=f"only files of this format: {', '.join(SOURCE_NAMES)}",
    )
    complete(
        command.add_argument(
            "--severity",
            metavar="NAME",
            help="the severity of incidents whose source names none (default: unrated)",
        ),
        severity_names,
    )
    command.add_argument(
        "--date",
        type=day,
        metavar="YYYY-MM-DD",
        help="the day of incidents whose source gives none",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="print the files and the report, and write nothing"
    )
    command.add_argument("--json", action="store_true", help="print the report as JSON")


def time_zone(text: str) -> tzinfo:
    """Return a time zone by its name or offset; the type of an argument."""
    from ..model.zone import Zone  # `--help` does not need it

    zone = Zone.of(text)
    if zone is None:
        message = f"`{text}` is not a time zone; write it like `Europe/London` or `+02:00`"
        raise argparse.ArgumentTypeError(message)
    return zone.rules


def day(text: str) -> date:
    """Return a day; the type of an argument."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a day like 2026-03-14") from None
