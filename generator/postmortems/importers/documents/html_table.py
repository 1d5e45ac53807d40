"""A table of an HTML document while it is read."""

from .tree import Row


class HtmlTable:
    """A table whose end is not read yet."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._rows: list[tuple[int, list[str]]] = []
        self.is_open = False

    def open_row(self) -> None:
        """Begin a row."""
        self._rows.append((self.line, []))
        self.is_open = False

    def open_cell(self, line: int) -> None:
        """Begin a cell."""
        if not self._rows:
            self.open_row()
        first, cells = self._rows[-1]
        self._rows[-1] = (first if cells else line, [*cells, ""])
        self.is_open = True

    def close_cell(self) -> None:
        """End a cell."""
        self.is_open = False

    def write(self, text: str) -> None:
        """Add text to the open cell."""
        cells = self._rows[-1][1]
        cells[-1] = " ".join(f"{cells[-1]} {text}".split())

    def rows(self) -> list[Row]:
        """Return the rows that have cells."""
        return [Row(tuple(cells), line) for line, cells in self._rows if any(cells)]
