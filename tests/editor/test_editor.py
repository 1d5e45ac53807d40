"""The real YAML language server with our schemas: completion, words on hover, marks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from postmortems.reader import read
from postmortems.schema import write_schemas
from tests.conftest import GOLDEN
from tests.editor.language_server import LanguageServer

MODELINE = "# yaml-language-server: $schema=../.schema/incident.json\n"


@pytest.fixture(scope="module")
def incidents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editor") / "incidents"
    shutil.copytree(GOLDEN / "incidents", folder)
    write_schemas(folder, read(folder).corpus)
    return folder


@pytest.fixture(scope="module")
def server(incidents: Path) -> Iterator[LanguageServer]:
    yaml = {
        "validate": True,
        "completion": True,
        "hover": True,
        "schemaStore": {"enable": False},
    }
    with LanguageServer(incidents.parent, {"yaml": yaml}) as server:
        yield server


def test_a_key_is_completed(server: LanguageServer, incidents: Path) -> None:
    path = incidents / "2025-06-01-a" / "incident.yaml"
    server.open(path, MODELINE + "title: A\nseverity: SEV2\nsum\n")
    assert "summary" in server.completions(path, 3, 3)


def test_the_teams_services_are_completed(server: LanguageServer, incidents: Path) -> None:
    path = incidents / "2025-06-01-b" / "incident.yaml"
    text = "title: A\nseverity: SEV2\nimpact:\n  system:\n    services: [ch]\n"
    server.open(path, MODELINE + text)
    offered = server.completions(path, 5, 17)
    assert {"checkout", "card-gateway", "login"} <= set(offered)


def test_severities_and_lessons_are_completed(server: LanguageServer, incidents: Path) -> None:
    path = incidents / "2025-06-01-c" / "incident.yaml"
    text = "title: A\nseverity: S\nlessons:\n  improve:\n    - text: Slow\n      lesson: t\n"
    server.open(path, MODELINE + text)
    assert "SEV1" in server.completions(path, 2, 11)
    assert "timeouts-everywhere" in server.completions(path, 6, 15)


def test_an_unknown_key_is_marked_where_it_is(server: LanguageServer, incidents: Path) -> None:
    path = incidents / "2025-06-01-d" / "incident.yaml"
    (mark,) = server.open(path, MODELINE + "title: A\nseverity: SEV2\nsumary: Text\n")
    assert "sumary" in mark["message"]
    assert mark["range"]["start"] == {"line": 3, "character": 0}


def test_a_key_says_what_it_is_for(server: LanguageServer, incidents: Path) -> None:
    path = incidents / "2025-06-01-e" / "incident.yaml"
    server.open(path, MODELINE + "title: A\nseverity: SEV2\nsummary: Text\n")
    assert "read nothing else" in server.hover(path, 3, 2)


def test_a_sound_incident_is_not_marked(server: LanguageServer, incidents: Path) -> None:
    for source in sorted((GOLDEN / "incidents").glob("*/incident.yaml")):
        path = incidents / f"2025-07-01-{source.parent.name[11:]}" / "incident.yaml"
        assert server.open(path, MODELINE + source.read_text(encoding="utf-8")) == []
