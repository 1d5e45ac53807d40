"""Issues of Jira as JSON: answers of the search, lists of issues, one issue, or webhooks."""

from ..export_json import first_text, mapping, text
from ..export_times import ExportTimes
from ..issue_export import IssueExport, report_at
from ..json_export import Json, listed
from ..records import UserReport


def _is_issue(record: Json) -> bool:
    fields = mapping(record.get("fields"))
    return "key" in record and ("summary" in fields or "created" in fields)


def _issues(answer: Json) -> list[Json] | None:
    issues = listed(answer, ("issues", "issue"), _is_issue)
    paged = any(key in answer for key in ("maxResults", "isLast"))
    return [] if issues is None and answer.get("issues") == [] and paged else issues


def _report(issue: Json, times: ExportTimes) -> UserReport | None:
    fields = mapping(issue.get("fields"))
    return report_at(
        times,
        fields,
        "created",
        title=text(fields.get("summary")),
        identifier=text(issue.get("key")),
        status=first_text(mapping(fields.get("status")), "name"),
    )


def _more(answer: Json) -> str | None:
    total, start = answer.get("total"), answer.get("startAt")
    issues = answer.get("issues")
    if not isinstance(issues, list):
        return None
    if isinstance(total, int) and isinstance(start, int) and total > start + len(issues):
        return f"the export has issues {start + 1} to {start + len(issues)} of {total}"
    if answer.get("isLast") is False or answer.get("nextPageToken"):
        return "the export has more pages (`nextPageToken`)"
    return None


FORMAT = IssueExport(
    name="jira",
    why="issues of Jira with `key` and `fields`",
    items=_issues,
    read=_report,
    unread="an issue without the time `created`",
    more=_more,
).format()
