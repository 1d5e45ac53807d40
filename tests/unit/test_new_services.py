"""Services that `postmortems new` adds to the catalogue, with consent and to the end of it."""

import json
from pathlib import Path

import pytest

from postmortems.reader import read
from tests.conftest import write
from tests.unit.new_command import SERVICES, asked, call


def services(folder: Path) -> str:
    return (folder / "incidents" / "services.yaml").read_bytes().decode()


COMMENTS = {"incidents/services.yaml": "# The services.\n#\n# checkout: {team: payments}\n"}


def test_an_unknown_service_is_answered_with_the_line_to_add(tmp_path: Path) -> None:
    write(tmp_path, COMMENTS)
    code, _, printed = call(tmp_path, "Login is slow", "--severity=SEV3", "--service=login")
    assert code == 2
    assert printed == (
        "postmortems: --service: `login` is not a service of the catalogue; to add it, "
        "give --add-service, or write this line in `incidents/services.yaml`:\n    login: {}\n"
    )
    assert services(tmp_path) == COMMENTS["incidents/services.yaml"]
    with (tmp_path / "incidents" / "services.yaml").open("a", encoding="utf-8") as file:
        file.write(printed.splitlines()[-1].strip() + "\n")
    assert call(tmp_path, "Login is slow", "--severity=SEV3", "--service=login")[0] == 0


def test_on_a_terminal_it_offers_to_add_a_service(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given: dict[str, object] = {
        "title": "Login is slow",
        "severity": "SEV3",
        "services": ["search"],
    }
    code, questions = asked(tmp_path, "y", **given)
    assert code == 0
    assert questions == [
        "`search` is not in `"
        + (tmp_path / "incidents" / "services.yaml").as_posix()
        + "`. Add it? [y/N] "
    ]
    assert services(tmp_path) == SERVICES["incidents/services.yaml"] + "search: {}\n"
    assert "services.yaml`: `search`" in capsys.readouterr().err
    reading = read(tmp_path / "incidents")
    assert reading.problems == ()
    assert reading.corpus.incidents[0].services == ("search",)


def test_a_service_is_not_added_against_somebodys_will(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given: dict[str, object] = {
        "title": "Login is slow",
        "severity": "SEV3",
        "services": ["chekout"],
    }
    code, questions = asked(tmp_path, "", **given)
    assert code == 2
    assert "Did you mean `checkout`? Add it? [y/N]" in questions[0]
    assert services(tmp_path) == SERVICES["incidents/services.yaml"]
    assert "did you mean `checkout`? To add it, give --add-service" in capsys.readouterr().err


def test_an_answer_that_is_taken_back_adds_nothing(tmp_path: Path) -> None:
    code, questions = asked(
        tmp_path, "Login is slow", "", "SEV3", "", "search mail", "y", "n", "mail", "yes"
    )
    assert code == 0
    assert [question.startswith("`") for question in questions[4:]] == [
        *(False, True, True),
        *(False, True),
    ]
    assert services(tmp_path) == SERVICES["incidents/services.yaml"] + "mail: {}\n"


def test_nobody_is_asked_to_add_a_service_to_an_incident_that_is_not_made(tmp_path: Path) -> None:
    given: dict[str, object] = {
        "title": "Login is slow",
        "severity": "SEV9",
        "services": ["search"],
    }
    assert asked(tmp_path, **given) == (2, [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, None),
        ("# Ours.\n", "# Ours.\nsearch: {}\nmail: {}\n"),
        ("# Ours.\n{}\n", "# Ours.\nsearch: {}\nmail: {}\n"),
        ("login: {} # ours", "login: {} # ours\nsearch: {}\nmail: {}\n"),
        (
            "login:\r\n  team: web\r\n# last\r\n",
            "login:\r\n  team: web\r\n# last\r\nsearch: {}\r\nmail: {}\r\n",
        ),
    ],
)
def test_services_are_appended_and_what_is_there_is_kept(
    before: str | None, after: str | None, tmp_path: Path
) -> None:
    (tmp_path / "incidents").mkdir()
    if before is not None:
        (tmp_path / "incidents" / "services.yaml").write_bytes(before.encode())
    code, printed, _ = call(
        tmp_path,
        *("Login is slow", "--severity=SEV3", "--add-service", "--json"),
        *("--service=search", "--service=mail", "--service=search"),
    )
    assert code == 0
    assert json.loads(printed)["added_services"] == ["search", "mail"]
    if after is not None:
        assert services(tmp_path) == after
    reading = read(tmp_path / "incidents")
    assert reading.problems == ()
    assert set(reading.corpus.services) == {"search", "mail"} | ({"login"} & {(before or "")[:5]})
    assert sorted(path.name for path in (tmp_path / "incidents").iterdir() if path.is_file()) == [
        "services.yaml"
    ]


@pytest.mark.parametrize(
    ("text", "service", "reason"),
    [
        ("{login: {}}\n", "search", "add the service"),
        ("  login: {}\n", "search", "add the service"),
        ("login: {}\n...\n", "search", "add the service"),
        ("login: [\n", "search", "cannot be read; `postmortems check` says why"),
        ("login: {}\n", "index", "add the service"),
        ("login: {}\n", "a/b", "is not a name; use letters and digits"),
    ],
)
def test_a_catalogue_that_takes_no_entry_stays_as_it_is(
    text: str, service: str, reason: str, tmp_path: Path
) -> None:
    write(tmp_path, {"incidents/services.yaml": text})
    arguments = ("Login is slow", "--severity=SEV3", f"--service={service}", "--add-service")
    code, _, printed = call(tmp_path, *arguments)
    assert (code, services(tmp_path)) == (2, text)
    assert reason in printed
    assert [path.name for path in (tmp_path / "incidents").iterdir()] == ["services.yaml"]


def test_a_catalogue_that_cannot_be_written_leaves_no_incident(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("postmortems.scaffold.new.folder.atomic_write", refuse)
    given: dict[str, object] = {
        "title": "Login is slow",
        "severity": "SEV3",
        "services": ["search"],
    }
    with pytest.raises(OSError, match="No space left"):
        asked(tmp_path, "y", **given)
    assert [path.name for path in (tmp_path / "incidents").iterdir()] == ["services.yaml"]


def test_a_catalogue_outside_of_the_folder_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "incidents").mkdir()
    (tmp_path / "outside.yaml").write_text("login: {}\n", encoding="utf-8")
    (tmp_path / "incidents" / "services.yaml").symlink_to(tmp_path / "outside.yaml")
    arguments = ("Login is slow", "--severity=SEV3", "--service=search", "--add-service")
    assert call(tmp_path, *arguments)[0] == 2
    assert (tmp_path / "outside.yaml").read_text(encoding="utf-8") == "login: {}\n"
