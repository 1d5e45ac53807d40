"""The report of an import: what was placed, what was not, contradictions and findings."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from ..importers import Draft, Unplaced
from ..importers.batch import BatchResult, Placed
from ..importers.severities import FILE, UNRATED
from ..importers.sources import ReadSources
from ..model.problem import escape_control_characters

_MOST_TEXTS = 10
"""The texts of a draft that are listed; its file has the others as comments."""
_MOST_QUOTED = 120
_MOST_NAMES = 20
_FINDING_LEVELS = ("error", "warning", "note")


def is_complete(sources: ReadSources, result: BatchResult) -> bool:
    """Return whether every file was read and every incident has its folder."""
    return not (sources.unreadable or result.not_placed)


def as_text(
    sources: ReadSources, result: BatchResult, incidents: Path, *, is_dry_run: bool
) -> Iterator[str]:
    """Yield the lines of the report; in a dry run, of the files before it."""
    lines = chain(
        _files(result.placed, incidents) if is_dry_run else (),
        _placed(result),
        _not_placed(sources, result),
        _texts_not_placed(result.placed),
        _contradictions(result.placed),
        _findings(result),
        [_summary(sources, result, is_dry_run=is_dry_run)],
    )
    return map(escape_control_characters, lines)


def _files(placed: Iterable[Placed], incidents: Path) -> Iterator[str]:
    for one in placed:
        yield f"# {incidents.as_posix()}/{one.id}/incident.yaml"
        yield from one.text.split("\n")


def _placed(result: BatchResult) -> Iterator[str]:
    rows: list[tuple[str, ...]] = [("Incident", "Rows", "Actions", "Not placed", "Source")]
    for one in result.placed:
        counts = _counts(one)
        rows.append((one.id, *map(str, counts.values()), _source(one.draft)))
    if len(rows) > 1:
        yield "Placed"
        yield from _table(rows)
        yield ""
    if result.existing:
        yield "Already imported"
        yield from _table([(one.id, _source(one.draft)) for one in result.existing])
        yield ""


def _counts(placed: Placed) -> dict[str, int]:
    data = placed.draft.data
    lessons = data.get("lessons")
    actions = lessons.get("action_items") if isinstance(lessons, dict) else None
    return {
        "rows": len(data.get("timeline") or ()),
        "actions": len(actions or ()),
        "not_placed": len(placed.draft.unplaced) + len(placed.refused),
    }


def _source(draft: Draft) -> str:
    return f"{draft.source}:{draft.line}" if draft.line > 1 else draft.source


def _not_placed(sources: ReadSources, result: BatchResult) -> Iterator[str]:
    rows = [(one.name, f"{one.reason}; {one.hint}") for one in sources.unreadable]
    for draft in result.not_placed:
        title = _quoted(str(draft.draft.data.get("title") or ""))
        rows.append((_source(draft.draft), f"“{title}”: {draft.reason}; {draft.hint}"))
    if rows:
        yield "Not imported"
        yield from (f"  {name}: {reason}" for name, reason in rows)
        yield ""
    if sources.pages:
        yield "These files are not the last page; export the others too"
        yield from (f"  {name}" for name in sources.pages)
        yield ""
    if sources.unknown:
        names = ", ".join(sources.unknown[:_MOST_NAMES])
        more = len(sources.unknown) - _MOST_NAMES
        yield f"Left out, not of a known format: {names}" + (
            f" and {more} more" if more > 0 else ""
        )
        yield ""


def _texts_not_placed(placed: Iterable[Placed]) -> Iterator[str]:
    """Yield the texts of each incident that have no place in it."""
    lines: list[str] = []
    for one in placed:
        texts = [*one.draft.unplaced, *one.refused]
        if not (texts or one.notes or one.draft.rows_without_zone):
            continue
        lines.append(f"  {one.id}")
        lines += [f"    {note}" for note in one.notes]
        if one.draft.rows_without_zone:
            number = one.draft.rows_without_zone
            lines.append(f"    {number} rows have no time zone; give it with `--zone`")
        lines += [f"    {_described(text)}" for text in texts[:_MOST_TEXTS]]
        if (more := len(texts) - _MOST_TEXTS) > 0:
            lines.append(f"    and {more} more, listed in its file")
    if lines:
        yield "Texts that are not placed"
        yield from lines
        yield ""


def _described(text: Unplaced) -> str:
    return f"line {text.line}: “{_quoted(text.text)}” ({' '.join(text.reason.split())})"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _MOST_QUOTED else f"{words[: _MOST_QUOTED - 1]}…"


def _contradictions(placed: Iterable[Placed]) -> Iterator[str]:
    lines = [
        f"  {one.id}: lines {other.line} and {other.other_line} of the source: {other.message}"
        for one in placed
        for other in one.draft.contradictions
    ]
    if lines:
        yield "Contradictions"
        yield from lines
        yield ""


def _findings(result: BatchResult) -> Iterator[str]:
    if not result.findings:
        return
    yield "What `check` reports of the new incidents"
    ordered = sorted(
        result.findings.items(), key=lambda item: (_FINDING_LEVELS.index(item[0][0]), -item[1])
    )
    yield from _table([(rule, level, str(number)) for (level, rule), number in ordered])
    yield ""


def _summary(sources: ReadSources, result: BatchResult, *, is_dry_run: bool) -> str:
    parts = [f"{len(result.placed)} placed", f"{len(result.existing)} already imported"]
    parts.append(f"{len(result.not_placed) + len(sources.unreadable)} not imported")
    parts.append(f"{sum(len(one.draft.contradictions) for one in result.placed)} contradictions")
    text = "; ".join(parts)
    if result.adds_unrated:
        text += f"; `{UNRATED}` added to `{FILE}` for incidents whose source names no severity"
    if is_dry_run:
        return f"{text}; nothing was written"
    if result.findings:
        text += "; to adopt the findings, run: postmortems check --write-baseline"
    return text


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()


def as_json(sources: ReadSources, result: BatchResult) -> str:
    """Return the report as JSON."""
    data: dict[str, Any] = {
        "placed": [_placed_record(one) for one in result.placed],
        "already_imported": [
            {"incident": one.id, "source": one.draft.source} for one in result.existing
        ],
        "not_imported": [
            {"source": one.name, "reason": one.reason, "hint": one.hint}
            for one in sources.unreadable
        ]
        + [
            {"source": one.draft.source, "reason": one.reason, "hint": one.hint}
            for one in result.not_placed
        ],
        "left_out": sources.unknown,
        "with_more_pages": sources.pages,
        "findings": [
            {"rule": rule, "level": level, "count": number}
            for (level, rule), number in sorted(result.findings.items())
        ],
        "adds_unrated": result.adds_unrated,
    }
    return json.dumps(data, ensure_ascii=True, indent=2)


def _placed_record(placed: Placed) -> dict[str, Any]:
    draft = placed.draft
    return {
        "incident": placed.id,
        "source": draft.source,
        "line": draft.line,
        **{name: number for name, number in _counts(placed).items() if name != "not_placed"},
        "rows_without_zone": draft.rows_without_zone,
        "not_placed": [
            {"line": text.line, "text": text.text, "reason": text.reason}
            for text in (*draft.unplaced, *placed.refused)
        ],
        "contradictions": [
            {"line": one.line, "other_line": one.other_line, "message": one.message}
            for one in draft.contradictions
        ],
        "notes": list(placed.notes),
        "yaml": placed.text,
    }
