"""Real postmortems from JSON: every mapping on an invented one, and files that cannot be read."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from postmortems.model import Problem
from postmortems.reader import ReadResult, read
from tests.conftest import run
from tests.real.convert import main

FOLDER = "2024-05-06-acme-queue-stuck"
ISSUE = "https://tracker.example.com/acme/queue/issues/12"
DOCUMENT: dict[str, Any] = {
    "id": "acme-2024-05-06-queue-stuck",
    "title": "2024-05-06 - Queue stuck",
    "date": "2024-05-06",
    "severity": "P2",
    "status": "Resolved",
    "tz": "Europe/Paris",
    "doc_kind": "postmortem",
    "licence": {"spdx": "MIT"},
    "source": {"repo": "acme/reports", "url": "https://example.com/reports/queue.md"},
    "services": ["Order queue"],
    "start": "2024-05-06T09:00:00",
    "resolved": "2024-05-06T11:30:00+02:00",
    "summary": "Orders waited.  \nSomebody was careless, TODO: who.",
    "detection_text": "A colleague\nsaw the graph.",
    "impact_text": "Orders\nwere late.\n\n- many users\n- few partners\n\n```\nfail\n\nat 1\n```",
    "root_cause_text": "The consumer stopped.",
    "trigger_text": "A restart",
    "factors": ["No alarm", "One consumer"],
    "resolution_text": "1. Restarted it\n2. Added another",
    "timeline": [
        {
            "time": "2024-05-06T09:00:00",
            "raw_time": "9:00",
            "text": "It stops",
            "pd_incident": "NO #7",
        },
        {"time": "2024-05-06T07:30:00+00:00", "raw_time": "07:30 UTC", "text": "Seen\nby one"},
        {
            "time": "2024-05-06",
            "raw_time": "May 6",
            "text": "- **10:15 UTC: restart\n  begins**\n- 2:05 PM: is well\nMay 7 1:00\nReviewed",
        },
    ],
    "action_items": [
        {
            "text": f"Add an alarm ({ISSUE})",
            "owner": "queue lead",
            "due": "2024-06-01",
            "state": "In progress",
        },
        {"text": "Tidy up", "state": "perhaps", "tracker": "https://tracker.example.com/9"},
        {"text": f"Read {ISSUE} and {ISSUE}3"},
    ],
    "lessons": [
        {"kind": "well", "text": "The runbook", "kind_basis": "heading"},
        {"kind": "improve", "text": "The alarm"},
        {"kind": "lucky", "text": "A quiet day"},
    ],
    "notes": ["post dated 2024-05-09"],
    "other_sections": {
        "(lead)": f"By N. N.\n(tracked in {ISSUE})",
        "What Happened": "Nobody restarted it.",
        "Leadup": "after a release",
        "Short term fix": "A script watches it",
        "Long term solution": "Two consumers",
        "Affected orders": "- order 1",
        "Follow-up timeline (times in PDT)": "### 8:16 PM\n\nA report\n\n### 9:00 PM\nAn answer",
        "Appendix": "> chat",
        "Thanks": "To all",
    },
}


def converted(folder: Path, **files: Any) -> ReadResult:
    """Convert JSON documents, or texts as they are, and read what came out."""
    source, out = folder / "json", folder / "incidents"
    source.mkdir()
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (source / f"{name}.json").write_text(text, encoding="utf-8")
    assert main([str(source), str(out)]) == 0
    return read(out, as_of=date(2026, 1, 1))


def rules(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.rule for problem in problems]


def test_everything_has_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading = converted(tmp_path, queue=DOCUMENT)
    assert {problem.rule for problem in reading.problems} == {"formatting-lost"}
    assert {name: s.title for name, s in reading.corpus.services.items()} == {
        "order-queue": "Order queue"
    }
    incident = reading.corpus.by_id[FOLDER]
    assert incident.title == "2024-05-06 - Queue stuck"
    assert incident.aliases == ("NO-7",)
    assert (incident.severity, incident.status, incident.audience) == ("SEV2", "resolved", "public")
    assert incident.summary == "Orders waited.  \nSomebody was careless, TODO: who."
    assert str(incident.times.started) == "2024-05-06 07:00 UTC"
    assert str(incident.times.resolved) == "2024-05-06 09:30 UTC"
    assert incident.detection.source == "A colleague saw the graph."
    assert (incident.document.status, str(incident.document.published)) == (
        "published",
        "2024-05-09",
    )
    assert [(link.title, link.url) for link in incident.links] == [
        ("postmortem", "https://example.com/reports/queue.md"),
        ("Tracker", ISSUE),
    ]
    assert incident.services == ("order-queue",)
    assert incident.impact.user.features == (
        "Orders were late.",
        "many users",
        "few partners",
        "``` fail at 1 ```",
        "order 1",
    )
    assert incident.root_cause.summary == "The consumer stopped.\n\nNobody restarted it."
    assert incident.root_cause.trigger
    assert incident.root_cause.trigger.description == "A restart after a release"
    assert [(node.kind, node.text) for node in incident.root_cause.nodes] == [
        ("contributing-factor", "No alarm"),
        ("contributing-factor", "One consumer"),
    ]
    assert [(str(row.time), row.event) for row in incident.timeline] == [
        ("2024-05-06 07:00 UTC", "It stops"),
        ("2024-05-06 07:30 UTC", "Seen by one"),
        ("2024-05-06 10:15 UTC", "**restart begins**"),
        ("2024-05-06 12:05 UTC", "is well"),
        ("2024-05-06 23:00 UTC", "Reviewed"),
        ("2024-05-07 03:16 UTC", "A report"),
        ("2024-05-07 04:00 UTC", "An answer"),
    ]
    assert incident.response.stabilization.patches == (
        "Restarted it",
        "Added another",
        "A script watches it",
    )
    assert incident.remediation.process == ("Two consumers",)
    alarm, tidy, read_both = incident.actions
    assert (alarm.text, alarm.owner, str(alarm.due), alarm.state, alarm.tracker) == (
        f"Add an alarm ({ISSUE})",
        "queue lead",
        "2024-06-01",
        "in-progress",
        ISSUE,
    )
    assert (tidy.state, tidy.tracker) == (None, "https://tracker.example.com/9")
    assert read_both.tracker is None, "one of several would be a guess"
    learned = incident.lessons
    assert [t.text for t in (*learned.went_well, *learned.improve, *learned.got_lucky)] == [
        "The runbook",
        "The alarm",
        "A quiet day",
    ]
    (evidence,) = incident.evidence
    assert evidence.title == "Appendix"
    kept = tmp_path / "incidents" / FOLDER / evidence.file
    assert kept.read_text(encoding="utf-8") == "> chat"
    assert [(one.heading, one.text) for one in incident.sections] == [("Thanks", "To all")]
    said = capsys.readouterr().out
    for key in ("licence", "source.repo", "lessons[].kind_basis"):
        assert f"without a place in the format: `{key}`, in 1\n" in said
    assert "`action_items[].state`" in said, "a word without a meaning"
    assert said.count("without a place") == 4


def test_what_a_source_lacks_is_absent(tmp_path: Path) -> None:
    reading = converted(tmp_path, bare={"title": "Login fails", "date": "2024-01-02"})
    assert reading.problems == ()
    text = (tmp_path / "incidents/2024-01-02-login-fails/incident.yaml").read_text(encoding="utf-8")
    assert text == (
        "title: Login fails\nseverity: SEV3\ndocument:\n  status: published\naudience: public\n"
    )


@pytest.mark.parametrize("zone", [None, "IST", "America", "../x", "+99"])
def test_no_zone_is_invented(tmp_path: Path, zone: str | None) -> None:
    times = {"tz": zone, "start": "2024-01-02T09:00:00", "resolved": "2024-01-02"}
    rows = [
        {"time": "2024-01-02T09:10:00", "text": "Seen"},
        {"time": "2024-01-02", "text": "no clock, or none at 9:00"},
        {"time": None, "text": "Nobody knows when"},
    ]
    document = {"title": "Login fails", "date": "2024-01-02", **times, "timeline": rows}
    reading = converted(tmp_path, login=document)
    assert sorted(rules(reading.problems)) == [
        "missing-key",
        "time-without-offset",
        "time-without-offset",
        "wrong-type",
        "wrong-type",
    ]


@pytest.mark.parametrize(
    ("stated", "started"),
    [
        ({"tz": "+01:00"}, "2024-07-02 08:00 UTC"),
        ({"tz": "PST"}, "2024-07-02 17:00 UTC"),
        ({"tz": "America/Los_Angeles"}, "2024-07-02 16:00 UTC"),
        ({"other_sections": {"(lead)": "All times in PDT (UTC-7)."}}, "2024-07-02 16:00 UTC"),
        ({"other_sections": {"(lead)": "All times are UTC+2."}}, "2024-07-02 07:00 UTC"),
    ],
)
def test_a_zone_goes_by_many_names(tmp_path: Path, stated: dict[str, Any], started: str) -> None:
    document = {"title": "Slow", "date": "2024-07-02", "start": "2024-07-02T09:00:00"} | stated
    reading = converted(tmp_path, slow=document)
    assert reading.problems == ()
    assert str(reading.corpus.incidents[0].times.started) == started


def test_texts_come_back_as_they_were(tmp_path: Path) -> None:
    texts = [
        "- no: list",
        "null",
        "~",
        "a # b",
        " \tx",
        '"q"',
        "é\n\n  two  \n",
        "{{ x }}",
        "12:30",
    ]
    lessons = [{"kind": "improve", "text": text} for text in texts]
    document = {"title": "T", "date": "2024-01-02", "lessons": lessons}
    incident = converted(tmp_path, texts=document).corpus.incidents[0]
    assert [entry.text for entry in incident.lessons.improve] == [
        " ".join(t.split()) for t in texts
    ]


MALFORMED = {
    "cut-off": ('{"title": "x"', "is not JSON"),
    "deep": ("[" * 200_000, "is "),
    "no-date": ({"title": "x"}, "the key `date` is missing"),
    "no-object": ([], "the document is not an object"),
    "no-title": ({"date": "2024-01-02", "title": " "}, "the key `title` is missing"),
    "not-a-day": ({"title": "x", "date": "Jan\n2"}, "`Jan 2` is not a day"),
    "of-items": ({"title": "x", "date": "2024-01-02", "lessons": [3]}, "`lessons[]` is not an obj"),
    "of-lists": ({"title": "x", "date": "2024-01-02", "timeline": "x"}, "`timeline` is not a list"),
    "of-texts": ({"title": "x", "date": "2024-01-02", "summary": {}}, "`summary` is not text"),
    "twice": ({"title": "Fine", "date": "2024-01-02"}, "has the same folder as fine.json"),
    "unnamed": ({"title": "—", "date": "2024-01-02"}, "no letters to make a name of"),
    "very-long": ({"title": "x" * 300, "date": "2024-01-02"}, "cannot be written"),
}


def test_malformed_files_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    source = tmp_path / "json"
    source.mkdir()
    (source / "fine.json").write_text('{"title": "Fine", "date": "2024-01-02"}', encoding="utf-8")
    (source / "latin.json").write_bytes(b'{"title": "\xe9"}')
    (source / "folder.json").mkdir()
    for name, (content, _) in MALFORMED.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (source / f"{name}.json").write_text(text, encoding="utf-8")
    done = run("tests.real.convert", str(source), str(tmp_path / "out"))
    assert done.returncode == 1
    expected = {name: message for name, (_, message) in MALFORMED.items()}
    expected |= {"latin": "is not UTF-8", "folder": "cannot be read"}
    lines = done.stderr.splitlines()
    assert [line.split(": ")[1] for line in lines] == [f"{name}.json" for name in sorted(expected)]
    for line, name in zip(lines, sorted(expected), strict=True):
        assert expected[name] in line
    assert done.stdout.startswith("1 of 15 incidents are in ")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["2024-01-02-fine"]


def test_a_call_that_cannot_work_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere"), str(tmp_path)]) == 2
    assert "there is no folder" in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert main([str(tmp_path), str(tmp_path / "file")]) == 2
    assert "no folder" in capsys.readouterr().err
