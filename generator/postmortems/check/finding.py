"""A finding of a rule: a message at a place in the incident's data, without file positions."""

from dataclasses import dataclass

from ..model import Loc


@dataclass(frozen=True)
class Finding:
    """Something that a rule reports; `check` adds the position in the file.

    `line`, from 1, is the line within a text of several lines. `word` is the part of the text to
    point at, and `occurrence` the number of its earlier occurrences in the text. `stable_message`
    is the message without parts that change from day to day, so that the fingerprint stays the
    same. If `file` is given, it is the path of an evidence file within the incident's folder, and
    `line` and `column` are positions in that file.
    """

    loc: Loc
    message: str
    hint: str = ""
    line: int | None = None
    word: str = ""
    occurrence: int = 0
    stable_message: str = ""
    file: str = ""
    column: int = 1
