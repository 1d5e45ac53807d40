"""Completion, asked for as a shell does: in bash itself, and by the protocol of the others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from postmortems.check import RULES
from postmortems.cli.completion import SHELLS, rule_names
from tests.conftest import COMPLETE, GOLDEN, run

BIN = Path(sys.executable).parent
CASES = {
    "postmortems rend": {"render"},
    "postmortems check --form": {"--format"},
    "postmortems check --format s": {"sarif"},
    f"postmortems check {COMPLETE[:6]}": {COMPLETE, "2025-02-01-nasty-text"},
    f"postmortems render {COMPLETE[:8]}": {COMPLETE},
    "postmortems render x --format h": {"html"},
    "postmortems new A --severity SEV": {"SEV1", "SEV2", "SEV3", "SEV4", "SEV5"},
    "postmortems new A --service check": {"checkout"},
    "postmortems rules action-without-o": {"action-without-owner"},
    "postmortems completion z": {"zsh"},
}
BASH = """
eval "$(postmortems completion bash)"
answer=$(complete -p postmortems | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
COMP_LINE=$1; COMP_POINT=${#1}; COMP_TYPE=9; read -ra COMP_WORDS <<< "$1"
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
"$answer" postmortems "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def environment(**more: str) -> dict[str, str]:
    return os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"} | more


@pytest.mark.parametrize("line", CASES)
def test_bash_completes(line: str) -> None:
    command = ["bash", "-c", BASH, "bash", line]
    done = subprocess.run(
        command, cwd=GOLDEN, env=environment(), capture_output=True, text=True, check=True
    )
    assert {word.strip() for word in done.stdout.splitlines()} - {""} == CASES[line]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize("line", CASES)
def test_the_other_shells_are_answered(line: str, shell: str, tmp_path: Path) -> None:
    """They hand over the line in variables and read the answer from a file."""
    answer = tmp_path / "answer"
    asked = environment(
        _ARGCOMPLETE="1",
        _ARGCOMPLETE_SHELL=shell,
        _ARGCOMPLETE_IFS="\n",
        _ARGCOMPLETE_STDOUT_FILENAME=str(answer),
        COMP_LINE=line,
        COMP_POINT=str(len(line)),
    )
    subprocess.run([BIN / "postmortems"], cwd=GOLDEN, env=asked, capture_output=True, check=True)
    words = answer.read_text(encoding="utf-8").splitlines()
    told = {word.split("\t")[0].split(":")[0].strip() for word in words}
    assert told - {""} == CASES[line]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_its_script(shell: str) -> None:
    done = run("postmortems", "completion", shell, check=True)
    assert "postmortems" in done.stdout and "argcomplete" in done.stdout.lower()


def test_nothing_is_completed_where_there_are_no_incidents(tmp_path: Path) -> None:
    command = ["bash", "-c", BASH, "bash", "postmortems check 2"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_the_names_of_rules_need_no_rule() -> None:
    assert rule_names() == list(RULES)


def test_an_answer_loads_nothing_heavy() -> None:
    code = (
        "import sys, argparse; from pathlib import Path\n"
        "from postmortems.cli import completion as c\n"
        "given = argparse.Namespace(incidents=Path('incidents'))\n"
        "c.incident_names(given), c.service_names(given), c.severity_names(given), c.rule_names()\n"
        "sys.exit(bool({'pydantic', 'yaml', 'jinja2', 'mmdr'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=GOLDEN).returncode == 0
