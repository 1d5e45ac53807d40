"""Add a row to the evidence of an incident, by adding lines to the text of its YAML file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model import Place
from .block import is_comment
from .file import BYTE_ORDER_MARK
from .outline import last_line
from .repair import Repair
from .verify import apply_verified
from .yaml_file import YamlFile, line_break

KEY = "evidence"
SECTION_FILE = "evidence.yaml"


@dataclass(frozen=True)
class EvidenceRow:
    """A row of evidence: its keys with their values, as texts or mappings of texts."""

    values: Mapping[str, Any] = field(default_factory=dict)
    is_own_file: bool = False
    """Whether the file holds nothing but the evidence."""

    @property
    def repair(self) -> Repair:
        """The record of the change."""
        return Repair(Place("", 1, 1), "evidence", str(self.values.get("file", "")))

    def apply_to(self, data: Any) -> None:
        """Add the row to the data."""
        rows = data if self.is_own_file else data.get(KEY) or []
        rows.append(dict(self.values))
        if not self.is_own_file:
            data[KEY] = rows

    def lines(self, indent: str, mark: str) -> str:
        """Return the row in block style, with a line break after each line."""
        pairs = [f"{key}: {_written(value)}" for key, value in self.values.items()]
        return f"{indent}- " + f"{mark}{indent}  ".join(pairs) + mark

    @property
    def flow(self) -> str:
        """The row in flow style."""
        return _written(self.values)


def add_evidence_row(name: str, text: str, row: EvidenceRow) -> str | None:
    """Return the text of a file with a row of evidence added; comments stay.

    Args:
        name: `incident.yaml` or `evidence.yaml`.
        text: its content.
        row: the row.

    Returns:
        the text; None if the file is written in a way that cannot be edited so that only the row
        is added.
    """
    body = text.removeprefix(BYTE_ORDER_MARK)
    if not body.strip() and row.is_own_file:
        return row.lines("", "\n")
    if not (file := YamlFile.of(name, body, name)):
        return None
    after, made = apply_verified(file, [row], _with_row)
    return text[: len(text) - len(body)] + after.text if made else None


def _with_row(file: YamlFile, rows: Sequence[EvidenceRow]) -> str | None:
    [row] = rows
    root: Any = file.document.root
    if row.is_own_file:
        return _in_list(file, root, row) if root.id == "sequence" else None
    if root.id != "mapping" or root.flow_style:
        return None
    pair = next((pair for pair in root.value if pair[0].value == KEY), None)
    mark = line_break(file.text)
    if pair is None:
        end = "" if file.text.endswith(("\n", "\r")) else mark
        return f"{file.text}{end}{KEY}:{mark}{row.lines('  ', mark)}"
    key, value = pair
    if value.id == "sequence":
        return _in_list(file, value, row)
    if value.id == "scalar" and not value.value:
        return _after_line(file, key.start_mark.line, row.lines("  ", mark))
    return None


def _in_list(file: YamlFile, rows: Any, row: EvidenceRow) -> str | None:
    if rows.flow_style:
        end = rows.end_mark.index - 1
        before = file.text[:end].rstrip()
        comma = "" if before.endswith((",", "[")) else ","
        space = "" if before.endswith("[") else " "
        return f"{before}{comma}{space}{row.flow}{file.text[end:]}"
    indent = " " * rows.start_mark.column
    lines = row.lines(indent, line_break(file.text))
    index = last_line(file.lines, rows)
    while index + 1 < len(file.lines) and _is_own_comment(file.lines[index + 1], len(indent)):
        index += 1
    return _after_line(file, index, lines)


def _is_own_comment(line: str, column: int) -> bool:
    """Return whether a comment below a list belongs to its last row, being indented deeper."""
    return is_comment(line) and len(line) - len(line.lstrip(" ")) > column


def _after_line(file: YamlFile, index: int, lines: str) -> str:
    """Return the text with lines added below a line, counted from 0."""
    above, below = file.lines[: index + 1], file.lines[index + 1 :]
    end = "" if above[-1].endswith(("\n", "\r")) else line_break(file.text)
    return "".join([*above, end, lines, *below])


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_written(inner)}" for key, inner in value.items()) + "}"
    return str(value)
