"""The measurement of the readers of evidence: exact readings, and what differs."""

import csv
import gzip
import json
from array import array
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from postmortems.evidence import LogEntry, Reading, Series
from tests.real.evidence import main
from tests.real.expectations import Expectation, measured
from tests.unit.test_evidence_alerts import alert, webhook

COLUMNS = (
    *("file", "kind", "format", "repo", "path", "commit_or_id", "licence"),
    *("records", "first", "last", "expected_json"),
)
START = "2024-05-06T09:00:00Z"


def row(file: str, kind: str = "alerts", records: str = "1", **facts: Any) -> dict[str, str]:
    empty = dict.fromkeys(COLUMNS, "")
    first = START if records else ""
    own = {"file": file, "kind": kind, "records": records, "first": first, "last": first}
    return empty | own | {"expected_json": json.dumps(facts)}


def index(folder: Path, *rows: dict[str, str]) -> None:
    with (folder / "INDEX.tsv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, delimiter="\t")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    content = json.dumps(webhook(alert()))
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(content.encode()))
    (tmp_path / "ages.txt").write_text("LAST SEEN\n4m17s\n", encoding="utf-8")
    return tmp_path


def test_exact_files_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index(
        folder,
        row("a.json", names=["QueueFull"]),
        row("b.json.gz"),
        row("ages.txt", "logs", "", note="ages only: no times to read"),
        row("labels.json", "metrics", "", note="labels for other files, not an input"),
        row("incidents.json", "import"),
    )
    assert main([str(folder)]) == 0
    output = capsys.readouterr().out
    assert "exact: a.json: alertmanager_webhook, 1 records, 2024-05-06T09:00:00Z" in output
    assert "3 of 3 readable files are exact" in output
    assert "1 files are for imports" in output


def test_differences_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index(folder, row("a.json", records="2", names=["DiskFull"]))
    assert main([str(folder), "--kind", "alerts"]) == 1
    output = capsys.readouterr().out
    assert "0 of 1 readable files are exact" in output
    assert "a.json: records 1, expected 2; no alert is called `DiskFull`" in output


def test_file_that_is_read_without_times_differs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index(folder, row("a.json", records="", note="no times"))
    assert main([str(folder)]) == 1
    assert "read, but it has no times" in capsys.readouterr().out


def test_folder_without_an_index_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "INDEX.tsv cannot be read" in capsys.readouterr().err


def differences(reading: Reading, first: str, last: str, **facts: Any) -> list[str]:
    count = reading.record_count
    return measured(reading, Expectation("f", reading.kind, count, first, last, facts)).differences


def test_extremes_of_metrics_are_compared() -> None:
    times, values = array("d", [0.0, 60.0, 120.0]), array("d", [1.0, 9.0, float("nan")])
    reading = Reading("csv", "metrics", "", series=(Series("cpu", times, values),), record_count=3)
    reading.has_zone = False
    first, last = "1970-01-01 00:00:00 (no zone)", "1970-01-01 00:02:00 (no zone)"
    facts = {"peak": 9.0, "peak_at": "1970-01-01 00:01:00", "min": 1.0}
    assert differences(reading, first, last, **facts) == []
    assert differences(reading, first, last, peak=9.0, peak_at="1970-01-01 00:02:00", min=2) == [
        "peak at 1970-01-01T00:01:00, expected 1970-01-01T00:02:00",
        "min 1.0, expected 2",
    ]
    assert differences(reading, first, last, peaks={"cpu": [9.0, "1970-01-01T00:01:00Z"]}) == []


def test_levels_and_the_peak_minute_of_logs_are_compared() -> None:
    entries = [
        LogEntry(datetime(2024, 5, 6, 9, 0, second, tzinfo=UTC), "text", 1, level)
        for second, level in enumerate(("WARN", "40", "E"))
    ]
    reading = Reading("log", "logs", "", entries=lambda: iter(entries), record_count=3)
    reading.has_year = False
    first, last = "(no year)-05-06T09:00:00Z", "(no year)-05-06T09:00:02Z"
    peak = ["(no year)-05-06T09:00:00Z", 3]
    levels = {"warning": 2, "error": 1}
    assert differences(reading, first, last, levels=levels, peak_minute=peak) == []
    assert differences(reading, first, last, peak_minute=[peak[0], 2]) == [
        "peak per minute 3, expected 2",
        "entries of the peak minute 3, expected 2",
    ]
