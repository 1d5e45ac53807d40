"""Opening the file of an evidence entry: safely, and with what its author says."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.evidence import Limits, Source, UnreadableEvidenceError
from postmortems.evidence.opening import Hints, source_of
from postmortems.evidence.preparation import safe_name
from postmortems.model import Evidence, Incident
from tests.conftest import write

INCIDENT = Incident.model_validate(
    {
        "id": "2026-03-14-x",
        "title": "X",
        "severity": "SEV1",
        "times": {"started": "2026-03-14T09:20Z"},
    }
)


def opened(folder: Path, name: str, **others: object) -> Source:
    entry = Evidence.model_construct(kind="logs", file=name, title=None, publish=False)
    return source_of(folder, entry, INCIDENT, **others)  # type: ignore[arg-type]


def test_the_content_and_the_clock_are_set(tmp_path: Path) -> None:
    write(tmp_path, {"evidence/a.log": "text"})
    source = opened(tmp_path, "evidence/a.log", hints=Hints(UTC, 2020))
    assert (source.name, source.text) == ("evidence/a.log", "text")
    assert (source.clock.zone, source.clock.year) == (UTC, 2020)
    assert source.clock.near == datetime(2026, 3, 14, 9, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    ["../secret.log", "/etc/hostname", "evidence", "missing.log", "a\0b", "link.log", "pipe"],
)
def test_other_paths_are_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "incident"
    write(tmp_path, {"secret.log": "secret", "incident/evidence/a.log": "text"})
    (folder / "link.log").symlink_to("evidence/a.log")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe")
    with pytest.raises(UnreadableEvidenceError):
        opened(folder, name)


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"a.log": "four"})
    assert opened(tmp_path, "a.log", limits=Limits(stored_bytes=4)).text == "four"
    with pytest.raises(UnreadableEvidenceError, match="more than 3 bytes"):
        opened(tmp_path, "a.log", limits=Limits(stored_bytes=3))


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    safe = safe_name(name)
    assert safe and len(safe) <= 100 and safe.isascii() and safe[0] not in ".-"
    assert not set(safe) & set('/\\:*?"<>| ')
    assert safe_name(safe) == safe
