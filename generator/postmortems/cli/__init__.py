"""The command `postmortems`: parse, call, print, exit code; no logic."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import completion
from .exit import run_command

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

DOCUMENT_NAMES = (
    "executive-summary",
    "root-cause-analysis",
    "business-impact",
    "timeline",
    "postmortem",
    "prevention-plan",
)
"""`render.DOCUMENTS`, repeated so that `--help` need not load the model; a test compares them."""
CI_NAMES = ("github", "gitlab", "none")
"""`scaffold.repository.CI`, repeated for the same reason."""
FORMAT_NAMES = ("text", "concise", "json", "github", "sarif", "junit")
"""`check.FORMATS`, repeated for the same reason."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command.

    Returns:
        0 when all is well, 1 when there are problems, 2 when the call itself is wrong or a file
        cannot be written, and as usual for what was stopped (130) or whose output was closed (141).
    """
    # A command ends before the collector could find anything worth its time.
    gc.disable()
    return run_command(lambda: _run(arguments))


def _run(arguments: list[str] | None) -> int:
    parser = _parser()
    completion.complete(parser)
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
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="postmortems", description="Incidents in YAML: checked, and written as Markdown."
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    parser.set_defaults(needs_incidents=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--incidents",
        type=Path,
        default=Path("incidents"),
        metavar="DIR",
        help="the folder of incidents (default: incidents)",
    )
    _add_check(commands, shared)
    render = commands.add_parser(
        "render", parents=[shared], help="print the page of an incident as Markdown"
    )
    _completed(
        render.add_argument("id", help="the incident's folder, or one of its aliases"),
        completion.incidents,
    )
    render.add_argument(
        "--document",
        choices=DOCUMENT_NAMES,
        default="postmortem",
        metavar="NAME",
        help=f"only this document: {', '.join(DOCUMENT_NAMES)}",
    )
    render.set_defaults(run=_render)
    new = commands.add_parser("new", parents=[shared], help="make the folder of a new incident")
    new.add_argument("title", nargs="?", help="the symptom, as somebody would search for it")
    _completed(
        new.add_argument("--severity", metavar="NAME", help="one of the team's severities"),
        completion.severities,
    )
    new.add_argument("--started", metavar="TIME", help="such as 2026-03-14T09:20Z; ~ for about")
    _completed(
        new.add_argument(
            "--service",
            action="append",
            default=[],
            metavar="NAME",
            dest="services",
            help="an affected service of the catalogue; may be given again",
        ),
        completion.services,
    )
    new.add_argument(
        "--add-service",
        action="store_true",
        help="add each service that the catalogue lacks to services.yaml",
    )
    new.add_argument("--json", action="store_true", help="print what was made as JSON")
    new.set_defaults(run=_new)
    schema = commands.add_parser(
        "schema", parents=[shared], help="write JSON Schema files, with which editors complete"
    )
    schema.set_defaults(run=_schema)
    rules = commands.add_parser("rules", help="list what `check` looks for, or explain a rule")
    _completed(rules.add_argument("name", nargs="?", help="the rule to explain"), completion.rules)
    rules.set_defaults(run=_rules, needs_incidents=False)
    diff = commands.add_parser(
        "diff", parents=[shared], help="say as Markdown what a change does, for its review"
    )
    diff.add_argument("base", metavar="BASE", help="the branch it will be merged into")
    diff.set_defaults(run=_diff)
    init = commands.add_parser(
        "init", parents=[shared], help="make this repository one for postmortems"
    )
    init.add_argument(
        "--ci", choices=CI_NAMES, help="whose files to write (default: by the remote)"
    )
    init.add_argument(
        "--from",
        dest="source",
        metavar="WHERE",
        help="what CI installs, a release or an address (default: what this installation is from)",
    )
    init.add_argument("--json", action="store_true", help="print what was made as JSON")
    init.set_defaults(run=_init, needs_incidents=False)
    shell = commands.add_parser("completion", help="print what makes a shell complete this command")
    shell.add_argument("shell", choices=completion.SHELLS)
    shell.set_defaults(run=_completion, needs_incidents=False)
    return parser


def _completed(argument: argparse.Action, completer: object) -> None:
    """Say what an argument's completions are."""
    argument.completer = completer  # type: ignore[attr-defined]


