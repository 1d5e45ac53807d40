"""The repairs of one incident's folder: only files that change are written, each at once."""

from pathlib import Path

from ..atomic_write import atomic_write
from ..reader import MAIN, SECTIONS
from ..reader.files import Folder
from .fixed import Fixed
from .missing_offset import UNKNOWN, offsets
from .repair import BYTE_ORDER_MARK, fix_sheet
from .yaml_file import YamlFile


def fix_folder(path: Path, display_path: str) -> list[Fixed]:
    """Repair the files of one incident, in place.

    A file that the reader refuses is left alone: too large, not UTF-8, no YAML, a link to a place
    outside. So is one behind any other link: it is no file of this folder alone.

    Args:
        path: the incident's folder.
        display_path: the name that it goes by in messages.

    Returns:
        what was done, in the order of the places.

    Raises:
        OSError: a file cannot be written. Those before it are.
    """
    files = Folder(path, display_path)
    if not Folder(path.parent, display_path).contains(path.name):
        return []
    names = [name for name in (MAIN, *(f"{s}.yaml" for s in SECTIONS)) if files.has(name)]
    sheets = {name: _sheet(files, name) for name in names}
    # A time that cannot be read may have any offset.
    known = {o for sheet in sheets.values() for o in (offsets(sheet) if sheet else {UNKNOWN})}
    done: list[Fixed] = []
    for name, sheet in sheets.items():
        if sheet and not (path / name).is_symlink():
            after, fixed = fix_sheet(sheet, known)
            if after.text != sheet.text:
                _write(path / name, after.text)
            done += fixed
    return sorted(done)


def _sheet(files: Folder, name: str) -> YamlFile | None:
    text = files.text(name)
    return None if text is None else YamlFile.of(name, text, f"{files.display_path}/{name}")


def _write(path: Path, text: str) -> None:
    mark = path.read_bytes().startswith(BYTE_ORDER_MARK.encode())
    atomic_write(path, ((BYTE_ORDER_MARK if mark else "") + text).encode())
