"""Hostile exports: whatever a file has, an import ends in drafts or in a named error."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postmortems.importers.inputs import InputFile, UnreadableInput, input_files
from postmortems.importers.naming import evidence_name
from postmortems.importers.sources import ReadSources, read_sources
from tests.unit.test_import_tools import EXPORTS, FEED, stored

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
JSON_EXPORTS = {name: one for name, one in EXPORTS.items() if not isinstance(one, str)}


def read(*contents: bytes) -> ReadSources:
    files = [InputFile(f"{n}", content, is_named=False) for n, content in enumerate(contents)]
    return read_sources(files, None, None)


def places(value: Any, loc: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the places of all values within a value."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [loc, *(place for key, one in inner for place in places(one, (*loc, key)))]


def replaced(value: Any, loc: tuple[Any, ...], new: Any) -> Any:
    if not loc:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[loc[0]] = replaced(value[loc[0]], loc[1:], new)
    return copy


@given(st.sampled_from(sorted(JSON_EXPORTS)), st.data())
@settings(max_examples=150)
def test_any_value_in_an_export_can_be_anything(name: str, data: st.DataObject) -> None:
    export = JSON_EXPORTS[name]
    loc = data.draw(st.sampled_from(places(export)))
    result = read(stored(replaced(export, loc, data.draw(VALUES))))
    assert all(one.reason and one.hint for one in result.unreadable)


@given(VALUES)
@settings(max_examples=100)
def test_any_json_is_read_or_unknown(value: Any) -> None:
    result = read(json.dumps(value).encode())
    assert len(result.unknown) + len(result.unreadable) + len(result.drafts) <= 1


@given(st.binary(max_size=60))
@settings(max_examples=100)
def test_any_bytes_are_unknown_or_unreadable(content: bytes) -> None:
    result = read(content)
    assert not result.drafts


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_that_is_cut_anywhere_does_not_fail(name: str) -> None:
    content = stored(EXPORTS[name])
    for end in range(0, len(content), max(1, len(content) // 40)):
        read(content[:end])


def test_deep_json_is_unknown() -> None:
    assert read(b"[" * 100_000).unknown == ["0"]


def test_a_cut_feed_names_the_error() -> None:
    [error] = read(FEED[:-20].encode()).unreadable
    assert error.reason.startswith("the feed is not complete")


def test_one_unreadable_feed_does_not_hide_another() -> None:
    result = read(FEED[:-20].encode(), FEED.encode())
    assert (len(result.unreadable), len(result.drafts)) == (1, 1)


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def test_files_of_an_archive_are_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"inc-1/2025-03-04.json": b"[]", "__MACOSX/x": b""})
    [file] = input_files([path], tmp_path / "incidents")
    assert isinstance(file, InputFile)
    assert file.name.endswith("a.zip/inc-1/2025-03-04.json")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"bomb": bytes(65 * 1024 * 1024)})
    [error] = input_files([path], tmp_path / "incidents")
    assert isinstance(error, UnreadableInput)
    assert "too large" in error.reason


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("a", b"b" * 100)
    path.write_bytes(buffer.getvalue()[:60])
    [error] = input_files([path], tmp_path / "incidents")
    assert isinstance(error, UnreadableInput)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    [error] = input_files([tmp_path / "none.json"], tmp_path / "incidents")
    assert isinstance(error, UnreadableInput)
    assert error.reason == "cannot read the file: no such file or directory"


def test_hidden_files_links_and_the_incidents_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "services.yaml").write_text("x")
    (tmp_path / "link").symlink_to("/etc/hostname")
    (tmp_path / "a.json").write_text("{}")
    files = list(input_files([tmp_path], tmp_path / "incidents"))
    assert [Path(file.name).name for file in files] == ["a.json"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\\..\\b c.json", "b-c.json"),
        (".htaccess", "htaccess"),
        ("con.json", "original-con.json"),
        ("/", "original"),
        ("é☃.md", "md"),
        ("x" * 300 + ".json", "x" * 95 + ".json"),
        ("a\x00\n.md", "a-.md"),
    ],
)
def test_names_of_originals_are_safe(name: str, safe: str) -> None:
    assert evidence_name(name) == safe


@given(st.text())
def test_any_name_is_safe(name: str) -> None:
    safe = evidence_name(name)
    assert safe.isascii() and 0 < len(safe) <= 110
    assert not set(safe) & set("/\\\0\n ") and not safe.startswith(".")
