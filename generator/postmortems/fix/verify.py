"""Verify repairs: the file is read again, and only the intended changes may differ."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any, Protocol, TypeVar

from .repair import Repair
from .yaml_file import YamlFile


class Edit(Protocol):
    """A change of the text, with the change of the data that it implies."""

    @property
    def repair(self) -> Repair:
        """The record of the repair."""

    def apply_to(self, data: Any) -> None:
        """Apply the change to the data, as parsed by the reader."""


E = TypeVar("E", bound=Edit)
Write = Callable[[YamlFile, Sequence[E]], str | None]
"""Returns the text with the changes made; None if they cannot be made together."""


def apply_verified(
    file: YamlFile, edits: Sequence[E], write: Write[E]
) -> tuple[YamlFile, list[Repair]]:
    """Make the changes that alter the data as expected, and nothing else.

    Returns:
        the changed file and the repairs made; the same file if none could be made.
    """
    after = _apply(file, edits, write) if edits else file
    if after is None:
        edits = _verifiable(file, (), edits, write)
        after = _apply(file, edits, write) if edits else file
    return after or file, list(dict.fromkeys(edit.repair for edit in edits if after))


def _verifiable(
    file: YamlFile, verified: Sequence[E], edits: Sequence[E], write: Write[E]
) -> Sequence[E]:
    """Return the verified changes and those that can be added, found by bisection."""
    if not edits or _apply(file, [*verified, *edits], write):
        return [*verified, *edits]
    if len(edits) == 1:
        return verified
    half = len(edits) // 2
    verified = _verifiable(file, verified, edits[:half], write)
    return _verifiable(file, verified, edits[half:], write)


def _apply(file: YamlFile, edits: Sequence[E], write: Write[E]) -> YamlFile | None:
    expected = deepcopy(file.data)
    for edit in edits:
        edit.apply_to(expected)
    text = write(file, edits)
    after = None if text is None else file.with_text(text)
    return after if after and after.data == expected else None
