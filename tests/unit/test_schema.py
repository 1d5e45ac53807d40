"""The schema and the reader agree: what one takes, the other takes."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from postmortems.check import summaries
from postmortems.reader import read
from postmortems.scaffold.init.repository import repository_files
from postmortems.schema import FOLDER, globs, schema_files
from tests.conftest import GOLDEN, ROOT, run

FOLDERS = [ROOT / "incidents", GOLDEN / "incidents"]
BAD = sorted((ROOT / "tests" / "bad").iterdir())


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, by which editors read: no dates, no `NO`, no base 60."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+0123456789.")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def validators(folder: Path) -> dict[str, Draft7Validator]:
    """A validator for each schema, with the names of a folder's catalogues."""
    import json

    files = schema_files(read(folder, as_of=date(2026, 1, 1)).corpus)
    return {
        name.removeprefix(f"{FOLDER}/"): Draft7Validator(json.loads(text))
        for name, text in files.items()
    }


def errors(folder: Path) -> list[str]:
    """What the schemas find wrong with the files of a folder."""
    found = []
    for name, validator in validators(folder).items():
        for path in sorted(folder.glob(globs()[name])):
            data: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=Core)
            found += [f"{path}: {error.message}" for error in validator.iter_errors(data)]
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=["repository", "golden"])
def test_what_the_reader_takes_the_schema_takes(folder: Path) -> None:
    assert errors(folder) == []


@pytest.mark.parametrize(
    "folder",
    [
        folder
        for folder in BAD
        if folder.name.split("--")[0]
        in {
            "missing-key",
            "time-without-offset",
            "unknown-key",
            "unknown-severity",
            "unknown-value",
            "unsafe-link",
            "wrong-type",
        }
        # A day or an hour that no calendar has is beyond a pattern.
        and folder.name.split("--")[-1] not in {"calendar", "day", "year"}
        # The zone for the times of a section's own file is in another file.
        and folder.name != "time-without-offset--in-own-file"
    ],
    ids=lambda path: path.name,
)
def test_what_the_schema_can_refuse_it_refuses(folder: Path) -> None:
    assert errors(folder) != []


def test_the_schemas_are_schemas() -> None:
    for folder in FOLDERS:
        for validator in validators(folder).values():
            Draft7Validator.check_schema(validator.schema)


def test_every_key_has_its_words_and_the_teams_names_are_its_values() -> None:
    found = validators(GOLDEN / "incidents")
    incident: Any = found["incident.json"].schema
    assert incident["properties"]["summary"]["description"].startswith("Two to five sentences")
    services = incident["properties"]["impact"]["properties"]["system"]["properties"]["services"]
    assert services["anyOf"][1] == {"enum": ["card-gateway", "checkout", "login"]}
    lessons: Any = found["lessons.json"].schema
    action = lessons["properties"]["action_items"]["items"]["anyOf"][0]["properties"]["lesson"]
    assert action["enum"] == ["alert-on-what-users-feel", "timeouts-everywhere", None]


def test_the_committed_schemas_are_fresh() -> None:
    for name, text in schema_files(read(ROOT / "incidents").corpus, summaries()).items():
        kept = (ROOT / "incidents" / name).read_text(encoding="utf-8")
        assert kept == text, "run `postmortems schema`"


def test_the_command_writes_what_changed_and_names_it(tmp_path: Path) -> None:
    incidents = tmp_path / "incidents"
    incidents.mkdir()
    first = run("postmortems", "schema", cwd=tmp_path, check=True)
    assert "incidents/.schema/incident.json" in first.stdout.splitlines()
    assert run("postmortems", "schema", cwd=tmp_path, check=True).stdout == ""


@pytest.mark.parametrize("name", ["services", "lessons", "severities", "rules"])
def test_the_repositorys_catalogues_are_of_their_schemas(name: str) -> None:
    schema = json.loads((ROOT / f"incidents/.schema/catalogue-{name}.json").read_text("utf-8"))
    text = (ROOT / f"incidents/{name}.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.BaseLoader)
    assert [error.message for error in Draft7Validator(schema).iter_errors(data)] == []


def test_the_editor_settings_of_this_repository_connect_every_schema() -> None:
    """They are what `postmortems init` writes."""
    settings = (ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8")
    assert settings == repository_files("a", "none")[".vscode/settings.json"]
