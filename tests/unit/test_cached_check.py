"""A check with a cache reports the same as one without, whatever changed in between."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postmortems import cache as module
from postmortems.cache import Cache
from postmortems.check import Report, check, examine
from postmortems.reader import read
from tests.conftest import GOLDEN, TODAY

FILES = sorted(path.relative_to(GOLDEN) for path in GOLDEN.rglob("*.yaml"))
EDITS = ("edit", "break", "rename", "delete", "copy", "day", "evidence", "lose-evidence")
steps = st.lists(st.tuples(st.sampled_from(EDITS), st.sampled_from(FILES)), min_size=1, max_size=5)


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another data folder of the user."""
    (tmp_path / "user").mkdir()
    monkeypatch.setattr(module, "user_data_path", lambda *_, **__: tmp_path / "user")


def apply(step: str, file: Path, top: Path, day: list[int]) -> None:
    """Make one change in a folder of incidents."""
    path = top / file
    if step == "day":
        day[0] += 40
    elif step == "evidence":
        for evidence in top.glob("incidents/*/evidence/*"):
            evidence.write_text("password = hunter2hunter2 from 192.0.2.1\n", encoding="utf-8")
    elif step == "lose-evidence":
        for evidence in top.glob("incidents/*/evidence/*"):
            evidence.unlink()
    elif path.is_file():
        text = path.read_text(encoding="utf-8")
        if step == "edit":
            path.write_text(text + "# a comment\n", encoding="utf-8")
        elif step == "break":
            path.write_text(text + "\n  - {", encoding="utf-8")
        elif step == "delete":
            path.unlink()
        elif step == "rename" and path.parent != top / "incidents":
            path.parent.rename(path.parent.with_name(f"{path.parent.name}-b"))
        elif step == "copy" and path.parent != top / "incidents":
            shutil.copytree(
                path.parent, path.parent.with_name(f"{path.parent.name}-c"), dirs_exist_ok=True
            )


def report(
    folder: Path, day: int, cache: Cache | None, workers: int = 0
) -> tuple[Report, list[str]]:
    day_of_check = TODAY + timedelta(days=day)
    reading = read(folder, as_of=day_of_check, cache=cache, workers=workers, examine=examine)
    result = check(reading, cache=cache)
    return result, [repr(incident) for incident in reading.corpus.incidents]


@pytest.mark.usefixtures("user")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_a_cache_changes_no_report(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, Path]]
) -> None:
    top = tmp_path_factory.mktemp("site")
    shutil.copytree(GOLDEN, top, dirs_exist_ok=True)
    day = [0]
    for step, file in [("none", FILES[0]), *changes]:
        apply(step, file, top, day)
        for _ in range(2):  # the second time, all of it comes from the cache
            cache = Cache(top / "cache")
            warm = report(top / "incidents", day[0], cache)
            cache.close()
            assert warm == report(top / "incidents", day[0], None)


@settings(max_examples=10, deadline=None)
@given(steps)
def test_incidents_that_are_checked_while_they_are_read_have_the_same_findings(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, Path]]
) -> None:
    top = tmp_path_factory.mktemp("site")
    shutil.copytree(GOLDEN, top, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for step, file in [("none", FILES[0]), *changes]:
            apply(step, file, top, [0])
            one = report(top / "incidents", 0, None)
            for workers in (0, 2):
                patch.setattr("postmortems.reader.cached_folders.FOLDERS_PER_WORKER", 1)
                assert report(top / "incidents", 0, None, workers) == one
                patch.undo()


@pytest.mark.usefixtures("user")
def test_what_did_not_change_is_not_computed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(GOLDEN / "incidents", tmp_path / "incidents")
    cache = Cache(tmp_path / "cache")
    first = report(tmp_path / "incidents", 0, cache)
    cache.close()

    def fail(*_: object) -> None:
        raise AssertionError("computed again")

    monkeypatch.setattr("postmortems.reader.cached_folders.read_folder", fail)
    monkeypatch.setattr("postmortems.check.cached_checks.IncidentChecks", fail)
    cache = Cache(tmp_path / "cache")
    assert report(tmp_path / "incidents", 0, cache) == first
    cache.close()


@pytest.mark.usefixtures("user")
def test_places_are_those_of_the_files_as_they_were_read(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / "incidents", tmp_path / "incidents")
    for _ in range(2):
        cache = Cache(tmp_path / "cache")
        reading = read(tmp_path / "incidents", as_of=TODAY, cache=cache)
        cache.close()
    folder = next(iter(reading.folders.values()))
    place = read(tmp_path / "incidents", as_of=TODAY).folders[folder.id].place(("severity",))
    shutil.rmtree(tmp_path / "incidents")
    assert folder.place(("severity",)) == place
