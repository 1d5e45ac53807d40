"""Find the incidents that are relevant to a requested one, without parsing them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ..model import Incident
from .files import MAX_BYTES, Folder
from .folder import IncidentFolder

SearchTerms = Callable[[Incident], Iterable[tuple[str, ...]]]
"""A function that returns groups of words for an incident. Another incident is relevant to it if
its files contain all words of at least one group."""


def relevant(
    paths: list[Path], requested: list[IncidentFolder], search_terms: SearchTerms
) -> Iterator[Path]:
    """Yield the folders that are relevant to a requested incident; see `read`."""
    groups: set[tuple[str, ...]] = set()
    for folder in requested:
        groups.add((folder.id,))
        if incident := folder.incident:
            groups |= {(alias,) for alias in incident.aliases}
            groups |= {(row.incident,) for row in incident.related}
            groups |= set(search_terms(incident))
    if not groups:
        return
    encoded_groups = [tuple(map(_bytes, group)) for group in sorted(groups)]
    for path in paths:
        content = _bytes(path.name) + b"\0".join(_contents(path))
        if any(all(word in content for word in group) for group in encoded_groups):
            yield path


def _bytes(word: str) -> bytes:
    """Encode a word as UTF-8; the name of a folder may contain bytes that are not UTF-8."""
    return word.encode("utf-8", "surrogateescape")


def _contents(path: Path) -> Iterator[bytes]:
    """Yield the bytes of each readable YAML file within a folder."""
    folder = Folder(path, path.name)
    for file in sorted(path.glob("*.yaml")):
        if folder.contains(file.name) and folder.has(file.name):
            with suppress(OSError), file.open("rb") as stream:
                yield stream.read(MAX_BYTES)
