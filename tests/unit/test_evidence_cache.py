"""What is derived from evidence is derived again only if the files or times changed."""

import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from postmortems import cache as cache_module
from postmortems.cache import Cache
from postmortems.check import check, derived_evidence, examine
from postmortems.evidence import DerivedEvidence
from postmortems.reader import read
from postmortems.reader.catalogues import read_catalogues
from postmortems.reader.files import Folder
from tests.conftest import COMPLETE, GOLDEN, MINIMAL, NASTY, TODAY

Change = Callable[[Path], object]


@pytest.fixture
def incidents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the golden incidents, with a cache of its own beside it."""
    monkeypatch.setattr(cache_module, "user_data_path", lambda *_, **__: tmp_path)
    shutil.copytree(GOLDEN / "incidents", tmp_path / "incidents")
    return tmp_path / "incidents"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids of the incidents whose evidence was read, in order."""
    names: list[str] = []
    module = import_module("postmortems.check.derived_evidence")
    original = module.read_entries

    def noted(folder: Path, incident: object) -> object:
        names.append(folder.name)
        return original(folder, incident)

    monkeypatch.setattr(module, "read_entries", noted)
    return names


def checked(incidents: Path) -> dict[str, DerivedEvidence]:
    """Check with the cache, and return what was derived."""
    cache = Cache(incidents.parent / ".cache")
    reading = read(incidents, as_of=TODAY, cache=cache, workers=0, examine=examine)
    report = check(reading, cache=cache, workers=0)
    cache.close()
    return dict(report.evidence)


def replaced(name: str, old: str, new: str) -> Change:
    def change(incidents: Path) -> None:
        path = incidents / COMPLETE / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "is_read"),
    [
        (replaced("incident.yaml", "title: Checkout", "title: The checkout"), False),
        (replaced("../lessons.yaml", "Every", "Each"), False),
        (
            replaced("incident.yaml", "2025-03-04T11:05Z", "2025-03-04T11:06Z"),
            True,
        ),
        (replaced("incident.yaml", "unit: connections", "unit: links"), True),
        (replaced("evidence/gateway.log", "09:21:05", "09:21:06"), True),
        (replaced("evidence/report.txt", "Cards", "Some cards"), True),
    ],
)
def test_evidence_is_read_again_only_if_it_or_the_times_changed(
    incidents: Path, readings: list[str], change: Change, is_read: bool
) -> None:
    before = checked(incidents)
    assert readings.count(COMPLETE) == 1
    assert NASTY not in readings, "an incident without evidence costs nothing"
    assert checked(incidents) == before
    assert readings.count(COMPLETE) == 1
    change(incidents)
    after = checked(incidents)
    assert readings.count(COMPLETE) == (2 if is_read else 1)
    assert (after[COMPLETE] != before[COMPLETE]) == is_read
    assert MINIMAL not in after


def test_large_evidence_is_not_read_while_incidents_are(
    incidents: Path, readings: list[str]
) -> None:
    log = incidents / COMPLETE / "evidence" / "gateway.log"
    log.write_text(log.read_text(encoding="utf-8") * 100, encoding="utf-8")
    reading = read(incidents, as_of=TODAY, workers=0)
    assert (
        examine(reading.folders[COMPLETE], read_catalogues(Folder(incidents, "incidents")), TODAY)
        is None
    )
    assert readings == []
    assert derived_evidence(reading.folders[COMPLETE], reading.corpus.by_id[COMPLETE]).files
