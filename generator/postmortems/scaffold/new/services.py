"""Add services to the catalogue while an incident is created."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from ...model import PostmortemsError
from ...reader.catalogues import read_catalogues
from ...reader.files import Folder

FILE = "services.yaml"
TEMPLATE = Path(__file__).parents[1] / "files" / "any" / "incidents" / FILE
"""The catalogue of a new repository, which has only comments."""


class CannotAddServiceError(PostmortemsError):
    """A service cannot be added to the catalogue; the message says why and what to do."""


def entry(name: str) -> str:
    """Return the line of the catalogue that adds a service."""
    return f"{name}: {{}}"


def with_services(incidents: Path, names: Sequence[str]) -> bytes:
    """Return the content of `services.yaml` with entries for services appended.

    Args:
        incidents: the folder of incidents; a missing catalogue starts as `init` writes it.
        names: services that are not in the catalogue, in the order of their new entries.

    Raises:
        CannotAddServiceError: the catalogue is invalid or written as `{...}`, or a name is invalid.
        OSError: the catalogue cannot be read.
    """
    path = incidents / FILE
    before = Folder(incidents, incidents.as_posix())
    catalogue = read_catalogues(before).services
    if catalogue is None:
        raise CannotAddServiceError(
            f"`{path.as_posix()}` cannot be read; `postmortems check` says why"
        )
    old = path.read_bytes() if path.exists() else TEMPLATE.read_bytes()
    new = _appended(old, names)
    with tempfile.TemporaryDirectory(prefix="postmortems-") as temporary:
        (Path(temporary) / FILE).write_bytes(new)
        after = Folder(Path(temporary), incidents.as_posix())
        services = read_catalogues(after).services or {}
    old_messages = {problem.message for problem in before.problems}
    for problem in after.problems:
        if problem.message not in old_messages:
            raise CannotAddServiceError(
                f"{problem.message}; add the service to `{path.as_posix()}` by hand"
            )
    is_unchanged = {name: services.get(name) for name in catalogue} == catalogue
    if not is_unchanged or not set(names) <= services.keys():
        raise CannotAddServiceError(
            f"`{path.as_posix()}` is not a list of entries; add the service by hand"
        )
    return new


def _appended(old: bytes, names: Sequence[str]) -> bytes:
    """Return the catalogue with an entry for each name, in the file's own line endings."""
    newline = b"\r\n" if b"\r\n" in old else b"\n"
    lines = old.split(newline)
    # Entries cannot follow an empty mapping in braces, so its line goes.
    text = newline.join(line for line in lines if line.strip() != b"{}")
    if text.strip() and not text.endswith(newline):
        text += newline
    return text + b"".join(entry(name).encode() + newline for name in names)
