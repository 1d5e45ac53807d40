"""Repair the files of one incident's folder; only changed files are written, atomically."""

from pathlib import Path

from ..atomic_write import atomic_write
from ..reader import MAIN, SECTIONS
from ..reader.files import Folder
from .file import BYTE_ORDER_MARK, fix_file
from .missing_offset import UNKNOWN, offsets
from .repair import Repair
from .yaml_file import YamlFile


def fix_folder(path: Path, display_path: str) -> list[Repair]:
    """Repair the files of one incident, in place.

    Files that the reader rejects are skipped: too large, not UTF-8, not YAML, or a link to a place
    outside. All other symbolic links are skipped, too, since their target may be used elsewhere.

    Args:
        path: the incident's folder.
        display_path: its path in messages.

    Returns:
        the repairs, sorted by place.

    Raises:
        OSError: a file cannot be written; the files before it are repaired.
    """
    folder = Folder(path, display_path)
    if not Folder(path.parent, display_path).contains(path.name):
        return []
    names = [name for name in (MAIN, *(f"{s}.yaml" for s in SECTIONS)) if folder.has(name)]
    files = {name: _yaml_file(folder, name) for name in names}
    # A time that cannot be read may have any offset.
    all_offsets = {o for file in files.values() for o in (offsets(file) if file else {UNKNOWN})}
    if (main := files.get(MAIN)) and main.document.has(("timezone",)):
        all_offsets.add(UNKNOWN)  # a time without an offset has that of the zone
    repairs: list[Repair] = []
    for name, file in files.items():
        if file and not (path / name).is_symlink():
            after, file_repairs = fix_file(file, all_offsets)
            if after.text != file.text:
                _write(path / name, after.text)
            repairs += file_repairs
    return sorted(repairs)


def _yaml_file(folder: Folder, name: str) -> YamlFile | None:
    text = folder.text(name)
    return None if text is None else YamlFile.of(name, text, f"{folder.display_path}/{name}")


def _write(path: Path, text: str) -> None:
    mark = path.read_bytes().startswith(BYTE_ORDER_MARK.encode())
    atomic_write(path, ((BYTE_ORDER_MARK if mark else "") + text).encode())
