"""Views of Zendesk as CSV, with the columns that the view has; their times have no zone."""

from ..report_reading import table_format
from ..report_table import ReportTable

_TIMES = {"requested", "created at", "summation column"}


def _is_view(table: ReportTable) -> bool:
    names = set(table.names)
    return {"subject", "requester"} <= names and bool(_TIMES & names)


FORMAT = table_format("zendesk_csv", "a view of Zendesk", _is_view)
