"""How much an import gets out of real documents: `python -m tests.real.importing SOURCES`.

The folder has documents and `INDEX.tsv`, which names for each document the JSON file of what it
says. A row or action item is found if it is in the draft, or listed as without a zone or time.
"""

import argparse
import csv
import json
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from postmortems.importers import Draft
from postmortems.importers.documents import UnreadableDocumentError, read_documents
from tests.real.expected import Expected, expected_of
from tests.real.invented import invented_values
from tests.real.matching import Candidate, matches

_BARS = {"rows": 0.9, "times": 1.0, "actions": 0.85}


@dataclass
class Figures:
    """The figures of a document, or of several."""

    rows: int = 0
    rows_found: int = 0
    rows_placed: int = 0
    times: int = 0
    times_found: int = 0
    actions: int = 0
    actions_found: int = 0
    invented: int = 0

    def add(self, other: "Figures") -> None:
        """Add the figures of another document."""
        for part in fields(self):
            setattr(self, part.name, getattr(self, part.name) + getattr(other, part.name))

    def line(self, name: str) -> str:
        """The figures as a line of the table."""
        return (
            f"{name[:64]:<64} {self.rows_found:>3}/{self.rows:<3} ({self.rows_placed:>3} placed) "
            f"{self.times_found:>2}/{self.times:<2} "
            f"{self.actions_found:>3}/{self.actions:<3} {self.invented:>3}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of each document, and those of all Markdown and all PDF.

    Returns:
        0 when all bars over Markdown are reached, 1 when not, 2 when the call itself is wrong.
    """
    parser = argparse.ArgumentParser(prog="importing", description="Documents to drafts.")
    parser.add_argument("sources", type=Path, help="the folder of documents, with INDEX.tsv")
    parser.add_argument("--expected", type=Path, help="the folder of JSON; default: ../real-dev")
    parser.add_argument("--zone", help="a zone for times without one, as of `--zone` of the import")
    parser.add_argument("--missing", action="store_true", help="print what is not found")
    options = parser.parse_args(arguments)
    index = options.sources / "INDEX.tsv"
    if not index.is_file():
        print(f"importing: there is no `{index}`", file=sys.stderr)
        return 2
    folder = options.expected or options.sources.parent / "real-dev"
    zone = ZoneInfo(options.zone) if options.zone else None
    print(f"{'document':<64} rows                 times actions invented")
    totals = {".md": Figures(), ".pdf": Figures()}
    with index.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            path, expected = (
                options.sources / row["file"],
                folder / row["expected_in_shared_data_real-dev"],
            )
            figures = _figures(
                path, json.loads(expected.read_text(encoding="utf-8")), zone, options.missing
            )
            if figures:
                print(figures.line(path.name))
                totals.setdefault(path.suffix, Figures()).add(figures)
    for suffix, total in totals.items():
        print(total.line(f"all {suffix}"))
    return 0 if _reached(totals[".md"]) else 1


def _figures(
    path: Path, record: dict[str, Any], zone: ZoneInfo | None, missing: bool
) -> Figures | None:
    data = path.read_bytes()
    try:
        drafts = read_documents(path.name, data, zone)
    except UnreadableDocumentError as error:
        print(f"{path.name}: {error.reason}; {error.hint}")
        return None
    expected = expected_of(record)
    figures = Figures(
        rows=len(expected.rows), times=len(expected.times), actions=len(expected.actions)
    )
    placed, listed = _rows(drafts)
    for row in expected.rows:
        is_placed = matches(row, placed)
        figures.rows_placed += is_placed
        is_found = is_placed or matches(row, listed)
        figures.rows_found += is_found
        if missing and not is_found:
            print(f"    row {row.clock} {row.text[:90]!r}")
    _times_and_actions(expected, drafts, figures, missing)
    problems = invented_values(drafts, path, data)
    figures.invented = len(problems)
    for problem in problems:
        print(f"    invented: {problem}")
    return figures


def _times_and_actions(
    expected: Expected, drafts: list[Draft], figures: Figures, missing: bool
) -> None:
    times = {
        **{name: text for draft in drafts for name, text in draft.data.get("times", {}).items()}
    }
    listed = " ".join(text.text for draft in drafts for text in draft.unplaced)
    for name, text in expected.times.items():
        is_found = times.get(name, "")[:16] == text[:16] if len(text) > 10 else text in listed
        figures.times_found += is_found
        if missing and not is_found:
            print(f"    {name}: {text}, not {times.get(name)}")
    actions = [
        Candidate("", item["text"])
        for draft in drafts
        for item in draft.data.get("lessons", {}).get("action_items", [])
    ]
    for action in expected.actions:
        is_found = matches(action, actions)
        figures.actions_found += is_found
        if missing and not is_found:
            print(f"    action {action.text[:90]!r}")


def _rows(drafts: list[Draft]) -> tuple[list[Candidate], list[Candidate]]:
    """The rows of drafts, and those that they list because something is missing."""
    placed = [
        Candidate(row["time"].lstrip("~")[11:16], row["event"])
        for draft in drafts
        for row in draft.data.get("timeline", [])
    ]
    listed = [Candidate("", text.text) for draft in drafts for text in draft.unplaced]
    return placed, listed


def _reached(figures: Figures) -> bool:
    shares = {
        "rows": figures.rows_found / max(1, figures.rows),
        "times": figures.times_found / max(1, figures.times),
        "actions": figures.actions_found / max(1, figures.actions),
    }
    return not figures.invented and all(shares[name] >= bar for name, bar in _BARS.items())


if __name__ == "__main__":
    raise SystemExit(main())
