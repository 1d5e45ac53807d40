"""Problems of Dynatrace: answers of its API, versions 1 and 2, and webhooks with their details."""

from collections.abc import Mapping
from typing import Any

from ..alert_export import AlertExport
from ..alert_reading import distinct
from ..export_json import first_text, mapping, mappings, text
from ..export_times import ExportTimes
from ..records import AlertRecord

_DETAILS = ("ProblemDetailsJSON", "ProblemDetailsJSONv2", "ProblemDetails")


def _is_problem(problem: Mapping[str, Any]) -> bool:
    return "startTime" in problem and "severityLevel" in problem and "impactLevel" in problem


def _problems(answer: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the problems of an answer or a webhook; None if it is none."""
    if _is_problem(answer):
        return [answer]
    if "ProblemID" in answer and ("State" in answer or "ProblemTitle" in answer):
        details = [mapping(answer.get(key)) for key in _DETAILS]
        return [{"displayName": answer.get("ProblemTitle"), **next(filter(None, details), {})}]
    for holder in (answer, mapping(answer.get("result"))):
        problems = holder.get("problems")
        if not isinstance(problems, list) or not (problems or "totalCount" in answer):
            continue
        if all(map(_is_problem, mappings(problems)[:1])):
            return mappings(problems)
    return None


def _record(problem: Mapping[str, Any], times: ExportTimes) -> AlertRecord | None:
    line, started = times.line(problem, "startTime"), times.time(problem.get("startTime"))
    if started is None:
        return None
    entities = mappings(problem.get("impactedEntities") or problem.get("affectedEntities"))
    names = ", ".join(name for one in entities[:5] if (name := first_text(one, "name")))
    return AlertRecord(
        name=first_text(problem, "title", "displayName", "displayId") or "unnamed problem",
        started=started,
        line=line,
        key=first_text(problem, "problemId", "id", "displayId", "displayName"),
        ended=times.time(problem.get("endTime")),
        state=text(problem.get("status")),
        severity=text(problem.get("severityLevel")) or None,
        labels={"entity": names} if names else {},
    )


def _more(answer: Mapping[str, Any]) -> str | None:
    has_next = answer.get("nextPageKey")
    return "the export has more pages (`nextPageKey`)" if has_next else None


FORMAT = AlertExport(
    name="dynatrace",
    why="problems of Dynatrace",
    items=_problems,
    read=_record,
    finish=distinct,
    unread="a problem without the time `startTime`; send its details",
    more=_more,
).format()
