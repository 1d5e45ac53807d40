"""The page "For machines": its examples are what commands print, and its scripts run."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from postmortems.cli.parser import make_parser
from postmortems.search import SearchReport, SimilarReport
from postmortems.search.reports import (
    FoundDocument,
    LessonsReport,
    SimilarDocument,
    SuggestedLesson,
)
from tests.conftest import GOLDEN, NASTY, ROOT, run

PAGE = ROOT / "docs" / "machines.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLE = re.compile(r'```json title="postmortems ([^"]+)"\n(.*?)```', re.DOTALL)
CURL = """\
#!/bin/sh
cat > "$POSTED"
"""


def test_the_examples_are_what_the_commands_print() -> None:
    def example(block: re.Match[str]) -> str:
        incidents = ("--incidents", str(GOLDEN / "incidents"))
        printed = run("postmortems", *shlex.split(block[1]), *incidents, check=True).stdout
        return f'```json title="postmortems {block[1]}"\n{printed}```'

    current, number = EXAMPLE.subn(example, TEXT)
    if "UPDATE_GOLDEN" in os.environ:
        PAGE.write_text(current, encoding="utf-8")
    assert number == 1
    assert PAGE.read_text(encoding="utf-8") == current, "rewrite them with UPDATE_GOLDEN=1"


@pytest.mark.parametrize(
    "kind",
    [
        SearchReport,
        SimilarReport,
        LessonsReport,
        FoundDocument,
        SimilarDocument,
        SuggestedLesson,
    ],
)
def test_there_is_a_row_for_every_key(kind: type[BaseModel]) -> None:
    cells = re.findall(r"^\| ([^|]*) \|", TEXT, re.MULTILINE)
    rows = set(re.findall(r"`(\w+)`", " ".join(cells)))
    assert set(kind.model_fields) - rows == set()


@pytest.mark.parametrize(
    ("client", "key"),
    [("Claude Code, Claude Desktop, Cursor", "mcpServers"), ("VS Code", "servers")],
)
def test_the_command_accepts_what_a_client_is_told_to_pass(client: str, key: str) -> None:
    block = re.search(rf'```json title="{client}"\n(.*?)```', TEXT, re.DOTALL)
    assert block
    server = json.loads(block[1])[key]["postmortems"]
    assert Path(server["command"]).name == "postmortems"
    options = make_parser().parse_args(server["args"])
    assert (options.command, options.incidents.name) == ("mcp", "incidents")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the script is of a POSIX shell")
@pytest.mark.parametrize(
    ("alert", "folder", "code", "posts"),
    [
        ("Pipes and ticks and stars", GOLDEN, 0, True),
        ("zanzibar", GOLDEN, 0, False),
        ("Pipes and ticks and stars", GOLDEN / "incidents", 2, False),
    ],
    ids=["similar", "nothing is similar to it", "no incidents"],
)
def test_the_script_posts_similar_incidents(
    alert: str, folder: Path, code: int, posts: bool, tmp_path: Path
) -> None:
    block = re.search(r'```sh title="post-similar.sh"\n(.*?)```', TEXT, re.DOTALL)
    assert block
    curl, posted = tmp_path / "curl", tmp_path / "posted"
    curl.write_text(CURL, encoding="utf-8")
    curl.chmod(0o755)
    path = os.pathsep.join((str(tmp_path), str(Path(sys.executable).parent), os.environ["PATH"]))
    own = {"PATH": path, "POSTED": str(posted), "WEBHOOK": "x", "SITE": "https://p.example"}
    done = subprocess.run(
        ["/bin/sh", "-c", block[1]],
        cwd=folder,
        env=os.environ | own,
        input=alert.encode(),
        capture_output=True,
    )
    assert (done.returncode, posted.exists()) == (code, posts), done.stderr
    assert b"Traceback" not in done.stderr
    if posts:
        text = json.loads(posted.read_text(encoding="utf-8"))["text"]
        assert f"https://p.example/incidents/{NASTY}/" in text
        assert "&lt;script&gt;" in text and "<" not in text
