"""One value in the place of another: only the characters of the value itself change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Loc
from .fixed import Fixed
from .yaml_file import BREAKS, Time, YamlFile


@dataclass(frozen=True)
class Replacement:
    """A new text for a value. `start` and `end` count characters of the file.

    `value` is what the reader makes of the new text, where that is another.
    """

    loc: Loc
    start: int
    end: int
    text: str
    fixed: Fixed
    value: str = ""

    def expect(self, data: Any) -> None:
        """Change the data as the text is changed."""
        for step in self.loc[:-1]:
            data = data[step]
        data[self.loc[-1]] = self.value or self.text


def replacement(
    sheet: YamlFile, time: Time, text: str, fix: str, why: str = ""
) -> list[Replacement]:
    """The change of a time; none where the file spells it in another way than in one piece.

    That is so with an anchor, a tag, escapes, or more than one line.
    """
    start, end = time.node.start_mark.index, time.node.end_mark.index
    quote = time.node.style or ""
    if sheet.text[start:end] != f"{quote}{time.text}{quote}" or set(time.text) & set(BREAKS):
        return []
    message = f"`{time.text}` is now `{text}`{why}"
    fixed = Fixed(sheet.place(time.node.start_mark), fix, message)
    return [Replacement(time.loc, start + len(quote), end - len(quote), text, fixed)]


def replaced(sheet: YamlFile, replacements: Sequence[Replacement]) -> str:
    """The text with the new values. One that an alias repeats is written once."""
    done, pieces = 0, []
    for start, edit in sorted({edit.start: edit for edit in replacements}.items()):
        pieces += [sheet.text[done:start], edit.text]
        done = edit.end
    return "".join([*pieces, sheet.text[done:]])
