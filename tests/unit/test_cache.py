"""Values that are kept from one run to the next."""

import pickle
import sqlite3
import time
from pathlib import Path

import pytest

from postmortems import cache as module
from postmortems.cache import MISSING, Cache, digest


@pytest.fixture(autouse=True)
def user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another data folder of the user."""
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setattr(module, "user_data_path", lambda *_, **__: folder)
    return folder


def keep(folder: Path, **values: object) -> None:
    cache = Cache(folder)
    assert not cache.problem
    for key, value in values.items():
        cache.put(key.encode(), value)
    cache.close()


def kept(folder: Path, key: str) -> object:
    cache = Cache(folder)
    try:
        return cache.get(key.encode())
    finally:
        cache.close()


def test_a_value_is_kept(tmp_path: Path) -> None:
    keep(tmp_path, a=[1, "two"])
    assert kept(tmp_path, "a") == [1, "two"]
    assert kept(tmp_path, "b") is MISSING


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.put(b"a", 1)
    assert cache.get(b"a") is MISSING
    cache.close()


def test_git_ignores_the_folder(tmp_path: Path) -> None:
    keep(tmp_path / "cache", a=1)
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"


class Bomb:
    """An object that writes a file when its pickle is loaded."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path, str]]:
        return Path.write_text, (self.path, "exploded")


def test_an_entry_of_another_user_is_not_loaded(tmp_path: Path, user: Path) -> None:
    keep(tmp_path, a=Bomb(tmp_path / "exploded"))
    (user / "cache-key").unlink()
    assert kept(tmp_path, "a") is MISSING
    assert not (tmp_path / "exploded").exists()


def test_an_entry_under_the_key_of_another_one_is_not_loaded(tmp_path: Path) -> None:
    keep(tmp_path, a="no findings")
    with sqlite3.connect(tmp_path / "cache.sqlite") as database:
        database.execute("UPDATE entries SET key = ?", (b"b",))
    database.close()
    assert kept(tmp_path, "b") is MISSING


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\x00" + b"x" * 2_000])
def test_a_damaged_file_is_made_again(damage: bytes, tmp_path: Path) -> None:
    keep(tmp_path, a=1)
    (tmp_path / "cache.sqlite").write_bytes(damage)
    assert kept(tmp_path, "a") is MISSING
    keep(tmp_path, a=2)
    assert kept(tmp_path, "a") == 2


def test_a_truncated_file_gives_no_wrong_value(tmp_path: Path) -> None:
    keep(tmp_path, **{f"k{number}": [number] * 500 for number in range(200)})
    file = tmp_path / "cache.sqlite"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    for number in range(200):
        assert kept(tmp_path, f"k{number}") in (MISSING, [number] * 500)


def test_two_caches_are_used_at_once(tmp_path: Path) -> None:
    one, other = Cache(tmp_path), Cache(tmp_path)
    one.put(b"a", 1)
    other.put(b"b", 2)
    one.close()
    other.close()
    assert (kept(tmp_path, "a"), kept(tmp_path, "b")) == (1, 2)


def test_a_place_that_cannot_be_written_is_said_and_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache")
    assert cache.problem
    cache.put(b"a", 1)
    assert cache.get(b"a") is MISSING
    cache.close()


@pytest.mark.parametrize("link", ["cache", "cache/postmortems", "cache/postmortems/cache.sqlite"])
def test_a_symbolic_link_is_not_followed(link: str, tmp_path: Path) -> None:
    folder, target = tmp_path / "cache" / "postmortems", tmp_path / "target"
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    if link.endswith(".sqlite"):
        sqlite3.connect(target).close()
    else:
        target.mkdir()
    (tmp_path / link).symlink_to(target)
    cache = Cache(folder)
    cache.put(b"a", 1)
    cache.close()
    assert "symbolic link" in cache.problem
    assert target.is_file() or not list(target.iterdir())


def test_a_database_that_is_locked_is_not_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, a=1)
    monkeypatch.setattr(module, "_WAIT", 0.1)
    with sqlite3.connect(tmp_path / "cache.sqlite", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        cache = Cache(tmp_path)
        cache.put(b"b", 2)
        cache.close()
        other.execute("ROLLBACK")
    other.close()
    assert kept(tmp_path, "a") == 1


def test_what_was_not_used_for_long_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, old=1, used=2)
    now = time.time()
    for days in (20, 40):
        monkeypatch.setattr(time, "time", lambda days=days: now + days * 86_400)
        assert kept(tmp_path, "used") == 2
    assert kept(tmp_path, "old") is MISSING


def test_the_oldest_are_removed_if_the_size_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 3_000)
    keep(tmp_path, a=b"x" * 1_000)
    keep(tmp_path, b=b"x" * 1_000)
    keep(tmp_path, c=b"x" * 1_000)
    values = [kept(tmp_path, key) is not MISSING for key in "abc"]
    assert values == [False, True, True]


def test_a_digest_tells_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest(b"a")
    assert len({digest(pickle.dumps(number)) for number in range(100)}) == 100
