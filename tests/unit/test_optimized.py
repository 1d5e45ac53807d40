"""`python -OO` leaves docstrings out, of which documentation and schemas are made."""

import os
import subprocess
import sys

import pytest

from tests.conftest import EPOCH, ROOT

pytestmark = pytest.mark.slow

CODE = {
    "the documentation of all rules": (
        "from postmortems.check import RULES\n"
        "from postmortems.check.documentation import markdown\n"
        "print([markdown(rule) for rule in RULES.values()])"
    ),
    "the reference of the format": (
        "from postmortems.render.reference import reference\nprint(reference())"
    ),
    "the schemas of editors": (
        "from postmortems.schema import incident_schema\nprint(incident_schema())"
    ),
    "the description of the API": (
        "from postmortems.export import openapi\nprint(openapi.document('x'))"
    ),
    "the command": "from postmortems.cli import main\nmain(['rules', 'blame'])",
}


@pytest.mark.parametrize("code", CODE.values(), ids=CODE)
def test_the_output_is_the_same_without_docstrings(code: str) -> None:
    outputs = []
    for flags in ([], ["-OO"]):
        command = [sys.executable, *flags, "-c", code]
        environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        outputs.append(done.stdout)
    assert len(outputs[0]) > 500
    assert outputs[0] == outputs[1]
