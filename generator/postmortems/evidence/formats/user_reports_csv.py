"""User reports as CSV: any table with a header and a column of times."""

from ..report_reading import report_table_format
from ..tables import csv_table

FORMAT = report_table_format("user_reports_csv", "a table", csv_table)
