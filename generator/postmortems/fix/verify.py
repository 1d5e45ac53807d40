"""The proof of every repair: the file is read again and says the same, but for what was meant."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any, Protocol, TypeVar

from .fixed import Fixed
from .yaml_file import YamlFile


class Edit(Protocol):
    """A change of the text, with what it changes of the data."""

    @property
    def fixed(self) -> Fixed:
        """What is said of it."""

    def expect(self, data: Any) -> None:
        """Change the data, as the reader gave it, in the way that the text is changed."""


E = TypeVar("E", bound=Edit)
Write = Callable[[YamlFile, Sequence[E]], str | None]
"""Makes the changes in the text, if they can be made together."""


def apply_verified(
    sheet: YamlFile, edits: Sequence[E], write: Write[E]
) -> tuple[YamlFile, list[Fixed]]:
    """Make those changes of which it is proved that they change nothing else.

    Returns:
        the file as it is then, and what was done; the same file where nothing could be done.
    """
    after = _after(sheet, edits, write) if edits else sheet
    if after is None:
        edits = _kept(sheet, (), edits, write)
        after = _after(sheet, edits, write) if edits else sheet
    return after or sheet, list(dict.fromkeys(edit.fixed for edit in edits if after))


def _kept(sheet: YamlFile, sure: Sequence[E], edits: Sequence[E], write: Write[E]) -> Sequence[E]:
    """The changes that can be made beside those that are sure; the others are found by halving."""
    if not edits or _after(sheet, [*sure, *edits], write):
        return [*sure, *edits]
    if len(edits) == 1:
        return sure
    half = len(edits) // 2
    sure = _kept(sheet, sure, edits[:half], write)
    return _kept(sheet, sure, edits[half:], write)


def _after(sheet: YamlFile, edits: Sequence[E], write: Write[E]) -> YamlFile | None:
    expected = deepcopy(sheet.data)
    for edit in edits:
        edit.expect(expected)
    text = write(sheet, edits)
    after = None if text is None else sheet.rewritten(text)
    return after if after and after.data == expected else None
