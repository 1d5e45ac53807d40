"""`postmortems evidence add` and `show`."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from postmortems.evidence import AlertRecord
from postmortems.model import Evidence
from postmortems.reader import read
from tests.conftest import run, write
from tests.unit.small_formats import FORMATS

ID = "2026-03-14-checkout-declines-cards"
MAIN = """\
# The first comment
title: Checkout declines every card
severity: SEV3
times:
  started: 2026-03-14T09:20Z
  resolved: 2026-03-14T10:20Z  # about
# The last comment
"""
LOG = """\
#lines of the gateway
2026-03-10T09:20:00Z long before
  at the start
2026-03-14T09:21:00Z refused 10.1.2.3 for jane.doe@shop.io
  at pay.py:10
2026-03-14T09:22:00Z refused 10.1.2.3
2026-03-14T12:22:00Z long after
"""
KEPT = """\
#lines of the gateway
2026-03-14T09:21:00Z refused <ip-1> for <email-1>
  at pay.py:10
2026-03-14T09:22:00Z refused <ip-1>
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("postmortems.evidence.reading.FORMATS", FORMATS)
    write(tmp_path, {f"incidents/{ID}/incident.yaml": MAIN, "gateway.log": LOG})
    return tmp_path


def incident(folder: Path) -> Path:
    return folder / "incidents" / ID


def add(folder: Path, *arguments: str, code: int = 0) -> str:
    done = run("postmortems", "evidence", "add", ID, *arguments, cwd=folder)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def show(folder: Path, what: str, *, code: int = 0) -> list[dict[str, Any]]:
    done = run("postmortems", "evidence", "show", what, "--json", cwd=folder)
    assert done.returncode == code, done.stdout + done.stderr
    data = json.loads(done.stdout)
    assert data["version"] == 1
    files: list[dict[str, Any]] = data["files"]
    return files


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_log_is_recognized_cut_and_redacted(folder: Path) -> None:
    printed = add(folder, "gateway.log")
    assert (incident(folder) / "evidence" / "gateway.log").read_text() == KEPT
    assert "lines (logs): the first line is `#lines of the gateway`" in printed
    assert "2 kept of 4" in printed
    assert "2026-03-14T09:21:00Z to 2026-03-14T09:22:00Z; zone: UTC" in printed
    assert "1 email, 2 ip" in printed
    assert f"{len(LOG):,} bytes, now {len(KEPT):,}" in printed


def test_the_entry_is_added_and_comments_stay(folder: Path) -> None:
    add(folder, "gateway.log", "--publish")
    text = (incident(folder) / "incident.yaml").read_text()
    entry = "  - kind: logs\n    file: evidence/gateway.log\n    publish: true\n"
    assert text == f"{MAIN}evidence:\n{entry}"
    [row] = read(folder / "incidents").corpus.by_id[ID].evidence
    assert row == Evidence(kind="logs", file="evidence/gateway.log", publish=True)


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        ("evidence:\n", "evidence:\n  - kind: logs\n    file: evidence/gateway.log\n"),
        ("evidence: []\n", "evidence: [{kind: logs, file: evidence/gateway.log}]\n"),
        (
            "evidence: [{file: a.txt}]  # one\n",
            "evidence: [{file: a.txt}, {kind: logs, file: evidence/gateway.log}]  # one\n",
        ),
        (
            "evidence:\n- file: a.txt  # one\n  # more of one\n# end\nstatus: resolved\n",
            "evidence:\n- file: a.txt  # one\n  # more of one\n- kind: logs\n"
            "  file: evidence/gateway.log\n# end\nstatus: resolved\n",
        ),
    ],
)
def test_a_row_is_added_to_a_list(rows: str, after: str, folder: Path) -> None:
    write(incident(folder), {"incident.yaml": MAIN + rows, "a.txt": ""})
    add(folder, "gateway.log")
    assert (incident(folder) / "incident.yaml").read_text() == MAIN + after


