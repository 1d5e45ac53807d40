"""What a check takes over from an earlier one of nearly the same incidents."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from postmortems.cache import Cache
from postmortems.check import Known, cached_checks, check
from postmortems.reader import ReadResult, read
from tests.conftest import ROOT, TODAY

COMPLETE = "2025-03-04-checkout-declines-cards"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "tests" / "golden" / "incidents", tmp_path / "incidents")


def reading_of(folder: Path) -> ReadResult:
    return read(folder, as_of=TODAY, only={COMPLETE}, cache=Cache(None), workers=0)


def test_evidence_is_derived_again_only_if_a_file_changed(folder: Path) -> None:
    before = check(reading_of(folder), workers=0).evidence
    known = Known(evidence=before)
    assert check(reading_of(folder), workers=0, known=known).evidence[COMPLETE] is before[COMPLETE]
    files = (folder / COMPLETE / "evidence").iterdir()
    log = next(file for file in files if file.suffix in (".log", ".txt", ".jsonl", ".csv"))
    log.write_bytes(log.read_bytes() + b"\n")
    after = check(reading_of(folder), workers=0, known=known).evidence[COMPLETE]
    assert after is not before[COMPLETE]
    assert after.key != before[COMPLETE].key


def test_known_similar_incidents_are_not_compared_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = reading_of(folder)
    incidents = tuple(one.model_copy(update={"related": ()}) for one in reading.corpus.incidents)
    reading = replace(reading, corpus=replace(reading.corpus, incidents=incidents))
    monkeypatch.delattr(cached_checks, "read_similarity_index")
    assert check(reading, workers=0, known=Known(similar={})).scorecards
    with pytest.raises(NameError):
        check(reading, workers=0)
