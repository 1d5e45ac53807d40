"""User reports as a list of JSON objects with times, if the author says that they are reports."""

from ..report_reading import report_table_format
from ..tables import json_table

FORMAT = report_table_format("user_reports_json", "JSON objects", json_table, needs_kind=True)
