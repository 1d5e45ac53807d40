"""Problems of Dynatrace: answers of its API, versions 1 and 2, and webhooks with their details."""

from collections.abc import Mapping
from typing import Any

from ..alert_reading import alert_reading, distinct
from ..export_json import first_object, first_text, mapping, mappings, objects, text
from ..export_times import ExportTimes
from ..format import Format
from ..records import AlertRecord, Reading, Skipped
from ..source import Source

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
        if isinstance(problems, list) and ("totalCount" in answer or problems):
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


def _is_answer(answer: Mapping[str, Any]) -> bool:
    return _problems(answer) is not None


def _recognize(source: Source) -> str | None:
    return "problems of Dynatrace" if first_object(source, _is_answer) else None


def _read(source: Source, why: str) -> Reading:
    skipped, times, notes = Skipped(), ExportTimes(source), list[str]()
    records = []
    for answer in objects(source, _is_answer, skipped):
        if answer.get("nextPageKey"):
            notes.append("the export has more pages (`nextPageKey`)")
        for problem in _problems(answer) or []:
            if record := _record(problem, times):
                records.append(record)
            else:
                line = times.line(answer, "ProblemID")
                skipped.add(line, "a problem without the time `startTime`; send its details")
    return alert_reading("dynatrace", why, times, distinct(records), skipped, notes=notes)


FORMAT = Format("dynatrace", "alerts", _recognize, _read)