def _add_check(commands: Commands, shared: argparse.ArgumentParser) -> None:
    check = commands.add_parser(
        "check",
        parents=[shared],
        help="say what is wrong with the incidents, all at once",
        epilog="Exit code: 0 when nothing fails the check, 1 when an error (with --strict, a "
        "warning) does, 2 when the command was called wrongly. To let one finding of a rule pass, "
        "write `# postmortems: allow RULE: reason` at its value or on the line above; "
        "`postmortems rules RULE` explains a rule.",
    )
    _completed(
        check.add_argument(
            "names",
            nargs="*",
            metavar="INCIDENT",
            help="only these: their ids, or paths of their files (default: all)",
        ),
        completion.incidents,
    )
    check.add_argument(
        "--format",
        choices=FORMAT_NAMES,
        default="text",
        help="how to print problems (default: text)",
    )
    check.add_argument("--strict", action="store_true", help="let warnings fail the check too")
    check.add_argument(
        "--fix", action="store_true", help="first repair times and the order of rows and keys"
    )
    check.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="findings that are known (default: .baseline.json in the folder of incidents)",
    )
    check.add_argument(
        "--write-baseline",
        action="store_true",
        help="take all that is found now as known",
    )
    check.set_defaults(run=_check)


def _version() -> str:
    from .. import __version__

    return f"postmortems {__version__}"


def _check(options: argparse.Namespace) -> int:
    from .check import run

    return run(options)


def _rules(options: argparse.Namespace) -> int:
    from ..check import RULES
    from ..check.documentation import markdown, settings
    from ..model.suggestions import did_you_mean

    if options.name is None:
        width = max(map(len, RULES))
        for rule in RULES.values():
            print(f"{rule.name:{width}}  {rule.level:7}  {rule.summary}")
        return 0
    if options.name not in RULES:
        hint = did_you_mean(options.name, RULES, "`postmortems rules` lists them")
        print(f"postmortems: there is no rule `{options.name}`; {hint}", file=sys.stderr)
        return 2
    rule = RULES[options.name]
    print(f"# {rule.name}\n\n{markdown(rule)}\n{settings(rule)}", end="")
    return 0


def _render(options: argparse.Namespace) -> int:
    from ..model.suggestions import did_you_mean
    from ..reader import read
    from ..render import incident_page

    reading = read(options.incidents)
    incident = reading.corpus.by_id.get(options.id)
    if incident is None:
        found = reading.folders.get(options.id)
        own = [problem for problem in reading.problems if found and found.holds(problem)]
        for problem in own:
            print(problem, file=sys.stderr)
        if not own:
            hint = did_you_mean(options.id, reading.corpus.by_id, "give the name of its folder")
            print(f"postmortems: there is no incident `{options.id}`; {hint}", file=sys.stderr)
        return 1 if own else 2
    print(incident_page(incident, reading.corpus, document=options.document), end="")
    return 0


def _new(options: argparse.Namespace) -> int:
    from .new import new

    return new(options, ask=input if sys.stdin.isatty() else None)


def _diff(options: argparse.Namespace) -> int:
    from .diff import run

    return run(options)


def _completion(options: argparse.Namespace) -> int:
    print(completion.script(options.shell))
    return 0


def _init(options: argparse.Namespace) -> int:
    from .init import init

    return init(options)


def _schema(options: argparse.Namespace) -> int:
    from ..check import summaries
    from ..reader import read
    from ..schema import write_schemas

    corpus = read(options.incidents).corpus
    for path in write_schemas(options.incidents, corpus, summaries()):
        print(path.as_posix())
    return 0
