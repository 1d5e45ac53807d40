"""`postmortems import`: folders of drafts, all or nothing for each, and a report of the batch."""

import json
from pathlib import Path
from typing import Any

import pytest

from postmortems.cli.import_arguments import SOURCE_NAMES
from postmortems.importers.sources import FORMATS
from postmortems.reader import read
from tests.conftest import run, write
from tests.unit.test_import_tools import DATADOG, FIREHYDRANT, STATUSPAGE

LOGINS = "2025-03-04-logins-fail"
FILES = {
    "incidents/services.yaml": "login: {title: Login}\nmail: {}\n",
    "incidents/lessons.yaml": "alarms: {statement: A full queue needs an alarm that fires.}\n",
    "export/statuspage.json": json.dumps(STATUSPAGE),
}
DOCUMENT = """\
# Mail is late

Date: 2025-05-06

## Timeline

- 2025-05-06 09:00 UTC: the queue of mail is full
- 2025-05-06 09:30 UTC: the queue is empty again

## What went wrong

- A full queue has no alarm that fires

## Action items

- [ ] Add an alarm for a full queue
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def imported(folder: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    done = run("postmortems", "import", *arguments, "--json", cwd=folder)
    assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stderr + done.stdout
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def test_an_incident_gets_a_folder_that_can_be_read(folder: Path) -> None:
    report = imported(folder, "export")
    assert [one["incident"] for one in report["placed"]] == [LOGINS]
    incident = read(folder / "incidents").corpus.by_id["statuspage-abc123"]
    assert incident.id == LOGINS
    assert incident.document.status == "draft"
    assert len(incident.timeline) == 2


def test_the_original_is_evidence_that_is_not_published(folder: Path) -> None:
    imported(folder, "export")
    [evidence] = read(folder / "incidents").corpus.by_id[LOGINS].evidence
    assert (evidence.kind, evidence.publish) == ("report", False)
    original = json.loads((folder / "incidents" / LOGINS / evidence.file).read_text())
    assert original == STATUSPAGE["incidents"][0]  # type: ignore[index]


def test_a_second_run_changes_nothing(folder: Path) -> None:
    imported(folder, "export")
    before = content(folder)
    report = imported(folder, "export")
    assert (report["placed"], len(report["already_imported"])) == ([], 1)
    assert content(folder) == before


def test_a_renamed_incident_is_recognized_by_its_alias(folder: Path) -> None:
    imported(folder, "export")
    incidents = folder / "incidents"
    (incidents / LOGINS).rename(incidents / "2025-03-04-renamed")
    assert imported(folder, "export")["placed"] == []


def test_an_incident_with_an_error_is_recognized_too(folder: Path) -> None:
    imported(folder, "export")
    path = folder / "incidents" / LOGINS / "incident.yaml"
    path.write_text(path.read_text().replace("severity: unrated", "severity:"))
    assert imported(folder, "export")["placed"] == []


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = content(folder)
    done = run("postmortems", "import", "export", "--dry-run", cwd=folder)
    assert content(folder) == before
    assert f"# incidents/{LOGINS}/incident.yaml\n" in done.stdout
    assert done.stdout.rstrip().endswith("nothing was written")


def test_a_dry_run_prints_what_is_written_without_it(folder: Path) -> None:
    [dry] = imported(folder, "export", "--dry-run")["placed"]
    [real] = imported(folder, "export")["placed"]
    assert dry == real


def test_a_folder_of_the_same_name_is_not_touched(folder: Path) -> None:
    write(folder / "incidents", {f"{LOGINS}/incident.yaml": "title: Ours\nseverity: SEV1\n"})
    before = content(folder)
    report = imported(folder, "export", code=1)
    assert "already an incident" in report["not_imported"][0]["reason"]
    assert content(folder) == before


def test_incidents_of_the_same_title_and_day_are_numbered(folder: Path) -> None:
    export = json.loads(json.dumps(STATUSPAGE))
    export["incidents"].append(export["incidents"][0] | {"id": "other"})
    write(folder, {"export/statuspage.json": json.dumps(export)})
    placed = imported(folder, "export")["placed"]
    assert [one["incident"] for one in placed] == [LOGINS, f"{LOGINS}-2"]


def test_an_unreadable_file_does_not_stop_the_others(folder: Path) -> None:
    write(folder, {"export/bad.json": '{"incidents": [', "export/deep.md": "---\na: ["})
    (folder / "export" / "binary.docx").write_bytes(b"PK\x03\x04 no archive")
    report = imported(folder, "export", code=1)
    assert [one["incident"] for one in report["placed"]] == [LOGINS]
    assert any("binary.docx" in one["source"] for one in report["not_imported"])


def test_a_named_file_of_no_known_format_is_reported(folder: Path) -> None:
    write(folder, {"a.json": "{}"})
    [error] = imported(folder, "a.json", code=1)["not_imported"]
    assert error["reason"] == "its format is not known"


def test_a_file_that_does_not_exist_is_reported(folder: Path) -> None:
    [error] = imported(folder, "none.json", code=1)["not_imported"]
    assert "no such file" in error["reason"]


def test_a_page_that_is_not_the_last_is_told(folder: Path) -> None:
    write(folder, {"export/statuspage.json": json.dumps(STATUSPAGE | {"more": True})})
    done = run("postmortems", "import", "export", cwd=folder)
    assert "not the last page; export the others too\n  export/statuspage.json" in done.stdout


def test_only_one_format(folder: Path) -> None:
    report = imported(folder, "export/statuspage.json", "--from", "datadog", code=1)
    assert "not of the format `datadog`" in report["not_imported"][0]["reason"]


@pytest.mark.parametrize(
    "title",
    [
        "../../../etc/passwd",
        "\u202egnp.exe",
        "a\x00b",
        "'; rm -rf /",
        "# postmortems: allow secret: x",
        "{{ title }} <script>",
        "☃",
        "x" * 6_000,
    ],
)
def test_a_hostile_title_ends_in_a_safe_folder(folder: Path, title: str) -> None:
    export = json.loads(json.dumps(DATADOG))
    export["data"][0]["attributes"]["title"] = title
    write(folder, {"export/statuspage.json": json.dumps(export)})
    done = run("postmortems", "import", "export", cwd=folder)
    assert "Traceback" not in done.stderr
    assert not set("\x00\u202e\x1b") & set(done.stdout)
    names = {path.name for path in (folder / "incidents").iterdir()}
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for name in names)
    assert {path.name for path in folder.iterdir()} == {"incidents", "export"}


def test_a_severity_of_the_rubric_is_taken(folder: Path) -> None:
    write(folder, {"export/statuspage.json": json.dumps(DATADOG)})
    [placed] = imported(folder, "export")["placed"]
    assert "\nseverity: SEV3\n" in placed["yaml"]


def test_without_a_severity_an_incident_is_unrated(folder: Path) -> None:
    report = imported(folder, "export")
    assert report["adds_unrated"]
    assert read(folder / "incidents").corpus.by_id[LOGINS].severity == "unrated"
    assert list(read(folder / "incidents").corpus.severities)[-1] == "unrated"


def test_a_person_can_say_the_severity(folder: Path) -> None:
    report = imported(folder, "export", "--severity", "SEV4")
    assert not report["adds_unrated"]
    assert read(folder / "incidents").corpus.by_id[LOGINS].severity == "SEV4"


def test_a_severity_must_be_of_the_rubric(folder: Path) -> None:
    done = run("postmortems", "import", "export", "--severity", "SEV9", cwd=folder)
    assert done.returncode == 2
    assert "`SEV9` is not a severity" in done.stderr


def test_a_rubric_that_cannot_be_changed_stops_the_import(folder: Path) -> None:
    write(folder, {"incidents/severities.yaml": "{SEV1: {title: Bad}}\n"})
    before = content(folder)
    done = run("postmortems", "import", "export", cwd=folder)
    assert done.returncode == 2
    assert "--severity" in done.stderr
    assert content(folder) == before


def test_an_incident_without_a_day_is_reported_with_the_way_out(folder: Path) -> None:
    export = [FIREHYDRANT[0] | {"milestones": []}]
    write(folder, {"export/statuspage.json": json.dumps(export)})
    [error] = imported(folder, "export", code=1)["not_imported"]
    assert "--date" in error["hint"]
    [placed] = imported(folder, "export", "--date", "2025-07-08")["placed"]
    assert placed["incident"] == "2025-07-08-images-are-broken"
    assert "2025-07-08" not in placed["yaml"]


def test_services_of_the_catalogue_are_suggested_as_comments(folder: Path) -> None:
    [placed] = imported(folder, "export")["placed"]
    assert "The text names these services of the catalogue: `login`." in placed["yaml"]
    assert read(folder / "incidents").corpus.by_id[LOGINS].services == ()


def test_a_document_becomes_a_draft(folder: Path) -> None:
    write(folder, {"old/mail.md": DOCUMENT})
    [placed] = imported(folder, "old")["placed"]
    assert placed["incident"] == "2025-05-06-mail-is-late"
    assert (placed["rows"], placed["actions"]) == (2, 1)


def test_lessons_of_the_catalogue_are_suggested_as_comments(folder: Path) -> None:
    write(folder, {"old/mail.md": DOCUMENT})
    [placed] = imported(folder, "old")["placed"]
    assert "# lesson: alarms (" in placed["yaml"]


def test_documents_of_the_same_name_are_different_incidents(folder: Path) -> None:
    write(folder, {"old/a/mail.md": DOCUMENT, "old/b/mail.md": DOCUMENT.replace("09", "10")})
    assert len(imported(folder, "old")["placed"]) == 2
    assert imported(folder, "old")["placed"] == []


def test_the_same_document_twice_is_one_incident(folder: Path) -> None:
    write(folder, {"old/a/mail.md": DOCUMENT, "old/b/mail.md": DOCUMENT})
    report = imported(folder, "old")
    assert (len(report["placed"]), len(report["already_imported"])) == (1, 1)


def test_a_baseline_adopts_what_is_imported(folder: Path) -> None:
    write(folder, {"old/mail.md": DOCUMENT})
    assert imported(folder, "old", "export")["findings"]
    run("postmortems", "check", "--write-baseline", cwd=folder, check=True)
    done = run("postmortems", "check", "--strict", cwd=folder)
    assert done.returncode == 0, done.stdout


def test_the_report_counts_what_check_finds(folder: Path) -> None:
    done = run("postmortems", "import", "export", cwd=folder)
    assert "What `check` reports of the new incidents" in done.stdout
    assert "1 placed; 0 already imported; 0 not imported; 0 contradictions" in done.stdout


def test_a_zone_must_exist(folder: Path) -> None:
    for zone in ("Mars/Olympus", "../etc/passwd", "+99:00", ""):
        assert run("postmortems", "import", "export", "--zone", zone, cwd=folder).returncode == 2


def test_nothing_of_the_staging_remains(folder: Path) -> None:
    imported(folder, "export")
    assert not list((folder / "incidents").glob(".import-*"))


def test_the_parser_repeats_the_names_of_the_formats() -> None:
    assert SOURCE_NAMES == FORMATS
