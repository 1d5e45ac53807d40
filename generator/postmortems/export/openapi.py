"""What describes the API: an OpenAPI document, and a JSON Schema of each kind of document.

Both are made from the records, in the dialect that OpenAPI 3.1 shares with JSON Schema 2020-12.
"""

from typing import Any

from pydantic.json_schema import models_json_schema

from ..schema import incident_schema
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

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: dict[str, type[Document]] = {
    "index": Overview,
    "incidents": Incidents,
    "incident": IncidentDocument,
    "services": Services,
    "lessons": Lessons,
    "actions": Actions,
}
"""The kinds of document, by the names of their schemas."""
PATHS = {
    "/index.json": ("index", "What there is, and where"),
    "/incidents.json": ("incidents", "All incidents, each in a few facts"),
    "/incidents/{id}.json": ("incident", "One incident, whole"),
    "/services.json": ("services", "All services, with what their incidents add up to"),
    "/lessons.json": ("lessons", "All lessons, with their histories"),
    "/actions.json": ("actions", "All action items, wherever they stand"),
}


def document(name: str) -> Schema:
    """The OpenAPI document of a site of this name."""
    kinds = [(kind, "serialization") for kind in DOCUMENTS.values()]
    _, defined = models_json_schema(kinds, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{name}: incidents, services, lessons and action items",
            "version": SCHEMA_VERSION,
            "description": "Static files, made with the site. A field that nobody recorded is "
            "left out; addresses are relative to the document that holds them.",
        },
        "servers": [{"url": "."}],
        "paths": {path: {"get": _operation(path, *said)} for path, said in PATHS.items()},
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
            "404": {"description": "There is no such document."},
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
    """The JSON Schema of each kind of document, and of an incident's content, by name."""
    found = {
        name: {"$schema": DIALECT} | kind.model_json_schema(mode="serialization")
        for name, kind in DOCUMENTS.items()
    }
    return found | {"content": incident_schema()}
