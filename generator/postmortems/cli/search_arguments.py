"""The arguments of the commands that search, compare and suggest."""

import argparse
from typing import TYPE_CHECKING

from .argument_types import complete, incident_id, positive
from .completion import incident_names

if TYPE_CHECKING:
    from .argument_types import Commands

SUGGESTIONS = {
    "lessons": "for each entry without a lesson, those of the catalogue that fit",
    "catalogue": "similar entries of several incidents that no lesson of the catalogue fits",
    "symptoms": "error strings and alerts of the texts and the evidence",
    "timeline": "rows of the timeline from alerts, logs, metrics and reports of users",
}
"""What can be suggested, with its description."""


def add_search(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command `search`."""
    search = commands.add_parser(
        "search",
        parents=[shared],
        help="find incidents, lessons and services by any words",
        epilog="Exit code: 0 if something was found, 1 if not. Not all words must occur; a phrase "
        "in quotation marks must: postmortems search '\"connection refused\" checkout'",
    )
    search.add_argument(
        "words", nargs="+", metavar="WORD", help="symptoms, error messages, services, lessons"
    )
    _add_result_options(search, default=10)


def add_similar(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command `similar`."""
    similar = commands.add_parser(
        "similar",
        parents=[shared],
        help="find the incidents that are most similar to an incident or a text",
        epilog="Exit code: 0 if something was found, 1 if not, 2 if there is no such incident.",
    )
    complete(
        similar.add_argument(
            "what",
            metavar="INCIDENT",
            help="id of an incident, a text file such as an alert, or - for the standard input",
        ),
        incident_names,
    )
    _add_result_options(similar, default=5)


def add_suggest(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command `suggest`."""
    suggest = commands.add_parser(
        "suggest", help="suggest lessons, new entries of the catalogue, symptoms, or a timeline"
    )
    parts = suggest.add_subparsers(required=True, metavar="WHAT", dest="what")
    for name, text in SUGGESTIONS.items():
        part = parts.add_parser(
            name,
            parents=[shared],
            help=text,
            epilog="Exit code: 0 if something is suggested, 1 if not, 2 if there is no such "
            "incident.",
        )
        complete(
            part.add_argument(
                "names",
                nargs="*",
                type=incident_id,
                metavar="INCIDENT",
                help="ids or folders of incidents (default: all)",
            ),
            incident_names,
        )
        if name == "lessons":
            part.add_argument(
                "--apply",
                action="store_true",
                help="ask about each lesson, and write those that are confirmed into the files",
            )
        part.add_argument("--json", action="store_true", help="print the suggestions as JSON")


def _add_result_options(command: argparse.ArgumentParser, default: int) -> None:
    command.add_argument(
        "--limit",
        type=positive,
        default=default,
        metavar="N",
        help=f"the number of results (default: {default})",
    )
    command.add_argument("--json", action="store_true", help="print the results as JSON")
