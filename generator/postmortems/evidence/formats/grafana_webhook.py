"""Webhooks of Grafana's unified alerting, version 8 and newer.

They have the shape of Alertmanager's, and the measured values of each alert: as numbers in
`values`, or as text in `valueString`.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..export_json import first_object, mappings, text, texts
from ..format import Format
from ..records import AlertRecord, Reading
from ..source import Source
from .alertmanager_webhook import is_webhook, read_webhooks

_GRAFANA = ("values", "valueString", "dashboardURL", "panelURL", "silenceURL")
_MOST_VALUES = 5
_LONGEST = 4_000
_VALUE = re.compile(r"\[ (?:var='(?P<name>[^']*)' )?[^\]]*?\bvalue=(?P<value>[^\s\]]+) \]")
_LABELS = re.compile(r"labels=\{[^}]*\}|metric='[^']*'")


def measured(alert: Mapping[str, Any]) -> str | None:
    """Return the values of an alert: `93.5`, or `A=93.5, B=1` if it has several expressions."""
    values = list(texts(alert.get("values")).items())
    if not values:
        brief = _LABELS.sub("", text(alert.get("valueString"))[:_LONGEST]).replace("  ", " ")
        values = [(match["name"] or "", match["value"]) for match in _VALUE.finditer(brief)]
    values = [(name, value) for name, value in values if value != "null"]
    if len(values) == 1:
        return values[0][1]
    named = [f"{name}={value}" if name else value for name, value in values[:_MOST_VALUES]]
    return ", ".join(named + ["…"] * (len(values) > _MOST_VALUES)) or None


def _is_grafana(body: Mapping[str, Any]) -> bool:
    if not is_webhook(body):
        return False
    alerts = mappings(body["alerts"])[:1]
    return "orgId" in body or any(key in alert for alert in alerts for key in _GRAFANA)


def _with_value(record: AlertRecord, alert: Mapping[str, Any]) -> AlertRecord:
    return replace(record, actual=measured(alert))


def _recognize(source: Source) -> str | None:
    if first_object(source, _is_grafana):
        return "an object with `alerts`, and values or addresses of Grafana"
    return None


def _read(source: Source, why: str) -> Reading:
    return read_webhooks("grafana_webhook", source, why, _with_value)


FORMAT = Format("grafana_webhook", "alerts", _recognize, _read)
