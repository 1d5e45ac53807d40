"""What editors need: JSON Schema files, and the files that each is for."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..atomic_write import atomic_write
from ..model import Corpus
from ..model.format import CATALOGUES, SECTIONS
from .build import (
    Schema,
    catalogue_schema,
    incident_schema,
    rules_schema,
    section_schema,
    synonyms_schema,
)

FOLDER = ".schema"
"""The folder of the schema files, within that of the incidents."""


def schema_files(
    corpus: Corpus | None = None, rules: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the text of every schema file by its path within the incidents folder.

    Args:
        corpus: whose services, lessons, severities and incidents are the names to complete.
        rules: the rules of `check` by name, each with its summary.
    """
    return {
        f"{FOLDER}/{name}.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        for name, schema in _schemas(corpus, rules or {})
    }


def _schemas(corpus: Corpus | None, rules: Mapping[str, str]) -> Iterator[tuple[str, Schema]]:
    yield "incident", incident_schema(corpus)
    for section in SECTIONS:
        yield section, section_schema(section, corpus)
    for catalogue in CATALOGUES:
        if catalogue != "rules":
            yield f"catalogue-{catalogue}", catalogue_schema(catalogue, corpus)
    yield "catalogue-rules", rules_schema(rules, corpus)
    yield "catalogue-synonyms", synonyms_schema()


def globs() -> dict[str, str]:
    """Return the files that each schema file is for, as globs within the incidents folder."""
    return {
        "incident.json": "*/incident.yaml",
        **{f"{section}.json": f"*/{section}.yaml" for section in SECTIONS},
        **{f"catalogue-{catalogue}.json": f"{catalogue}.yaml" for catalogue in CATALOGUES},
        "catalogue-synonyms.json": "synonyms.yaml",
    }


def write_schemas(
    incidents: Path, corpus: Corpus, rules: Mapping[str, str] | None = None
) -> list[Path]:
    """Write the schema files that do not exist or are out of date.

    Returns:
        the files that were written.

    Raises:
        OSError: a file cannot be written. The files before it have been.
    """
    written = []
    for name, text in schema_files(corpus, rules).items():
        path = incidents / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic_write(path, text.encode())
            written.append(path)
    return written


__all__ = [
    "FOLDER",
    "catalogue_schema",
    "globs",
    "incident_schema",
    "rules_schema",
    "schema_files",
    "section_schema",
    "write_schemas",
]
