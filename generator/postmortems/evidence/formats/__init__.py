"""The formats, most specific first: the first that recognizes a file reads it.

Each module has one constant `FORMAT`. To add a format, write its module and add it here.
"""

from ..format import Format
from . import (
    cloudwatch_metrics,
    datadog_metrics,
    grafana_csv,
    grafana_frames,
    graphite_render,
    mapped_csv,
    metrics_csv,
    openmetrics_text,
    prometheus_range,
    victoriametrics_export,
)

FORMATS: tuple[Format, ...] = (
    mapped_csv.FORMAT_OF_REPORTS,  # first, because the author names the columns
    mapped_csv.FORMAT_OF_ALERTS,
    mapped_csv.FORMAT,
    prometheus_range.FORMAT,
    cloudwatch_metrics.FORMAT,
    datadog_metrics.FORMAT,
    grafana_frames.FORMAT,
    graphite_render.FORMAT,
    victoriametrics_export.FORMAT,
    openmetrics_text.FORMAT,
    grafana_csv.FORMAT,
    metrics_csv.FORMAT,
)
