"""Alerts as JSON objects of a template that only the author knows, who names the time's key."""

from ..alert_table import alert_table_format
from ..tables import json_table

FORMAT = alert_table_format("alerts_json", "JSON objects", json_table, needs_column=True)
