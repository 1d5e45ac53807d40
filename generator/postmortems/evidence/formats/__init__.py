"""The formats, most specific first: the first that recognizes a file reads it.

Each module has one constant `FORMAT`. To add a format, write its module and add it here.
"""

from ..format import Format
from . import (
    alertmanager_api,
    alertmanager_webhook,
    cloudwatch_alarm,
    cloudwatch_history,
    github_issues,
    grafana_legacy,
    grafana_webhook,
    html_report,
    jira,
    jira_csv,
    markdown_report,
    opsgenie,
    opsgenie_webhook,
    pagerduty,
    pagerduty_log_entries,
    pagerduty_webhook,
    prometheus_alerts,
    text_report,
    user_reports_csv,
    zendesk,
    zendesk_csv,
)

FORMATS: tuple[Format, ...] = (
    grafana_webhook.FORMAT,
    alertmanager_webhook.FORMAT,
    grafana_legacy.FORMAT,
    pagerduty_webhook.FORMAT,
    pagerduty_log_entries.FORMAT,
    pagerduty.FORMAT,
    cloudwatch_history.FORMAT,
    cloudwatch_alarm.FORMAT,
    opsgenie_webhook.FORMAT,
    opsgenie.FORMAT,
    prometheus_alerts.FORMAT,
    alertmanager_api.FORMAT,
    jira.FORMAT,
    zendesk.FORMAT,
    github_issues.FORMAT,
    jira_csv.FORMAT,
    zendesk_csv.FORMAT,
    user_reports_csv.FORMAT,
    html_report.FORMAT,
    markdown_report.FORMAT,
    text_report.FORMAT,
)
