"""Tables in Markdown, from columns and rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .environment import finalize
from .markdown import Markdown

Row = TypeVar("Row", contravariant=True)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a table.

    Args:
        title: its heading, as Markdown or as plain text.
        cell: returns the value of a row: `Markdown` as it is, any other value as escaped text,
            None as an empty cell.
        optional: whether the column is omitted where all of its cells are empty.
        numeric: whether its cells are numbers or durations, which are aligned at the right.
    """

    title: str
    cell: Callable[[Row], object]
    optional: bool = False
    numeric: bool = False


def table(columns: Iterable[Column[Row]], rows: Sequence[Row]) -> Markdown:
    """Return a table in Markdown; a cell must not contain a line break."""
    filled = [(column, [_text(column.cell(row)) for row in rows]) for column in columns]
    shown = [(column, cells) for column, cells in filled if any(cells) or not column.optional]
    rules = "".join("|--:" if column.numeric else "|---" for column, _ in shown)
    lines = [_row(finalize(column.title) for column, _ in shown), f"{rules}|"]
    lines += (_row(cells) for cells in zip(*(cells for _, cells in shown), strict=True))
    return Markdown("\n".join(lines))


def _text(value: object) -> str:
    return "" if value is None else finalize(value)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
