"""`postmortems mcp`: the tools that a client sees, what they return, and what they refuse."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mcp import Client
from mcp.types import CallToolResult, Tool

from tests.conftest import COMPLETE, GOLDEN, MINIMAL, ROOT, run
from tests.unit.mcp_client import call, talk, words

pytestmark = pytest.mark.slow

TOOLS = ["search_incidents", "similar_incidents", "lessons_for"]
HOSTILE: list[tuple[str, dict[str, Any]]] = [
    ("search_incidents", {}),
    ("search_incidents", {"query": ""}),
    ("search_incidents", {"query": "card", "limit": 0}),
    ("search_incidents", {"query": "card", "limit": 10**30}),
    ("search_incidents", {"query": "card", "limit": "many"}),
    ("search_incidents", {"query": ["card"]}),
    ("search_incidents", {"query": "card " * 1000}),
    ("similar_incidents", {"what": "x" * 1_000_000}),
    ("similar_incidents", {"what": None}),
    ("lessons_for", {"what": {"path": "/etc/passwd"}}),
    ("no_such_tool", {"what": "card"}),
]
ANY_TEXT = [
    "\x00\x1b[31m\u202e",
    '"',
    '"""',
    "{{7*7}}",
    "-- '; DROP TABLE",
    "\U0001f525",
    "a" * 99_999,
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the golden incidents."""
    shutil.copytree(GOLDEN / "incidents", tmp_path / "incidents")
    return tmp_path


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tool]:
    """What the server says of its tools."""

    async def session(client: Client) -> list[Tool]:
        return (await client.list_tools()).tools

    log = tmp_path_factory.mktemp("tools") / "log"
    return {tool.name: tool for tool in talk(ROOT, session, log)}


def test_a_client_sees_the_tools_with_their_purpose_and_types(tools: dict[str, Tool]) -> None:
    assert list(tools) == TOOLS
    for tool in tools.values():
        assert "Use it " in (tool.description or "")
        assert all("description" in one for one in tool.input_schema["properties"].values())
        assert tool.output_schema is not None and "results" in tool.output_schema["required"]
        assert tool.annotations is not None and tool.annotations.read_only_hint


@pytest.mark.parametrize(
    ("tool", "arguments", "command"),
    [
        ("search_incidents", {"query": "regex cpu"}, ["search", "regex cpu", "--limit", "10"]),
        (
            "similar_incidents",
            {"what": "2019-07-02-waf-regex-global-outage", "limit": 3},
            ["similar", "2019-07-02-waf-regex-global-outage", "--limit", "3"],
        ),
    ],
)
def test_a_tool_returns_what_the_command_prints(
    tool: str, arguments: dict[str, Any], command: list[str], tmp_path: Path
) -> None:
    async def session(client: Client) -> CallToolResult:
        return await call(client, tool, **arguments)

    answer = talk(ROOT, session, tmp_path / "log")
    printed = run("postmortems", *command, "--json", check=True).stdout
    assert words(answer) == printed.rstrip("\n")


def test_lessons_are_found_for_a_text_and_for_an_incident(
    tools: dict[str, Tool], tmp_path: Path
) -> None:
    async def session(client: Client) -> list[CallToolResult]:
        texts = ("All caches expire at once", "2019-07-02-waf-regex-global-outage")
        return [await call(client, "lessons_for", what=what, limit=3) for what in texts]

    for answer, lesson in zip(
        talk(ROOT, session, tmp_path / "log"),
        ("cold-start-is-a-load-event", "bounded-work-in-hot-path"),
        strict=True,
    ):
        report = answer.structured_content
        jsonschema.validate(report, tools["lessons_for"].output_schema or {})
        assert report is not None
        assert lesson in [row["id"] for row in report["results"]]


def test_an_unknown_incident_is_an_error_with_a_suggestion(folder: Path) -> None:
    async def session(client: Client) -> CallToolResult:
        return await call(client, "similar_incidents", what=MINIMAL + "s")

    answer = talk(folder, session, folder / "log")
    assert answer.is_error
    assert f"did you mean `{MINIMAL}`?" in words(answer)


def test_a_path_is_a_text_and_no_file_is_read(folder: Path) -> None:
    content = "Checkout declines every card, says the card gateway"
    (folder / "quokka").write_text(content, encoding="utf-8")

    async def session(client: Client) -> tuple[CallToolResult, list[CallToolResult]]:
        paths = ("quokka", "./quokka", "-", "/proc/self/environ")
        by_content = await call(client, "similar_incidents", what=content)
        return by_content, [
            await call(client, tool, what=path)
            for tool in ("similar_incidents", "lessons_for")
            for path in paths
        ]

    by_content, by_path = talk(folder, session, folder / "log")
    assert by_content.structured_content and by_content.structured_content["results"]
    for answer in by_path:
        assert answer.structured_content == {"version": 1, "results": []}


def test_hostile_arguments_are_errors_and_the_server_goes_on(folder: Path) -> None:
    async def session(client: Client) -> tuple[list[CallToolResult], list[CallToolResult]]:
        refused = [await call(client, tool, **arguments) for tool, arguments in HOSTILE]
        texts = [await call(client, "lessons_for", what=text) for text in ANY_TEXT]
        texts.append(await call(client, "search_incidents", query="card"))
        return refused, texts

    refused, answered = talk(folder, session, folder / "log")
    assert [answer.is_error for answer in refused] == [True] * len(HOSTILE)
    assert [answer.is_error for answer in answered] == [False] * len(answered)
    assert answered[-1].structured_content and answered[-1].structured_content["total"] > 0
    assert "Traceback" not in (folder / "log").read_text(encoding="utf-8")


def test_it_answers_from_the_files_as_they_are_now(folder: Path) -> None:
    path = folder / "incidents" / MINIMAL / "incident.yaml"

    async def found(client: Client) -> list[str]:
        answer = await call(client, "search_incidents", query='"zanzibar"')
        assert answer.structured_content is not None
        return [row["id"] for row in answer.structured_content["results"]]

    async def session(client: Client) -> list[list[str]]:
        before = await found(client)
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "symptoms: [zanzibar]\n", encoding="utf-8")
        changed = await found(client)
        shutil.rmtree(path.parent)
        return [before, changed, await found(client)]

    assert talk(folder, session, folder / "log") == [[], [MINIMAL], []]


def test_a_folder_that_is_gone_is_an_error_until_it_is_back(folder: Path) -> None:
    incidents = folder / "incidents"

    async def session(client: Client) -> list[CallToolResult]:
        incidents.rename(folder / "away")
        gone = await call(client, "similar_incidents", what=COMPLETE)
        (folder / "away").rename(incidents)
        return [gone, await call(client, "similar_incidents", what=COMPLETE)]

    gone, back = talk(folder, session, folder / "log")
    assert gone.is_error and "the incidents cannot be read" in words(gone)
    assert not back.is_error


def test_without_the_extra_it_says_what_to_install(folder: Path) -> None:
    code = (
        "import sys; sys.modules['mcp'] = None; from postmortems.cli import main; "
        "sys.exit(main(['mcp']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "pip install 'mkdocs-postmortems[mcp]'" in line


def test_without_incidents_it_does_not_start(tmp_path: Path) -> None:
    done = run("postmortems", "mcp", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no folder `incidents`" in done.stderr
