"""The formats, most specific first: the first that recognizes a file reads it.

Each module has one constant `FORMAT`. To add a format, write its module and add it here.
"""

from ..format import Format
from . import (
    alertmanager_api,
    alertmanager_webhook,
    cloudwatch_metrics,
    datadog_metrics,
    grafana_csv,
    grafana_legacy,
    grafana_webhook,
    metrics_csv,
    prometheus_range,
)

FORMATS: tuple[Format, ...] = (
    grafana_webhook.FORMAT,
    alertmanager_webhook.FORMAT,
    grafana_legacy.FORMAT,
    alertmanager_api.FORMAT,
    prometheus_range.FORMAT,
    cloudwatch_metrics.FORMAT,
    datadog_metrics.FORMAT,
    grafana_csv.FORMAT,
    metrics_csv.FORMAT,
)