def test_a_row_is_added_to_the_file_of_the_section(folder: Path) -> None:
    write(incident(folder), {"evidence.yaml": "# ours\n- {file: a.txt}\n", "a.txt": ""})
    add(folder, "gateway.log")
    text = (incident(folder) / "evidence.yaml").read_text()
    assert text == "# ours\n- {file: a.txt}\n- kind: logs\n  file: evidence/gateway.log\n"


def test_yaml_that_cannot_be_edited_is_left_alone(folder: Path) -> None:
    write(incident(folder), {"incident.yaml": "{title: Checkout declines, severity: SEV3}\n"})
    before = files(folder)
    assert "add the row yourself: `- {kind: logs" in add(folder, "gateway.log", code=1)
    assert files(folder) == before


def test_a_dry_run_and_an_unknown_format_change_nothing(folder: Path) -> None:
    write(folder, {"other.bin": "what is this"})
    before = files(folder)
    assert "Nothing was changed" in add(folder, "gateway.log", "--dry-run")
    message = add(folder, "gateway.log", "other.bin", code=1)
    assert "other.bin: the format of the file is not known" in message
    assert "nothing was changed" in message
    assert files(folder) == before


def test_the_same_content_is_added_once(folder: Path) -> None:
    add(folder, "gateway.log")
    write(folder, {"again.log": LOG})
    before = files(folder)
    assert "the same content is there already" in add(folder, "again.log")
    assert files(folder) == before


def test_no_file_is_overwritten(folder: Path) -> None:
    write(incident(folder), {"evidence/gateway.log": "mine"})
    add(folder, "gateway.log")
    assert (incident(folder) / "evidence" / "gateway.log").read_text() == "mine"
    assert (incident(folder) / "evidence" / "gateway-2.log").read_text() == KEPT


def test_nothing_remains_if_the_yaml_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from postmortems.cli import evidence_add

    def refuse(path: Path, content: bytes) -> None:
        if path.suffix == ".yaml":
            raise OSError(28, "No space left on device", os.fspath(path))
        path.write_bytes(content)

    monkeypatch.setattr(evidence_add, "atomic_write", refuse)
    before = files(folder)
    assert "no space left" in add(folder, "gateway.log", code=2)
    assert files(folder) == before


def test_a_json_list_is_cut_and_stays_valid(folder: Path) -> None:
    rows = [{"name": f"a{day}", "at": f"2026-03-{day}T09:30:00Z"} for day in (10, 14, 20)]
    write(folder, {"alerts.json": json.dumps({"version": "4", "alerts": rows})})
    add(folder, "alerts.json")
    kept = json.loads((incident(folder) / "evidence" / "alerts.json").read_text())
    assert kept == {"version": "4", "alerts": [rows[1]]}


def test_all_is_kept_if_asked_for_or_if_nothing_is_in_the_window(folder: Path) -> None:
    assert "4 kept of 4" in add(folder, "gateway.log", "--no-clip", "--dry-run")
    write(folder, {"gateway.log": "#lines\n2020-01-01T00:00:00Z a\n"})
    printed = add(folder, "gateway.log", "--dry-run")
    assert "not cut   no record is in the time around the incident" in printed


def test_times_without_a_zone_need_one_to_be_cut(folder: Path) -> None:
    write(folder, {"gateway.log": LOG.replace("Z ", " ")})
    assert "no zone; give it with --zone" in add(folder, "gateway.log", "--dry-run")
    printed = add(folder, "gateway.log", "--zone", "+09:00", "--dry-run")
    assert "2026-03-14T00:21:00Z to 2026-03-14T03:22:00Z" in printed
    assert "`Nowhere` is no time zone" in add(folder, "gateway.log", "--zone", "Nowhere", code=2)


def test_a_large_file_is_compressed(folder: Path) -> None:
    lines = "".join(f"2026-03-14T09:21:00Z refused {number}\n" for number in range(40_000))
    write(folder, {"gateway.log": f"#lines\n{lines}"})
    add(folder, "gateway.log")
    stored = (incident(folder) / "evidence" / "gateway.log.gz").read_bytes()
    assert gzip.decompress(stored).count(b"\n") == 40_001
    assert len(stored) < 1_000_000


