"""The arguments of every command, and the completions of their values.

This module loads none of the commands, so that help and completion start fast. The names below
repeat those of the packages that define them; a test compares them.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from .argument_types import complete, incident_id, positive, web_address
from .completion import SHELLS, incident_names, rule_names, service_names, severity_names
from .evidence_arguments import add_evidence
from .import_arguments import add_import
from .search_arguments import add_search, add_similar, add_suggest

if TYPE_CHECKING:
    from .argument_types import Commands

DOCUMENT_NAMES = (
    "executive-summary",
    "root-cause-analysis",
    "business-impact",
    "timeline",
    "postmortem",
    "prevention-plan",
)
"""The names in `render.DOCUMENTS`."""
CI_NAMES = ("github", "gitlab", "none")
"""The names in `scaffold.init.repository.CI`."""
FORMAT_NAMES = ("text", "concise", "json", "github", "sarif", "junit")
"""The names in `check.FORMATS`."""

PAGE_FORMAT_NAMES = ("markdown", "html")
"""The formats of `render`."""

REPORT_FORMAT_NAMES = ("text", "markdown", "json")
"""The formats of `report`."""


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line.

    The parsed options have `command`, which names the module of this package that runs it, and
    `needs_incidents`, which is true if the folder of incidents must exist.
    """
    parser = argparse.ArgumentParser(
        prog="postmortems", description="Check incidents written in YAML, and render them."
    )
    parser.add_argument("--version", action="version", version=f"postmortems {__version__}")
    parser.set_defaults(needs_incidents=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--incidents",
        type=Path,
        default=Path("incidents"),
        metavar="DIR",
        help="the folder of incidents (default: incidents)",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    _add_check(commands, shared)
    _add_render(commands, shared)
    add_search(commands, shared)
    add_similar(commands, shared)
    add_suggest(commands, shared)
    add_evidence(commands, shared)
    _add_new(commands, shared)
    add_import(commands, shared)
    commands.add_parser(
        "schema", parents=[shared], help="write the JSON Schema files that editors complete from"
    )
    commands.add_parser("mcp", parents=[shared], help="serve the search to an agent over MCP")
    _add_rules(commands)
    _add_diff(commands, shared)
    _add_report(commands, shared)
    _add_init(commands, shared)
    _add_completion(commands)
    return parser


def _add_check(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    check = commands.add_parser(
        "check",
        parents=[shared],
        help="report all problems of the incidents",
        epilog="Exit code: 0 if nothing fails the check, 1 if an error (with --strict, a "
        "warning) does, 2 if the command is called wrongly. To suppress one finding of a rule, "
        "write `# postmortems: allow RULE: reason` at its value or on the line above; "
        "`postmortems rules RULE` explains a rule.",
    )
    complete(
        check.add_argument(
            "names",
            nargs="*",
            metavar="INCIDENT",
            help="ids of the incidents to check, or paths of their files (default: all)",
        ),
        incident_names,
    )
    check.add_argument(
        "--format",
        choices=FORMAT_NAMES,
        default="text",
        help="how to print problems (default: text)",
    )
    check.add_argument("--strict", action="store_true", help="fail the check on warnings, too")
    check.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="check all incidents anew, also those that did not change",
    )
    check.add_argument(
        "--fix",
        action="store_true",
        help="first repair time formats, quote text that is cut at ` #`, and sort rows and keys",
    )
    check.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="findings not to report (default: .baseline.json in the incidents folder)",
    )
    check.add_argument(
        "--write-baseline",
        action="store_true",
        help="write the current findings to the baseline",
    )


def _add_render(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    render = commands.add_parser(
        "render", parents=[shared], help="print the page of an incident as Markdown or HTML"
    )
    complete(
        render.add_argument(
            "id", type=incident_id, help="the incident's folder, or one of its aliases"
        ),
        incident_names,
    )
    render.add_argument(
        "--document",
        choices=DOCUMENT_NAMES,
        default="postmortem",
        metavar="NAME",
        help=f"only this document: {', '.join(DOCUMENT_NAMES)}",
    )
    render.add_argument(
        "--format",
        choices=PAGE_FORMAT_NAMES,
        default="markdown",
        help="html is one file without scripts, with what a site may show (default: markdown)",
    )
    render.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write the page to this file"
    )
    render.add_argument(
        "--site-url",
        type=web_address,
        metavar="URL",
        help="where links in HTML lead (default: `site_url` in the mkdocs.yml beside the folder)",
    )


def _add_new(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    new = commands.add_parser("new", parents=[shared], help="create the folder of a new incident")
    new.add_argument("title", nargs="?", help="what users see, as somebody would search for it")
    new.add_argument(
        "--symptom",
        dest="symptoms",
        action="append",
        default=[],
        metavar="TEXT",
        help="an error message, an alert or what people saw; repeat for several",
    )
    complete(
        new.add_argument("--severity", metavar="NAME", help="one of the team's severities"),
        severity_names,
    )
    new.add_argument(
        "--started",
        metavar="TIME",
        help="such as 2026-03-14T09:20Z; prefix ~ if the time is approximate",
    )
    complete(
        new.add_argument(
            "--service",
            action="append",
            default=[],
            metavar="NAME",
            dest="services",
            help="an affected service of the catalogue; may be repeated",
        ),
        service_names,
    )
    new.add_argument(
        "--add-service",
        action="store_true",
        help="add each service that is not in the catalogue to services.yaml",
    )
    new.add_argument("--json", action="store_true", help="print the created files as JSON")


def _add_rules(commands: "Commands") -> None:
    rules = commands.add_parser("rules", help="list the rules of `check`, or explain one")
    complete(rules.add_argument("name", nargs="?", help="the rule to explain"), rule_names)
    rules.set_defaults(needs_incidents=False)


def _add_diff(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    diff = commands.add_parser(
        "diff", parents=[shared], help="summarize this branch's changes for reviewers"
    )
    diff.add_argument("base", metavar="BASE", help="the branch to merge into")


def _add_report(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    report = commands.add_parser(
        "report",
        parents=[shared],
        help="report overdue action items and postmortems, and lessons that came back lately",
    )
    report.add_argument("subject", choices=("overdue",), help="what to report")
    report.add_argument(
        "--format",
        choices=REPORT_FORMAT_NAMES,
        default="text",
        help="how to print the report (default: text)",
    )
    report.add_argument(
        "--days",
        type=positive,
        default=90,
        metavar="N",
        help="report lessons that came back within so many days (default: 90)",
    )


def _add_init(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    init = commands.add_parser(
        "init", parents=[shared], help="set up this repository for postmortems"
    )
    init.add_argument(
        "--ci", choices=CI_NAMES, help="CI provider (default: detected from the git remote)"
    )
    init.add_argument(
        "--from",
        dest="source",
        metavar="WHERE",
        help="what CI installs: a release or an address (default: the source of this installation)",
    )
    init.add_argument("--lessons", action="store_true", help="write a catalogue of common lessons")
    init.add_argument("--json", action="store_true", help="print the written files as JSON")
    init.set_defaults(needs_incidents=False)


def _add_completion(commands: "Commands") -> None:
    completion = commands.add_parser("completion", help="print the shell completion script")
    completion.add_argument("shell", choices=SHELLS)
    completion.set_defaults(needs_incidents=False)
