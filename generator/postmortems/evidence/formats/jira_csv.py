"""Issues of Jira as CSV, whose columns such as `Labels` repeat; their times have no zone."""

from ..errors import UnreadableEvidenceError
from ..format import Format
from ..records import Reading
from ..report_reading import read_table
from ..report_table import ReportTable, table_of
from ..source import Source


def _table(source: Source) -> ReportTable | None:
    table = table_of(source)
    return table if table and {"summary", "issue key"} <= set(table.names) else None


def _recognize(source: Source) -> str | None:
    return "a table with `Summary` and `Issue key` of Jira" if _table(source) else None


def _read(source: Source, why: str) -> Reading:
    if (table := _table(source)) is None:
        raise UnreadableEvidenceError("the table is no export of Jira", "export the issues again")
    return read_table("jira_csv", why, source, table)


FORMAT = Format("jira_csv", "user-reports", _recognize, _read)
