"""`postmortems suggest timeline`: rows from evidence, as YAML that the reader accepts."""

import json
from pathlib import Path

import yaml

from postmortems.reader import read
from tests.conftest import run, write
from tests.unit.test_evidence_rules import EVIDENCE, FILES, HEAD, NAME, TIMES

ROW = "timeline: [{time: 2026-03-14T09:31Z, event: Pager goes off}]\n"


def incident(folder: Path) -> Path:
    """A folder of incidents with one that has raw files and a timeline of one row."""
    contents = {f"{NAME}/evidence/{name}": content for name, content in FILES.items()}
    return write(folder, {f"{NAME}/incident.yaml": HEAD + TIMES + EVIDENCE + ROW, **contents})


def test_rows_come_from_each_file_in_the_order_of_their_times(tmp_path: Path) -> None:
    done = run(
        "postmortems", "suggest", "timeline", "--incidents", str(incident(tmp_path)), "--json"
    )
    [suggested] = json.loads(done.stdout)
    rows = suggested["rows"]
    assert [(row["time"], row["event"], row["evidence"]) for row in rows] == [
        (
            "2026-03-14T09:24Z",
            "First error in the logs: no connection to the bank",
            "evidence/app.log",
        ),
        ("2026-03-14T09:31Z", "Alert CheckoutErrors fires (> 0.05)", "evidence/alerts.json"),
        ("2026-03-14T09:35Z", "First user report: My card is declined", "evidence/reports.csv"),
        ("2026-03-14T09:40Z", "cpu peaks at 100", "evidence/cpu.csv"),
        ("2026-03-14T10:12Z", "Alert CheckoutErrors ends", "evidence/alerts.json"),
    ]
    assert [row["near_row"] for row in rows] == [None, 1, None, None, None]


def test_the_suggested_yaml_is_a_timeline(tmp_path: Path) -> None:
    folder = incident(tmp_path)
    done = run("postmortems", "suggest", "timeline", NAME, "--incidents", str(folder))
    assert all(entry["evidence"] for entry in yaml.safe_load(done.stdout))
    text = (folder / NAME / "incident.yaml").read_text(encoding="utf-8").replace(ROW, "")
    write(folder, {f"{NAME}/incident.yaml": text, f"{NAME}/timeline.yaml": done.stdout})
    reading = read(folder)
    assert [one.message for one in reading.problems if one.level == "error"] == []
    assert len(reading.corpus.incidents[0].timeline) == 5


def test_an_incident_without_evidence_has_no_suggestion(tmp_path: Path) -> None:
    folder = write(tmp_path, {f"{NAME}/incident.yaml": HEAD + TIMES})
    done = run("postmortems", "suggest", "timeline", "--incidents", str(folder))
    assert done.returncode == 1
    assert "There is nothing to suggest." in done.stdout


CHAT = json.dumps(
    [
        {"type": "message", "user": "U012AB3CD", "text": text, "ts": f"{seconds}.000200"}
        for seconds, text in (
            (1773470000, "good morning"),
            (1773481800, "checkout is down, mail jane.doe@customer.example"),
            (1773482400, "rolled back"),
        )
    ]
)


def test_messages_of_a_chat_and_deploys_are_suggested_without_sensitive_values(
    tmp_path: Path,
) -> None:
    log = (
        "2026-03-14T07:00:00Z INFO deployed checkout v41\n"
        "2026-03-14T09:15:00Z INFO deployed checkout v42 from 93.184.215.14\n"
        "2026-03-14T09:24:00Z ERROR no connection to the bank\n"
        "2026-03-14T12:00:00Z INFO deployed checkout v43\n"
    )
    entries = EVIDENCE + "  - {kind: other, file: evidence/chat.json}\n"
    contents = {f"{NAME}/evidence/chat.json": CHAT, f"{NAME}/evidence/app.log": log}
    others = {f"{NAME}/evidence/{name}": content for name, content in FILES.items()}
    files = {**others, **contents, f"{NAME}/incident.yaml": HEAD + TIMES + entries}
    done = run(
        "postmortems", "suggest", "timeline", "--incidents", str(write(tmp_path, files)), "--json"
    )
    rows = json.loads(done.stdout)[0]["rows"]
    events = {row["event"]: row["evidence"] for row in rows}
    assert events["deployed checkout v42 from <ip-1>"] == "evidence/app.log"
    assert events["checkout is down, mail <email-1>"] == "evidence/chat.json"
    assert events["rolled back"] == "evidence/chat.json"
    assert not {"deployed checkout v41", "deployed checkout v43", "good morning"} & set(events)
