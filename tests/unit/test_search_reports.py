"""The JSON of `search` and `similar` is of its schema."""

import json
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import TypeAdapter

from postmortems.search import SearchReport, SimilarReport
from tests.conftest import GOLDEN, NASTY, ROOT, run

SCHEMA = files("postmortems.search") / "search.schema.json"
WAF = "2019-07-02-waf-regex-global-outage"


def schema() -> dict[str, Any]:
    """Return the schema that the package contains."""
    data: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return data


def test_the_schema_is_that_of_the_reports() -> None:
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Reports of postmortems search --json and postmortems similar --json",
        **TypeAdapter(SearchReport | SimilarReport).json_schema(mode="serialization"),
    }
    if "UPDATE_GOLDEN" in os.environ:
        Path(str(SCHEMA)).write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(described)
    assert schema() == described, "rewrite it with UPDATE_GOLDEN=1"


@pytest.mark.parametrize(
    ("command", "folder", "code"),
    [
        (("search", "regex", "cpu"), ROOT, 0),
        (("search", "conection", "zanzibar"), ROOT, 0),
        (("search", "zanzibar"), ROOT, 1),
        (("search", "card", "ticks"), GOLDEN, 0),
        (("similar", WAF), ROOT, 0),
        (("similar", NASTY), GOLDEN, 1),
    ],
    ids=str,
)
def test_json_is_of_its_schema(command: tuple[str, ...], folder: Path, code: int) -> None:
    done = run("postmortems", *command, "--json", "--incidents", str(folder / "incidents"))
    assert done.returncode == code
    report = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(report)
    assert bool(report["results"]) == (code == 0)


def test_every_kind_that_is_found_has_a_heading() -> None:
    done = run("postmortems", "search", "staged rollout cloudflare", "--limit", "40")
    assert done.returncode == 0, done.stderr
    for heading in ("Best match", "Incidents", "Lessons", "Themes", "Services", "Teams"):
        assert heading in done.stdout, heading


def test_a_result_names_what_it_is_by_its_id() -> None:
    done = run("postmortems", "search", "staged rollout cloudflare", "--json", "--limit", "40")
    results = json.loads(done.stdout)["results"]
    names = {"incident": {p.parent.name for p in (ROOT / "incidents").glob("*/incident.yaml")}}
    assert {row["kind"] for row in results} == {"incident", "lesson", "theme", "service", "team"}
    for row in results:
        folder = "lessons/themes" if row["kind"] == "theme" else f"{row['kind']}s"
        assert row["page"] == f"{folder}/{row['id']}"
        assert row["id"] in names.get(row["kind"], {row["id"]})
        for lesson in row["lessons"]:
            assert lesson["page"] == f"lessons/{lesson['id']}"
