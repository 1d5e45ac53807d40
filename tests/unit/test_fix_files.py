"""Repairs of files: line ends stay, links are not followed, and a failure changes nothing."""

from pathlib import Path

import pytest

from postmortems.fix import fix_folder, fix_text
from postmortems.reader.files import MAX_BYTES
from tests.conftest import write
from tests.unit.repairs import fixed

ODD = "severity: SEV1\ntitle: x\n"
EVEN = "title: x\nseverity: SEV1\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines_and_a_byte_order_mark_stay(end: str, mark: str, tmp_path: Path) -> None:
    for text, after in ((ODD, EVEN), (ODD[:-1], EVEN[:-1]), (f"---\n\n{ODD}", f"---\n\n{EVEN}")):
        written, wanted = (mark + part.replace("\n", end) for part in (text, after))
        assert fixed(written) == wanted
        path = tmp_path / "incident.yaml"
        path.write_bytes(written.encode())
        assert len(fix_folder(tmp_path, "x")) == 1
        assert path.read_bytes() == wanted.encode()


def test_only_a_file_that_changes_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write(tmp_path, {"incident.yaml": EVEN, "prevention.yaml": "monitoring: x\nsafeguards: y\n"})
    (tmp_path / "prevention.yaml").chmod(0o640)
    before = (tmp_path / "incident.yaml").stat()
    assert [found.place.path for found in fix_folder(tmp_path, "a/b")] == ["a/b/prevention.yaml"]
    after = (tmp_path / "incident.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (tmp_path / "prevention.yaml").stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"incident.yaml", "prevention.yaml"}
    assert fix_folder(tmp_path, "a/b") == []


def test_a_file_that_cannot_be_written_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*paths: Path) -> None:
        raise OSError

    write(tmp_path, {"incident.yaml": ODD})
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError):
        fix_folder(tmp_path, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["incident.yaml"]
    assert (tmp_path / "incident.yaml").read_text(encoding="utf-8") == ODD


def test_what_the_reader_refuses_is_left_alone(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"incident.yaml": ODD})
    folder = tmp_path / "incidents" / "one"
    contents = {
        "incident.yaml": b"severity: [\n",
        "impact.yaml": f"system: {{}}\nuser: {{}}\n#{'x' * MAX_BYTES}\n".encode(),
        "response.yaml": b"communication: {}\nstabilization: {} # \xff\n",
        "prevention.yaml": b"# nothing\n",
        "lessons.yaml": b"improve: []\nwent_well: []\n---\n",
        "notes.yaml": ODD.encode(),
        "timeline.yml": b"- event: x\n  time: 2026-03-14T09:20Z\n",
    }
    folder.mkdir(parents=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "evidence.yaml").symlink_to(outside / "incident.yaml")
    (folder / "remediation.yaml").symlink_to("nowhere.yaml")
    (folder / "monitoring.yaml").symlink_to("notes.yaml")
    (folder / "root_cause.yaml").mkdir()
    (tmp_path / "incidents" / "two").symlink_to(outside)
    assert fix_folder(folder, "one") == []
    assert fix_folder(tmp_path / "incidents" / "two", "two") == []
    assert {name: (folder / name).read_bytes() for name in contents} == contents
    assert (outside / "incident.yaml").read_text(encoding="utf-8") == ODD
    assert fix_text("notes.yaml", ODD) == (ODD, [])
    assert fix_text("timeline", ODD) == (ODD, [])
