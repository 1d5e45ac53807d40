"""Views of Zendesk as CSV, with the columns that the view has; their times have no zone."""

from ..report_reading import report_table_format
from ..tables import Table, csv_table


def _is_view(table: Table) -> bool:
    has_time = table.index_of("requested", "created at", "summation column") is not None
    return has_time and None not in (table.index_of("subject"), table.index_of("requester"))


FORMAT = report_table_format("zendesk_csv", "a view of Zendesk", csv_table, _is_view)
