"""User reports as CSV: any table with a header and a column of times."""

from ..errors import UnreadableEvidenceError
from ..format import Format
from ..records import Reading
from ..report_reading import read_table
from ..report_table import table_of
from ..source import Source


def _recognize(source: Source) -> str | None:
    if source.columns.value_column is not None:
        return None
    table = table_of(source)
    return f"a table with times in the column `{table.header[table.time]}`" if table else None


def _read(source: Source, why: str) -> Reading:
    if (table := table_of(source)) is None:
        raise UnreadableEvidenceError(
            "the table has no column of times", "name it: `time: {column: when}`", 1
        )
    return read_table("user_reports_csv", why, source, table)


FORMAT = Format("user_reports_csv", "user-reports", _recognize, _read)
