"""A published postmortem, as JSON tells it, as an incident of our format.

A value goes where an author would have put it, as it is: rules are calibrated on what people really
write, so no text is mended, no time gets an offset that its source does not state, and what the
source lacks stays absent. Headings that the JSON does not take apart (`other_sections`) are placed
by their names, or become further sections.

Ours are only the ids of action items that are more than a text and of factors, `published` and
`public` for a document that was published, and SEV3 where the source states no severity. Authors
are dropped. A link to a tracker is also read out of an action item's text, which stays whole.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from postmortems.model.zone import Zone
from tests.real.fields import Fields, UnconvertibleError
from tests.real.times import day_of, is_day, moment, rows_of_day, zone_called, zone_stated

DEFAULT_SEVERITY = "SEV3"
"""Nine sources of ten state none; in the middle, no rule for the worst or the least applies."""
_SEVERITIES = {
    "critical": "SEV1",
    "major": "SEV2",
    "high": "SEV2",
    "moderate": "SEV3",
    "medium": "SEV3",
    "minor": "SEV4",
    "low": "SEV4",
    "negligible": "SEV5",
    **{
        f"{word}{number}": f"SEV{number}"
        for word in ("", "p", "s", "sev", "sev-", "sev ", "severity ")
        for number in range(1, 6)
    },
}
_STATUSES = {name: name for name in ("investigating", "identified", "monitoring", "resolved")}
_STATES = {
    "open": "open",
    "todo": "open",
    "in progress": "in-progress",
    "in-progress": "in-progress",
    "done": "done",
    "closed": "done",
    "completed": "done",
    "cancelled": "cancelled",
}
_LESSONS = {"well": "went_well", "improve": "improve", "lucky": "got_lucky"}

_PLACES = {
    "root cause": re.compile(r"what happened|fault"),
    "trigger": re.compile(r"lead-?up"),
    "stabilization": re.compile(r"short[- ]term fix|response"),
    "remediation": re.compile(r"long[- ]term|future|follow-up improvements"),
    "impact": re.compile(r"affected"),
    "timeline": re.compile(r".*timeline"),
    "evidence": re.compile(r"app?end"),
    "lead": re.compile(r"\(lead\)"),
    "sections": re.compile(r""),
}
"""Where the text under a heading belongs, by how the heading begins in lower case."""

_ITEM = re.compile(r" ?(?:[-*+]|\d+[.)])\s+")
_ISSUE = r"https?://[^\s<>()\[\]\"]+/(?:issues|pull)/\d+"
_TRACKED = re.compile(rf"\btracked (?:in|at|as) ({_ISSUE})")
_POSTED = re.compile(r"post dated (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Folder:
    """An incident's folder: its name, its incident, its other files and the services it names."""

    name: str
    incident: dict[str, Any]
    evidence: Mapping[str, str]
    services: Mapping[str, str]
    homeless: tuple[str, ...]
    """The keys of the JSON that have no place in the format."""


def convert(document: object, usual_zone: str | None = None) -> Folder:
    """Turn a JSON document into an incident's folder.

    Args:
        document: the JSON.
        usual_zone: the `timezone` of an incident whose source names none.

    Raises:
        UnconvertibleError: a key that an incident needs is missing, or a value is of another type.
    """
    fields = Fields(document)
    title, day = fields.required("title"), _day(fields.required("date"))
    name = _slug(re.sub(r"\d{4}-\d{2}-\d{2}", "", fields.text("id") or title))
    headed = _headed(fields.object("other_sections"))
    lead = "\n".join(headed["lead"].values())
    timezone = fields.text("tz")
    zone = zone_called(timezone) or zone_stated(lead)
    if timezone and Zone.of(timezone):
        zone = None  # the format reads local times with it
    elif zone:
        timezone = None
    else:
        timezone = usual_zone
    services = {_slug(service): service for service in fields.texts("services")}
    files = {
        f"evidence/appendix-{number}.md": heading
        for number, heading in enumerate(headed["evidence"], 1)
    }
    rows = fields.objects("timeline")
    incident = {
        "title": title,
        "aliases": _aliases(rows),
        "severity": fields.choice("severity", _SEVERITIES) or DEFAULT_SEVERITY,
        "status": fields.choice("status", _STATUSES),
        "summary": fields.text("summary"),
        "timezone": timezone,
        "times": {
            "started": moment(fields.text("start"), zone),
            "detected": moment(fields.text("detected"), zone),
            "mitigated": moment(fields.text("mitigated"), zone),
            "resolved": moment(fields.text("resolved"), zone),
        },
        "detection": {"source": fields.text("detection_text")},
        "document": {"status": "published", "published": _posted(fields.texts("notes"))},
        "audience": "public",
        "links": _links(fields, lead),
        "impact": {
            "user": {"features": _lines(fields.text("impact_text"), headed["impact"])},
            "system": {"services": list(services)},
        },
        "root_cause": {
            "summary": _prose(fields.text("root_cause_text"), headed["root cause"]),
            "trigger": {"description": _prose(fields.text("trigger_text"), headed["trigger"])},
            "nodes": [
                {"id": f"factor-{number}", "kind": "contributing-factor", "text": factor}
                for number, factor in enumerate(fields.texts("factors"), 1)
            ],
        },
        "timeline": _timeline(rows, headed["timeline"], day, zone),
        "response": {
            "stabilization": {
                "patches": _lines(fields.text("resolution_text"), headed["stabilization"])
            }
        },
        "remediation": {"process": _lines(None, headed["remediation"])},
        "lessons": _lessons(fields),
        "sections": [
            {"heading": heading, "text": text} for heading, text in headed["sections"].items()
        ],
        "evidence": [{"file": file, "title": heading} for file, heading in files.items()],
    }
    return Folder(
        f"{day.isoformat()}-{name}",
        _recorded(incident),
        {file: headed["evidence"][heading] for file, heading in files.items()},
        services,
        tuple(fields.untaken()),
    )


