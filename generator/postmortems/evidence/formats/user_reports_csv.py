"""User reports as CSV: any table with a header and a column of times."""

from ..report_reading import table_format

FORMAT = table_format("user_reports_csv", "a table", lambda table: True)
