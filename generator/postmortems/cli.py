"""The command `postmortems`: parse, call, print, exit code; no logic."""

import argparse
import sys
from pathlib import Path

DOCUMENT_NAMES = (
    "executive-summary",
    "root-cause-analysis",
    "business-impact",
    "timeline",
    "postmortem",
    "prevention-plan",
)
"""`render.DOCUMENTS`, repeated so that `--help` need not load the model; a test compares them."""
FORMAT_NAMES = ("text", "json", "github")
"""`check.FORMATS`, repeated for the same reason."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command.

    Returns:
        0 when all is well, 1 when there are problems, 2 when the call itself is wrong.
    """
    options = _parser().parse_args(arguments)
    if not options.incidents.is_dir():
        print(
            f"postmortems: there is no folder `{options.incidents}`; "
            "run from the top of the repository, or name it with --incidents",
            file=sys.stderr,
        )
        return 2
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="postmortems", description="Incidents in YAML: checked, and written as Markdown."
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--incidents",
        type=Path,
        default=Path("incidents"),
        metavar="DIR",
        help="the folder of incidents (default: incidents)",
    )
    check = commands.add_parser(
        "check", parents=[shared], help="say what is wrong with the incidents, all at once"
    )
    check.add_argument(
        "--format",
        choices=FORMAT_NAMES,
        default="text",
        help="how to print problems: lines of text, JSON, or annotations for GitHub",
    )
    check.set_defaults(run=_check)
    render = commands.add_parser(
        "render", parents=[shared], help="print the page of an incident as Markdown"
    )
    render.add_argument("id", help="the incident's folder, or one of its aliases")
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
    new.add_argument("--severity", metavar="NAME", help="one of the team's severities")
    new.add_argument("--started", metavar="TIME", help="such as 2026-03-14T09:20Z; ~ for about")
    new.add_argument(
        "--service",
        action="append",
        default=[],
        metavar="NAME",
        dest="services",
        help="an affected service of the catalogue; may be given again",
    )
    new.add_argument("--json", action="store_true", help="print what was made as JSON")
    new.set_defaults(run=_new)
    schema = commands.add_parser(
        "schema", parents=[shared], help="write JSON Schema files, with which editors complete"
    )
    schema.set_defaults(run=_schema)
    return parser


def _version() -> str:
    from . import __version__

    return f"postmortems {__version__}"


def _check(options: argparse.Namespace) -> int:
    from .check import FORMATS, check
    from .render.words import count
    from .source import read

    reading = read(options.incidents)
    problems = check(reading)
    if problems or options.format == "json":
        print(FORMATS[options.format](problems))
    if problems:
        print(f"{count(len(problems), 'problem')}", file=sys.stderr)
        return 1
    print(f"{count(len(reading.corpus.incidents), 'incident')}, no problems", file=sys.stderr)
    return 0


def _render(options: argparse.Namespace) -> int:
    from .render import incident_page
    from .source import read
    from .source.document import did_you_mean

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
        return 1
    print(incident_page(incident, reading.corpus, document=options.document), end="")
    return 0


def _new(options: argparse.Namespace) -> int:
    from .scaffold.command import new

    return new(options, ask=input if sys.stdin.isatty() else None)


def _schema(options: argparse.Namespace) -> int:
    from .schema import write_schemas
    from .source import read

    for path in write_schemas(options.incidents, read(options.incidents).corpus):
        print(path.as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main())
