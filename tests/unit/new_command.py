"""`postmortems new` as tests call it: as a command, and with somebody who answers."""

from argparse import Namespace
from pathlib import Path

from postmortems.cli.new import new
from tests.conftest import run, write

SERVICES = {"incidents/services.yaml": "checkout: {team: payments}\nlogin: {}\n"}


def call(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = run("postmortems", "new", *arguments, cwd=folder)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def asked(folder: Path, *answers: str, **given: object) -> tuple[int, list[str]]:
    """Run it with somebody who answers; the questions come back."""
    write(folder, SERVICES)
    options: dict[str, object] = {
        "title": None,
        "symptoms": [],
        "severity": None,
        "started": None,
        "services": [],
        "add_service": False,
        "json": False,
    }
    questions: list[str] = []
    left = iter(answers)

    def ask(question: str) -> str:
        questions.append(question)
        return next(left)

    namespace = Namespace(incidents=folder / "incidents", **options | given)
    return new(namespace, ask=ask), questions
