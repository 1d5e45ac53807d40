"""Delimited text, such as CSV, as rows of cells with their lines."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .errors import UnreadableEvidenceError
from .source import Source

Row = tuple[int, list[str]]
"""The line where a row ends, from 1, and its cells without surrounding spaces."""

_DELIMITERS = ",;\t|"
_SEP = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_SAMPLE = 20


@dataclass(frozen=True)
class Delimited:
    """The rows of a delimited text that are not empty. `has_sep` is for a first line `sep=;`."""

    rows: list[Row]
    delimiter: str
    has_sep: bool = False


def read_delimited(source: Source) -> Delimited:
    """Return all rows of a file.

    Raises:
        UnreadableEvidenceError: the file has too many lines, or a cell without an end.
    """
    delimiter, has_sep = find_delimiter(source.head)
    return Delimited(list(_rows(source.text, delimiter, source.limits.lines)), delimiter, has_sep)


def may_be_delimited(source: Source) -> bool:
    """Return whether a file is a text that is neither JSON nor XML."""
    head = source.head
    return bool(head.strip()) and head.lstrip()[0] not in "{[<" and "\0" not in head


def sample_delimited(source: Source) -> Delimited | None:
    """Return the rows at the beginning of a file, or None if it is not a delimited text."""
    if not may_be_delimited(source):
        return None
    head = source.text[: _beginning(source)]
    delimiter, has_sep = find_delimiter(head)
    try:
        rows = list(_rows(head, delimiter, len(head)))
    except UnreadableEvidenceError:
        return None
    if sum(len(cells) > 1 for _, cells in rows) * 2 <= len(rows):
        return None
    return Delimited(rows, delimiter, has_sep)


def _beginning(source: Source) -> int:
    """Return where the sample of a file ends: at a line, after some lines even if they are long."""
    text, end = source.text, len(source.head)
    if end == len(text):
        return end
    cut = text.rfind("\n", 0, end) + 1
    for _ in range(_SAMPLE - text.count("\n", 0, cut)):
        cut = text.find("\n", cut) + 1 or len(text)
    return cut


def find_delimiter(text: str) -> tuple[str, bool]:
    """Return the delimiter of a text, and whether its first line states it.

    It is the one that most of the first lines have equally often, and the most often of those.
    """
    lines = [line for line in text.splitlines()[: _SAMPLE + 1] if line.strip()]
    if lines and (stated := _SEP.match(lines[0].strip('"'))):
        return stated[1], True
    return max(_DELIMITERS, key=lambda one: _fitness(lines, one)), False


def _fitness(lines: list[str], delimiter: str) -> tuple[int, int]:
    numbers = [line.count(delimiter) for line in lines]
    usual = max((number for number in numbers if number), key=numbers.count, default=0)
    return (numbers.count(usual) if usual else 0), usual


def _rows(text: str, delimiter: str, most_lines: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if reader.line_num > most_lines:
                raise UnreadableEvidenceError(
                    f"the file has more than {most_lines:,} lines",
                    "run `postmortems evidence add` to keep the part around the incident",
                    reader.line_num,
                )
            if reader.line_num == 1 and _SEP.match(delimiter.join(cells)):
                continue
            cells = [cell.strip() for cell in cells]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise UnreadableEvidenceError(
            f"the rows cannot be told apart: {error}",
            "export the file again as CSV, with quotation marks around texts",
            reader.line_num,
        ) from error
