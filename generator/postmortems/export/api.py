"""The documents of the API: where each is, and what is in it."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..insights import rows
from ..model import Incident
from ..site_map import SiteMap
from . import openapi
from .build_records import (
    action_record,
    incident_record,
    incident_summary,
    lesson_record,
    service_record,
)
from .context import ExportContext, up
from .records import (
    SCHEMA_VERSION,
    Actions,
    Document,
    IncidentDocument,
    Incidents,
    Lessons,
    Overview,
    Services,
)

File = tuple[str, Callable[[], str]]
"""Where a file is, from the top of the site, and how it is written."""

NAMES = {name: SiteMap.records(name) for name in ("incidents", "services", "lessons", "actions")}
"""The lists, by what they list."""


def files(source: ExportContext) -> Iterator[File]:
    """Every document, and their descriptions as OpenAPI and as JSON Schema."""
    yield SiteMap.API_INDEX, partial(_json, _overview, source)
    yield NAMES["incidents"], partial(_json, _incidents, source)
    yield NAMES["services"], partial(_json, _services, source)
    yield NAMES["lessons"], partial(_json, _lessons, source)
    yield NAMES["actions"], partial(_json, _actions, source)
    for incident in source.corpus.incidents:
        yield SiteMap.incident_record(incident.id), partial(_json, _incident, source, incident)
    yield SiteMap.OPENAPI, lambda: _dumped(openapi.document(source.name))
    for name, schema in openapi.schemas().items():
        yield SiteMap.json_schema(name), partial(_dumped, schema)


def _json(make: Callable[..., Document], *of: Any) -> str:
    return json.dumps(make(*of).plain(), ensure_ascii=False, separators=(",", ":")) + "\n"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _common(source: ExportContext) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "generated_at": source.made,
        "as_of": source.corpus.as_of,
    }


def _overview(source: ExportContext) -> Overview:
    corpus = source.corpus
    return Overview(
        **_common(source),
        site=source.name,
        counts={
            "incidents": len(corpus.incidents),
            "services": len(corpus.services),
            "lessons": len(corpus.lessons),
            "actions": len(rows(corpus)),
        },
        documents={name: path.removeprefix(f"{SiteMap.API}/") for name, path in NAMES.items()}
        | {"openapi": "openapi.json"},
    )


def _incident(source: ExportContext, incident: Incident) -> IncidentDocument:
    record = incident_record(incident, source, up(SiteMap.incident_record(incident.id)))
    return IncidentDocument(**_common(source), incident=record)


def _incidents(source: ExportContext) -> Incidents:
    top = up(NAMES["incidents"])
    found = tuple(incident_summary(one, source, top) for one in source.corpus.incidents)
    return Incidents(**_common(source), count=len(found), incidents=found)


def _services(source: ExportContext) -> Services:
    top = up(NAMES["services"])
    found = tuple(service_record(name, source, top) for name in source.corpus.services)
    return Services(**_common(source), count=len(found), services=found)


def _lessons(source: ExportContext) -> Lessons:
    top = up(NAMES["lessons"])
    found = tuple(lesson_record(history, source, top) for history in source.histories.values())
    return Lessons(**_common(source), count=len(found), lessons=found)


def _actions(source: ExportContext) -> Actions:
    top = up(NAMES["actions"])
    found = tuple(action_record(one, item, source, top) for one, item in rows(source.corpus))
    return Actions(**_common(source), count=len(found), actions=found)
