"""The formats, most specific first: the first that recognizes a file reads it.

Each module has one constant `FORMAT`. To add a format, write its module and add it here.
"""

from ..format import Format
from . import (
    access_log,
    container_logs,
    elasticsearch,
    framework_log,
    journald,
    json_lines,
    klog,
    kubernetes_events,
    logfmt,
    loki,
    mysql_slow_log,
    otlp,
    postgres_log,
    syslog_3164,
    syslog_5424,
    w3c_log,
)

FORMATS: tuple[Format, ...] = (
    loki.FORMAT,
    elasticsearch.FORMAT,
    otlp.FORMAT,
    journald.FORMAT,
    kubernetes_events.FORMAT,
    container_logs.FORMAT,
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
