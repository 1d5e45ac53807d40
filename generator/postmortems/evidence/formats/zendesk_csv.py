"""Views of Zendesk as CSV, with the columns that the view has; their times have no zone."""

from ..errors import UnreadableEvidenceError
from ..format import Format
from ..records import Reading
from ..report_reading import read_table
from ..report_table import ReportTable, table_of
from ..source import Source


def _table(source: Source) -> ReportTable | None:
    table = table_of(source)
    if table is None or not {"subject", "requester"} <= set(table.names):
        return None
    return table if {"requested", "created at", "summation column"} & set(table.names) else None


def _recognize(source: Source) -> str | None:
    return "a table with the columns of a view of Zendesk" if _table(source) else None


def _read(source: Source, why: str) -> Reading:
    if (table := _table(source)) is None:
        raise UnreadableEvidenceError("the table is no view of Zendesk", "export the view again")
    return read_table("zendesk_csv", why, source, table)


FORMAT = Format("zendesk_csv", "user-reports", _recognize, _read)
