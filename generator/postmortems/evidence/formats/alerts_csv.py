"""Alerts as CSV: any table with a column of times, if the author says that it has alerts."""

from ..alert_table import alert_table_format
from ..tables import csv_table

FORMAT = alert_table_format("alerts_csv", "a table", csv_table, needs_column=False)
