"""Issues of GitHub, from its API or from `gh issue list --json`; pull requests are left out."""

from ..export_json import first_text, text
from ..export_times import ExportTimes
from ..issue_export import IssueExport, report_at
from ..json_export import Json, listed
from ..records import UserReport


def _is_issue(record: Json) -> bool:
    return "number" in record and "title" in record and _created(record) in record


def _issues(answer: Json) -> list[Json] | None:
    issues = listed(answer, ("items", "issue"), _is_issue)
    if issues is None:
        return [] if answer.get("total_count") == 0 else None
    return [issue for issue in issues if not _is_pull_request(issue)]


def _created(issue: Json) -> str:
    return "createdAt" if "createdAt" in issue else "created_at"


def _is_pull_request(issue: Json) -> bool:
    return bool(issue.get("pull_request")) or "/pull/" in first_text(issue, "html_url", "url")


def _report(issue: Json, times: ExportTimes) -> UserReport | None:
    return report_at(
        times,
        issue,
        _created(issue),
        title=text(issue.get("title")),
        identifier=text(issue.get("number")),
        status=text(issue.get("state")),
    )


def _more(answer: Json) -> str | None:
    total, items = answer.get("total_count"), answer.get("items")
    if isinstance(total, int) and isinstance(items, list) and total > len(items):
        return f"the export has {len(items)} of {total} issues"
    return None


FORMAT = IssueExport(
    name="github_issues",
    why="issues of GitHub with `number` and `title`",
    items=_issues,
    read=_report,
    unread="an issue without the time `created_at`",
    more=_more,
).format()
