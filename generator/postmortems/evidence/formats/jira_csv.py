"""Issues of Jira as CSV, whose columns such as `Labels` repeat; their times have no zone."""

from ..report_reading import report_table_format
from ..tables import Table, csv_table


def _is_export(table: Table) -> bool:
    return None not in (table.index_of("summary"), table.index_of("issue key"))


FORMAT = report_table_format("jira_csv", "`Summary` and `Issue key` of Jira", csv_table, _is_export)
