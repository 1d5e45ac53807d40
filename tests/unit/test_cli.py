"""The command as a user meets it."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from postmortems.cli.parser import make_parser
from postmortems.render import DOCUMENTS
from tests.conftest import COMPLETE, GOLDEN, MINIMAL, run, write

INCIDENTS = str(GOLDEN / "incidents")


def test_check_says_all_is_well() -> None:
    done = run("postmortems", "check", "--incidents", INCIDENTS, COMPLETE)
    assert done.returncode == 0
    assert done.stderr.startswith("1 incident; 1 warning, 1 note; 1 suppressed by comments\n")
    assert "`pool-alert` is 579 days overdue" in done.stdout
    assert f"{COMPLETE}: 7 of 7 steps" in done.stdout


def test_render_prints_the_page() -> None:
    done = run("postmortems", "render", MINIMAL, "--incidents", INCIDENTS)
    assert done.returncode == 0
    assert done.stdout == (GOLDEN / f"{MINIMAL}.md").read_text(encoding="utf-8")


def test_render_knows_aliases() -> None:
    done = run("postmortems", "render", "INC-204", "--incidents", INCIDENTS)
    assert "Checkout declines every card" in done.stdout.splitlines()[0]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_render_prints_one_document(name: str) -> None:
    command = ("postmortems", "render", COMPLETE, "--document", name)
    done = run(*command, "--incidents", INCIDENTS)
    assert done.returncode == 0
    assert done.stdout.startswith("# ")


def test_render_of_an_unknown_incident_suggests_one() -> None:
    done = run("postmortems", "render", MINIMAL[:-1], "--incidents", INCIDENTS)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"did you mean `{MINIMAL}`?" in done.stderr


def test_render_of_a_broken_incident_says_what_is_wrong(tmp_path: Path) -> None:
    write(tmp_path, {"2025-01-02-x/incident.yaml": "title: A\nseverity: SEV3\nkin: outage\n"})
    done = run("postmortems", "render", "2025-01-02-x", "--incidents", str(tmp_path))
    assert done.returncode == 1
    assert "incident.yaml:3:1: error: unknown-key: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_folder_is_an_error_of_the_call(tmp_path: Path) -> None:
    done = run("postmortems", "check", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no folder `incidents`" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["check", "--help"], ["--version"], ["completion", "bash"]],
    ids=" ".join,
)
def test_help_and_completion_load_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from postmortems.cli import main\n"
        f"try: main({arguments})\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'yaml', 'jinja2', 'mmdr', 'postmortems.model'}\n"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, "it imported a library it has no use for"
    assert done.stdout


def test_every_command_has_a_module_that_runs_it() -> None:
    (commands,) = make_parser()._subparsers._group_actions  # type: ignore[union-attr]
    assert {"check", "render", "new", "schema", "rules"} < set(commands.choices)  # type: ignore[arg-type]
    for name in commands.choices or ():
        assert callable(import_module(f"postmortems.cli.{name}").run)


BROKEN = {"incidents/2025-01-02-x/incident.yaml": "title: A\nseverity: SEV3\nkin: outage\n"}
PLACE = "incidents/2025-01-02-x/incident.yaml"


def test_check_prints_json(tmp_path: Path) -> None:
    write(tmp_path, BROKEN)
    done = run("postmortems", "check", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    problem = json.loads(done.stdout)["problems"][-1]
    assert problem == {
        "path": PLACE,
        "line": 3,
        "column": 1,
        "rule": "unknown-key",
        "level": "error",
        "message": "`kin` is not a key of the file",
        "hint": "did you mean `kind`?",
    }
    done = run("postmortems", "check", "--format=json", "--incidents", INCIDENTS)
    assert done.returncode == 0
    assert json.loads(done.stdout)["counts"]["error"] == 0


def test_check_prints_annotations(tmp_path: Path) -> None:
    text = 'title: "A"\nseverity: "5 %: a, b"\n'
    write(tmp_path, {PLACE: text})
    done = run("postmortems", "check", "--format", "github", cwd=tmp_path)
    assert done.returncode == 1
    wanted = f"::error file={PLACE},line=2,col=11,title=wrong-type::`5 %25: a, b` is"
    assert [line for line in done.stdout.splitlines() if line.startswith(wanted)]


def test_sarif_names_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"2026-11-20-bad\xff")
    try:
        write(tmp_path, {f"incidents/{name}/incident.yaml": "title: A\n"})
    except OSError:
        pytest.skip("the file system takes only names that are text")
    done = run("postmortems", "check", "--format=sarif", cwd=tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    (run_,) = json.loads(done.stdout)["runs"]
    found = run_["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert "bad%FF" in found


def test_annotations_hold_no_control_characters(tmp_path: Path) -> None:
    write(tmp_path, {PLACE: 'title: A\nseverity: SEV3\n"a\\e[31mb\\0": 1\n'})
    done = run("postmortems", "check", "--format=github", cwd=tmp_path)
    assert "unknown-key" in done.stdout
    assert not [char for char in done.stdout if ord(char) < 32 and char != "\n"]
