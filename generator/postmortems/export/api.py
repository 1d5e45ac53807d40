"""The documents of the API: their paths and contents."""

import json
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..cache import MISSING, digest
from ..model import Incident
from ..site_map import SiteMap
from . import openapi
from .build_records import (
    action_record,
    came_back,
    did_not_hold,
    incident_record,
    incident_summary,
    lesson_record,
    service_record,
)
from .context import ExportContext, up
from .documents import (
    SCHEMA_VERSION,
    Actions,
    ApiDocument,
    IncidentDocument,
    Incidents,
    Insights,
    Lessons,
    Overview,
    Quarters,
    Services,
    Themes,
)
from .insight_records import insights_record
from .quarters import quarter_record
from .theme_record import theme_record

File = tuple[str, Callable[[], str]]
"""The path of a file relative to the site's root, and the function that returns its text."""

NAMES = {
    name: SiteMap.records(name)
    for name in ("incidents", "services", "lessons", "themes", "actions", "quarters")
}
"""The paths of the lists by the records that they contain."""


def files(context: ExportContext) -> Iterator[File]:
    """Yield every document, its OpenAPI description and the JSON Schemas."""
    yield SiteMap.API_INDEX, partial(_json, _overview, context)
    yield NAMES["incidents"], partial(_json, _incidents, context)
    yield NAMES["services"], partial(_json, _services, context)
    yield NAMES["lessons"], partial(_json, _lessons, context)
    yield NAMES["themes"], partial(_json, _themes, context)
    yield NAMES["actions"], partial(_json, _actions, context)
    yield NAMES["quarters"], partial(_json, _quarters, context)
    yield SiteMap.INSIGHTS_RECORD, partial(_json, _insights, context)
    for incident in context.corpus.incidents:
        yield SiteMap.incident_record(incident.id), partial(_incident, context, incident)
    yield SiteMap.OPENAPI, lambda: _dumped(openapi.document(context.name))
    for name, schema in openapi.schemas().items():
        yield SiteMap.json_schema(name), partial(_dumped, schema)


def _json(make: Callable[..., ApiDocument], *of: Any) -> str:
    return json.dumps(make(*of).plain(), ensure_ascii=False, separators=(",", ":")) + "\n"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _common(context: ExportContext) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "generated_at": context.made,
        "as_of": context.corpus.as_of,
    }


def _overview(context: ExportContext) -> Overview:
    corpus = context.corpus
    return Overview(
        **_common(context),
        site=context.name,
        counts={
            "incidents": len(corpus.incidents),
            "services": len(corpus.services),
            "lessons": len(corpus.lessons),
            "themes": len(context.facts.themes),
            "actions": len(context.facts.action_items),
            "quarters": len(context.facts.by_quarter),
        },
        documents={name: path.removeprefix(f"{SiteMap.API}/") for name, path in NAMES.items()}
        | {"insights": "insights.json", "openapi": "openapi.json"},
    )


def _incident(context: ExportContext, incident: Incident) -> str:
    """Return the document of an incident, from the cache if all that it is made from is the same.

    That is the incident and the catalogues, of which `digests` has a hash, and the other arguments.
    """
    url = up(SiteMap.incident_record(incident.id)) + context.incident(incident)
    histories, common = context.facts.histories, _common(context)
    others = came_back(incident, histories), did_not_hold(incident, histories)
    own = context.digests.get(incident.id)
    key = digest("document", own, url, repr(others), repr(common)) if own else b""
    cached = context.cache.get(key) if key else MISSING
    if isinstance(cached, bytes):
        return zlib.decompress(cached).decode("utf-8", "surrogatepass")
    record = incident_record(incident, context.corpus.catalogues, url, *others)
    text = _json(lambda: IncidentDocument(**common, incident=record))
    if key:
        packed = zlib.compress(text.encode("utf-8", "surrogatepass"), level=1)
        context.cache.put(key, packed)
    return text


def _incidents(context: ExportContext) -> Incidents:
    top = up(NAMES["incidents"])
    records = tuple(incident_summary(one, context, top) for one in context.corpus.incidents)
    return Incidents(**_common(context), count=len(records), incidents=records)


def _services(context: ExportContext) -> Services:
    top = up(NAMES["services"])
    records = tuple(service_record(name, context, top) for name in context.corpus.services)
    return Services(**_common(context), count=len(records), services=records)


def _lessons(context: ExportContext) -> Lessons:
    top = up(NAMES["lessons"])
    records = tuple(
        lesson_record(history, context, top) for history in context.facts.histories.values()
    )
    return Lessons(**_common(context), count=len(records), lessons=records)


def _themes(context: ExportContext) -> Themes:
    top = up(NAMES["themes"])
    records = tuple(theme_record(one, context, top) for one in context.facts.themes.values())
    return Themes(**_common(context), count=len(records), themes=records)


def _actions(context: ExportContext) -> Actions:
    top = up(NAMES["actions"])
    records = tuple(
        action_record(one, item, context, top) for one, item in context.facts.action_items
    )
    return Actions(**_common(context), count=len(records), actions=records)


def _quarters(context: ExportContext) -> Quarters:
    top = up(NAMES["quarters"])
    records = tuple(
        quarter_record(report, context, top) for report in context.facts.quarter_reports.values()
    )
    return Quarters(**_common(context), count=len(records), quarters=records)


def _insights(context: ExportContext) -> Insights:
    return Insights(**_common(context), insights=insights_record(context.facts))