def _headed(sections: Fields) -> dict[str, dict[str, str]]:
    """The texts under headings of the source's own, by the place they belong to."""
    found: dict[str, dict[str, str]] = {place: {} for place in _PLACES}
    for heading in sections.names():
        for place, names in _PLACES.items():
            if names.match(heading.lower()):
                if text := sections.text(heading):
                    found[place][heading] = text
                break
    return found


def _timeline(
    rows: list[Fields], headed: Mapping[str, str], day: date, zone: tzinfo | None
) -> list[dict[str, str | None]]:
    """The rows; a day's story becomes a row for each of its clocks, other times stay."""
    found: list[tuple[str | None, str | None]] = []
    for row in rows:
        row.text("raw_time")  # what `time` was read from
        at, text = row.text("time"), row.text("text")
        day = day_of(at) or day
        clocks = rows_of_day(text, day, zone) if is_day(at) and text else []
        found += clocks or [(moment(at, zone), text)]
    for heading, text in headed.items():
        clocks = rows_of_day(text, day, zone_stated(heading) or zone)
        found += clocks or [(None, text)]
    return [{"time": at, "event": text} for at, text in found]


def _aliases(rows: list[Fields]) -> list[str]:
    """The numbers that the team's pager gave the incident, each once."""
    named = [row.text("pd_incident") for row in rows]
    return list(dict.fromkeys(re.sub(r"[^A-Za-z0-9]+", "-", name) for name in named if name))


def _links(fields: Fields, lead: str) -> list[dict[str, str]]:
    url = fields.object("source").text("url")
    kind = fields.text("doc_kind") or "Postmortem"
    tracked = _TRACKED.search(lead)
    return [
        *([{"title": kind, "url": url}] if url else []),
        *([{"title": "Tracker", "url": tracked[1]}] if tracked else []),
    ]


def _lessons(fields: Fields) -> dict[str, list[Any]]:
    lessons: dict[str, list[Any]] = {name: [] for name in _LESSONS.values()}
    for lesson in fields.objects("lessons"):
        if (kind := lesson.choice("kind", _LESSONS)) and (text := lesson.text("text")):
            lessons[kind].append(text)
    lessons["action_items"] = [
        _action(item, number) for number, item in enumerate(fields.objects("action_items"), 1)
    ]
    return lessons


def _action(item: Fields, number: int) -> dict[str, str | None] | str | None:
    """An action item; one that is nothing but a text stays a text."""
    text = item.text("text")
    issues = set(re.findall(_ISSUE, text or ""))
    more = {
        "owner": item.text("owner"),
        "due": item.text("due"),
        "state": item.choice("state", _STATES),
        "tracker": item.text("tracker", "url") or (issues.pop() if len(issues) == 1 else None),
    }
    return {"id": f"action-{number}", "text": text} | more if any(more.values()) else text


def _posted(notes: list[str]) -> str | None:
    found = _POSTED.search("\n".join(notes))
    return found[1] if found else None


def _day(text: str) -> date:
    if is_day(text) and (day := day_of(text)):
        return day
    raise UnconvertibleError(f"`{text[:60]}` is not a day; `date` needs one")


def _slug(text: str) -> str:
    if not (slug := "-".join(re.findall(r"[a-z0-9]+", text.lower()))):
        raise UnconvertibleError(f"`{text[:60]}` has no letters to make a name of")
    return slug


def _prose(text: str | None, headed: Mapping[str, str]) -> str | None:
    """Texts as paragraphs of one."""
    return "\n\n".join(part.strip() for part in (text, *headed.values()) if part) or None


def _lines(text: str | None, headed: Mapping[str, str]) -> list[str]:
    """The paragraphs and list items of texts, each a line of ours; a fence stays whole."""
    found: list[list[str]] = []
    for part in (text, *headed.values()):
        found.append([])
        fenced = False
        for line in (part or "").splitlines():
            item = None if fenced else _ITEM.match(line)
            if item or not (fenced or line.strip()):
                found.append([])
            found[-1].append(line[item.end() :] if item else line)
            fenced ^= line.lstrip().startswith("```")
    return [joined for lines in found if (joined := "\n".join(lines).strip())]


def _recorded(value: Any) -> Any:
    """A value without what is empty in it."""
    if isinstance(value, dict):
        kept = {key: _recorded(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part or part == 0}
    return [_recorded(part) for part in value] if isinstance(value, list) else value
