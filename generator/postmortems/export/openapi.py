"""The description of the API: an OpenAPI document, and a JSON Schema of each kind of document.

Both are generated from the models of `documents` and `records`. OpenAPI 3.1 uses JSON Schema
2020-12.
"""

from typing import Any

from pydantic.json_schema import models_json_schema

from ..schema import incident_schema
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

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: dict[str, type[ApiDocument]] = {
    "index": Overview,
    "incidents": Incidents,
    "incident": IncidentDocument,
    "services": Services,
    "lessons": Lessons,
    "themes": Themes,
    "actions": Actions,
    "quarters": Quarters,
    "insights": Insights,
}
"""The model of each kind of document, by the name of its schema file."""
PATHS = {
    "/index.json": (
        "index",
        "The number of records of each kind, and the addresses of the other documents",
    ),
    "/incidents.json": ("incidents", "All incidents with their main facts"),
    "/incidents/{id}.json": ("incident", "One incident with all its content"),
    "/services.json": ("services", "All services, with totals over their incidents"),
    "/lessons.json": ("lessons", "All lessons, with their histories"),
    "/themes.json": ("themes", "The themes of lessons, with their lessons and incidents"),
    "/actions.json": ("actions", "All action items, in any state"),
    "/quarters.json": ("quarters", "The quarters with an incident, with their counts"),
    "/insights.json": ("insights", "What all incidents say together"),
}


def document(name: str) -> Schema:
    """Return the OpenAPI document of a site, given the site's name."""
    kinds = [(kind, "serialization") for kind in DOCUMENTS.values()]
    _, defined = models_json_schema(kinds, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{name}: incidents, services, lessons and action items",
            "version": SCHEMA_VERSION,
            "description": "Static files, built with the site. A field without a recorded value is "
            "left out. URLs are relative to the document that contains them.",
        },
        "servers": [{"url": "."}],
        "paths": {path: {"get": _operation(path, *operation)} for path, operation in PATHS.items()},
        "components": {"schemas": defined["$defs"]},
    }


def _operation(path: str, schema: str, summary: str) -> Schema:
    operation: Schema = {
        "operationId": f"get_{schema}",
        "summary": summary,
        "responses": {
            "200": {
                "description": summary,
                "content": {
                    "application/json": {
                        "schema": {"$ref": f"#/components/schemas/{DOCUMENTS[schema].__name__}"}
                    }
                },
            },
            "404": {"description": "The document does not exist."},
        },
    }
    if "{id}" in path:
        operation["parameters"] = [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": "The name of the incident's folder.",
                "schema": {"type": "string"},
            }
        ]
    return operation


def schemas() -> dict[str, Schema]:
    """Return the JSON Schema of each kind of document and of an incident's content, by name."""
    documents = {
        name: {"$schema": DIALECT} | kind.model_json_schema(mode="serialization")
        for name, kind in DOCUMENTS.items()
    }
    return documents | {"content": incident_schema()}
