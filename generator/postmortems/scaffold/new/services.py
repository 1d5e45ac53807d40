"""Services that are added to the catalogue while an incident is made."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from ...model import PostmortemsError
from ...reader.catalogues import read_catalogues
from ...reader.files import Folder

FILE = "services.yaml"
TEMPLATE = Path(__file__).parents[1] / "files" / "any" / "incidents" / FILE
"""The catalogue of a new repository, all comments."""


class CannotAddServiceError(PostmortemsError):
    """The catalogue does not take a service; the message says why and what to do."""


def entry(name: str) -> str:
    """Return the line that adds a service."""
    return f"{name}: {{}}"


def with_services(incidents: Path, names: Sequence[str]) -> bytes:
    """Return the content of `services.yaml` with entries for services appended.

    Args:
        incidents: the folder of incidents; a missing catalogue is begun as `init` would.
        names: services that the catalogue does not have, in the order of their entries.

    Raises:
        CannotAdd: the catalogue cannot be read or is written as `{...}`, or a name is no name.
        OSError: it cannot be read.
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
    known = {problem.message for problem in before.problems}
    for problem in after.problems:
        if problem.message not in known:
            raise CannotAddServiceError(
                f"{problem.message}; add the service to `{path.as_posix()}` by hand"
            )
    if {name: services.get(name) for name in catalogue} != catalogue or not services.keys() >= {
        *names
    }:
        raise CannotAddServiceError(
            f"`{path.as_posix()}` is not a list of entries; add the service by hand"
        )
    return new


def _appended(old: bytes, names: Sequence[str]) -> bytes:
    """Return the catalogue with an entry for each name, in the file's own line endings."""
    newline = b"\r\n" if b"\r\n" in old else b"\n"
    lines = old.split(newline)
    # An empty mapping takes no entry below it.
    kept = newline.join(line for line in lines if line.strip() != b"{}")
    if kept.strip() and not kept.endswith(newline):
        kept += newline
    return kept + b"".join(entry(name).encode() + newline for name in names)
