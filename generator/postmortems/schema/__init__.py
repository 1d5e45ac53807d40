"""What editors need: JSON Schema files, and how they find them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..atomic_write import atomic_write
from ..model import Corpus
from ..model.incident import HEADINGS
from .build import Schema, catalogue_schema, incident_schema, rules_schema, section_schema

CATALOGUES = ("services", "lessons", "severities")
"""The catalogues beside the incidents, by the names of their files."""
FOLDER = ".schema"
"""The folder of the schema files, within that of the incidents."""


def schema_files(
    corpus: Corpus | None = None, rules: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Every schema file by its path within the incidents folder.

    Args:
        corpus: whose services, lessons, severities and incidents are the names to complete.
        rules: the rules of `check` by name, with what each looks for.
    """
    return {
        f"{FOLDER}/{name}.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        for name, schema in _schemas(corpus, rules or {})
    }


def _schemas(corpus: Corpus | None, rules: Mapping[str, str]) -> Iterator[tuple[str, Schema]]:
    yield "incident", incident_schema(corpus)
    for section in HEADINGS:
        if section != "overview":
            yield section, section_schema(section, corpus)
    for catalogue in CATALOGUES:
        yield f"catalogue-{catalogue}", catalogue_schema(catalogue, corpus)
    yield "catalogue-rules", rules_schema(rules, corpus)


def globs() -> dict[str, str]:
    """Which files each schema file is for, as globs from the folder above the incidents'."""
    found = {"incident.json": "*/incident.yaml"}
    found |= {f"{name}.json": f"*/{name}.yaml" for name in HEADINGS if name != "overview"}
    for catalogue in (*CATALOGUES, "rules"):
        found[f"catalogue-{catalogue}.json"] = f"{catalogue}.yaml"
    return found


def write_schemas(
    incidents: Path, corpus: Corpus, rules: Mapping[str, str] | None = None
) -> list[Path]:
    """Write the schema files that are not as they should be.

    Returns:
        the files that were written.

    Raises:
        OSError: a file cannot be written. Those before it are.
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
