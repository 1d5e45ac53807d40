"""`postmortems new`: an incident from the start, never over another."""

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.cli.new import new
from postmortems.model import HEADINGS
from postmortems.model.format import NOT_OF_TEMPLATE
from postmortems.reader import SECTIONS, read
from postmortems.scaffold import folder_name
from postmortems.scaffold.new.yaml_files import scaffold
from tests.conftest import write
from tests.unit.new_command import SERVICES, asked, call


def test_a_major_incident_gets_a_file_for_every_section(tmp_path: Path) -> None:
    write(tmp_path, SERVICES)
    code, printed, _ = call(
        tmp_path,
        'Checkout "declines": every card',
        "--severity=SEV1",
        "--started=~2026-03-14T23:20-05:00",
        "--service=checkout",
        "--json",
    )
    assert code == 0
    made = json.loads(printed)
    assert made["id"] == "2026-03-15-checkout-declines-every-card"
    names = {Path(path).name for path in made["files"]}
    assert names == {"incident.yaml"} | {f"{s}.yaml" for s in SECTIONS if s not in NOT_OF_TEMPLATE}
    reading = read(tmp_path / "incidents")
    assert reading.problems == ()
    (incident,) = reading.corpus.incidents
    assert incident.title == 'Checkout "declines": every card'
    assert incident.times.started is not None and incident.times.started.approximate
    assert incident.services == ("checkout",)
    assert incident.status == "investigating"


def test_a_minor_incident_gets_one_file(tmp_path: Path) -> None:
    write(tmp_path, SERVICES)
    code, printed, _ = call(tmp_path, "A typo", "--severity", "SEV4", "--service", "login")
    assert code == 0
    assert [Path(path).name for path in printed.splitlines()] == ["incident.yaml"]
    assert read(tmp_path / "incidents").problems == ()


def test_every_line_without_its_mark_is_yaml_again(tmp_path: Path) -> None:
    """Who takes the `#` from a sample row gets keys, not the words of its explanation."""
    import yaml

    from postmortems.scaffold import scaffold

    values = {"title": "A", "severity": "SEV1"}
    for name, text in scaffold(values, major=True).items():
        rows = [
            row.replace("# ", "", 1) if "#  " in row or "# - " in row else row
            for row in text.splitlines()
        ]
        kept = "\n".join(row for row in rows if not row.startswith("[]"))
        assert yaml.safe_load(kept) is not None, name


def test_the_seven_steps_are_where_they_belong(tmp_path: Path) -> None:
    from postmortems.scaffold.new.yaml_files import STEPS

    told = " ".join(STEPS.values())
    assert all(str(step) in told for step in range(1, 8))
    assert set(STEPS) <= set(HEADINGS)


def test_it_never_overwrites(tmp_path: Path) -> None:
    write(tmp_path, SERVICES)
    call(tmp_path, "Same", "--severity=SEV4", "--started=2026-03-14T09:20Z")
    path = tmp_path / "incidents" / "2026-03-14-same" / "incident.yaml"
    path.write_text("title: Mine\nseverity: SEV4\n", encoding="utf-8")
    code, printed, said = call(tmp_path, "Same", "--severity=SEV1", "--started=2026-03-14T10:00Z")
    assert (code, printed) == (1, "")
    assert "`incidents/2026-03-14-same` already exists; nothing was written" in said
    assert path.read_text(encoding="utf-8") == "title: Mine\nseverity: SEV4\n"
    assert len(list(path.parent.iterdir())) == 1


def test_everything_wrong_is_said_at_once_and_nothing_is_made(tmp_path: Path) -> None:
    write(tmp_path, SERVICES)
    arguments = ("A", "--severity=SEV9", "--started=2026-03-14T09:20", "--service=chekout")
    code, _, said = call(tmp_path, *arguments)
    assert code == 2
    assert "--severity: `SEV9` is not a severity; the severities are SEV1, SEV2" in said
    assert "--started: `2026-03-14T09:20` has no time zone" in said
    assert (
        "--service: `chekout` is not a service of the catalogue; did you mean `checkout`?" in said
    )
    assert [path.name for path in (tmp_path / "incidents").iterdir()] == ["services.yaml"]


