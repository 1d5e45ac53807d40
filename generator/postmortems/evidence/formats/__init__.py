"""The formats, most specific first: the first that recognizes a file reads it.

Each module has one constant `FORMAT`. To add a format, write its module and add it here.
"""

from ..format import Format
from . import (
    access_log,
    alertmanager_api,
    alertmanager_webhook,
    cloudwatch_metrics,
    datadog_metrics,
    elasticsearch,
    framework_log,
    grafana_csv,
    grafana_legacy,
    grafana_webhook,
    journald,
    json_lines,
    klog,
    kubernetes_events,
    logfmt,
    loki,
    metrics_csv,
    mysql_slow_log,
    otlp,
    postgres_log,
    prometheus_range,
    syslog_3164,
    syslog_5424,
    w3c_log,
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
    loki.FORMAT,
    elasticsearch.FORMAT,
    otlp.FORMAT,
    journald.FORMAT,
    kubernetes_events.FORMAT,
    json_lines.FORMAT,
    w3c_log.FORMAT,
    access_log.FORMAT,
    mysql_slow_log.FORMAT,
    postgres_log.FORMAT,
    klog.FORMAT,
    syslog_5424.FORMAT,
    syslog_3164.FORMAT,
    logfmt.FORMAT,
    framework_log.FORMAT,
)
