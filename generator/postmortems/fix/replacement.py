"""Replace a value in the text; only the characters of the value change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Loc
from .repair import Repair
from .yaml_file import BREAKS, Time, YamlFile


@dataclass(frozen=True)
class Replacement:
    """A new text for a value, in place of the characters from `start` up to `end` of the file.

    `value` is the value as the reader parses it, if it differs from the new text.
    """

    loc: Loc
    start: int
    end: int
    text: str
    repair: Repair
    value: str = ""

    def apply_to(self, data: Any) -> None:
        """Set the value in the data."""
        for step in self.loc[:-1]:
            data = data[step]
        data[self.loc[-1]] = self.value or self.text


def replacement(
    file: YamlFile, time: Time, text: str, kind: str, why: str = ""
) -> list[Replacement]:
    """Return the replacement of a time; empty if its source differs from its value.

    It differs with an anchor, a tag, an escape sequence, or more than one line.
    """
    start, end = time.node.start_mark.index, time.node.end_mark.index
    quote = time.node.style or ""
    if file.text[start:end] != f"{quote}{time.text}{quote}" or set(time.text) & set(BREAKS):
        return []
    message = f"`{time.text}` is now `{text}`{why}"
    repair = Repair(file.place(time.node.start_mark), kind, message)
    return [Replacement(time.loc, start + len(quote), end - len(quote), text, repair)]


def apply_replacements(file: YamlFile, replacements: Sequence[Replacement]) -> str:
    """Return the text of the file with the new values; a value repeated by an alias is set once."""
    done, pieces = 0, []
    for start, edit in sorted({edit.start: edit for edit in replacements}.items()):
        pieces += [file.text[done:start], edit.text]
        done = edit.end
    return "".join([*pieces, file.text[done:]])
