"""Issues of Jira as CSV, whose columns such as `Labels` repeat; their times have no zone."""

from ..report_reading import table_format
from ..report_table import ReportTable


def _is_export(table: ReportTable) -> bool:
    return {"summary", "issue key"} <= set(table.names)


FORMAT = table_format("jira_csv", "issues of Jira with `Summary` and `Issue key`", _is_export)