def test_without_a_title_it_asks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, SERVICES)
    answers = iter(
        [
            "Login is slow",
            "504 from login; LoginSlow",
            "SEV3",
            "2026-03-14T09:20Z",
            "login checkout",
        ]
    )
    options = Namespace(
        title=None,
        symptoms=[],
        severity=None,
        started=None,
        services=[],
        add_service=False,
        incidents=tmp_path / "incidents",
        json=False,
    )
    assert new(options, ask=lambda question: next(answers)) == 0
    assert "2026-03-14-login-is-slow/incident.yaml" in capsys.readouterr().out
    (incident,) = read(tmp_path / "incidents").corpus.incidents
    assert incident.symptoms == ("504 from login", "LoginSlow")


def test_it_says_whether_this_happened_before(tmp_path: Path) -> None:
    write(tmp_path, SERVICES)
    call(tmp_path, "Logins time out", "--symptom=504 from login", "--severity=SEV3")
    code, _, messages = call(tmp_path, "Nobody can log in: 504 from login", "--severity=SEV2")
    assert code == 0
    assert "Did this happen before?\n  Logins time out (" in messages
    code, printed, _ = call(tmp_path, "504 at login again", "--severity=SEV2", "--json")
    assert [one["title"] for one in json.loads(printed)["similar"]][-1] == "Logins time out"


def test_a_question_is_asked_again_until_its_answer_is_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, questions = asked(
        tmp_path, "", "Login is slow", "", "SEV9", "", "SEV3", "tomorrow", "", "logn", "n", "login"
    )
    assert code == 0
    told = capsys.readouterr().err
    assert [question.split()[0] for question in questions] == [
        *("What", "What", "Which"),
        *("Which", "Which", "Which"),
        *("When", "When"),
        *("Which", "`logn`", "Which"),
    ]
    assert "no title" in told and "no severity" in told
    assert "`SEV9` is not a severity; the severities are SEV1" in told
    assert "`tomorrow` is not a time" in told and "did you mean `login`?" in told


def test_with_a_title_it_asks_only_for_the_severity(tmp_path: Path) -> None:
    code, questions = asked(tmp_path, "SEV3", title="Login is slow")
    assert code == 0
    assert len(questions) == 1 and "severity" in questions[0]
    assert asked(tmp_path, title="Login is gone", severity="SEV3") == (0, [])


def test_braces_in_what_is_given_are_text(tmp_path: Path) -> None:
    write(tmp_path, SERVICES)
    code, _, printed = call(tmp_path, "A", "--severity={x}")
    assert code == 2
    assert "--severity: `{x}` is not a severity" in printed


def test_a_title_with_what_no_reader_sees_is_refused(tmp_path: Path) -> None:
    write(tmp_path, SERVICES)
    code, _, said = call(tmp_path, "Login\x07 is slow", "--severity=SEV3")
    assert code == 2
    assert (
        "the title: the text contains U+0007, a control character, after `Login`; remove it" in said
    )
    assert [path.name for path in (tmp_path / "incidents").iterdir()] == ["services.yaml"]


def test_a_message_holds_no_control_character(tmp_path: Path) -> None:
    write(tmp_path, SERVICES)
    code, _, printed = call(
        tmp_path, "A", "--severity=\x1b[1m", "--started=\x1b[2m", "--service=\x1b[3m"
    )
    assert code == 2
    assert [f"\\u001b[{number}m" in printed for number in (1, 2, 3)] == [True] * 3
    assert "\x1b" not in printed


def test_without_a_terminal_it_does_not_ask(tmp_path: Path) -> None:
    write(tmp_path, SERVICES)
    code, _, said = call(tmp_path)
    assert code == 2
    assert "no title" in said


@given(st.text(max_size=200))
def test_any_title_makes_a_folder_that_is_read(title: str) -> None:
    from postmortems.reader.folder import _NAME

    assert _NAME.fullmatch(folder_name(title, date(2026, 3, 14)))


def test_a_new_incident_says_that_its_audience_hides_nothing() -> None:
    for major in (True, False):
        text = " ".join(scaffold({}, major=major)["incident.yaml"].split())
        assert "internal | public. The intended readers. This label hides nothing" in text
