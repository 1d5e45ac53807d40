"""The command `postmortems check`: which incidents, repaired first where asked, in which format."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from ..check import BASELINE, FORMATS, RULES, check, findings_within, read_baseline, write_baseline
from ..check.baseline import Baseline
from ..check.report import Report
from ..check.suppressions import FORM
from ..fix import fix_folder
from ..insights import search_terms
from ..model import PostmortemsError
from ..model.suggestions import did_you_mean
from ..reader import ReadResult, read
from ..reader.files import subfolders


class UnknownIncidentError(PostmortemsError):
    """A name is not an incident's."""


def run(options: argparse.Namespace) -> int:
    """Check incidents and print what is wrong.

    Args:
        options: `incidents`, `names`, `format`, `strict`, `fix`, `baseline` and `write_baseline`.

    Returns:
        0 when nothing fails the check, 1 when something does, 2 when a name is not an incident's.
    """
    try:
        only = _chosen(options.incidents, options.names)
    except UnknownIncidentError as unknown:
        print(f"postmortems: {unknown}", file=sys.stderr)
        return 2
    if wrong := _wrong(options):
        print(f"postmortems: {wrong}", file=sys.stderr)
        return 2
    if options.fix:
        _fix(options.incidents, only)
    reading = read(options.incidents, only=only, search_terms=search_terms)
    path = options.baseline or options.incidents / BASELINE
    if options.write_baseline:
        return _write(reading, path)
    baseline, problems = read_baseline(path)
    report = check(reading, baseline, also=problems)
    _print(report, options.format, named=bool(options.names))
    return int(report.fails(strict=options.strict))


def _chosen(incidents: Path, names: list[str]) -> frozenset[str] | None:
    """The ids of the incidents that were named, by id or by a path within their folder.

    None where none was named, which means all of them; so does the path of anything else in the
    folder of incidents, such as a catalogue.
    """
    if not names:
        return None
    known = {path.name for path in subfolders(incidents)}
    chosen = set()
    for name in names:
        path = Path(name)
        found = known.intersection(path.parts)
        if not found and path.exists() and _is_around(path.resolve(), incidents.resolve()):
            return None
        if not found:
            hint = did_you_mean(name, known, "give the name of its folder")
            raise UnknownIncidentError(f"there is no incident `{name}`; {hint}")
        chosen |= found
    return frozenset(chosen)


def _is_around(path: Path, incidents: Path) -> bool:
    """Whether a path is in the folder of incidents, or that folder is in it."""
    return path.is_relative_to(incidents) or incidents.is_relative_to(path)


def _wrong(options: argparse.Namespace) -> str:
    """What of the call cannot be meant; empty where all can."""
    if options.write_baseline and options.names:
        return "a baseline is of all incidents; name none with --write-baseline"
    if options.baseline and not options.write_baseline and not options.baseline.is_file():
        return f"there is no baseline `{options.baseline}`; --write-baseline makes it"
    return ""


def _fix(incidents: Path, only: frozenset[str] | None) -> None:
    for path in subfolders(incidents):
        if only is None or path.name in only:
            for repair in fix_folder(path, f"{incidents.as_posix()}/{path.name}"):
                print(f"{repair.place}: fixed: {repair.fix}: {repair.message}", file=sys.stderr)


def _write(reading: ReadResult, path: Path) -> int:
    number = write_baseline(path, findings_within(reading, check(reading, Baseline())))
    print(f"{path}: {_count(number, 'finding')} known from now on", file=sys.stderr)
    return 0


def _print(report: Report, name: str, *, named: bool) -> None:
    if report.problems or name not in ("text", "concise", "github"):
        print(FORMATS[name](report))
    if named and name == "text":
        print("\n".join(_scorecards(report)))
    print(_summary(report), file=sys.stderr)
    if name == "text" and any(problem.rule in RULES for problem in report.problems):
        form = FORM.format(rule="RULE")
        print(
            f"to let one finding pass, write `{form}` at its value or on the line above; "
            "`postmortems rules RULE` explains a rule",
            file=sys.stderr,
        )


def _scorecards(report: Report) -> Iterator[str]:
    for name, steps in report.scorecards.items():
        done = sum(step.done for step in steps)
        yield f"{name}: {done} of the {len(steps)} steps"
        for step in steps:
            yield f"  {'x' if step.done else '-'} {step.number} {step.title}: {step.says}"


def _summary(report: Report) -> str:
    """How many incidents, problems of each level, and findings that are not shown."""
    counts = [
        _count(report.counts[level], level)
        for level in ("error", "warning", "note")
        if report.counts[level]
    ]
    parts = [_count(len(report.incidents), "incident"), ", ".join(counts) or "no problems"]
    if report.allowed:
        parts.append(f"{report.allowed} allowed by comments")
    if report.known:
        parts.append(f"{report.known} known to the baseline")
    if report.gone:
        parts.append(f"{report.gone} of the baseline are gone (write it anew)")
    return "; ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
