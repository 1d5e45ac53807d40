"""Issues of GitHub, from its API or from `gh issue list --json`; pull requests are left out."""

from ..export_json import first_text, text
from ..issue_lists import IssueList, Json, listed


def _is_issue(record: Json) -> bool:
    return "number" in record and "title" in record and _created(record) in record


def _issues(answer: Json) -> list[Json] | None:
    issues = listed(answer, ("items", "issue"), _is_issue)
    return [] if issues is None and answer.get("total_count") == 0 else issues


def _created(issue: Json) -> str:
    return "createdAt" if "createdAt" in issue else "created_at"


def _is_no_pull_request(issue: Json) -> bool:
    return not issue.get("pull_request") and "/pull/" not in first_text(issue, "html_url", "url")


def _words(issue: Json) -> tuple[str, str, str]:
    return text(issue.get("title")), text(issue.get("number")), text(issue.get("state"))


def _more(answer: Json) -> str | None:
    total, items = answer.get("total_count"), answer.get("items")
    if isinstance(total, int) and isinstance(items, list) and total > len(items):
        return f"the export has {len(items)} of {total} issues"
    return None


FORMAT = IssueList(
    name="github_issues",
    why="issues of GitHub with `number` and `title`",
    records=_issues,
    created=lambda issue: (issue, _created(issue)),
    words=_words,
    counts=_is_no_pull_request,
    more=_more,
).format()