@pytest.mark.parametrize(
    ("name", "stored"),
    [("..log", "log"), ("ü/../con.log", "con-file.log"), ("a b$(x).log", "a-b-x-.log")],
)
def test_the_name_is_safe(name: str, stored: str, folder: Path) -> None:
    source = folder / name.replace("/", "_") if name.startswith("ü") else folder / name
    if name.startswith("ü"):
        source = folder / "con.log"
    source.write_text(LOG)
    add(folder, str(source))
    assert [path.name for path in (incident(folder) / "evidence").iterdir()] == [stored]


def test_a_picture_is_added_as_it_is(folder: Path) -> None:
    (folder / "graph.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    assert "not text, so nothing in it is redacted" in add(folder, "graph.png", "--kind", "other")
    assert (incident(folder) / "evidence" / "graph.png").read_bytes().startswith(b"\x89PNG")


def test_an_unknown_incident_is_an_error(folder: Path) -> None:
    for action in (("add", f"{ID}x", "gateway.log"), ("show", f"{ID}x")):
        done = run("postmortems", "evidence", *action, cwd=folder)
        assert done.returncode == 2
        assert f"did you mean `{ID}`?" in done.stderr


def test_show_has_what_is_read(folder: Path) -> None:
    add(folder, "gateway.log")
    [file] = show(folder, ID)
    assert file["file"] == "evidence/gateway.log"
    assert (file["format"], file["kind"], file["records"]) == ("lines", "logs", 2)
    assert (file["first"], file["last"]) == ("2026-03-14T09:21:00Z", "2026-03-14T09:22:00Z")
    assert (file["zone"], file["has_zone"], file["error"]) == ("UTC", True, None)
    assert show(folder, f"incidents/{ID}/evidence/gateway.log") == [file]


def test_show_redacts_what_it_shows(folder: Path) -> None:
    write(folder, {"gateway.log": f"{LOG}jane.doe@shop.io\n"})
    [file] = show(folder, "gateway.log")
    assert file["skipped"]["count"] == 1
    assert file["skipped"]["examples"] == [{"line": 8, "reason": "no time: <email-1>"}]
    assert file["redacted"] == {"email": 2, "ip": 2}
    done = run("postmortems", "evidence", "show", "gateway.log", cwd=folder)
    assert "jane" not in done.stdout
    assert "refused <ip-1> for <email-1>" in done.stdout


def test_show_reports_a_file_that_cannot_be_read(folder: Path) -> None:
    row = "evidence: [{file: evidence/a.log, kind: logs}, {file: evidence/b.txt}]\n"
    write(incident(folder), {"incident.yaml": MAIN + row})
    write(incident(folder), {"evidence/a.log": "what is this", "evidence/b.txt": "x"})
    first, second = show(folder, ID, code=1)
    assert first["error"]["reason"] == "the format of the file is not known"
    assert (second["kind"], second["format"], second["error"]) == ("other", None, None)


def test_show_reports_why_an_incident_cannot_be_read(folder: Path) -> None:
    write(incident(folder), {"incident.yaml": f"{MAIN}evidence: [{{file: evidence/a.log}}]\n"})
    done = run("postmortems", "evidence", "show", ID, cwd=folder)
    assert done.returncode == 1
    assert "evidence/a.log" in done.stderr


def test_a_link_is_not_followed(folder: Path) -> None:
    row = "evidence: [{file: evidence/a.log, kind: logs}]\n"
    write(incident(folder), {"incident.yaml": MAIN + row, "evidence/b.log": LOG})
    (incident(folder) / "evidence" / "a.log").symlink_to("b.log")
    [file] = show(folder, ID, code=1)
    assert "is a link" in file["error"]["reason"]


def test_records_of_an_alert_need_no_end() -> None:
    from datetime import UTC, datetime

    from postmortems.evidence import Reading
    from postmortems.evidence.clipping import records_of

    time = datetime(2026, 3, 14, tzinfo=UTC)
    reading = Reading("x", "alerts", "", alerts=(AlertRecord("a", time, 1, "a"),))
    assert [(one.first, one.last) for one in records_of(reading)] == [(time, time)]
