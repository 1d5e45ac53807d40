"""Check: select incidents, repair them if asked, and return the report as output."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from ..cache import Cache
from ..check import (
    BASELINE,
    FORMATS,
    RULES,
    check,
    examine,
    findings_for_baseline,
    read_baseline,
    search_terms,
    write_baseline,
)
from ..check.baseline import Baseline
from ..check.report import Report
from ..check.suppressions import FORM
from ..fix import fix_folder
from ..model import PostmortemsError
from ..model.suggestions import did_you_mean
from ..progress import Progress
from ..reader import ReadResult, read
from ..reader.files import subfolders
from .kept_output import Output


class UnknownIncidentError(PostmortemsError):
    """No incident has a given name."""


def run_check(options: argparse.Namespace, cache: Cache) -> tuple[Output, bool]:
    """Check incidents.

    Args:
        options: see `check.run`.
        cache: holds the incidents and findings of earlier checks.

    Returns:
        the output, and whether all rules could be run.
    """
    try:
        only = _selected_ids(options.incidents, options.names)
    except UnknownIncidentError as unknown:
        return Output("", f"postmortems: {unknown}", 2), False
    if error := _usage_error(options):
        return Output("", f"postmortems: {error}", 2), False
    if options.fix:
        _fix(options.incidents, only)
    progress = Progress()
    reading = read(
        options.incidents,
        only=only,
        search_terms=search_terms,
        progress=progress,
        cache=cache,
        examine=examine,
    )
    path = options.baseline or options.incidents / BASELINE
    if options.write_baseline:
        return Output("", _write(reading, path), 0), False
    baseline, problems = read_baseline(path)
    report = check(reading, baseline, also=problems, progress=progress, cache=cache)
    output = _output(report, options.format, named=bool(options.names), strict=options.strict)
    return output, not any(problem.failed_rule for problem in report.problems)


def _selected_ids(incidents: Path, names: list[str]) -> frozenset[str] | None:
    """Return the ids of the incidents to check; None means all.

    A name is an incident's id, or a path within its folder. Another path in the incidents folder,
    such as that of a catalogue, selects all incidents.

    Raises:
        UnknownIncidentError: a name is neither.
    """
    if not names:
        return None
    ids = {path.name for path in subfolders(incidents)}
    selected: set[str] = set()
    for name in names:
        path = Path(name)
        matching = ids.intersection(path.parts)
        if not matching and path.exists() and _overlaps(path.resolve(), incidents.resolve()):
            return None
        if not matching:
            hint = did_you_mean(name, ids, "give the name of its folder")
            raise UnknownIncidentError(f"there is no incident `{name}`; {hint}")
        selected |= matching
    return frozenset(selected)


def _overlaps(path: Path, incidents: Path) -> bool:
    """Return whether a path is in the incidents folder, or contains it."""
    return path.is_relative_to(incidents) or incidents.is_relative_to(path)


def _usage_error(options: argparse.Namespace) -> str:
    """Return why the options contradict each other; empty if they do not."""
    if options.write_baseline and options.names:
        return "a baseline covers all incidents; do not name any with --write-baseline"
    if options.baseline and not options.write_baseline and not options.baseline.is_file():
        return f"there is no baseline `{options.baseline}`; create it with --write-baseline"
    return ""


def _fix(incidents: Path, only: frozenset[str] | None) -> None:
    for path in subfolders(incidents):
        if only is None or path.name in only:
            for repair in fix_folder(path, f"{incidents.as_posix()}/{path.name}"):
                print(repair, file=sys.stderr)


def _write(reading: ReadResult, path: Path) -> str:
    """Write the baseline, and return what was done."""
    number = write_baseline(path, findings_for_baseline(reading, check(reading, Baseline())))
    return f"{path}: wrote {_count(number, 'finding')} to the baseline"


def _output(report: Report, name: str, *, named: bool, strict: bool) -> Output:
    """Return a report in a format, its summary, and the exit code."""
    texts, messages = [], [_summary(report)]
    if report.problems or name not in ("text", "concise", "github"):
        texts.append(FORMATS[name](report))
    if named and name == "text":
        texts += _scorecards(report)
    if name == "text" and any(problem.rule in RULES for problem in report.problems):
        form = FORM.format(rule="RULE")
        messages.append(
            f"to suppress one finding, write `{form}` at its value or on the line above; "
            "`postmortems rules RULE` explains a rule"
        )
    return Output("\n".join(texts), "\n".join(messages), int(report.fails(strict=strict)))


def _scorecards(report: Report) -> Iterator[str]:
    for name, steps in report.scorecards.items():
        done = sum(step.done for step in steps)
        yield f"{name}: {done} of {len(steps)} steps"
        for step in steps:
            yield f"  {'x' if step.done else '-'} {step.number} {step.title}: {step.says}"


def _summary(report: Report) -> str:
    """Return one line that counts incidents, problems by level, and findings not reported."""
    counts = [
        _count(report.counts[level], level)
        for level in ("error", "warning", "note")
        if report.counts[level]
    ]
    parts = [_count(len(report.incidents), "incident"), ", ".join(counts) or "no problems"]
    if report.suppressed:
        parts.append(f"{len(report.suppressed)} suppressed by comments")
    if report.baselined:
        parts.append(f"{len(report.baselined)} in the baseline")
    if report.stale:
        entries = "entry" if report.stale == 1 else "entries"
        parts.append(f"{report.stale} stale baseline {entries}; run again with --write-baseline")
    return "; ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
